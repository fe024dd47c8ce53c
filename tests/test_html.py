"""HTML: what a browser shows is the text, and its places are those of the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import readers
from lint.model import Edit, Given

PAGE = """<!DOCTYPE html>
<html><head><title>页题</title><style>p {color: red}</style></head>
<body><script>var XX = 1;</script>
<h1>关于做好防汛工作的通知</h1>
<p>各乡镇：</p>
<div>坚持鲜明的<b>人</b>们立场，
走访&nbsp;12&#25143;。<br>换行<span hidden>暗</span></div>
<table><tr><th>单位</th><th>数</th></tr><tr><td>水利局</td><td>3<p>份</p></td></tr></table>
<ul><li>签定责任书</li></ul>
<!-- gongwen-lint: ignore[TYP101] 名称 -->
<p>签定</p><p>签定</p>
</body></html>
"""
TEXT = (
    "关于做好防汛工作的通知\n各乡镇：\n坚持鲜明的人们立场，走访 12户。\n换行\n单位\t数\n水利局\t3 份\n签定责任书\n"
    "<!-- gongwen-lint: ignore[TYP101] 名称 -->\n签定\n\n签定\n"
)


def read(source: str):
    return readers.read(source.encode(), "a.html", Given())


def test_the_visible_text_and_its_segments():
    doc = read(PAGE)
    assert doc.text == TEXT
    assert [s.kind for s in doc.segments] == [
        "heading",
        *["body"] * 3,
        *["table"] * 4,
        "list",
        "comment",
        "body",
        "body",
    ]
    assert [(s.row, s.column) for s in doc.segments if s.kind == "table"] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert "".join(doc.text[s.start : s.end] for s in doc.segments) == doc.text


def test_places_are_those_of_the_source_and_fixes_leave_the_tags(run, tmp_path):
    path = tmp_path / "通知.html"
    data = PAGE.replace("\n", "\r\n").encode("gb18030")
    path.write_bytes(data)
    ran = run("check", "通知.html", "--isolated", "--output-format", "concise", "--select", "TYP101", "--fix", "--diff")
    assert "+<div>坚持鲜明的<b>人</b>民立场，" in ran.out or "+<div>坚持鲜明的<b>人民立场</b>，" in ran.out
    ran = run("check", "通知.html", "--isolated", "--output-format", "concise", "--select", "TYP101")
    assert [line.split(": ")[0] for line in ran.out.splitlines()] == [
        "通知.html:6:14",
        "通知.html:9:9",
        "通知.html:11:13",
    ]
    run("check", "通知.html", "--isolated", "--select", "TYP101", "--fix")
    fixed = path.read_bytes().decode("gb18030")
    assert fixed.count("签订") == 2 and fixed.count("签定") == 1 and fixed.count("\r\n") == PAGE.count("\n")
    assert len(fixed) == len(PAGE.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("source", "edit", "made"),
    [
        ("<p>甲乙丙</p>", Edit(1, 2, "<&"), "<p>甲&lt;&amp;丙</p>"),
        ("<p>甲<i>乙</i>丙</p>", Edit(0, 3, "丁"), "<p>丁<i></i></p>"),
        ("<p>甲乙</p>", Edit(2, 2, "。"), "<p>甲乙。</p>"),
        ("<p>甲&amp;乙</p>", Edit(0, 3, "丁"), None),
        ("<p>甲</p><p>乙</p>", Edit(0, 3, "丁"), None),
        ("<p>甲</p>", Edit(0, 1, "一\n二"), None),
    ],
)
def test_edits(source, edit, made):
    doc = read(source)
    assert doc.origin.takes(edit) == (made is not None)
    if made is not None:
        assert doc.origin.rewrite([edit]).decode() == made


@given(st.text(st.sampled_from(list("甲<p>/trd&;#a \n\"=!-'h1"))))
def test_any_source_is_read_in_segments(source):
    doc = read(source)
    at = 0
    for segment in doc.segments:
        assert segment.start == at < segment.end
        at = segment.end
    assert at == len(doc.text)
    assert doc.origin.rewrite([]) == source.encode()
    for offset in range(len(doc.text) + 1):
        assert doc.origin.locate(offset).line >= 1


@pytest.mark.parametrize(
    "opened", ["<!--", "<a href='", "<a ", '<a b="', "</a", "<?", "<![CDATA[", "<!DOCTYPE x [", "<p x=1 "]
)
def test_markup_that_never_closes_costs_no_quadratic_time(opened):
    """html.parser alone needs hours for this; what stands before is read as ever."""
    doc = readers.read(f"<p>加强值守。</p>{opened * 100_000}".encode(), "a.html", Given())
    assert doc.text.startswith("加强值守。\n")
    assert doc.origin.locate(2)[:2] == (1, 6)
