"""Does a large document look as if it had very many faults? Then libxml2, which counts all siblings for each, must not see it.

A sample of its elements is held against their declarations, and all ids are counted; that costs a twentieth of looking at all.
"""

from __future__ import annotations

from lxml import etree

from .declarations import Declarations
from .explain import explain_content
from .explain_attributes import Identifiers, explain_attributes
from .namespaces import attribute_names, element_name

SAMPLE = 2000
SHARE = 0.01
"""With fewer faulty elements than this, libxml2 is quick enough."""
ENDLESS = 200_000
"""With more elements than this, a share is too many as well: the explainer looks at all of them."""


def looks_faulty(elements: list[etree._Element], declarations: Declarations, most: int) -> bool:
    """Whether there may be more faults than a hundredth of the elements, or more than `most` in ids."""
    if len(elements) > ENDLESS:
        return True
    ids = [found for element in elements if (found := element.get("id"))]
    known = set(ids)
    dangling = sum((found := element.get("rid")) is not None and found not in known for element in elements)
    if len(ids) - len(known) + dangling > most:
        return True
    sample = elements[:: max(1, len(elements) // SAMPLE)]
    return sum(_is_faulty(element, declarations) for element in sample) > SHARE * len(sample)


def _is_faulty(element: etree._Element, declarations: Declarations) -> bool:
    name = element_name(element)
    if name not in declarations:
        return True
    attributes = explain_attributes(
        0, name, attribute_names(element), declarations.attributes(name), Identifiers(), declarations.doctype
    )
    return any(True for _ in attributes) or any(True for _ in explain_content(element, 0, declarations))
