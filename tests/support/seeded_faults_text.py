"""Faults to put into an article, for the rules 35 to 69: each changes a parsed article so that one rule must speak.

A fault is a function of the tree; it gives the element at which the rule must speak, or None where the article has nothing
to break. `FAULTS` maps each rule to its faults, three or more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from seeded_faults_metadata import remove

from rubricate.validation.rules.images import blank_tiff
from rubricate.validation.rules.surroundings import Surroundings
from rubricate.xml import parse_xml

NAMESPACES = {
    "xlink": "http://www.w3.org/1999/xlink",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "ali": "http://www.niso.org/schemas/ali/1.0/",
}
DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


@dataclass(frozen=True, slots=True)
class Seeded:
    """Where the rule must speak, and what lies beside the article."""

    element: etree._Element
    surroundings: Surroundings | None = None


Fault = Callable[[etree._ElementTree], Seeded | None]


def find(tree: etree._ElementTree | etree._Element, path: str) -> etree._Element | None:
    found = tree.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return next((element for element in found if isinstance(element, etree._Element)), None)


def pieces(xml: str) -> list[etree._Element]:
    return list(parse_xml(f"<pieces {DECLARATIONS}>{xml}</pieces>".encode()).getroot())


def append(path: str, xml: str, target: str = ".") -> Fault:
    """Put `xml` at the end of the first element at `path`; the last new element (or `target` in it) is at fault."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        parent = find(tree, path)
        if parent is None:
            return None
        new = pieces(xml)
        parent.extend(new)
        found = find(new[-1], target)
        return Seeded(found) if found is not None else None

    return seed


def after(path: str, xml: str, target: str = ".") -> Fault:
    """The same behind the element at `path`."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        before = find(tree, path)
        if before is None:
            return None
        for number, piece in enumerate(reversed(pieces(xml))):
            before.addnext(piece)
            if number == 0:
                last = piece
        found = find(last, target)
        return Seeded(found) if found is not None else None

    return seed


def attribute(path: str, name: str, value: str | None) -> Fault:
    """Set an attribute, or take it away (None)."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        element = find(tree, path)
        if element is None:
            return None
        prefix, colon, local = name.partition(":")
        full = f"{{{NAMESPACES[prefix]}}}{local}" if colon else name
        if value is None:
            element.attrib.pop(full, None)
        else:
            element.set(full, value)
        return Seeded(element)

    return seed


def text(path: str, words: str) -> Fault:
    """Put `words` in place of all that an element holds."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        element = find(tree, path)
        if element is None:
            return None
        for child in list(element):
            element.remove(child)
        element.text = words
        return Seeded(element)

    return seed


def without(path: str, target: str) -> Fault:
    """Take every element at `path` away, its tail kept; the first at `target` is at fault then."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        found = tree.xpath(path, namespaces=NAMESPACES)
        assert isinstance(found, list)
        for element in found:
            assert isinstance(element, etree._Element)
            remove(element)
        place = find(tree, target)
        return Seeded(place) if found and place is not None else None

    return seed


def both(one: Fault, other: Fault) -> Fault:
    """Two changes; the second says where."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        return other(tree) if one(tree) is not None else None

    return seed


def beside(change: Fault, *names: str, package: bool = False, dots: int = 0) -> Fault:
    """The change, with files beside the article: "article.xml" and `names`."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        seeded = change(tree)
        if seeded is None:
            return None
        files = dict.fromkeys(("article.xml", *names), 1000)
        image = blank_tiff(dots) if dots else b""
        return Seeded(seeded.element, Surroundings("article.xml", files, lambda name: image, package))

    return seed


def public_id(value: str | None) -> Fault:
    def seed(tree: etree._ElementTree) -> Seeded | None:
        if tree.docinfo.public_id is None:
            return None
        tree.docinfo.public_id = value
        return Seeded(tree.getroot())

    return seed


META = "/article/front/article-meta"
MAIN = f"{META}/abstract[not(@abstract-type)]"
BODY, BACK, ROOT = "/article/body", "/article/back", "/article"
P = "<p>It rained on the lamps.</p>"
DETAILS = "Fischer U. Light. Seed Rev. 1998;8:201"
FIG = '<fig id="seeded-fig"><label>Fig. 99</label><caption><p>Rain.</p></caption><graphic xlink:href="seeded-g099.tif"/></fig>'
TABLE = '<table-wrap id="seeded-table"><label>Table 99</label>{}</table-wrap>'
ROWS = "<table><thead><tr><th>Rain</th><th>Sun</th></tr></thead><tbody>{}</tbody></table>"
REF = '<ref id="seeded-ref">{}</ref>'
LINK = '<p>See <ext-link ext-link-type="uri" xlink:href="{}">the plan</ext-link>.</p>'
TRIAL = (
    '<related-object source-type="clinical-trials-registry" source-id="ClinicalTrials.gov" source-id-type="registry-name" '
    'document-id="NCT01234567" document-id-type="clinical-trial-number"/>'
)


def formula(inside: str, target: str = ".//mml:math") -> Fault:
    return append(BODY, f"<p><inline-formula>{inside}</inline-formula></p>", target)


def mathml(inside: str, target: str) -> Fault:
    return formula(f'<mml:math id="seeded-m">{inside}</mml:math>', target)


def tex(words: str) -> Fault:
    return formula(f'<tex-math id="seeded-x">{words}</tex-math>', ".//tex-math")


def related(attributes: str) -> Fault:
    return append(META, f"<related-article {attributes}/>")


def own_doi(tree: etree._ElementTree) -> Seeded | None:
    """A related article that is the article itself."""
    meta, doi = find(tree, META), find(tree, f"{META}/article-id[@pub-id-type='doi']")
    if meta is None or doi is None:
        return None
    return related(f'related-article-type="companion" ext-link-type="doi" xlink:href="{doi.text}"')(tree)


def correction(change: Fault) -> Fault:
    """A change in an article that is a correction and points at no other."""
    return both(plain_correction("correction"), change)


def plain_correction(kind: str) -> Fault:
    """An article of a kind that must point at another, and does not."""

    def seed(tree: etree._ElementTree) -> Seeded | None:
        without("//related-article", ROOT)(tree)
        attribute(ROOT, "article-type", kind)(tree)
        meta = find(tree, META)
        return Seeded(meta) if meta is not None else None

    return seed


def graphic(href: str, holder: str = "fig") -> Fault:
    return append(
        BODY, f'<{holder} id="seeded"><label>Fig. 99</label><graphic xlink:href="{href}"/></{holder}>', ".//graphic"
    )


PACKED = ("article.pdf",)

FAULTS: dict[str, list[Fault]] = {
    "abstract-type": [
        after(MAIN + "[last()]", f"<abstract>{P}</abstract>"),
        after(MAIN + "[last()]", f'<abstract xml:lang="eo">{P}</abstract>'),
        after(MAIN + "[last()]", f'<abstract abstract-type=" ">{P}</abstract>'),
        append(META, f'<trans-abstract xml:lang="eo">{P}</trans-abstract><trans-abstract xml:lang="eo">{P}</trans-abstract>'),
    ],
    "abstract-sec": [
        append(META, f'<abstract abstract-type="toc"><sec><title>Rain</title>{P}</sec></abstract>', "./sec"),
        append(MAIN, f"<sec>{P}</sec>"),
        append(MAIN, f'<sec sec-type="methods"><title>Rain</title>{P}</sec>'),
        append(META, f'<abstract abstract-type="toc"><title>Abstract</title>{P}</abstract>', "./title"),
    ],
    "kwd": [
        append(f"{META}/kwd-group", "<kwd>rain; lamps; sun</kwd>"),
        append(f"{META}/kwd-group", "<kwd/>"),
        append(f"{META}/kwd-group", "<kwd>Keywords: rain</kwd>"),
        append(META, "<kwd-group><kwd>rain</kwd></kwd-group><kwd-group><kwd>sun</kwd></kwd-group>"),
        append(META, "<kwd-group><kwd>rain, lamps, sun</kwd></kwd-group>", "./kwd"),
    ],
    "funding": [
        append(META, "<funding-group/><funding-group/>"),
        append(META, "<funding-group><award-group><award-id>7</award-id></award-group></funding-group>", "./award-group"),
        append(META, "<funding-group><award-group><funding-source/></award-group></funding-group>", ".//funding-source"),
        append(
            META,
            "<funding-group><award-group><funding-source><institution-wrap><institution-id "
            'institution-id-type="doi">10.5555/501100000001</institution-id></institution-wrap></funding-source>'
            "</award-group></funding-group>",
            ".//institution-id",
        ),
    ],
    "permissions": [
        without(f"{META}/permissions", META),
        text(f"{META}/permissions/copyright-year", "2O19"),
        text(f"{META}/permissions/copyright-statement", ""),
        text(f"{META}/permissions/copyright-year[contains(../copyright-statement, '20')]", "1802"),
        without(f"{META}/permissions/copyright-statement", f"{META}/permissions"),
    ],
    "license-uri": [
        attribute(f"{META}/permissions/license", "xlink:href", "http://creativecommons.org/licences/by/4.0/"),
        attribute(f"{META}/permissions/license", "xlink:href", "https://creativecommons.org/licenses/by-sa-nc-nd/4.0/"),
        attribute(f"{META}/permissions/license", "xlink:href", " "),
        append(
            f"{META}/permissions/license",
            "<ali:license_ref>https://creativecommons.org/licenses/by-nd/1.0/</ali:license_ref>"
            "<ali:license_ref>https://creativecommons.org/licenses/by-nc/1.0/</ali:license_ref>",
        ),
    ],
    "license-text": [
        text(f"{META}/permissions/copyright-statement", "© 2019 The Authors. Creative Commons Attribution."),
        text(f"{META}/permissions/copyright-statement", "© 2019. This is an open-access article."),
        append(BACK, "<fn-group><fn><p>This article is licensed under CC BY.</p></fn></fn-group>", "./fn"),
    ],
    "coi": [
        append(META, f'<author-notes><fn fn-type="conflict-of-interest">{P}</fn></author-notes>', "./fn"),
        append(BACK, f"<sec><title>Conflict of Interest</title>{P}</sec>"),
        append(BACK, f'<notes notes-type="COI-statement">{P}</notes>'),
        append(BACK, f'<fn-group><fn fn-type="coi-statement">{P}</fn></fn-group>', "./fn"),
        append(META, "<author-notes><fn><p><bold>Competing interests:</bold> none.</p></fn></author-notes>", "./fn"),
    ],
    "data-availability": [
        append(BODY, f'<sec sec-type="data-availability"><title>Data</title>{P}</sec>'),
        append(BACK, f"<sec><title>Data Availability Statement</title>{P}</sec>"),
        append(BACK, f'<notes notes-type="data-availability">{P}</notes>'),
        append(BACK, f'<fn-group><fn fn-type="data-availability">{P}</fn></fn-group>', "./fn"),
    ],
    "ethics": [
        append(BACK, f'<sec sec-type="ethics-statement">{P}</sec><sec sec-type="ethics-statement">{P}</sec>'),
        append(BACK, f"<sec><title>Ethics approval</title>{P}</sec>"),
        append(BACK, f'<sec sec-type="ethical-approval"><title>Approval</title>{P}</sec>'),
    ],
    "clinical-trial": [
        append(META, TRIAL.replace(' source-id="ClinicalTrials.gov"', "")),
        append(META, TRIAL.replace(' document-id="NCT01234567"', "")),
        append(META, TRIAL.replace("clinical-trial-number", "number")),
        append(META, TRIAL.replace("NCT01234567", "NCT0123")),
    ],
    "xref-target": [
        attribute("//xref[@rid][@ref-type='bibr']", "rid", "nowhere"),
        attribute("//xref[@rid][@ref-type='bibr']", "ref-type", "fig"),
        attribute("//xref[@rid][@ref-type='bibr']", "rid", None),
        attribute("//xref[@rid][@ref-type='bibr']", "ref-type", None),
        without("//ref-list//ref[@id=(//body//xref[@ref-type='bibr']/@rid)[1]]", "//body//xref[@ref-type='bibr'][@rid]"),
    ],
    "xref-punct": [
        text("//body//xref[@ref-type='bibr'][@rid]", "1,"),
        text("//body//xref[@ref-type='bibr'][@rid]", "; 2"),
        text("//body//xref[@ref-type='bibr'][@rid][not(contains(@rid, ' '))]", "1,2"),
        text("//body//xref[@ref-type='bibr'][@rid]", ","),
    ],
    "object-called": [
        append(BODY, FIG),
        append(BODY, FIG.replace(' id="seeded-fig"', "")),
        append(BODY, TABLE.format(ROWS.format("<tr><td>1</td><td>2</td></tr>"))),
        append(ROOT, f"<floats-group>{FIG}</floats-group>", "./fig"),
        append(BODY, '<fig><caption><p>Rain.</p></caption></fig>'),
        append(BODY, '<disp-formula id="seeded-eq"><label>(99)</label>a = b</disp-formula>'),
    ],
    "label-caption": [
        append(BODY, '<fig id="seeded-fig"><graphic xlink:href="seeded-g099.tif"/></fig>'),
        append(BODY, FIG.replace("Rain.", "Fig. 99. Rain."), "./caption"),
        append(BODY, FIG.replace("<label>Fig. 99</label>", "").replace("Rain.", "Figure 99. Rain."), "./caption"),
        append(BODY, '<table-wrap id="seeded-table"><table><tbody><tr><td>1</td></tr></tbody></table></table-wrap>'),
    ],
    "graphic-href": [
        graphic(""),
        graphic("my figure.tif"),
        graphic("seeded-g099"),
        append(BODY, '<fig id="seeded"><label>Fig. 99</label><graphic/></fig>', "./graphic"),
        beside(graphic("seeded-g099.tif"), *PACKED, package=True),
        beside(graphic("seeded-g099.tif"), "Seeded-G099.tif", package=True),
    ],
    "alt-text": [
        append(BODY, FIG, "./graphic"),
        append(BODY, FIG.replace("<graphic", "<alt-text> </alt-text><graphic"), "./alt-text"),
        append(BODY, FIG.replace("<graphic", "<alt-text>Rain.</alt-text><graphic"), "./alt-text"),
        append(BODY, FIG.replace("<graphic", "<alt-text>seeded-g099.tif</alt-text><graphic"), "./alt-text"),
    ],
    "table-markup": [
        append(BODY, TABLE.format('<graphic xlink:href="seeded-t099.tif"/>')),
        append(BODY, TABLE.format("")),
        append(BODY, TABLE.format(ROWS.format('<tr><td colspan="two">1</td></tr>')), ".//td"),
        append(BODY, TABLE.format(ROWS.format("<tr><td>1</td><td>2</td></tr>" * 3 + "<tr><td>1</td></tr>")), ".//tbody/tr[4]"),
        append(BODY, TABLE.format("<table><tbody><tr><td>1</td></tr></tbody></table>"), "./table"),
        append(BODY, TABLE.format(ROWS.format('<tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>')), ".//tbody/tr[2]"),
    ],
    "table-fn": [
        append(BODY, TABLE.format(ROWS.format('<tr><td>1<fn id="seeded-fn"><p>x</p></fn></td><td>2</td></tr>')), ".//fn"),
        both(
            append(BACK, '<fn-group><fn id="seeded-fn"><p>x</p></fn></fn-group>'),
            append(BODY, TABLE.format(ROWS.format('<tr><td><xref ref-type="table-fn" rid="seeded-fn">a</xref></td><td>2</td></tr>')), ".//xref"),
        ),
        both(
            append(BODY, '<table-wrap id="seeded-other"><table-wrap-foot><fn id="seeded-fn"><p>x</p></fn></table-wrap-foot></table-wrap>'),
            append(BODY, TABLE.format(ROWS.format('<tr><td><xref ref-type="table-fn" rid="seeded-fn">a</xref></td><td>2</td></tr>')), ".//xref"),
        ),
    ],
    "formula": [
        formula('<mml:math id="seeded-m"><mml:mi>s</mml:mi></mml:math><graphic xlink:href="seeded-e099.tif"/>', ".//graphic"),
        formula("<alternatives><mml:math id='m8'/><mml:math id='m9'/></alternatives>", ".//mml:math[2]"),
        formula("<inline-formula>a</inline-formula>", "./inline-formula/inline-formula"),
        append(BODY, "<p><inline-formula> </inline-formula></p>", "./inline-formula"),
        append(BODY, '<p><mml:math id="seeded-m"><mml:mi>s</mml:mi></mml:math></p>', "./mml:math"),
    ],
    "mathml-id": [
        formula("<mml:math><mml:mi>s</mml:mi></mml:math>"),
        tex("$s$"),
        tex("\\documentclass{article}\\begin{document}$s$"),
        tex("\\documentclass{article}\\begin{document}$α$\\end{document}"),
        tex(""),
    ],
    "mathml-clean": [
        mathml("<mml:mn>1</mml:mn><mml:mn>2</mml:mn>", ".//mml:mn[2]"),
        mathml('<mml:mi color="red">s</mml:mi>', ".//mml:mi"),
        mathml("<mml:msub><mml:mi>s</mml:mi><mml:mi/></mml:msub>", ".//mml:msub/mml:mi[2]"),
        mathml("<mml:mrow><mml:mi>s</mml:mi></mml:mrow>", ".//mml:mrow"),
    ],
    "sec-title": [
        append(BODY, f"<sec>{P}</sec>"),
        append(BODY, f'<sec disp-level="third"><title>Rain</title>{P}</sec>'),
        append(BODY, f'<sec disp-level="level1"><title>Rain</title><sec disp-level="level3"><title>Sun</title>{P}</sec></sec>', "./sec"),
        without("/article/body/sec[p][not(label)][1]/title", "/article/body/sec[p][not(title)][not(label)]"),
    ],
    "empty": [
        append(BODY, "<p> </p>"),
        text("//body//sec/title", ""),
        append(BODY, "<sec><title/><p/></sec>"),
        append(BODY, "<list><list-item><p>a</p></list-item><list-item><p/></list-item></list>", "./list-item[2]"),
        append(BODY, TABLE.format(ROWS.format("<tr/>")), ".//tbody/tr"),
    ],
    "formatting": [
        append(BODY, "<p><bold>The rain</bold></p>"),
        append(BODY, f"<sec><title> <bold>Rain</bold> </title>{P}</sec>", "./title"),
        append(BODY, FIG.replace("Rain.", "<bold>Rain.</bold>"), "./caption/p"),
        append(BODY, "<p><italic>It rained on all the lamps.</italic></p>"),
    ],
    "ext-link": [
        append(BODY, LINK.format("example.org/plan"), "./ext-link"),
        append(BODY, LINK.format("#plan"), "./ext-link"),
        append(BODY, LINK.format("https://example.org/plan").replace(' ext-link-type="uri"', ""), "./ext-link"),
        append(BODY, LINK.format("https://example.org/plan").replace("the plan", "here"), "./ext-link"),
        attribute("//ext-link[@xlink:href]", "xlink:href", None),
    ],
    "ref-id": [
        append("//ref-list[ref]", REF.format(f"<mixed-citation>{DETAILS}</mixed-citation>")),
        attribute("//ref-list/ref[@id]", "id", None),
        append("//ref-list[ref]", REF.format("") * 2),
    ],
    "ref-type": [
        append("//ref-list[ref]", REF.format(f"<mixed-citation>{DETAILS}</mixed-citation>"), "./mixed-citation"),
        append("//ref-list[ref]", REF.format('<mixed-citation publication-type="book">Seeds. <year>98</year></mixed-citation>'), ".//year"),
        append("//ref-list[ref]", REF.format('<element-citation publication-type="book"><person-group/></element-citation>'), ".//person-group"),
        append("//ref-list[ref]", REF.format('<element-citation publication-type="journal"><source>S</source><volume>8</volume></element-citation>'), "./element-citation"),
        append("//ref-list[ref]", REF.format('<element-citation publication-type=" "><source>S</source></element-citation>'), "./element-citation"),
    ],
    "ref-doi": [
        append("//ref-list[ref]", REF.format('<mixed-citation publication-type="book"><pub-id pub-id-type="doi">doi:10.5555/1</pub-id></mixed-citation>'), ".//pub-id"),
        append("//ref-list[ref]", REF.format(f'<mixed-citation publication-type="journal">{DETAILS}. 10.5555/abc.</mixed-citation>'), "./mixed-citation"),
        text("//pub-id[@pub-id-type='doi']", "https://doi.org/10.5555/12345"),
        text("//pub-id[@pub-id-type='doi']", "10.5555"),
    ],
    "fn-place": [
        append(BODY, '<p>Rain<fn id="seeded-fn"><p>Wet.</p></fn>.</p>', "./fn"),
        append(BODY, '<fn-group><fn id="seeded-fn"><p>Wet.</p></fn></fn-group>'),
        append(BACK, "<title>Back</title>"),
    ],
    "related-article": [
        own_doi,
        plain_correction("correction"),
        plain_correction("retraction"),
        correction(related('related-article-type="companion" ext-link-type="doi" xlink:href="10.5555/12345"')),
        related('related-article-type="companion" ext-link-type="doi" xlink:href="https://example.org/1"'),
        related('related-article-type="companion" ext-link-type="doi"'),
    ],
    "supplement": [
        append(BODY, '<supplementary-material id="seeded"><label>S9</label></supplementary-material>'),
        append(BODY, '<supplementary-material id="seeded" xlink:href="s9.csv" mimetype="text"/>'),
        append(BODY, '<supplementary-material id="seeded" xlink:href="s9.csv"><label>S9</label></supplementary-material>'),
        append(BODY, '<supplementary-material id="seeded"><label>S9</label><media xlink:href="s9"/></supplementary-material>', "./media"),
    ],
    "package": [
        beside(attribute(ROOT, "specific-use", "x"), "other.pdf", package=True),
        beside(attribute(ROOT, "specific-use", "x"), "article.PDF", package=True),
        beside(attribute(ROOT, "specific-use", "x"), "article.pdf", "my data.csv", package=True),
        beside(attribute(ROOT, "specific-use", "x"), "article.pdf", "article-g098.tif", package=True),
        beside(graphic("rain.tif"), "article.pdf", "rain.tif", package=True),
        beside(graphic("rain-g001.tif"), "article.pdf", "rain-g001.tif", package=True, dots=72),
    ],
    "doctype": [
        public_id("-//GARDEN//DTD Garden DTD v1.0//EN"),
        public_id("-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v9.9 20300101//EN"),
        attribute(ROOT, "dtd-version", "0.9"),
        append(META, '<self-uri xmlns:xl="http://www.w3.org/1999/xlink/" xl:href="https://example.org/34"/>'),
        public_id(None),
    ],
    "package-korean": [
        beside(graphic("jgm_2024_12_fig_1.tif"), "jgm_2024_12_fig_1.tif", package=True, dots=300),
        beside(graphic("jgm_2024_12_fig_1.png"), "jgm_2024_12_fig_1.png", package=True),
        beside(graphic("rain.tif"), "rain.tif", package=True, dots=600),
    ],
}  # fmt: skip
