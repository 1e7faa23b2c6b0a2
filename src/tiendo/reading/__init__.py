"""Text → figures → proposed targets: a deterministic grammar of how Vietnamese officials write targets.

It runs anywhere in milliseconds, explains every figure by its span and the rule that read it, and invents nothing.
Nothing is imported here: what takes a file apart (`formats`) starts without the grammar, and the grammar without it.
"""
