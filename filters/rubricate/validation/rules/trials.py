"""The rule on registered trials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import Document, shown
from .registry import Hit, rule
from .wording import wording

# NCT01234567, ISRCTN12345678, ACTRN12605000000000, UMIN000001234, KCT0001234, ChiCTR2000012345
TRIAL = re.compile(r"\b(?:NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}|UMIN\d{9}|KCT\d{7}|DRKS\d{8}|ChiCTR[A-Z-]*\d{8,10})\b")


STAGES = frozenset(("pre-result", "pre-results", "result", "results", "post-result", "post-results"))


REGISTRIES = frozenset(("crossref-doi", "registry-name"))


DOCUMENTS = frozenset(("clinical-trial-number", "doi"))


@rule(
    "clinical-trial",
    45,
    Severity.WARNING,
    source="JATS4R (clinical trials); Crossref (linked clinical trials)",
    link="https://jats4r.niso.org/clinical-trials/",
    suggestion='Write <related-object source-type="clinical-trials-registry" source-id="ClinicalTrials.gov" '
    'source-id-type="registry-name" document-id="NCT01234567" document-id-type="clinical-trial-number">.',
)
def clinical_trial(document: Document) -> Iterator[Hit]:
    """A trial that the article reports is named by registry and number.

    A number is unique only within its registry, so `<related-object>` needs both, each with its type; the stage of the
    trial, where it is given, is pre-results, results or post-results. A number in the abstract without a
    `<related-object>` is told as information: the abstract may speak of somebody else's trial.
    """
    trials = [element for element in document.all("related-object") if _is_trial(element)]
    for trial in trials:
        yield from _registered(trial)
    if trials:
        return
    for abstract in document.all("abstract"):
        text = " ".join(str(piece) for piece in abstract.itertext("*"))
        if match := TRIAL.search(text):
            found = f"trial number {match[0]} in the abstract only"
            yield Hit(abstract, found, "a <related-object> for it", severity=Severity.INFO)


def _is_trial(element: etree._Element) -> bool:
    return (
        element.get("source-type") == "clinical-trials-registry"
        or element.get("link-type") == "clinical-trials-registry"
        or element.get("document-id-type") == "clinical-trial-number"
    )


def _registered(trial: etree._Element) -> Iterator[Hit]:
    for name, what in (
        ("source-type", 'source-type="clinical-trials-registry"'),
        ("source-id", "the registry"),
        ("source-id-type", '"registry-name" or "crossref-doi"'),
        ("document-id", "the trial's number"),
        ("document-id-type", '"clinical-trial-number" or "doi"'),
    ):
        if not trial.get(name, "").strip():
            yield Hit(trial, f"trial without @{name}", what)
    for name, allowed in (("source-id-type", REGISTRIES), ("document-id-type", DOCUMENTS), ("content-type", STAGES)):
        value = trial.get(name, "")
        if value and value not in allowed:
            yield Hit(trial, f'{name}="{value}"', " or ".join(sorted(allowed)), f"@{name}")
    registry, number = trial.get("source-id", ""), trial.get("document-id", "").strip()
    if trial.get("source-id-type") == "crossref-doi" and registry and "10.18810/" not in registry:
        yield Hit(trial, f"registry {shown(registry)}", "a DOI that begins with 10.18810/", "@source-id")
    known = wording(registry).replace(" ", "") in ("clinicaltrialsgov", "1018810clinicaltrialsgov")
    if known and trial.get("document-id-type") == "clinical-trial-number" and not TRIAL.fullmatch(number):
        yield Hit(trial, f"trial number {shown(number)}", "NCT and eight digits", "@document-id")
