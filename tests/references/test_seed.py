"""The thirteen references of the seed document, every field of each, read one by one and as one list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rubricate.references import Reference, parse, parse_all

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
ENTRY = re.compile(r"^(\d{1,2}\.) (\S.*\.)$", re.MULTILINE)
"""1. Badsha H, Teh CL. Pulmonary hemorrhage."""
EXPECTED = """
Badsha H, Teh CL, Kong KO, Lian TY, Chng HH|Pulmonary hemorrhage in systemic lupus erythematosus|Semin Arthritis Rheum|2004|33||414-421
Santos-Ocampo AS, Mandell BF, Fessler BJ|Alveolar hemorrhage in systemic lupus erythematosus: presentation and management|Chest|2000|118||1083-1090
Kwok SK, Moon SJ, Ju JH, Park KS, Kim WU, Cho CS, et al.|Diffuse alveolar hemorrhage in systemic lupus erythematosus: risk factors and clinical outcome: results from affiliated hospitals of Catholic University of Korea|Lupus|2011|20||102-107
Zandman-Goddard G, Ehrenfeld M, Levy Y, Tal S|Diffuse alveolar hemorrhage in systemic lupus erythematosus|Isr Med Assoc J|2002|4||470
Gottenberg JE, Guillevin L, Lambotte O, Combe B, Allanore Y, Cantagrel A, et al., Club Rheumatismes et Inflammation (CRI)|Tolerance and short term efficacy of rituximab in 43 patients with systemic autoimmune diseases|Ann Rheum Dis|2005|64||913-920
Leandro MJ, Cambridge G, Edwards JC, Ehrenstein MR, Isenberg DA|B-cell depletion in the treatment of patients with systemic lupus erythematosus: a longitudinal analysis of 24 patients|Rheumatology (Oxford)|2005|44||1542-1545
Looney RJ|B cells as a therapeutic target in autoimmune diseases other than rheumatoid arthritis|Rheumatology (Oxford)|2005|44|Suppl 2|ii13-ii17
Silverman GJ|Anti-CD20 therapy in systemic lupus erythematosus: a step closer to the clinic|Arthritis Rheum|2005|52||371-377
Hofmeister JK, Cooney D, Coggeshall KM|Clustered CD20 induced apoptosis: src-family kinase, the proximal regulator of tyrosine phosphorylation, calcium influx, and caspase 3-dependent apoptosis|Blood Cells Mol Dis|2000|26||133-143
Smith KG, Jones RB, Burns SM, Jayne DR|Long-term comparison of rituximab treatment for refractory systemic lupus erythematosus and vasculitis: Remission, relapse, and retreatment|Arthritis Rheum|2006|54||2970-2982
Narshi CB, Haider S, Ford CM, Isenberg DA, Giles IP|Rituximab as early therapy for pulmonary haemorrhage in systemic lupus erythematosus|Rheumatology (Oxford)|2010|49||392-394
Pottier V, Pierrot M, Subra JF, Mercat A, Kouatchet A, Parrot A, et al.|Successful rituximab therapy in a lupus patient with diffuse alveolar haemorrhage|Lupus|2011|20||656-659
Rovin BH, Furie R, Latinis K, Looney RJ, Fervenza FC, Sanchez-Guerrero J, et al., LUNAR Investigator Group|Efficacy and safety of rituximab in patients with active proliferative lupus nephritis: the Lupus Nephritis Assessment with Rituximab study|Arthritis Rheum|2012|64||1215-1226
""".strip().split("\n")  # fmt: skip

SEEDS: list[tuple[str, str]] = ENTRY.findall(SEED.read_text(encoding="utf-8"))


def told(reference: Reference) -> str:
    """A record as one line of the table above."""
    people: dict[int, list[str]] = {}
    order: list[str] = []
    for span in reference.spans:
        if span.role == "author" and span.name == "etal":
            order.append("et al.")
        elif span.role == "author":
            if span.person not in people:
                order.append(f"#{span.person}")
            people.setdefault(span.person, []).append(reference.text[span.start : span.end])
    names = ", ".join(" ".join(people[int(entry[1:])]) if entry[0] == "#" else entry for entry in order)
    item = reference.item
    year = item["issued"]["date-parts"][0][0]
    fields = [item.get(name, "") for name in ("title", "container-title", "volume", "supplement", "page")]
    return "|".join([names, *fields[:2], str(year), *fields[2:]])


def test_there_are_thirteen() -> None:
    assert [label for label, _ in SEEDS] == [f"{number}." for number in range(1, 14)]


@pytest.mark.parametrize("number", range(13))
def test_each(number: int) -> None:
    label, text = SEEDS[number]
    reference = parse(text, label=label)
    assert told(reference) == EXPECTED[number]
    assert reference.type == "journal"
    assert reference.label == label


def test_as_one_list() -> None:
    references = parse_all([text for _, text in SEEDS], [label for label, _ in SEEDS])
    assert [told(reference) for reference in references] == EXPECTED
