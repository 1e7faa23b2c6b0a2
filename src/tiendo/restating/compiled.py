"""The compiled inner loop where the extra `fast` is installed, else nothing."""

from __future__ import annotations

from types import ModuleType

fast: ModuleType | None
try:
    from tiendo.restating import fast
except ImportError:  # numba is not installed: NumPy alone gives the same results
    fast = None
