"""Display formulas of plain text: TeX between its marks, and lines of symbols with a number behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass

DISPLAY = re.compile(
    r"^\s*(?:\$\$(?P<dollars>.{1,2000}?)\$\$|\\\[(?P<square>.{1,2000}?)\\\])(?P<behind>.{0,30})$", re.DOTALL
)
"""TeX of a display: "$$E = mc^2$$ (1)", "\\[ x \\]"."""
OPENING = re.compile(r"^\s*\\begin\{(?P<name>equation|displaymath|align|gather|multline|eqnarray)\*?\}")
INLINE = re.compile(r"(?<![\\$\w])\$(?P<tex>[^\s$](?:[^$\n]{0,200}[^\s$\\])?)\$(?![\d$])|\\\((?P<round>.{1,200}?)\\\)")
"""TeX in running text: "$a_i$", "\\(x\\)"."""
IS_TEX = re.compile(r"[\\^_={}<>+]|^[A-Za-z]$")
"""What a text between two dollar signs has if it is TeX; prices have none of it."""
TAG = re.compile(r"\\tag\*?\{(?P<tag>[^{}]{1,12})\}")
LABELLED = re.compile(r"\\label\{[^{}]{1,60}\}")
NUMBER = re.compile(
    r"[\s,.;…·]{0,12}(?P<label>[(（]\s?(?:Eq\.\s?)?(?:[0-9]{1,3}|[A-Z][.-]?[0-9]{1,2}|[0-9]{1,2}[.-][0-9]{1,3})[a-z]?\s?[)）]|\[\s?[0-9]{1,3}\s?\])[\s,.]{0,4}$"
)
"""The number of a formula: "(1)", "(A2)", "(2.1)", "[3]"."""
RELATION = re.compile(r"[=≈≃≅≡≤≥≪≫∝⇌∈⊂⊆←→↔⇒]|(?<=\s)[<>~](?=\s)")
OPERATORS = re.compile(r"[+−×⋅·∑∏∫√∂∇±/*^]|(?<=\s)-(?=\s)")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
FIRST_WORDS = frozenset(
    (
        "where",
        "with",
        "when",
        "if",
        "and",
        "for",
        "the",
        "we",
        "in",
        "a",
        "an",
        "p",
        "n",
        "then",
        "see",
        "as",
        "note",
        "mean",
        "values",
        "wo",
        "où",
        "donde",
        "onde",
        "где",
    )
)
"""No formula begins with these: "where a = 3", "p < 0.05"."""
FUNCTIONS = frozenset(
    ("sin", "cos", "tan", "log", "ln", "exp", "max", "min", "lim", "det", "arg", "sup", "inf", "sinh", "cosh", "tanh")
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0123456789+-=()ni")
LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", "0123456789+-=()aeoxhklmnpstijruv")
ESCAPED = {
    "%": r"\%",
    "#": r"\#",
    "&": r"\&",
    "$": r"\$",
    "{": r"\{",
    "}": r"\}",
    "~": r"\sim ",
    "_": r"\_",
    "\u00a0": " ",
    "\t": " ",
}
MARKS = "".join(map(chr, [*RAISED, *LOWERED]))
LETTERS = f"[^\\W\\d_{MARKS}]{{2,}}"
RUNS = re.compile(
    "(?P<raised>[" + "".join(map(chr, RAISED)) + "]+)|(?P<lowered>[" + "".join(map(chr, LOWERED)) + "]+)"
    f"|(?P<word>{LETTERS}(?: {LETTERS})*)|(?P<special>[%#&${{}}~_\u00a0\t])"
)
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Formula:
    """A display formula: its TeX, and its number as printed."""

    tex: str
    label: str = ""


def display_tex(text: str) -> Formula | None:
    r"""TeX of a paragraph that is one display between TeX's marks; `None` for other text.

    >>> display_tex(r"\[ x = 1 \tag{2} \]")
    Formula(tex='x = 1', label='(2)')
    """
    match = DISPLAY.match(text)
    if match:
        tex, behind = match["dollars"] or match["square"], match["behind"]
    else:
        opening = OPENING.match(text)
        closing = text.rfind("\\end{") if opening else -1
        if opening is None or closing < 0:
            return None
        behind = text[text.find("}", closing) + 1 :]
        whole = text[: len(text) - len(behind)].strip()
        tex = text[opening.end() : closing] if opening["name"] in ("equation", "displaymath") else whole
    number = NUMBER.match(behind)
    if behind.strip(" .,;") and not number:
        return None
    label = number["label"] if number else ""
    tag = TAG.search(tex)
    if tag and not label:
        label, tex = f"({tag['tag']})", tex[: tag.start()] + tex[tag.end() :]
    return Formula(LABELLED.sub("", tex).strip(), label)


def opens_display(text: str) -> str:
    """How a display that goes on in further lines will end, or "": "$$", "\\]", "\\end{align}"."""
    bare = text.strip()
    opening = OPENING.match(bare)
    if opening:
        return f"\\end{{{bare[bare.find('{') + 1 : bare.find('}')]}}}"
    if bare.startswith("$$") and "$$" not in bare[2:]:
        return "$$"
    return "\\]" if bare.startswith("\\[") and "\\]" not in bare else ""


def inline_tex(text: str) -> list[tuple[int, int, str]]:
    """`(start, end, TeX)` of the formulas in running text.

    >>> inline_tex("of $x_i$ at $5 to $6 each")
    [(3, 8, 'x_i')]
    """
    out = []
    for match in INLINE.finditer(text):
        tex = match["tex"] or match["round"]
        if match["round"] or IS_TEX.search(tex):
            out.append((match.start(), match.end(), tex.strip()))
    return out


def formula_line(text: str) -> tuple[int, str] | None:
    """`(where the formula ends, its number as printed)` of a line of symbols; `None` for words.

    >>> formula_line("m = a + b   (1)"), formula_line("where m = 3 (n = 5)")
    ((9, '(1)'), None)
    """
    if len(text) > LONGEST or not RELATION.search(text):
        return None
    words = text.split()
    if not words or words[0].strip(",:").casefold() in FIRST_WORDS or (words[0][:1] in "(["):
        return None
    number = NUMBER.search(text)
    body = text[: number.start()] if number else text.rstrip(" .,;")
    relation = RELATION.search(body)
    if relation is None or not body[: relation.start()].strip() or not body[relation.end() :].strip():
        return None
    long = len(LONG_WORD.findall(body))
    sentence = ". " in body or (", " in body.replace(", …", "") and long > 3) or body.endswith(":")
    if sentence or len(body.split()) > 40:
        return None
    operators = len(OPERATORS.findall(body))
    numbered = number is not None and (long <= 3 or (operators >= 1 and long <= 14))
    bare = number is None and operators >= 2 and long == 0 and len(body) > 8 and body[0] not in "0123456789-–•*†‡("
    if not numbered and not bare:
        return None
    return len(body), number["label"].strip() if number else ""


def tex_of_symbols(text: str) -> str:
    r"""Printed symbols as TeX that shows the same.

    >>> tex_of_symbols("Yield (%) = a₁x² + log b")
    '\\mathrm{Yield} (\\%) = a_{1}x^{2} + \\log b'
    """

    def piece(match: re.Match[str]) -> str:
        if match["raised"]:
            return f"^{{{match['raised'].translate(RAISED)}}}"
        if match["lowered"]:
            return f"_{{{match['lowered'].translate(LOWERED)}}}"
        if match["word"]:
            word = match["word"]
            if word in FUNCTIONS:
                return f"\\{word}"
            if " " in word:
                return f"\\text{{{word}}}"
            return f"\\mathrm{{{word}}}" if word.isascii() else word
        return ESCAPED[match["special"]]

    return RUNS.sub(piece, text)
