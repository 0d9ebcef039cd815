"""The learned zones on short pages, and the manners of the model files."""

from __future__ import annotations

import subprocess
import sys

from rubricate.reading.plain_text import read_plain_text
from rubricate.tagging import zone_levels, zone_model
from rubricate.tagging.join_lines import join_wrapped
from rubricate.tagging.units import units_of
from rubricate.tagging.zones import label_units

PROSE = "We baked bread for a year and weighed every loaf before and after the oven, in the morning and in the evening. It was light."
LIMIT = 3 * 1024 * 1024

PAGE = f"""Skip to main content
Home
Browse journals
Submit a manuscript
Download PDF

Bread in the morning and in the evening of a long day

Ada Miller1, Ben Stone2*

1 Department of Bakery, University of Example, Leeds, UK
2 Institute of Ovens, Example College, York, UK

* Corresponding author: Ben Stone. E-mail: stone@example.org

Abstract

{PROSE}

Keywords: bread; butter; oven

1. Introduction

{PROSE} It was good [1].

2. Methods

2.1 Dough

{PROSE}

References

1. Miller A. Bread again. J Exa Med. 2019;1:1-2.
2. Stone B. More on bread. J Exa Med. 2018;2(3):3-4.

Reprints and permissions
Privacy policy
"""


def labels(text: str) -> list[tuple[str, str]]:
    units = join_wrapped(units_of(list(read_plain_text(text).content)))
    return [(unit.text, label.role) for unit, label in zip(units, label_units(units), strict=True)]


def test_a_page_with_its_clutter() -> None:
    found = dict(labels(PAGE))
    assert found["Browse journals"] == found["Privacy policy"] == "page-furniture"
    assert found["Bread in the morning and in the evening of a long day"] == "title"
    assert found["Ada Miller1, Ben Stone2*"] == "contrib-group"
    assert found["2 Institute of Ovens, Example College, York, UK"] == "aff"
    assert found["Keywords: bread; butter; oven"] == "kwd-group"
    assert found["2.1 Dough"] == "sec-title"
    assert found["2. Stone B. More on bread. J Exa Med. 2018;2(3):3-4."] == "ref"


def test_levels_of_headings() -> None:
    units = join_wrapped(units_of(list(read_plain_text(PAGE).content)))
    levels = {unit.text: label.level for unit, label in zip(units, label_units(units), strict=True)}
    assert (levels["1. Introduction"], levels["2. Methods"], levels["2.1 Dough"]) == (1, 1, 2)


def test_confidences_are_probabilities() -> None:
    units = join_wrapped(units_of(list(read_plain_text(PAGE).content)))
    assert all(0 <= label.confidence <= 1 for label in label_units(units))


def test_the_models_are_small() -> None:
    assert zone_model.PATH.stat().st_size + zone_levels.PATH.stat().st_size <= LIMIT


def test_the_models_are_loaded_only_when_they_are_needed() -> None:
    code = "import sys, rubricate.cli, rubricate.tagging; sys.exit('pycrfsuite' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
