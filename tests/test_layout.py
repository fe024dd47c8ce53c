"""How a Word file looks, as styles, defaults and themes resolve, and what the layout rules say of it."""

from __future__ import annotations

import io
import zipfile

import pytest
from test_docx import BOX
from wordfile import docx, p, r

from lint import api, readers, ruleset
from lint.model import Given

TITLE = "青山县水利局关于做好防汛工作的通知"
TEXT = "各乡镇要强化防汛值守，落实领导带班制度，及时报送汛情、险情和灾情信息，确保安全度汛。"
A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
PAGE = f'{A4}<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:gutter="0"/>'
THEME = (
    "<a:theme><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface='Calibri Light'/><a:ea typeface=\"\"/>"
    '<a:font script="Hans" typeface="等线 Light"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/>'
    '<a:ea typeface=""/><a:font script="Jpan" typeface="MS"/><a:font script="Hans" typeface="等线"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)
MINOR = '<w:rFonts w:eastAsiaTheme="minorEastAsia" w:asciiTheme="minorHAnsi"/>'


def font(east: str, size: int = 32) -> str:
    return f'<w:rFonts w:ascii="{east}" w:eastAsia="{east}"/><w:sz w:val="{size}"/><w:szCs w:val="20"/>'


def style(
    name: str, run: str = "", paragraph: str = "", based: str = "", kind: str = "paragraph", more: str = ""
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    about = f'w:type="{kind}" w:styleId="{name}"{more}'
    return f'<w:style {about}><w:name w:val="{name}"/>{on}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'


def defaults(run: str, paragraph: str = "") -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def looks(data: bytes) -> dict[str, list[tuple[str, str]]]:
    """Kind of mark -> its values with the text they lie on."""
    doc = readers.read(data, "a.docx", Given())
    found: dict[str, list[tuple[str, str]]] = {}
    for mark in doc.looks:
        found.setdefault(mark.kind, []).append((doc.text[mark.start : mark.end].strip(), mark.value))
    return found


NORMAL = style("a", font("仿宋_GB2312"), '<w:spacing w:line="560" w:lineRule="exact"/>', more=' w:default="1"')
OLD = '<w:rPrChange><w:rPr><w:rFonts w:eastAsia="旧"/><w:sz w:val="9"/></w:rPr></w:rPrChange>'
RIGHT = f'<w:rFonts w:eastAsia="宋体"/>{OLD}'
HALF = '<w:spacing w:line="360"/>'


@pytest.mark.parametrize(
    ("body", "parts", "kind", "expected"),
    [
        # nothing stated: it depends on the program
        (p("甲"), {}, "font", None),
        (p("甲"), {}, "size", [("甲", "10")]),
        # defaults, the default style, a named one, a style of characters, direct
        (p("甲"), {"styles": defaults(font("宋体", 21))}, "font", [("甲", "宋体")]),
        (p("甲"), {"styles": defaults(font("宋体", 21)) + NORMAL}, "size", [("甲", "16")]),
        (
            p("甲", properties='<w:pStyle w:val="b"/>'),
            {"styles": NORMAL + style("b", '<w:rFonts w:eastAsia="黑体"/>', based="a")},
            "font",
            [("甲", "黑体")],
        ),
        (
            p(r("甲", '<w:rStyle w:val="c"/>'), "乙"),
            {"styles": NORMAL + style("c", '<w:rFonts w:eastAsia="楷体"/>', kind="character")},
            "font",
            [("甲", "楷体"), ("乙", "仿宋_GB2312")],
        ),
        (p(r("甲", RIGHT), r("乙", RIGHT)), {"styles": NORMAL}, "font", [("甲乙", "宋体")]),
        (p(r("甲", RIGHT)), {"styles": NORMAL}, "size", [("甲", "16")]),
        # a style that is based on itself
        (p("甲", properties='<w:pStyle w:val="b"/>'), {"styles": style("b", "", based="b")}, "font", None),
        # themes, with and without a language
        (
            p("甲"),
            {"styles": defaults(MINOR), "theme": THEME, "settings": '<w:themeFontLang w:eastAsia="zh-CN"/>'},
            "font",
            [("甲", "等线")],
        ),
        (p("甲"), {"styles": defaults(MINOR), "theme": THEME}, "font", None),
        (p("7"), {"styles": defaults(MINOR), "theme": THEME}, "latin", [("7", "Calibri")]),
        # a theme's font goes before a name beside it, and a name nearer by before a theme
        (p(r("甲", '<w:rFonts w:eastAsia="宋体" w:eastAsiaTheme="minorEastAsia"/>')), {"theme": THEME}, "font", None),
        (p(r("甲", font("宋体"))), {"styles": defaults(MINOR), "theme": THEME}, "font", [("甲", "宋体")]),
        # lines
        (p("甲"), {"styles": NORMAL}, "line", [("甲", "28")]),
        (p(r("甲", font("仿宋")), properties=HALF), {"styles": NORMAL}, "line", [("甲", "×1.5")]),
        (p(r("甲", font("仿宋"))), {}, "line", [("甲", "×1")]),
        # indents
        (p(r("甲", font("仿宋")), properties='<w:ind w:firstLine="640"/>'), {}, "indent", [("甲", "2.0")]),
        (
            p(r("甲", font("仿宋", 20)), properties='<w:ind w:firstLineChars="200" w:firstLine="99"/>'),
            {},
            "indent",
            [("甲", "2.0")],
        ),
        (p(r("甲", font("仿宋")), properties='<w:ind w:left="640" w:hanging="640"/>'), {}, "indent", None),
        (p(r("甲", font("仿宋")), properties='<w:ind w:left="640"/>'), {}, "left", [("甲", "2.0")]),
        # tables are left aside
        (f"<w:tbl><w:tr><w:tc>{p(r('甲', font('宋体')))}</w:tc></w:tr></w:tbl>", {}, "font", None),
    ],
)  # fmt: skip
def test_looks_are_resolved_or_left_alone(body, parts, kind, expected):
    assert looks(docx(body, **parts)).get(kind) == expected
    assert looks(docx(body, strict=True, **parts)).get(kind) == expected


@pytest.mark.parametrize(
    ("grid", "size", "expected"),
    [("595", 32, "29.75"), ("312", 32, "31.2"), ("312", 21, "15.6"), ("312", 24, None), ("312", 48, None)],
)
def test_a_grid_gives_the_line_where_that_is_sure(grid, size, expected):
    section = f'<w:sectPr>{PAGE}<w:docGrid w:type="lines" w:linePitch="{grid}"/></w:sectPr>'
    body = p(r("甲", font("仿宋", size)), properties=section) + p()
    assert looks(docx(body)).get("line") == ([("甲", expected)] if expected else None)


def test_each_section_has_its_page():
    margins = '<w:pgMar w:top="-26mm" w:right="35mm" w:bottom="28mm" w:left="37mm"/>'
    across = f'<w:sectPr><w:pgSz w:w="297mm" w:h="210mm"/>{margins}'
    body = p("甲", properties=f"<w:sectPr>{PAGE}</w:sectPr>") + p("乙", properties=f"{across}</w:sectPr>") + p("丙")
    assert looks(docx(body))["section"] == [
        ("甲", "210.0 297.0 37.0 26.0 35.0 28.0"),
        ("乙", "297.0 210.0 26.0 35.0 28.0 37.0"),
    ]


def number(text: str, properties: str, before: str = "— ", behind: str = " —") -> str:
    inner = r(text, properties)
    return p(r(before, properties), f"<w:fldSimple w:instr=' PAGE '>{inner}</w:fldSimple>", r(behind, properties))


def paper(right: bool) -> bytes:
    """A notice with everything as the standard has it, or nothing."""
    body = font("仿宋_GB2312")

    def of(text: str, run: str, form: str = "") -> str:
        line = f'<w:spacing w:line="{560 if right else 400}" w:lineRule="exact"/>'
        return p(r(text, run if right else font("宋体", 24)), properties=line + (form if right else ""))

    indent, middle, end = '<w:ind w:firstLineChars="200"/>', '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
    paragraphs = [
        *(of("青水发〔2023〕5号", body, middle), of(TITLE, font("方正小标宋简体", 44), middle), of("各乡镇：", body)),
        *(of("一、强化值守", font("黑体"), indent), of(TEXT, body, indent), of("青山县水利局", body, end)),
        of("2023年6月1日", body, end),
    ]
    return docx(
        "".join(paragraphs),
        page=PAGE if right else PAGE.replace("2098", "1440"),
        footer1=number("1", font("宋体", 28)) if right else number("1", font("Arial", 18), "第", "页"),
    )


def codes(data: bytes, *selected: str) -> list[str]:
    task = api.task(ruleset.load(), **({"select": ["E9"], "extend": selected} if selected else {}))
    return sorted(d.code for d in api.check_bytes(data, "a.docx", task).diagnostics)


def test_a_paper_as_the_standard_has_it_is_silent():
    assert codes(paper(right=True), "DOC3") == []
    assert codes(paper(right=True)) == []


def test_each_fault_of_layout_is_told_once():
    # sizes and fonts of text and headings stand beside each other on the same paragraphs
    assert codes(paper(right=False), "DOC3") == [
        f"DOC{n}" for n in (302, 303, 304, 305, 306, 307, 308, 309, 310, 311)
    ] + [
        *("DOC313", "DOC314", "DOC315", "DOC316"),
    ]
    bare = docx(p(TITLE) + p(TEXT), page=PAGE.replace("11906", "12240"))
    assert {"DOC301", "DOC312"} <= set(codes(bare, "DOC3"))
    # without being asked, nothing of it is told
    assert not [code for code in codes(paper(right=False)) if code.startswith("DOC3")]


@pytest.mark.parametrize(("size", "told"), [(28, []), (18, ["DOC314"])])
def test_page_numbers_stand_in_text_boxes_of_the_footer(size, told):
    footer = p(BOX.format(number("1", font("宋体", size))))
    assert codes(docx(p(TITLE) + p(TEXT), footer1=footer), "DOC312", "DOC313", "DOC314") == told


def test_how_a_paragraph_looks_hides_no_wrong_word():
    data = docx(p(TITLE) + p(r(TEXT.replace("报送", "报送人们立场"), font("宋体"))))
    assert {"DOC307", "TYP101"} <= set(codes(data, "DOC307", "TYP101"))


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        ("宋体", True),
        ("微软雅黑", True),
        ("仿宋", False),
        ("黑体", False),
        ("楷体_GB2312", False),
        ("Arial", False),
        ("SimSun", True),
    ],
)
def test_a_pasted_font_is_told_as_a_note(odd, told):
    runs = [r(TEXT[:15], font("仿宋_GB2312")), r(TEXT[15:20], font(odd)), r(TEXT[20:], font("仿宋_GB2312"))]
    assert codes(docx(p(TITLE) + p(*runs)), "DOC109") == ["DOC109"] * told
    # letters and digits have a font of their own
    assert (
        codes(docx(p(TITLE) + p(r(TEXT, font("仿宋_GB2312")), r("2023", font(odd)), r(TEXT, font("仿宋_GB2312")))))
        == []
    )


CORE = '<cp:coreProperties xmlns:cp="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Template>{}</Template><Company>{}</Company></Properties>"
)


def with_properties(data: bytes, title: str, template: str, company: str) -> bytes:
    """A Word file with properties, as Word writes them."""
    kinds = {
        "core": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "app": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
    }
    links = "".join(f'<Relationship Id="{n}" Type="{kind}" Target="docProps/{n}.xml"/>' for n, kind in kinds.items())
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, content.replace(b"</Rel", links.encode() + b"</Rel") if name == "_rels/.rels" else content
            )
        new.writestr("docProps/core.xml", CORE.format(title))
        new.writestr("docProps/app.xml", APP.format(template, company))
    return made.getvalue()


@pytest.mark.parametrize(
    ("title", "template", "company", "told"),
    [
        ("", "Normal.dotm", "", 0),
        (TITLE, "Normal", "Microsoft", 0),
        ("防汛", "红头文件.dotx", "青山县水利局", 0),
        ("关于开展森林防火宣传活动的通知", "Normal.dotm", "", 1),
        ("白河市财政局2021年工作总结", "2020年度工作总结.dotx", "白河市财政局", 3),
        ("", "Normal.dotm", "www.example.com", 1),
        ("", "Normal.dotm", "白河电脑公司", 0),
    ],
)
def test_properties_of_another_file_are_told(title, template, company, told):
    data = docx(p(TITLE) + p(TEXT) + p("青山县水利局") + p("2023年6月1日"))
    assert codes(with_properties(data, title, template, company), "DOC110") == ["DOC110"] * told
