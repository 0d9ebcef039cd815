"""The whole page: verdict, queries, source beside article, findings of the profile."""

from __future__ import annotations

import json
from collections.abc import Mapping

from lxml import etree

from .. import __version__
from ..corrections.record import LEVELS, ROLES
from ..values import Finding, Severity
from . import reference_view  # noqa: F401  (registers how reference lists are shown)
from .article_view import View, render
from .assets import asset, policy
from .build import Element, add, html, say
from .categories import CATEGORIES
from .confidences import confidences
from .fields import ADDABLE, fields_of
from .front_view import front
from .model import Proof, Verdict
from .places import anchor_of, name_places
from .source_view import source_pane
from .words import Matched, match_words

SAID = {
    Verdict.READY: ("Ready", "The article is valid and nothing is in doubt."),
    Verdict.CONFIRM: ("To confirm", "The article is valid; a person should look at what is listed below."),
    Verdict.INVALID: ("Not valid", "Something must be mended before the article can be handed in."),
}
MOST = 500
"""Findings of one list that are shown; the page says how many more there are."""


def sheet(proof: Proof, links: Mapping[str, str], embedded: bool) -> str:
    """The page as HTML."""
    matched = _matched(proof)
    view = _view(proof, matched)
    root = etree.Element("html", {"lang": "en", "class": "rubricate-proof"})
    _head(root, proof)
    body = add(root, "body", data_embedded="yes" if embedded else None, data_of=proof.name)
    first = "queries" if proof.result is not None else "findings"
    add(body, "a", f"Skip to the {first}", css="skip", href=f"#{first}")
    add(body, "a", "Skip to the article", css="skip", href="#article")
    _verdict(body, proof, links)
    main = add(body, "main")
    panes = etree.Element("div", {"class": "panes" if matched is not None else "panes alone"})
    if matched is not None:
        pane = add(panes, "section", css="pane source", id="source", aria_labelledby="source-head", tabindex="-1")
        add(pane, "h2", "Source", id="source-head", css="pane-head")
        source_pane(pane, matched, view)
    name_places(proof, view)
    _article(panes, proof, view)
    _settle(panes, view)
    if proof.result is not None:
        _queries(main, proof, matched, view)
        _tools(main, proof, matched)
        main.append(panes)
        _findings(main, proof, view)
    else:  # nothing to ask about: what was found comes first
        _findings(main, proof, view)
        _tools(main, proof, matched)
        main.append(panes)
    if view.fields:
        _corrections(body, proof, embedded)
    _help(body, bool(view.fields))
    footer = add(
        body, "footer", f"Made by rubricate {__version__} from {proof.name}. Nothing on this page is sent anywhere."
    )
    footer.set("class", "foot")
    add(body, "script").text = asset("page.js")
    return html(root)


def _settle(panes: Element, view: View) -> None:
    """Words whose element is not shown by itself lead to the nearest one around it that is."""
    shown = {node.get("id") for node in panes.iter() if node.get("id")}
    nodes = {name: node for node, name in view.names.items()}
    view.names = {node: name for node, name in view.names.items() if name in shown}
    for word in panes.iter("span"):
        name = word.get("data-to")
        if name is None or name in shown:
            continue
        here = nodes[name].getparent()
        while here is not None and here not in view.names:
            here = here.getparent()
        if here is None:
            del word.attrib["data-to"]
        else:
            word.set("data-to", view.names[here])


def _matched(proof: Proof) -> Matched | None:
    result = proof.result
    if result is None or result.read is None or proof.tree is None:
        return None
    return match_words(result.read, proof.tree, result.ledger)


def _view(proof: Proof, matched: Matched | None) -> View:
    if proof.tree is None:
        return View()
    root = proof.tree.getroot()
    fields = fields_of(root) if proof.result is not None else {}
    view = View(fields, confidences(fields, proof.result.report) if proof.result is not None else {}, media=proof.media)
    view.ids = {node.get("id", "") for node in root.iter("*") if node.get("id")}
    if matched is not None:
        view.added, view.lines = matched.added, matched.lines_of
    return view


def _head(root: Element, proof: Proof) -> None:
    head = add(root, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", http_equiv="Content-Security-Policy", content=policy())
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "meta", name="color-scheme", content="light dark")
    add(head, "meta", name="referrer", content="no-referrer")
    add(head, "title", f"Proof of {proof.name}: {proof.verdict}")
    add(head, "style").text = asset("page.css")


def _verdict(body: Element, proof: Proof, links: Mapping[str, str]) -> None:
    header = add(body, "header", css=f"top v-{proof.verdict.name.lower()}")
    word, sentence = SAID[proof.verdict]
    if proof.only_rules_are_broken:
        word = proof.label[:1].upper() + proof.label[1:]
        sentence = f"The article is valid JATS; what {proof.profile} asks beyond that is listed below."
    add(header, "p", "rubricate", css="brand")
    title = add(header, "h1")
    add(title, "span", word, css="verdict")
    add(title, "span", proof.name, css="of", dir="auto")
    add(header, "p", sentence, css="sentence")
    counts = proof.counts
    listed = add(header, "ul", css="counts", aria_label="Counts")
    for severity, name in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.QUERY, "query")):
        number = counts[severity]
        plural = {"query": "queries"}.get(name, name + "s") if number != 1 else name
        item = add(listed, "li", css=str(severity) + ("" if number else " none"))
        add(item, "b", str(number))
        say(item, f" {plural}")
    result = proof.result
    ledger = result.ledger if result is not None else None
    if ledger is not None:
        for name, number in (("words read", ledger.words_in), ("left out", sum(c.times for c in ledger.lost)),
                             ("added", sum(c.times for c in ledger.added)), ("without a rule", sum(c.times for c in ledger.unexplained))):  # fmt: skip
            item = add(listed, "li", css="words" + (" bad" if name == "without a rule" and number else ""))
            add(item, "b", f"{number:,}")
            say(item, f" {name}")
    if result is not None and result.xml is not None:
        add(listed, "li", f"JATS {result.jats}, {result.tag_set}", css="words")
    applied = [
        entry for entry in (result.report.get("corrections", ()) if result is not None else ()) if entry["applied"]
    ]
    if applied:
        item = add(listed, "li", css="words")
        add(item, "b", str(len(applied)))
        say(item, " corrected")
    if links:
        nav = add(header, "nav", css="links", aria_label="Files")
        for text, address in links.items():
            if not address.strip().casefold().startswith(("javascript:", "data:", "vbscript:")):
                add(nav, "a", text, href=address)


def _queries(main: Element, proof: Proof, matched: Matched | None, view: View) -> None:
    shown = [f for f in proof.findings if f.severity is Severity.QUERY]
    every = (*proof.findings, *proof.checked)
    others = [f for f in every if f.severity in (Severity.ERROR, Severity.WARNING)]
    section = add(main, "section", id="queries", css="queries", aria_labelledby="queries-head", tabindex="-1")
    add(section, "h2", f"To look at ({len(shown) + len(others)})", id="queries-head")
    if not shown and not others:
        add(section, "p", "Nothing: no query, no warning.", css="none")
    _list(
        section,
        [
            *[f for f in others if f.severity is Severity.ERROR],
            *shown,
            *[f for f in others if f.severity is Severity.WARNING],
        ],
        proof,
        matched,
        view,
    )


def _list(section: Element, findings: list[Finding], proof: Proof, matched: Matched | None, view: View) -> None:
    if not findings:
        return
    listed = add(section, "ol", css="findings")
    own = {id(finding) for finding in proof.findings}
    for finding in findings[:MOST]:
        item = add(listed, "li", css=f"finding {finding.severity}")
        head = add(item, "p", css="message")
        add(head, "span", str(finding.severity), css="severity")
        say(head, " ")
        of_source = matched if id(finding) in own else None  # lines of the others are those of the article
        place = anchor_of(finding, proof, of_source, view)
        message = finding.message
        if place is not None:
            add(head, "a", message, href=f"#{place[0]}", css="place", dir="auto")
            add(head, "span", place[1], css="where")
        else:
            add(head, "span", message, css="place", dir="auto", tabindex="0")
        if finding.place.excerpt and finding.place.excerpt not in message:
            add(item, "p", finding.place.excerpt, css="excerpt", dir="auto")
        if finding.suggestion:
            add(item, "p", finding.suggestion, css="suggestion")
        line = add(item, "p", css="rule")
        if finding.link.startswith(("https://", "http://")):
            add(line, "a", finding.id, href=finding.link, rel="noreferrer noopener", target="_blank")
        else:
            add(line, "code", finding.id)
    if len(findings) > MOST:
        add(section, "p", f"And {len(findings) - MOST} more, which the report lists.", css="none")


def _tools(main: Element, proof: Proof, matched: Matched | None) -> None:
    tools = add(main, "div", css="tools", role="toolbar", aria_label="What is shown", hidden="")
    filters = [("all", "Everything"), ("doubtful", "Doubtful"), ("changed", "Changed"), ("furniture", "Furniture")]
    filters = filters if matched is not None else []
    group = add(tools, "div", css="filters", role="group", aria_label="Filter")
    for value, name in filters:
        add(group, "button", name, type="button", data_filter=value, aria_pressed="true" if value == "all" else "false")
    add(
        tools,
        "button",
        "Corrections",
        type="button",
        css="open-corrections",
        data_do="corrections",
        aria_controls="corrections",
    ) if proof.result is not None else None
    add(tools, "button", "Keys", type="button", data_do="help", aria_controls="help")
    if matched is not None:
        legend = add(main, "details", css="legend")
        add(legend, "summary", "What the colours and marks mean")
        listed = add(legend, "ul")
        for key, name in CATEGORIES.items():
            add(add(listed, "li"), "span", name, css=f"c-{key} swatch")
        add(add(listed, "li"), "del", "left out by a rule", css="l-cue-word")
        add(add(listed, "li"), "del", "page furniture", css="l-furniture")
        add(add(listed, "li"), "del", "lost without a rule", css="l-none")
        add(add(listed, "li"), "ins", "added by a rule")
        add(add(listed, "li"), "span", "doubtful value", css="doubtful v-demo")


def _article(panes: Element, proof: Proof, view: View) -> None:
    pane = add(panes, "section", css="pane article", id="article", aria_labelledby="article-head", tabindex="-1")
    add(pane, "h2", "Article", id="article-head", css="pane-head")
    if proof.tree is None:
        add(pane, "p", "Nothing could be read.", css="none")
        return
    holder = add(pane, "article")
    root = proof.tree.getroot()
    lang = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if lang and lang.replace("-", "").isalnum():
        holder.set("lang", lang)
    for node in root:
        if node.tag == "front":
            front(holder, node, view)
            if view.fields:
                _missing(holder, view)
        else:
            render(holder, node, view)


def _missing(holder: Element, view: View) -> None:
    there = set(view.fields.values())
    rest = [part for part in ADDABLE if part not in there]
    if rest:
        made = add(holder, "details", css="missing")
        add(made, "summary", f"Facts that were not found ({len(rest)}): add them here")
        listed = add(made, "ul")
        for part in rest:
            item = add(listed, "li")
            add(item, "span", f"{part}: ", css="key")
            add(item, "span", css="v empty", data_part=part, tabindex="0", role="button", aria_label=f"Add {part}")


def _findings(main: Element, proof: Proof, view: View) -> None:
    section = add(main, "section", id="findings", css="checked", aria_labelledby="findings-head", tabindex="-1")
    add(section, "h2", f"Findings of the profile {proof.profile} ({len(proof.checked)})", id="findings-head")
    if not proof.checked:
        add(
            section,
            "p",
            "None."
            if proof.profile != "jats" or proof.result is None
            else "The grammar is kept; no rules of a receiver were asked (--profile).",
            css="none",
        )
    _list(section, sorted(proof.checked, key=lambda f: f.severity.rank), proof, None, view)


def _corrections(body: Element, proof: Proof, embedded: bool) -> None:
    panel = add(
        body, "aside", id="corrections", css="panel", aria_labelledby="corrections-head", hidden="", tabindex="-1"
    )
    add(panel, "h2", "Corrections", id="corrections-head")
    add(
        panel,
        "p",
        "Click a value of the article, or move to it and press Enter, and write what is right. "
        + ("Apply converts the article anew." if embedded else "Save the file and give it with --corrections."),
        css="hint",
    )
    add(panel, "ol", css="made", aria_live="polite")
    row = add(panel, "p", css="row")
    if embedded:
        add(row, "button", "Apply", type="button", data_do="apply", css="main")
    add(row, "button", "Download", type="button", data_do="download", css="" if embedded else "main")
    add(row, "button", "Copy", type="button", data_do="copy")
    add(row, "button", "Close", type="button", data_do="close")
    label = add(panel, "label", "The file as text")
    add(label, "textarea", readonly="", rows="10", spellcheck="false")
    done = proof.result.report.get("corrections", []) if proof.result is not None else []
    keep = [
        {key: entry.get(key, "") for key in ("part", "was", "now", "near")} | {"applied": entry["applied"]}
        for entry in done
    ]
    panel.set("data-made", json.dumps(keep, ensure_ascii=False))


def _help(body: Element, editable: bool) -> None:
    keys = [("j, k", "next, previous query"), ("n, p", "next, previous doubtful value"), ("1 2 3 4", "filters"),
            ("s, a", "to the source, to the article"), ("Escape", "back, or close")]  # fmt: skip
    keys += (
        [
            ("→ ←", "next, previous value beside the one in focus"),
            ("Enter", "correct the value; Enter again keeps it, Escape does not"),
            ("r", "the value in focus is right"),
            ("c", "the corrections"),
            ("↓ ↑", "next, previous line of the source, where one is in focus; Enter tells what it is"),
        ]
        if editable
        else []
    )
    panel = add(body, "aside", id="help", css="panel", aria_labelledby="help-head", hidden="", tabindex="-1")
    add(panel, "h2", "Keys", id="help-head")
    listed = add(panel, "dl")
    for key, meaning in keys:
        add(listed, "dt", key)
        add(listed, "dd", meaning)
    add(panel, "button", "Close", type="button", data_do="close")
    _inspector(body, editable)


def _inspector(body: Element, editable: bool) -> None:
    """The line at the foot: what the word or value in focus is, and what can be done about it."""
    bar = add(body, "section", id="inspector", css="inspector", aria_label="In focus", hidden="")
    add(bar, "span", css="what", role="status", aria_live="polite")
    if not editable:
        return
    add(bar, "button", "Change", type="button", data_do="edit", hidden="")
    add(bar, "button", "It is right", type="button", data_do="confirm", hidden="")
    label = add(bar, "label", "This is ", css="as", hidden="")
    choice = add(label, "select", data_choice="role")
    add(choice, "option", "…", value="")
    for role in ROLES:
        add(choice, "option", role, value=role)
    label = add(bar, "label", "Level ", css="depth", hidden="")
    choice = add(label, "select", data_choice="level")
    for level in LEVELS:
        add(choice, "option", str(level), value=str(level))
