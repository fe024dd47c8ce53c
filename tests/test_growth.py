"""Eight times the text is about eight times the work, counted in lines and calls of Python, never in seconds."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from fuzz import odt
from hostile import INLINE, LINES
from test_ofd import ofd
from wordfile import docx, p, r

from lint import api, comments, compare, differing, engine, fix, readers, ruleset, since
from lint.cli import FORMATS
from lint.model import Given
from lint.office import sheet
from lint.readers.package import Package
from lint.readers.text import TextOrigin
from lint.report import Style

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


class Counted(str):
    """A text that counts its characters as they are searched and copied, which takes no line of Python."""

    passed = 0

    def find(self, sought, start=0, end=sys.maxsize):
        found = super().find(sought, start, end)
        Counted.passed += (found if found >= 0 else min(end, len(self))) - start
        return found

    def rfind(self, sought, start=0, end=sys.maxsize):
        found = super().rfind(sought, start, end)
        Counted.passed += min(end, len(self)) - max(found, start)
        return found

    def __getitem__(self, key):
        got = super().__getitem__(key)
        Counted.passed += len(got)
        return got


@pytest.fixture
def looks_through(monkeypatch):
    """Counts the characters of texts that a function looks through, times over."""
    monkeypatch.setattr(TextOrigin, "text", property(lambda origin: Counted(origin._text)))
    monkeypatch.setattr(engine, "_SEARCHED", 0)  # no quote is looked for in a text longer than this

    def count(run) -> int:
        Counted.passed = 0
        run()
        return Counted.passed

    return count


@pytest.mark.parametrize(
    "piece", ["坚持人们立场，", "甲,乙", "《甲", "甲）", "走访XX户。", "我局做，", "第一，", "约5个左右。"]
)
def test_one_long_line(looks_through, piece):
    """Asked where its line begins and ends, no place looks through the line; nor does a report of it."""
    task = api.task(ruleset.load(), profile="strict", ignore=("TYP5",))

    def run(times):
        result = api.check_bytes((piece * (SMALL * times // len(piece))).encode(), "a.txt", task)
        new = since.touched(result.doc, "甲乙。".encode(), Given(), result.diagnostics)
        for name in FORMATS:
            list(import_module(f"lint.report.{name}").report([result], Style(task.speaker)))
        return len(new)

    run(TIMES)
    small, large = looks_through(lambda: run(1)), looks_through(lambda: run(TIMES))
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


_SLIPS = "坚持人们立场，走访群众。"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.txt", lambda n: (f"{_SLIPS}\n" * n).encode()),
        ("a.txt", lambda n: (_SLIPS * n).encode()),
        ("a.html", lambda n: f"<p>{_SLIPS * n}".encode()),
        ("a.docx", lambda n: docx(p(_SLIPS * n))),
        ("a.docx", lambda n: docx(p(_SLIPS) * n)),
    ],
)
def test_many_fixes(name, made):
    task = api.task(ruleset.load(), select=("TYP101",), fix=True, unsafe=True)
    files = {times: made(60 * times) for times in (1, TIMES)}

    def run(times):
        result = api.check_bytes(files[times], name, task)
        assert len(result.applied) == 60 * times
        assert fix.choose(result.applied, True)

    grows(run)


@pytest.mark.parametrize("body", [lambda n: p(_SLIPS * n), lambda n: p(_SLIPS) * n])
def test_many_comments(body):
    files = {times: docx(body(60 * times)) for times in (1, TIMES)}

    def run(times):
        doc = readers.read(files[times], "a.docx", Given())
        at = [n for n in range(len(doc.text)) if doc.text.startswith("人们", n)]
        made = comments.add(doc, [comments.Comment(n, n + 2, ("应为“人民”。TYP101", "不改")) for n in at])
        copy = readers.read(made, "a.docx", Given())
        assert len(comments.answers(copy)) == len(at)
        body = Package(comments.clear(copy, True)).read("word/document.xml")
        assert body == doc.origin.package.read("word/document.xml")

    grows(run)


_FORM = ("姓名：XX\n", "职务：XX\n", "\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (lambda n: ["甲\n"] * n, lambda n: ["乙\n"] * n),
        (lambda n: [*_FORM] * n, lambda n: ["姓名：XX\n", "职务：甲\n", "\n"] * n),
        (
            lambda n: [f"{i * i % 101}，\n" for i in range(n)],
            lambda n: [f"{i * i % 101}{'，。'[i % 9 == 0]}\n" for i in range(n)],
        ),
        (lambda n: [f"{i}\n" for i in range(n)], lambda n: [f"{i}\n" for i in range(n)][::-1]),
    ],
)
def test_differences_of_many_lines(old, new):
    def run(times):
        a, b = old(400 * times), new(400 * times)
        made: list[str] = []
        for kind, i, after, j, behind in differing.opcodes(a, b):
            assert kind != "equal" or a[i:after] == b[j:behind]
            made += b[j:behind]
        assert made == b
        assert list(differing.unified(a, b, "a.txt"))

    grows(run)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (lambda n: ["坚持人们立场。" * n], lambda n: ["坚持人民立场。" * n]),
        (lambda n: [f"第{i}村坚持人们立场" for i in range(n)], lambda n: [f"第{i}村坚持人民立场" for i in range(n)]),
        (lambda n: [f"第{i}村" for i in range(n)], lambda n: ["走访群众"] * n),
    ],
)
def test_two_papers(old, new):
    def lines(texts):
        return [compare.Line(text, "") for text in texts]

    grows(lambda times: list(compare.differences(lines(old(350 * times)), lines(new(350 * times)))))
