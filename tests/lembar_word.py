"""Reading .docx files back in tests: their outline as text, and whether Word would call them damaged."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from docx import Document
from docx.oxml.ns import qn

ORDER = {  # children as ECMA-376 wants them; what is not named here is not written by us
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs spacing ind jc outlineLvl",
    "rPr": "rFonts b bCs i iCs color sz szCs u lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "tcBorders": "top left bottom right",
    "sectPr": "headerReference footerReference pgSz pgMar",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "lvl": "start numFmt lvlText lvlJc pPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol "
    "listSeparator",
}


def read(data: bytes) -> Any:
    """The document as python-docx sees it."""
    return Document(BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of the package by its name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def elements(data: bytes) -> Iterator[Any]:
    """Every element of every part that is WordprocessingML."""
    from lxml import etree

    for name, content in parts(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            yield from etree.fromstring(content).iter("{*}*")


def short(element: Any) -> str:
    """The name without its space."""
    return str(element.tag).rpartition("}")[2]


def faults(data: bytes) -> list[str]:
    """What the schema forbids: children out of order, no paragraph at the end, cells beside their columns."""
    found = []
    for element in elements(data):
        name, children = short(element), [short(child) for child in element]
        if name in ORDER and element.tag == qn(f"w:{name}"):
            known = ORDER[name].split()
            places = [known.index(child) if child in known else -1 for child in children]
            if places != sorted(places) or -1 in places or len(set(children)) != len(children):
                found.append(f"{name}: {' '.join(children)}")
        if name == "tc" and children[-1:] != ["p"]:
            found.append("a cell does not end in a paragraph")
        if name == "body":
            if children[-2:] != ["p", "sectPr"]:
                found.append("the body does not end in a paragraph")
            if ("tbl", "tbl") in pairwise(children):
                found.append("two tables touch")
        if name == "tbl":
            found += _grid_faults(element)
    return found


def _grid_faults(table: Any) -> list[str]:
    grid = [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))]
    whole = int(table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w")))
    found = [] if sum(grid) == whole else [f"the columns make {sum(grid)}, the table {whole}"]
    for row in table.iter(qn("w:tr")):
        at = 0
        for cell in row.iter(qn("w:tc")):
            about = cell.find(qn("w:tcPr"))
            span = about.find(qn("w:gridSpan"))
            end = at + (int(span.get(qn("w:val"))) if span is not None else 1)
            if sum(grid[at:end]) != int(about.find(qn("w:tcW")).get(qn("w:w"))):
                found.append(f"cell {at} is not as wide as its columns")
            at = end
        if at != len(grid):
            found.append(f"a row has {at} of {len(grid)} columns")
    return found


def rows(table: Any) -> list[list[str]]:
    """The words of a table, a merged cell once, an empty one as ''."""
    return [
        [_words(cell) for cell in row.iter(qn("w:tc")) if not _goes_on(cell)]
        for row in table._tbl.iter(qn("w:tr"))
    ]


def _goes_on(cell: Any) -> bool:
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val")) == "continue"


def _words(element: Any) -> str:
    found = []
    for paragraph in element.iter(qn("w:p")):
        signs = {qn("w:tab"): " | ", qn("w:br"): " / "}
        inside = [
            one.text or "" if one.tag == qn("w:t") else signs[one.tag]
            for run in paragraph.iter(qn("w:r"))
            for one in run
            if one.tag == qn("w:t") or one.tag in signs
        ]
        found.append("".join(inside))
    return " / ".join(found)


def outline(data: bytes) -> str:
    """The document as text: paper, head, body with its styles, foot; widths in mm."""
    document = read(data)
    section = document.sections[0]
    lines = [
        f"== {round(section.page_width.mm)} x {round(section.page_height.mm)} mm, "
        f"{section.left_margin.mm:.0f} {section.top_margin.mm:.0f} "
        f"{section.right_margin.mm:.0f} {section.bottom_margin.mm:.0f}"
    ]
    lines += [f"head: {_words(one._p)}" for one in section.header.paragraphs if one.text]
    for one in document.iter_inner_content():
        if hasattr(one, "rows"):
            grid = one._tbl.iter(qn("w:gridCol"))
            lines.append(f"table {' '.join(str(round(int(c.get(qn('w:w'))) / 56.7)) for c in grid)}")
            lines += ["  " + " ‖ ".join(row) for row in rows(one)]
        elif one.text:
            lines.append(f"{one.style.name}: {_words(one._p)}")
    lines += [f"foot: {_words(one._p)}" for one in section.footer.paragraphs]
    return "\n".join(lines) + "\n"
