"""All pages as one HTML page that stands alone: no other file, no script from elsewhere, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from .. import __version__
from ..pandoc import run_pandoc
from .pages import PAGES, page

STYLE = Path(__file__).parent / "site.css"
LINK = re.compile(r'href="([a-z]+)\.md(?:#([^"]*))?"')
HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
READER = "markdown-smart-citations-tex_math_dollars-raw_html-raw_attribute"


def title_of(text: str) -> str:
    """The title of a page: its first heading."""
    found = HEADING.search(text)
    return found[1] if found else ""


def site(helps: Mapping[str, str]) -> str:
    """The HTML; `helps` as for `page`."""
    texts = {name: page(name, helps) for name in PAGES}
    entries = "".join(f'<li><a href="#{name}">{escape(title_of(text))}</a></li>' for name, text in texts.items())
    body = "".join(f'<section id="{name}">\n{_html(name, text)}</section>\n' for name, text in texts.items())
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>rubricate {escape(__version__)}</title>\n<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#start">Skip to the text</a>\n<nav aria-label="Pages"><p>rubricate {escape(__version__)}</p>'
        f"<ul>{entries}</ul></nav>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _html(name: str, text: str) -> str:
    """One page; its ids begin with its name, links to other pages lead into this one."""
    args = ["-f", READER, "-t", "html5", "--wrap=none", f"--id-prefix={name}-", "--columns=10000"]
    html = run_pandoc(args, _without_comments(text).encode("utf-8")).stdout.decode("utf-8")
    return LINK.sub(lambda match: f'href="#{match[1]}{"-" + match[2] if match[2] else ""}"', html)


def _without_comments(text: str) -> str:
    return re.sub(r"<!--[^>]*-->\n?", "", text)
