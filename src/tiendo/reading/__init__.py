"""Text → figures → proposed targets: a deterministic grammar of how Vietnamese officials write targets.

It runs anywhere in milliseconds, explains every figure by its span and the rule that read it, and invents nothing.
"""

from tiendo.reading.match import guess_indicators
from tiendo.reading.read import read

__all__ = ["guess_indicators", "read"]
