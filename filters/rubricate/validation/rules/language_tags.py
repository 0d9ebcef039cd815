"""Language tags (BCP 47): what a valid one is, and what was meant by one that is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .countries import country_name
from .document import LANG

if TYPE_CHECKING:
    from lxml import etree

# ISO 639-1.
TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja
jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb
nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so
sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES = frozenset(TWO_LETTERS.split())
# Codes of three letters for languages that have two (BCP 47 wants the two), names, and codes of countries.
WRONG_AND_RIGHT = """
eng=en ger=de deu=de fre=fr fra=fr spa=es por=pt ita=it kor=ko jpn=ja chi=zh zho=zh rus=ru dut=nl nld=nl
pol=pl tur=tr ara=ar per=fa fas=fa cze=cs ces=cs dan=da swe=sv nor=no fin=fi hun=hu ukr=uk gre=el ell=el
heb=he hin=hi ind=id tha=th vie=vi rum=ro ron=ro bul=bg hrv=hr srp=sr slo=sk slk=sk slv=sl lit=lt lav=lv
est=et cat=ca glg=gl baq=eu eus=eu lat=la english=en german=de french=fr spanish=es portuguese=pt italian=it
korean=ko japanese=ja chinese=zh russian=ru dutch=nl polish=pl turkish=tr arabic=ar persian=fa jp=ja
cn=zh cz=cs dk=da gr=el
"""
MEANT = dict(pair.split("=") for pair in WRONG_AND_RIGHT.split())
EXTENDED = frozenset(("ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"))
"""Languages that may be followed by another language of three letters ("zh-yue")."""
# The parts behind the language: extended language, script, region, variants, extensions, private use.
REST = re.compile(
    r"(-[a-z]{3})?(?:-[a-z]{4})?(?:-([a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3})){0,6}(?:-[a-wyz0-9](?:-[a-z0-9]{2,8}){1,8}){0,4}(?:-x(?:-[a-z0-9]{1,8}){1,8})?"
)
PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8}){1,8}")


def is_language_tag(tag: str) -> bool:
    """Whether a tag is one that BCP 47 allows. Case does not matter.

    >>> [tag for tag in ("ko", "zh-Hant-TW", "EN", "kor", "en_US", "en-UK", "") if is_language_tag(tag)]
    ['ko', 'zh-Hant-TW', 'EN']
    """
    language, _, _ = (lower := tag.lower()).partition("-")
    if not tag.isascii() or len(tag) > 100:
        return False
    if language == "x":
        return PRIVATE.fullmatch(lower) is not None
    if not language.isalpha() or (language not in LANGUAGES and (len(language) != 3 or language in MEANT)):
        return False
    match = REST.fullmatch(lower, len(language))
    if match is None:
        return False
    extended, region = match.groups()
    if extended is not None and language not in EXTENDED:
        return False  # "en-USA", "pt-BRA"
    return region is None or region.isdigit() or region in ("eu", "un") or country_name(region.upper()) != ""


def meant_tag(tag: str) -> str:
    """The right tag in place of a wrong one, "" where it is not clear.

    >>> meant_tag("kor"), meant_tag("en_US"), meant_tag("English"), meant_tag("pt-BRA"), meant_tag("en-UK")
    ('ko', 'en-US', 'en', '', 'en-GB')
    """
    language, dash, rest = tag.strip().replace("_", "-").partition("-")
    language = MEANT.get(language.lower(), language.lower())
    if rest.lower() == "uk":
        rest = "GB"
    mended = language + dash + rest
    return mended if is_language_tag(mended) else ""


def language_of(element: etree._Element) -> str:
    """The tag that holds for an element: its own @xml:lang or the nearest around it; "" where none says."""
    own = element.get(LANG)
    if own is not None:
        return own
    return next((tag for around in element.iterancestors() if (tag := around.get(LANG)) is not None), "")
