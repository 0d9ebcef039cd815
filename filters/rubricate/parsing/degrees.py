"""Academic degrees and titles behind a name: "MD, PhD"."""

from __future__ import annotations

PRINTED = """
md phd dphil msc ms ma mph bsc bs ba mba rn dds dmd dvm do pharmd mbbs mbchb mrcp frcp frcpc facs facc faha frcs
mscn mhs mpharm scd drph dsc edd jd llm np bpharm rph mrcpch frcpath mres mphil msn dnp bn bsn pt dpt ot fahms
fmedsci frs fesc msph crnp cnm bvsc mrcvs beng meng mtech btech fracp fccp fhrs mmed mbbch mch dm dnb frcpch
fapa pa-c lcsw med habil rnp ccc-slp ccrn fccm fidsa facp cde rd rdn ldn otr cnrn bch fics prof msci fbcs pe
dtm&h mha mshs faan fnp hons
"""
DEGREES = frozenset(PRINTED.split())
"""In lower case and without stops."""
ALSO_NAMES = frozenset(["ma", "meng", "do", "pe", "ba", "bs", "np", "ot", "dm", "ms", "rd", "mph", "mres", "mch"])
"""Degrees that are surnames where they are written like one: "Ronald Ma", "Xiao Meng"."""


def is_degree(piece: str) -> bool:
    """Whether a piece of an author list holds degrees and nothing else.

    >>> is_degree("M.D."), is_degree("MD PhD"), is_degree("MA"), is_degree("Ma")
    (True, True, True, False)
    """
    words = piece.replace(".", "").replace("/", " ").split()
    if "." not in piece and any(word.istitle() and word.casefold() in ALSO_NAMES for word in words):
        return False
    return (
        bool(words)
        and all(word.casefold().strip("()") in DEGREES for word in words)
        and (piece.lstrip("(")[:1].isupper() or len(words) > 1)
    )
