"""Workbooks: cells as Excel shows them, at the places Excel has."""

from __future__ import annotations

import io
import zipfile

import pytest

from lint import office, readers
from lint.model import Given
from lint.readers.sheet import written

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def links(*targets: tuple[str, str]) -> str:
    made = "".join(f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(targets))
    return f'<Relationships xmlns="{RELS}">{made}</Relationships>'


def workbook(*sheets: tuple[str, str, str], strings: str = "", styles: str = "", strict: bool = False) -> bytes:
    """A workbook of sheets: name, state and the XML of its rows."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n + 1}" state="{state}" r:id="r{n}"/>'
        for n, (name, state, _) in enumerate(sheets)
    )
    parts = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(len(sheets))]
    members = {
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(*parts, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{S}">{styles}</styleSheet>',
    }
    for n, (_, _, rows) in enumerate(sheets):
        members[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, xml in members.items():
            package.writestr(name, xml.replace(S, STRICT).replace(R, STRICT_R) if strict else xml)
    return made.getvalue()


def cell(place: str, value: str, kind: str = "n", style: int = 0) -> str:
    return f'<c r="{place}" t="{kind}" s="{style}"><v>{value}</v></c>'


STRINGS = (
    "<si><t>防汛物资统计表</t></si><si><t>单位</t></si><si><t>数量</t></si>\n"
    "<si><r><t>东河</t></r> <r><t>乡</t></r><rPh sb='0' eb='1'><t>ドン</t></rPh></si>"
    "<si><t>合计</t></si><si><t>签定合同</t></si>"
)
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="#,##0.00_ "/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="31"/></cellXfs>'
)
ROWS = (
    f'<row r="1">{cell("A1", "0", "s")}</row><row r="2">{cell("A2", "1", "s")}{cell("C2", "2", "s")}</row>'
    f'<row r="3">{cell("A3", "3", "s")}{cell("C3", "2350.5", style=1)}</row><row r="4"/>'
    f'<row r="6">{cell("A6", "5", "s")}{cell("AA6", "45047", style=2)}'
    '<c t="inlineStr"><is><t>甲\r\n乙</t></is></c></row>'
)


@pytest.mark.parametrize("strict", [False, True])
def test_rows_are_lines_and_cells_have_the_places_of_excel(run, tmp_path, strict):
    data = workbook(("汇总", "visible", ROWS), ("暗", "hidden", ROWS), strings=STRINGS, styles=STYLES, strict=strict)
    doc = readers.read(data, "表.xlsx", Given())
    assert (
        doc.text
        == "防汛物资统计表\n单位\t\t数量\n东河乡\t\t2,350.50\n\n签定合同" + "\t" * 26 + "2023年5月1日\t甲\n乙\n"
    )
    cells = [(s.kind, s.row, s.column) for s in doc.segments]
    assert cells == [
        *[("caption", 0, 0), ("table", 1, 0), ("table", 1, 2), ("table", 2, 0), ("table", 2, 2), ("body", None, None)],
        *[("table", 5, 0), ("table", 5, 26), ("table", 5, 27)],
    ]
    at = 0
    for segment in doc.segments:
        assert segment.start == at < segment.end
        at = segment.end
    assert at == len(doc.text)
    (tmp_path / "表.xlsx").write_bytes(data)
    ran = run("check", ".", "--isolated", "--fix", "--output-format", "concise")
    assert ran.code == 1 and "｜“汇总”A6｜“签定”应为“签订”。" in ran.out
    assert (tmp_path / "表.xlsx").read_bytes() == data


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12.0, "General", "12"), (0.1 + 0.2, "General", "0.3"), (-3.5, "", "-3.5"), (0.125, "0.00%", "12.50%"),
        (1234567.891, "#,##0.00_);(#,##0.00)", "1,234,567.89"), (7.0, "00", ""), (5.0, '0"万元"', "5万元"),
        (45047.0, "yyyy/m/d", "2023/5/1"), (45047.6, 'yyyy"年"m"月"', "2023年5月"),
        (45047.0, "yyyy\\-mm\\-dd", "2023-05-01"),
        (43585.0, "yyyy/m/d", "2019/4/30"), (0.5, "h:mm", ""), (12.0, "# ?/?", ""),
    ],
)  # fmt: skip
def test_numbers_are_shown_as_excel_does_or_not_at_all(value, code, shown):
    assert written(value, code) == shown


def test_our_own_form_and_damaged_books_are_read(run, tmp_path):
    made = office.sheet(["序号", "原文"], [("1", "人们立场"), ("2", "=1+1")], [6, 20])
    assert readers.read(made, "a.xlsx", Given()).text == "序号\t原文\n1\t人们立场\n2\t=1+1\n"
    (tmp_path / "坏.xlsx").write_bytes(made[:-40])
    (tmp_path / "空.xlsx").write_bytes(workbook())
    ran = run("check", "坏.xlsx", "空.xlsx", "--isolated")
    assert ran.code == 2 and ran.out.count("E908") == 1
