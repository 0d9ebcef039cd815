"""The resolution of an image, read from the beginning of its file: TIFF (with its tags), PNG and JPEG."""

from __future__ import annotations

import struct

METRE = 39.3701  # inches


def resolution(head: bytes) -> int | None:
    """Dots per inch, the smaller of the two directions; None where the head does not tell.

    Sources: TIFF 6.0, section 8 (tags 282, 283 XResolution and YResolution, 296 ResolutionUnit); PNG, 11.3.4.3 pHYs;
    JFIF 1.02, APP0. EPS is measured in points and tells none.
    """
    try:
        if head[:4] in (b"II*\0", b"MM\0*"):
            return _tiff(head)
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(head)
        if head.startswith(b"\xff\xd8\xff"):
            return _jpeg(head)
    except (struct.error, IndexError, ZeroDivisionError):
        return None
    return None


def _tiff(head: bytes) -> int | None:
    order = "<" if head[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "I", head, 4)
    (count,) = struct.unpack_from(order + "H", head, start)
    found: dict[int, float] = {}
    for number in range(min(count, 200)):
        tag, kind, _, value = struct.unpack_from(order + "HHII", head, start + 2 + 12 * number)
        if tag in (282, 283) and kind == 5:
            above, below = struct.unpack_from(order + "II", head, value)
            found[tag] = above / below
        elif tag == 296:
            (found[tag],) = struct.unpack_from(order + "H", head, start + 10 + 12 * number)
    if 282 not in found or found.get(296, 2) == 1:
        return None
    dots = min(found[282], found.get(283, found[282]))
    return round(dots * 2.54) if found.get(296, 2) == 3 else round(dots)


def _png(head: bytes) -> int | None:
    at = head.find(b"pHYs")
    if at < 0:
        return None
    across, down, unit = struct.unpack_from(">IIB", head, at + 4)
    return round(min(across, down) / METRE) if unit == 1 else None


def _jpeg(head: bytes) -> int | None:
    at = head.find(b"JFIF\0")
    if at < 0:
        return None
    unit, across, down = struct.unpack_from(">BHH", head, at + 7)
    dots = min(across, down)
    return {1: dots, 2: round(dots * 2.54)}.get(unit) if dots > 1 else None


def blank_tiff(dots: int) -> bytes:
    """The smallest TIFF that tells a resolution, for samples and tests."""
    tags = [(282, 5, 1, 50), (283, 5, 1, 50), (296, 3, 1, 2)]
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + b"\0" * 4 + struct.pack("<II", dots, 1)
