"""Training is not part of the wheel: where the package was installed from one, it is taken from the checkout."""

from __future__ import annotations

from pathlib import Path

import rubricate

SOURCE = Path(__file__).parents[2] / "filters" / "rubricate"

if SOURCE.resolve() not in {Path(folder).resolve() for folder in rubricate.__path__}:
    rubricate.__path__.append(str(SOURCE))
