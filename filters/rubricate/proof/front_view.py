"""The title block of the article, and the facts that stand nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from .article_view import View, anchor, fill, mark, render, write
from .build import add, say

Element = etree._Element
SHOWN = frozenset(("article-id", "article-categories", "title-group", "contrib-group", "aff", "aff-alternatives", "author-notes", "pub-date",
                   "volume", "issue", "supplement", "fpage", "lpage", "elocation-id", "history", "permissions", "abstract", "trans-abstract", "kwd-group"))  # fmt: skip
NAMES = frozenset(("name", "string-name", "collab", "name-alternatives"))
HISTORY = {"received": "Received", "rev-recd": "Revised", "accepted": "Accepted"}
LINE = (
    ("volume", "Volume "),
    ("issue", "Issue "),
    ("supplement", "Supplement "),
    ("fpage", "Pages "),
    ("lpage", "–"),
    ("elocation-id", "Article "),
)


def front(parent: Element, node: Element, view: View) -> None:
    """`<front>`: journal line, title, people, dates, abstracts, keywords, rights, and what else is there."""
    meta = node.find("article-meta")
    made = add(parent, "header", css="front", aria_label="Title block")
    _journal(made, node, meta, view)
    if meta is None:
        return
    subjects = list(meta.iterfind("article-categories//subject"))
    for subject in subjects[:1]:
        _value(add(made, "p", css="subject"), subject, view)
    _titles(made, meta, view)
    _people(made, meta, view)
    _dates(made, meta, view)
    for abstract in meta:
        if abstract.tag in ("abstract", "trans-abstract"):
            _abstract(parent, abstract, view)
    for group in meta.iterfind("kwd-group"):
        _keywords(parent, group, view)
    rights = meta.find("permissions")
    if rights is not None:
        block = add(parent, "div", css="rights block")
        line = add(block, "p")
        for child in rights:
            if child.tag == "license":
                fill(add(block, "div"), child, view)
            elif isinstance(child.tag, str):
                say(line, " · ") if len(line) else None
                if child.tag != "copyright-statement":
                    add(line, "span", f"{str(child.tag).removeprefix('copyright-')} ", css="key")
                _value(line, child, view)
    dates = meta.findall("pub-date")[1:]
    others = [
        node
        for node in meta.iterfind("article-categories//*")
        if node.tag in ("subject", "series-title", "series-text")
    ]
    others = [node for node in others if node not in subjects[:1]]
    rest = [node for node in meta if isinstance(node.tag, str) and (node.tag not in SHOWN or node in dates)]
    _more(parent, rest, others, view)


def _value(parent: Element, node: Element, view: View) -> Element:
    made = mark(add(parent, "span", dir="auto"), node, view)
    fill(made, node, view)
    return made


def _journal(made: Element, node: Element, meta: Element | None, view: View) -> None:
    line = add(made, "p", css="journal-line")
    titles = node.findall("journal-meta/journal-title-group/*")
    journal = node.find("journal-meta")
    titles += [child for child in (journal if journal is not None else ()) if child.tag in ("issn", "journal-id")]
    titles += node.findall("journal-meta/publisher/*")
    for title in titles:
        if len(line):
            say(line, " · ")
        kind = {"issn": "ISSN ", "journal-id": "id "}.get(str(title.tag), "")
        add(line, "span", kind, css="key") if kind else None
        _value(line, title, view)
    if meta is None:
        return
    line = add(made, "p", css="journal-line")
    date = meta.find("pub-date")
    if date is not None:
        _date(line, date, view)
    for tag, before in LINE:
        for found in meta.findall(tag):
            if tag == "lpage":
                say(line, before)
            else:
                say(line, " · ") if len(line) else None
                add(line, "span", before, css="key")
            _value(line, found, view)
    for found in meta.findall("article-id"):
        say(line, " · ") if len(line) else None
        add(line, "span", f"{(found.get('pub-id-type') or 'id').upper()} ", css="key")
        _value(line, found, view)


def iso(date: Element) -> str:
    """A date of JATS as 2014-08-05, as far as it is known."""
    year, month, day = (date.findtext(name, "").strip() for name in ("year", "month", "day"))
    season = date.findtext("season", "").strip()
    return "-".join(part.zfill(2) for part in (year, month, day) if part) + (f" {season}" if season else "")


def _date(parent: Element, date: Element, view: View) -> None:
    made = mark(add(parent, "span"), date, view)
    rules = [rule for child in date for _, _, rule in view.added.get((child, False), ())]
    if rules:
        add(made, "ins", iso(date), title=f"added: {rules[0]}", data_rule=rules[0])
    else:
        say(made, iso(date))


def _titles(made: Element, meta: Element, view: View) -> None:
    group = meta.find("title-group")
    if group is None:
        return
    for node in group:
        if node.tag == "article-title":
            fill(mark(add(made, "h2", css="article-title block nearby", dir="auto"), node, view), node, view)
        elif node.tag == "trans-title-group":
            for title in node:
                fill(mark(add(made, "p", css="trans-title", dir="auto"), title, view), title, view)
        elif isinstance(node.tag, str):
            fill(mark(add(made, "p", css=f"j-{node.tag!s}", dir="auto"), node, view), node, view)


def _people(made: Element, meta: Element, view: View) -> None:
    for group in meta.iterfind("contrib-group"):
        authors = add(made, "ol", css="authors", aria_label="Authors")
        for person in group:
            if person.tag == "contrib":
                _contributor(add(authors, "li", css="block nearby"), person, view)
            else:
                render(made, person, view)
    affiliations = [node for node in meta if node.tag in ("aff", "aff-alternatives")]
    if affiliations:
        listed = add(made, "ul", css="affiliations", aria_label="Affiliations")
        for aff in affiliations:
            item = add(listed, "li", css="block nearby", dir="auto")
            anchor(item, aff, view)
            for version in [aff] if aff.tag == "aff" else list(aff):
                fill(mark(add(item, "span", css="aff"), version, view), version, view)
                say(item, " ")
    notes = meta.find("author-notes")
    if notes is not None:
        block = add(made, "div", css="author-notes")
        for note in notes:
            if isinstance(note.tag, str):
                held = mark(add(block, "div", css="block nearby", dir="auto"), note, view)
                anchor(held, note, view)
                fill(held, note, view)


def _contributor(item: Element, person: Element, view: View) -> None:
    mark(item, person, view)
    anchor(item, person, view)
    names = person.findall("name-alternatives/*") or [
        node for node in person if node.tag in ("name", "string-name", "collab")
    ]
    for number, name in enumerate(names):
        if number:
            say(item, " / ")
        if name.tag == "name":
            _name(item, name, view)
        else:
            _value(item, name, view)
    for node in person:
        if node.tag == "xref":
            render(item, node, view)
        elif node.tag in ("degrees", "role", "email", "bio"):
            say(item, ", ")
            if node.tag == "email":
                render(item, node, view)
            else:
                _value(item, node, view)
        elif node.tag == "contrib-id":
            say(item, " ")
            made = mark(add(item, "span", css="orcid"), node, view)
            write(made, node.text, node, False, view)
        elif isinstance(node.tag, str) and node.tag not in NAMES:
            say(item, ", ")
            fill(mark(add(item, "span"), node, view), node, view)
    if person.get("corresp") == "yes":
        say(item, " ")
        add(item, "span", "corresponding", css="tag")


def _name(item: Element, name: Element, view: View) -> None:
    """Given names first, but in the order of the East where the name says so."""
    parts: Mapping[str, Element] = {str(part.tag): part for part in name}
    eastern = name.get("name-style") == "eastern"
    order = (
        ("prefix", "surname", "given-names", "suffix") if eastern else ("prefix", "given-names", "surname", "suffix")
    )
    for number, part in enumerate(parts[tag] for tag in order if tag in parts):
        if number:
            say(item, " ")
        made = mark(add(item, "span", css=f"n-{part.tag!s}"), part, view)
        write(made, part.text, part, False, view)


def _dates(made: Element, meta: Element, view: View) -> None:
    dates = meta.findall("history/date")
    if dates:
        line = add(made, "p", css="journal-line block")
        for date in dates:
            say(line, " · ") if len(line) else None
            add(line, "span", HISTORY.get(date.get("date-type", ""), date.get("date-type") or "Date") + " ", css="key")
            _date(line, date, view)


def _abstract(parent: Element, node: Element, view: View) -> None:
    made = mark(add(parent, "section", css="abstract"), node, view)
    if node.find("title") is None:
        lang = node.get("{http://www.w3.org/XML/1998/namespace}lang")
        add(made, "h3", f"Abstract ({lang})" if lang and node.tag == "trans-abstract" else "Abstract", css="ours")
    fill(made, node, view)


def _keywords(parent: Element, group: Element, view: View) -> None:
    made = add(parent, "div", css="keywords block")
    lang = group.get("{http://www.w3.org/XML/1998/namespace}lang")
    title = group.find("title")
    kind = "MeSH" if (group.get("kwd-group-type") or "").casefold() == "mesh" else "Keywords"
    kind = "".join(title.itertext()).strip(" :") or kind if title is not None else kind
    add(made, "span", f"{kind}{f' ({lang})' if lang else ''}: ", css="key")
    for number, node in enumerate(child for child in group if child.tag != "title"):
        if number:
            say(made, "; ")
        _value(made, node, view)


def _more(parent: Element, rest: list[Element], subjects: list[Element], view: View) -> None:
    rest = [node for node in rest if "".join(str(text) for text in node.itertext()).strip()]  # counts have no words
    if not rest and not subjects:
        return
    made = add(parent, "details", css="more")
    add(made, "summary", "More facts of the front matter")
    if subjects:
        line = add(made, "div")
        add(line, "span", "subjects: ", css="key")
        for number, node in enumerate(subjects):
            say(line, "; ") if number else None
            _value(line, node, view)
    for node in rest:
        line = add(made, "div")
        add(line, "span", f"{node.tag!s}: ", css="key")
        fill(mark(add(line, "span"), node, view), node, view)
