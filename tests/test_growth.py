"""Eight times the text is about eight times the work, counted in lines and calls of Python, never in seconds."""

from __future__ import annotations

import sys

import pytest
from fuzz import odt
from hostile import INLINE, LINES
from test_ofd import ofd
from wordfile import docx, p, r

from lint import api, readers, ruleset
from lint.model import Given
from lint.office import sheet

SMALL, TIMES = 400, 8
# what does not grow (imports, tables, patterns that are compiled) is done once before; this much more may come in
SLACK, CONSTANT = 1.35, 4000
PIECES = (
    *(
        "的",
        "XX",
        "**",
        "《",
        "“甲”",
        "（",
        "1,",
        "2023年1月1日",
        "增长5%，",
        "党的二十大",
        "甲、乙、",
        "`",
        "<b>",
        "<!--",
    ),
    *(
        "工作。\n",
        "一、甲\n",
        "（一）甲\n",
        "甲\t1\n",
        "姓名\t\n",
        "| 甲 | 1 |\n",
        "- 甲\n",
        "> 甲\n",
        "附件1\n甲\n",
        "坚持人们立场，走访XX户。\n",
    ),
    *(
        "<h1>甲\n",
        "<ul><li>甲\n",
        "<tr><td>1</td></tr>\n",
        "共5个，其中甲3个、乙1个。\n",
        "<!-- gongwen-lint: ignore -->\n\n甲，\n",
    ),
)


_INS, _SDT = '<w:ins w:id="1" w:author="甲">', "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
_PAGE = (
    "<w:p><w:pPr><w:sectPr><w:headerReference w:type='default' r:id='rId-header1'/><w:pgSz w:w='1' w:h='2'/>"
    "</w:sectPr></w:pPr></w:p>"
)


def _style(number: int) -> str:
    return "".join(
        f"<w:style w:type='{kind}' w:styleId='{kind[0]}{number}'><w:basedOn w:val='{kind[0]}{number - 1}'/></w:style>"
        for kind in ("paragraph", "character")
    )


def _styled(number: int) -> str:
    return p(r("甲", f"<w:rStyle w:val='c{number}'/>"), properties=f"<w:pStyle w:val='p{number}'/>")


def work(run) -> int:
    """How many lines and calls of Python a function takes; a loop in one line counts each time round."""
    count = 0

    def line(frame, event, arg):
        nonlocal count
        count += 1
        return line

    def call(frame, event, arg):
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        run()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


def grows(run) -> None:
    run(TIMES)
    small, large = work(lambda: run(1)), work(lambda: run(TIMES))
    assert large <= TIMES * small * SLACK + CONSTANT, f"{small} -> {large}: {large / small:.1f} times"


def test_the_pieces_are_hostile():
    assert set(PIECES) <= {*INLINE, *LINES, "<h1>甲\n", "<ul><li>甲\n"}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("piece", PIECES)
def test_a_whole_check(piece, suffix):
    task = api.task(ruleset.load(), profile="strict", ignore=("TYP5",))
    grows(lambda times: api.check_bytes((piece * (SMALL * times // len(piece))).encode(), f"a{suffix}", task))


@pytest.mark.parametrize(
    "made",
    [
        lambda n: "工作进展 顺利。" * n,
        lambda n: "甲乙，\n<!-- gongwen-lint: ignore -->\n\n甲,乙\n\n" * n,
        lambda n: "<!-- gongwen-lint: ignore-start[PUN] -->\n\n甲,乙\n\n" * n,
        lambda n: "*甲 " * n + "甲~~ " * n,
        lambda n: "`甲`<!-- 乙 -->" * n,
    ],
)
def test_many_on_one_line_or_page(made):
    task = api.task(ruleset.load(), profile="strict", ignore=("TYP5",))
    grows(lambda times: api.check_bytes(made(60 * times).encode(), "a.md", task))


def test_parts_of_a_sum():
    """Of these a sentence is read up to a reach of 600 characters, so the small text must be longer than that."""
    task = api.task(ruleset.load(), profile="strict", ignore=("TYP5",))
    grows(lambda times: api.check_bytes(("其中甲5个、" * (200 * times)).encode(), "a.txt", task))


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.docx", lambda n: docx(p("坚持人们立场，走访XX户。") * n)),
        ("a.docx", lambda n: docx(p(*["甲"] * n))),
        ("a.docx", lambda n: docx(f"<w:p>{'<w:fldSimple>' * n}{r('甲')}{'</w:fldSimple>' * n}</w:p>")),
        ("a.docx", lambda n: docx(f"<w:p>{(_INS + r('甲')) * n}{'</w:ins>' * n}</w:p>")),
        ("a.docx", lambda n: docx(f"<w:p>{('<w:hyperlink>' + r('甲')) * n}{'</w:hyperlink>' * n}</w:p>")),
        ("a.docx", lambda n: docx(_SDT * n + p("甲") * n + "</w:sdtContent></w:sdt>" * n)),
        ("a.docx", lambda n: docx("".join(_styled(i) for i in range(n)), styles="".join(map(_style, range(n))))),
        ("a.docx", lambda n: docx((p("甲") + _PAGE) * n, header1=p("乙"))),
        ("a.odt", lambda n: odt("<text:p>坚持人们立场</text:p>" * n)),
        ("a.ofd", lambda n: ofd([(10.0, 10.0 + line, "坚持人们立场") for line in range(n)])),
        ("a.ofd", lambda n: ofd(*[[(10.0, 10.0, "坚持人们立场")]] * n)),
        ("a.xlsx", lambda n: sheet(("甲", "乙"), [("坚持", "5")] * n, (9, 9))),
    ],
)
def test_a_reader(name, made):
    files = {times: made(60 * times) for times in (1, TIMES)}
    grows(lambda times: readers.read(files[times], name, Given()).looks)
