"""What stands around the body of a .docx: styles, settings, lists, the package.

Written here from the first to the last word, so that nothing of a library's sample document (its fonts,
its language, its author, its picture) is left in the village's paper.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from desa_desktop.documents.word.marks import CELL_SIDE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Arial"
"""Letters that every office has; the shipped fonts cannot travel in a document that others write on."""


def package(body: str, foot: str, head: str, size: float, lists: Sequence[str]) -> BytesIO:
    """The smallest package around a body, its foot, and its head if there is one.

    `size` is that of running text in points. Each of `lists` is named by its marks: `1.`, `a.`, or the sign
    that stands before every sentence.
    """
    parts = {"styles": _styles(size), "settings": _SETTINGS, "numbering": _numbering(lists)}
    parts["footer"] = f'<w:ftr xmlns:w="{W}">{foot}</w:ftr>'
    if head:
        parts["header"] = f'<w:hdr xmlns:w="{W}">{head}</w:hdr>'
    numbers = {name: f"rId{place}" for place, name in enumerate(parts, 1)}
    stories = "".join(
        f'<w:{name}Reference w:type="default" r:id="{numbers[name]}"/>'
        for name in ("header", "footer")
        if name in parts
    )
    parts["document"] = (
        f'<w:document xmlns:w="{W}" xmlns:r="{_RELATION}"><w:body>{body}<w:sectPr>{stories}</w:sectPr>'
        "</w:body></w:document>"
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="{_TYPES}.{"document.main" if name == "document" else name}+xml"/>'
        for name in parts
    )
    links = {name: (key, f"{name}.xml") for name, key in numbers.items()}
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _links({"officeDocument": ("rId1", "word/document.xml")}),
        "word/_rels/document.xml.rels": _links(links),
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in files.items():
            pack.writestr(name, _HEAD + text)
    target.seek(0)
    return target


def _links(links: Mapping[str, tuple[str, str]]) -> str:
    """The relations of a part: kind -> (number, file)."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{file}"/>'
        for kind, (key, file) in links.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'


_SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="id-ID"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


def _styles(size: float) -> str:
    """The styles: running text, title, three levels of headings, lists, head and foot, cells, the grid."""
    half = round(size * 2)
    bold, small = "<w:b/><w:bCs/>", '<w:sz w:val="15"/><w:szCs w:val="15"/>'
    headings = "".join(
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:keepLines/><w:outlineLvl w:val="{level - 1}"/>',
            bold,
            after="Normal",
        )
        for level in (1, 2, 3)
    )
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    sides = "".join(f'<w:{side} w:w="{CELL_SIDE}" w:type="dxa"/>' for side in ("left", "right"))
    margins = f"<w:tblCellMar>{sides}</w:tblCellMar>"
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{margins}</w:tblPr></w:style>"
        + _style("Title", "Title", '<w:keepNext/><w:jc w:val="center"/>', bold, after="Normal")
        + headings
        + _style("ListParagraph", "List Paragraph")
        + _style("Kop", "Kop Surat", '<w:keepNext/><w:jc w:val="center"/>')
        + _style("Isi", "Isi Tabel", '<w:spacing w:before="14" w:after="14" w:line="240" w:lineRule="auto"/>')
        + _style("Header", "header", "", '<w:color w:val="808080"/>')
        + _style("Footer", "footer", '<w:spacing w:line="240" w:lineRule="auto"/>', small)
        + '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


_OWN = ("Kop", "Isi")  # all others are known to Word, which shows their names in Indonesian


def _style(key: str, name: str, lie: str = "", ink: str = "", after: str = "") -> str:
    """A style of paragraphs; `after` is the style of the paragraph that follows when people write on."""
    about = f'<w:next w:val="{after}"/>' if after else ""
    about += "<w:qFormat/>"
    about += f"<w:pPr>{lie}</w:pPr>" if lie else ""
    about += f"<w:rPr>{ink}</w:rPr>" if ink else ""
    own = ' w:customStyle="1"' if key in _OWN else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{about}</w:style>'
    )


_FORMATS = {"1.": ("decimal", "%1."), "a.": ("lowerLetter", "%1."), "(1)": ("decimal", "(%1)")}
_WRITTEN_OUT = re.compile(r"\(([1-9][0-9]{0,3})\)")


def _numbering(lists: Sequence[str]) -> str:
    """One definition and one number for each list, so that every list begins at its beginning."""
    kinds, numbers = [], []
    for place, marks in enumerate(lists, 1):
        kind, shown = _FORMATS.get(marks, ("bullet", marks[:5]))
        own = _WRITTEN_OUT.fullmatch(marks)
        if own:  # `(2)` counts on from 2: as a bullet some programs draw its first letter only
            kind, shown = _FORMATS["(1)"]
        start = own[1] if own else "1"
        text = escape(shown, {'"': "&quot;"})
        kinds.append(
            f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl>'
            "</w:abstractNum>"
        )
        numbers.append(f'<w:num w:numId="{place}"><w:abstractNumId w:val="{place}"/></w:num>')
    return f'<w:numbering xmlns:w="{W}">{"".join(kinds)}{"".join(numbers)}</w:numbering>'
