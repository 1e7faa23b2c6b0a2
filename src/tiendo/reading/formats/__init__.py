"""Files → documents: `open_document`. One file of this folder for each kind; `apart` keeps them within their bounds."""

from tiendo.reading.formats.bounds import LARGEST_BYTES, UnreadableDocument
from tiendo.reading.formats.open import open_document

__all__ = ["LARGEST_BYTES", "UnreadableDocument", "open_document"]
