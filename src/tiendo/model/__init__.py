"""The nouns of the field, frozen: one file each, no I/O, no clock, no framework.

Every stage of `tiendo` takes these records and returns these records. Their words are those of GLOSSARY.md.
"""
