r"""The reference list of a LaTeX article: `\bibitem`s become `.ref`s of a `.ref-list`, `\cite`s the numbers that LaTeX prints.

Pandoc's reader runs the entries of `thebibliography` together and drops their keys.
"""

from __future__ import annotations

import re

import panflute as pf

from ..inlines import items, plain, strip

LIST = re.compile(r"\\begin\{thebibliography\}\s{0,3}\{[^{}\n]{0,40}\}(.*?)\\end\{thebibliography\}", re.DOTALL)
ENTRY = re.compile(r"\\bibitem\s{0,3}(?:\[(?:[^\[\]{}]|\{[^{}]{0,200}\}){0,200}\]\s{0,3})?\{([^{}\n]{1,80})\}")
CITE = re.compile(r"\\[cC]ite[a-z]{0,12}\*?(?:\[[^\[\]\n]{0,200}\]){0,2}\{([^{}]{1,400})\}")
NUMBERED = re.compile(r"\\begin\{(figure|table|equation)\*?\}(.*?)\\end\{\1\*?\}", re.DOTALL)
LABEL = re.compile(r"\\label\{([^{}\n]{1,80})\}")
CLASS = "thebibliography"


def listed(text: str) -> tuple[str, list[str]]:
    r"""The source with each `\bibitem` as an item of a list, and the keys in their order.

    >>> listed(r"\begin{thebibliography}{9}\bibitem{roe} On bread.\end{thebibliography}")[1]
    ['roe']
    """
    keys: list[str] = []

    def with_items(match: re.Match[str]) -> str:
        keys.extend(entry.group(1).strip() for entry in ENTRY.finditer(match.group(1)))
        inner = ENTRY.sub(r"\\item ", match.group(1))
        inner = re.sub(r"\\newblock\b", "", inner)
        return rf"\begin{{{CLASS}}}{{}}\begin{{enumerate}}{inner}\end{{enumerate}}\end{{{CLASS}}}"

    return LIST.sub(with_items, text) if "\\bibitem" in text else text, keys


def numbers(text: str) -> list[str]:
    r"""The numbers that are written in the place of keys, one for each key of each `\cite` of a listed work."""
    order = {key: str(number) for number, key in enumerate(listed(text)[1], start=1)}
    return [
        order[key.strip()] for match in CITE.finditer(text) for key in match.group(1).split(",") if key.strip() in order
    ]


def label_numbers(text: str) -> dict[str, str]:
    r"""The numbers that LaTeX prints for the `\label`s of its figures, tables and equations.

    >>> label_numbers(r"\begin{equation}\label{eq:e} E = m \end{equation}")
    {'eq:e': '1'}
    """
    counts: dict[str, int] = {}
    found: dict[str, str] = {}
    for match in NUMBERED.finditer(text):
        kind = match.group(1)
        counts[kind] = counts.get(kind, 0) + 1
        for label in LABEL.findall(match.group(2)):
            found[label.strip()] = str(counts[kind])
    return found


def link(doc: pf.Doc, keys: list[str], labels: dict[str, str]) -> None:
    """Change a document in place: its list of entries, the citations that name them, and calls that pandoc left as keys."""
    order = {key: number for number, key in enumerate(keys, start=1)}

    def action(element: pf.Element, _: pf.Doc) -> pf.Element | list[pf.Element] | None:
        if type(element) is pf.Div and CLASS in element.classes:
            return _reference_list(element, keys)
        if type(element) is pf.Cite and all(citation.id in order for citation in element.citations):
            return _cite(element, order)
        if type(element) is pf.Div and element.identifier in labels and [type(b) for b in items(element)] == [pf.Table]:
            table = items(element)[0]
            table.identifier = element.identifier  # pandoc's reader writes the label of a table on a Div around it
            return [table]
        if type(element) is pf.Link and element.attributes.get("reference", "") in labels:
            number = labels[element.attributes["reference"]]
            if f"[{element.attributes['reference']}]" == plain(items(element)):
                element.content = [pf.Str(number)]
        return None

    doc.walk(action)


def _reference_list(div: pf.Div, keys: list[str]) -> pf.Element | list[pf.Element]:
    lists = [block for block in items(div) if type(block) is pf.OrderedList]
    entries = [item for block in lists for item in items(block)]
    if len(entries) != len(keys):
        return div
    refs = []
    for key, entry in zip(keys, entries, strict=True):
        blocks = [pf.Para(*strip(items(b))) if isinstance(b, pf.Para | pf.Plain) else b for b in items(entry)]
        refs.append(pf.Div(*blocks, identifier=key, classes=["ref"]))
    return pf.Div(*refs, classes=["ref-list"])


def _cite(cite: pf.Cite, order: dict[str, int]) -> pf.Cite:
    """ "[1, 2]", with the page that `\\cite[p. 3]{…}` gives."""
    inlines: list[pf.Inline] = [pf.Str("[")]
    for at, citation in enumerate(cite.citations):
        inlines += [pf.Str(","), pf.Space()] if at else []
        prefix, suffix = strip(list(citation.prefix or [])), strip(list(citation.suffix or []))
        inlines += [*prefix, pf.Space()] if prefix else []
        inlines.append(pf.Str(str(order[citation.id])))
        inlines += [pf.Str(","), pf.Space(), *suffix] if suffix else []
    return pf.Cite(*inlines, pf.Str("]"), citations=[pf.Citation(citation.id) for citation in cite.citations])
