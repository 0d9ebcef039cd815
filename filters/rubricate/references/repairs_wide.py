"""Repairs of references in Korean and Chinese characters: titles behind names, place and publisher in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, trimmed_end, with_block
from .confidence import FORM
from .persons_forms import is_wide
from .tokens import Token

STOPS = ".。．"


def title_behind_wide_names(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "김영희. | 빵의 물리. | 한국빵학회지 2009": in a list of names in such characters a full stop ends the names; what follows up to
    the next one is the title, and what is left the source."""
    labels = [chunk.label for chunk in found]
    if not found or labels[0] != "author" or "title" in labels or not is_wide(tokens[found[0].first : found[0].last]):
        return found
    names = found[0]
    stop = next((at for at in range(names.first + 1, names.last - 1) if tokens[at].text in STOPS), None)
    if stop is None:
        return found
    second = next((at for at in range(stop + 2, names.last - 1) if tokens[at].text in STOPS), names.last)
    out = [replace(names, last=stop), Chunk("title", stop + 1, trimmed_end(tokens, stop + 1, second, "?!])"), FORM)]
    if second < names.last and "source" not in labels and "loc" not in labels:
        label = "loc" if labels[1:2] == ["publisher"] and tokens[names.last].text in ":：" else "source"
        out.append(Chunk(label, second + 1, trimmed_end(tokens, second + 1, names.last), FORM))
    return out + found[1:]


def wide_imprint(tokens: Sequence[Token], found: list[Chunk]) -> list[Chunk]:
    """ "빵의 역사. | 서울: | 빵출판사; | 2001": a colon inside the last words before the year of a work without volume and pages
    stands between place and publisher."""
    labels = {chunk.label for chunk in found}
    date = next((chunk for chunk in reversed(found) if chunk.label == "date"), None)
    if date is None or labels & {"volume", "issue", "publisher"} or tokens[date.first - 1].text not in ";,":
        return found
    end = date.first - 1
    colon = next((at for at in range(end - 1, max(end - 6, 1), -1) if tokens[at].text in ":："), None)
    if colon is None or not is_wide(tokens[colon - 1 : end]) or tokens[colon - 2].text not in STOPS:
        return found
    kept = [chunk for chunk in found if chunk.last <= colon - 1 or chunk.first > end]
    for chunk in found:
        if chunk.first < colon - 1 < chunk.last and chunk.label in ("author", "title"):
            kept.append(replace(chunk, last=trimmed_end(tokens, chunk.first, colon - 2)))
    out = with_block(kept, Chunk("loc", colon - 1, colon, FORM))
    return with_block(out, Chunk("publisher", colon + 1, end, FORM))
