"""Many documents: one function that converts one and never raises, a pool that runs it, a journal that remembers.

`convert_one` is all that an engine needs to run (a pool here, a cluster elsewhere): bytes and `BatchSettings` in, an
`Outcome` out. Both can be pickled and hold no path that must exist on the machine where the work is done.
"""

from .convert_one import convert_one
from .outcome import Outcome
from .settings import BatchSettings
from .versions import Versions, versions

__all__ = ["BatchSettings", "Outcome", "Versions", "convert_one", "versions"]
