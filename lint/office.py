"""Word and Excel files made anew: a text as a document, the form of findings as a table. Standard library only.

A4 and margins after GB/T 9704—2012, 5.1 and 5.2.1; the same input gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORMAT = "application/vnd.openxmlformats-officedocument"
# twentieths of a point: 210 × 297 mm, and margins of 37, 26, 35 and 28 mm
_PAPER = '<w:pgSz w:w="{0}" w:h="{1}"{2}/><w:pgMar w:top="{3}" w:right="{4}" w:bottom="{5}" w:left="{6}" '
_PAPER += 'w:header="851" w:footer="992" w:gutter="0"/>'
_UPRIGHT = _PAPER.format(11906, 16838, "", 2098, 1474, 1984, 1588)
_ACROSS = _PAPER.format(16838, 11906, ' w:orient="landscape"', 1474, 1134, 1134, 1134)
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{0}"/><w:sz w:val="{1}"/>'


def text_document(lines: Iterable[str]) -> bytes:
    """A Word file of lines, a paragraph each; tabs stay."""
    body = "".join(_paragraph(line, "") for line in lines)
    return _word(body, _UPRIGHT, _FONT.format("仿宋_GB2312", 32), '<w:spacing w:line="560" w:lineRule="exact"/>')


def form(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    """A Word file with a table across the page, its head repeated on every page.

    Args:
        title: above the table.
        head: the names of the columns.
        rows: the cells.
        widths: of the columns, in percent.
    """

    def row(cells: Sequence[str], more: str = "") -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width * 50}" w:type="pct"/></w:tcPr>{_paragraph(cell, "")}</w:tc>'
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{made}</w:tr>"

    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    table = f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders>'
    table += '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    table += "".join(f'<w:gridCol w:w="{width * 145}"/>' for width in widths) + "</w:tblGrid>"
    table += row(head, "<w:tblHeader/>") + "".join(map(row, rows)) + "</w:tbl>"
    heading = _paragraph(title, '<w:jc w:val="center"/><w:spacing w:after="200"/>', '<w:sz w:val="36"/>')
    return _word(heading + table + "<w:p/>", _ACROSS, _FONT.format("仿宋_GB2312", 21), "")


def sheet(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    """An Excel file with one sheet; every cell is text, its head stays in view."""

    def row(number: int, cells: Sequence[str]) -> str:
        made = "".join(
            f'<c t="inlineStr" s="1"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for cell in cells
        )
        return f'<row r="{number}">{made}</row>'

    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, 1))
    data = "".join(row(n, cells) for n, cells in enumerate((head, *rows), 1))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    styles = (
        '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    )
    return _package(
        "xl/workbook.xml",
        f"{_FORMAT}.spreadsheetml.sheet.main+xml",
        f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets><sheet name="审核意见" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>",
        {
            "worksheets/sheet1.xml": (
                "worksheet",
                f"{_FORMAT}.spreadsheetml.worksheet+xml",
                f'<worksheet xmlns="{_S}">{view}<cols>{columns}</cols><sheetData>{data}</sheetData></worksheet>',
            ),
            "styles.xml": (
                "styles",
                f"{_FORMAT}.spreadsheetml.styles+xml",
                f'<styleSheet xmlns="{_S}">{styles}</styleSheet>',
            ),
        },
    )


def escape(text: str) -> str:
    """Character data, with a blank for what XML cannot hold; as many characters as before."""
    sound = "".join(
        c if (c >= " " or c == "\t") and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff" else " "
        for c in text
    )
    return sound.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _paragraph(text: str, properties: str, run: str = "") -> str:
    pieces = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{piece}</w:t>' if piece else "" for piece in escape(text).split("\t")
    )
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    rpr = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f"<w:p>{ppr}<w:r>{rpr}{pieces}</w:r></w:p>"


def _word(body: str, paper: str, run: str, paragraph: str) -> bytes:
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    )
    return _package(
        "word/document.xml",
        f"{_FORMAT}.wordprocessingml.document.main+xml",
        f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr>{paper}</w:sectPr></w:body></w:document>',
        {
            "styles.xml": (
                "styles",
                f"{_FORMAT}.wordprocessingml.styles+xml",
                f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
            )
        },
    )


def _package(main: str, kind: str, content: str, parts: Mapping[str, tuple[str, str, str]]) -> bytes:
    """A package of a main part and what it relates to: name beside it -> kind of relation, content type, content."""
    folder, _, name = main.rpartition("/")
    overrides = {main: kind, **{f"{folder}/{part}": about[1] for part, about in parts.items()}}
    types = "".join(f'<Override PartName="/{part}" ContentType="{about}"/>' for part, about in overrides.items())
    rels = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{about[0]}" Target="{part}"/>'
        for n, (part, about) in enumerate(parts.items(), 1)
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{rels}<Relationship Id="rId1" Type="{_R}/officeDocument" Target="{main}"/></Relationships>',
        main: content,
        f"{folder}/_rels/{name}.rels": f"{rels}{links}</Relationships>",
        **{f"{folder}/{part}": about[2] for part, about in parts.items()},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for member, xml in members.items():
            info = zipfile.ZipInfo(member)  # dated as zip's first day
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, _HEAD + xml)
    return made.getvalue()
