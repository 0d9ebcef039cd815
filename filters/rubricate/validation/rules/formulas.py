"""Rules on formulas: one an element, ids, TeX that can be set."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import MML, Document, name_of
from .registry import Hit, rule

JATS4R = "https://jats4r.niso.org/math/"


PMC = "https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/dobs/#dob-math"


FORMS = (MML + "math", "tex-math", "graphic", "inline-graphic", "chem-struct", "private-char")


HOLDERS = ("disp-formula", "inline-formula")


@rule(
    "formula",
    54,
    Severity.ERROR,
    source="PMC Style Checker (formulas); JATS4R (mathematics)",
    link=JATS4R,
    suggestion="Write one formula in each <disp-formula> or <inline-formula>; several forms of the same in <alternatives>.",
)
def formula(document: Document) -> Iterator[Hit]:
    """A formula element holds one formula; several forms of it are alternatives.

    Two forms side by side (MathML and a picture) would be shown one after the other; in `<alternatives>` one is chosen, so
    there is at most one `<mml:math>` and one `<tex-math>` in it. Formulas do not stand in one another, and MathML or TeX
    does not stand bare in a paragraph. NLM 2.3 had @alternate-form-of instead; such forms are left alone.
    """
    for holder in document.all(*HOLDERS):
        forms = [
            child for child in holder.iterchildren("*") if child.tag in FORMS and child.get("alternate-form-of") is None
        ]
        if holder.find("alternatives") is not None:
            forms.insert(0, holder)
        if len(forms) > 1 and _mixed(forms, holder):
            yield Hit(forms[1], f"second form <{name_of(forms[1])}> in <{name_of(holder)}>", "both in <alternatives>")
        inside = next(holder.iterancestors(*HOLDERS), None)
        if inside is not None:
            yield Hit(holder, f"<{name_of(holder)}> in <{name_of(inside)}>", "it alone")
        if not len(holder) and not (holder.text or "").strip():
            yield Hit(holder, f"empty <{name_of(holder)}>", "a formula")
    for group in document.all("alternatives"):
        for name in (MML + "math", "tex-math"):
            for other in list(group.iterchildren(name))[1:]:
                yield Hit(other, f"second <{name_of(other)}> in <alternatives>", "one, in another formula element")
    for math in document.all(MML + "math", "tex-math"):
        parent = math.getparent()
        if parent is not None and parent.tag in (
            "p",
            "td",
            "th",
            "title",
            "article-title",
            "sec",
            "label",
            "bold",
            "italic",
        ):
            wrapper = "disp-formula" if math.get("display") == "block" or parent.tag == "sec" else "inline-formula"
            yield Hit(
                math,
                f"<{name_of(math)}> in <{name_of(parent)}>",
                f"an <{wrapper}> around it" if wrapper[0] == "i" else f"a <{wrapper}> around it",
            )


def _mixed(forms: list[etree._Element], holder: etree._Element) -> bool:
    """Lines of one formula as several pictures or several <mml:math> are one form; two kinds are two."""
    return len({"math" if form is holder else str(form.tag) for form in forms}) > 1 or forms[0] is holder


@rule(
    "mathml-id",
    55,
    Severity.ERROR,
    source="PMC Style Checker (mml:math, tex-math)",
    link=PMC,
    suggestion='Give each <mml:math> and <tex-math> an id, as in id="eq1-m1"; write TeX as a document that LaTeX sets.',
)
def mathml_id(document: Document) -> Iterator[Hit]:
    """MathML and TeX have an id, and TeX is a whole document in ASCII.

    PMC keeps formulas apart by their ids (a missing one is a warning: PMC gives one itself). TeX is set as it stands, so
    `\\documentclass`, `\\begin{document}` and `\\end{document}` are all there or none is, and letters beyond ASCII are
    written as commands.
    """
    for math in document.all(MML + "math", "tex-math"):
        if not math.get("id"):
            yield Hit(math, f"<{name_of(math)}> without id", "an id", severity=Severity.WARNING)
    for tex in document.all("tex-math"):
        text = "".join(str(piece) for piece in tex.itertext("*"))
        if not text.strip():
            yield Hit(tex, "empty <tex-math>", "a formula")
            continue
        parts = ["\\documentclass" in text, "\\begin{document}" in text, "\\end{document}" in text]
        if not all(parts):
            names = ("\\documentclass", "\\begin{document}", "\\end{document}")
            missing = next(name for name, there in zip(names, parts, strict=True) if not there)
            whole = any(parts)
            yield Hit(
                tex,
                f"TeX without {missing}",
                "a whole LaTeX document",
                "text",
                severity=None if whole else Severity.WARNING,
            )
        elif text.count("\\begin{document}") != text.count("\\end{document}"):
            yield Hit(tex, "several \\begin{document} or \\end{document}", "one of each", "text")
        if not text.isascii():
            letter = next(letter for letter in text if ord(letter) > 127)
            found = f"letter {letter} (U+{ord(letter):04X}) in TeX"
            yield Hit(tex, found, "a TeX command for it", "text")
