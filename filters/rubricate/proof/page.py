"""The page as one HTML text."""

from __future__ import annotations

from collections.abc import Mapping

from .model import Proof


def proof_page(proof: Proof, *, links: Mapping[str, str] | None = None, embedded: bool = False) -> str:
    """One self-contained page. `links` are shown at its head (text -> address, http, https or relative).

    `embedded`: the page stands in a frame; a button more sends `{"rubricate": "corrections", "yaml": TEXT}` to the window
    around it by `postMessage`.
    """
    from .sheet import sheet

    return sheet(proof, links or {}, embedded)


def content_policy() -> str:
    """The Content-Security-Policy of every proof page, for a server that sends it as a header too."""
    from .assets import policy

    return policy()
