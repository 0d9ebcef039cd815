"""The two trained models, loaded once when they are first needed."""

from __future__ import annotations

import threading
from pathlib import Path

from ..sequence import Model

DATA = Path(__file__).parent / "data"
_local = threading.local()


def model(name: str) -> Model:
    """The model of a name ("blocks", "names"), one to a thread: a tagger holds the sequence that it is at work on."""
    found: Model | None = getattr(_local, name, None)
    if found is None:
        found = Model.load(DATA / f"{name}.crf.z")
        setattr(_local, name, found)
    return found
