"""OFD files made by the tests: text at places becomes paragraphs."""

from __future__ import annotations

import io
import zipfile

import pytest

from lint import readers
from lint.model import Given

OFD = "http://www.ofdspec.org/2016"
LONG = "各乡镇要坚持鲜明的人们立场，抓好防汛值守，严格执行领导带班和信息报送制度，做到守土有责、守土尽责。"


def ofd(*pages: list[tuple[float, float, str]]) -> bytes:
    """An OFD file; each page has lines of 5 mm characters at left, top."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        package.writestr("OFD.xml", f'<ofd:OFD xmlns:ofd="{OFD}">{body}</ofd:OFD>')
        named = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        document = f'<ofd:Document xmlns:ofd="{OFD}"><ofd:Pages>{named}</ofd:Pages></ofd:Document>'
        package.writestr("Doc_0/Document.xml", document)
        for n, page in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject Boundary="{x} {y} {len(text) * 5} 5" Size="5">'
                f'<ofd:TextCode X="0" Y="4" DeltaX="g {len(text)} 5">{text}</ofd:TextCode></ofd:TextObject>'
                for x, y, text in page
            )
            content = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
            package.writestr(f"Doc_0/Pages/Page_{n}/Content.xml", f'<ofd:Page xmlns:ofd="{OFD}">{content}</ofd:Page>')
    return made.getvalue()


def test_characters_one_by_one_in_measures_of_their_own():
    # converted from PDF: every character is an object, turned upside down and back, with a tight box
    chars = "".join(
        f'<ofd:TextObject CTM="0.35 0 0 0.35 {-0.35 * (100 + 14 * n)} {0.35 * 300}" '
        f'Boundary="{30 + 4.9 * n} {40 + (3 if char == "，" else 0)} 4 {1 if char == "，" else 4}" Size="14">'
        f'<ofd:TextCode X="{100 + 14 * n}" Y="{-300.6 if char == "，" else -292}">{char}</ofd:TextCode>'
        "</ofd:TextObject>"
        for n, char in enumerate("加强值守，落实责任")
    )
    page = ofd([(30.0, 40.0, "替")])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(page)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            start, end = content.find("<ofd:TextObject"), content.rfind("</ofd:Layer>")
            new.writestr(name, content[:start] + chars + content[end:] if start > 0 else content)
    assert readers.read(made.getvalue(), "a.ofd", Given()).text == "加强值守，落实责任\n"


def set_lines(text: str, top: float, width: int = 28) -> list[tuple[float, float, str]]:
    """A paragraph as it is set: the first line two characters in."""
    lines, at = [], 0
    while at < len(text):
        count = width - 2 if at == 0 else width
        lines.append((38.0 if at == 0 else 28.0, top + len(lines) * 10, text[at : at + count]))
        at += count
    return lines


PAPER = ofd(
    [(70.0, 40.0, "关于防汛工作的通知"), *set_lines(LONG * 2, 60), *set_lines(LONG, 120)[:1], (100.0, 270.0, "— 1 —")],
    [*[(x, y - 110, t) for x, y, t in set_lines(LONG, 120)[1:]], (120.0, 60.0, "某县"), (150.0, 60.0, "人民政府")],
)


def test_lines_become_paragraphs_over_pages():
    doc = readers.read(PAPER, "通知.ofd", Given())
    assert doc.text == f"关于防汛工作的通知\n{LONG * 2}\n{LONG}\n某县 人民政府\n— 1 —\n"
    assert [s.kind for s in doc.segments] == [*["body"] * 4, "footer"]


def test_findings_tell_the_page(run, tmp_path):
    (tmp_path / "通知.ofd").write_bytes(PAPER)
    ran = run("check", "通知.ofd", "--isolated", "--select", "TYP101", "--output-format", "concise", "--fix")
    assert ran.code == 1 and [line.split("｜")[1] for line in ran.out.splitlines()] == ["第1页第2段"] * 2 + [
        "第1页第3段"
    ]


@pytest.mark.parametrize(
    "data", [b"", ofd(), ofd([]), PAPER[:-100], PAPER.replace(b"Doc_0/Document", b"Doc_9/Document")]
)
def test_what_cannot_be_read_is_said(run, tmp_path, data):
    (tmp_path / "坏.ofd").write_bytes(data)
    ran = run("check", "坏.ofd")
    assert ran.code == 2 and "E908" in ran.out
