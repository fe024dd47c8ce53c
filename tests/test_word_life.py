"""Word files as people and programs leave them: edits and comments touch nothing else, whatever stands around."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from test_docx import BOX, NUMBERING, field, listed
from wordfile import docx, p, part, r

from lint import comments, readers
from lint.comments import AUTHOR, Comment
from lint.model import Edit, Given

# what Word, WPS and LibreOffice put around, between and into runs
PIECES = (
    *("<w:bookmarkStart w:id='70' w:name='a'/>", "<w:bookmarkEnd w:id='70'/>", '<w:proofErr w:type="spellStart"/>'),
    *("<w:r><w:tab/></w:r>", "<w:r/>", "<w:r><w:t/></w:r>", "<w:r><w:lastRenderedPageBreak/></w:r>"),
    *(field("REF b \\h", "附件1"), field('HYPERLINK "x"', "链接"), "<w:r><w:softHyphen/></w:r>"),
    '<w:r w:rsidRPr="00AA"><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>二</w:t><w:br/><w:t>三</w:t></w:r>',
    '<w:ins w:id="71" w:author="甲"><w:r><w:rPr><w:b/></w:rPr><w:t>新增</w:t></w:r></w:ins>',
    '<w:del w:id="72" w:author="乙"><w:r><w:delText>删掉</w:delText></w:r></w:del>',
    '<w:hyperlink w:history="1"><w:r><w:t>网站</w:t></w:r></w:hyperlink>',
    "<w:sdt><w:sdtPr><w:alias w:val='a'/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
    '<w:smartTag w:element="a"><w:r><w:t>标签</w:t></w:r></w:smartTag>',
    '<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>',
    "<w:r><w:t><![CDATA[<甲>]]></w:t></w:r><!-- 注 --><w:r><w:t>&#x4e59;&amp;</w:t></w:r>",
    BOX.format(p("框里")),
    BOX.format(f"<w:tbl><w:tr><w:tc>{p('框中表', properties=listed(1, 1))}</w:tc></w:tr></w:tbl>"),
    "<w:r\n w:rsidR='00BB' ><w:t\n>行</w:t ></w:r >",
)
WORDS = st.text(st.sampled_from("防汛值守<& “"), min_size=1, max_size=6)
RUN = st.builds(r, WORDS, st.sampled_from(("", "<w:b/>", '<w:sz w:val="32"/><w:color w:val="FF0000"/>')))
PARAGRAPH = st.lists(RUN | st.sampled_from(PIECES), max_size=6).map(lambda inner: p(*inner))
NUMBERED = st.builds(lambda word: p(r(word), properties=listed(1, 0)), WORDS)
TABLE = st.builds(
    lambda one, two: f"<w:tbl><w:tr><w:tc>{one}</w:tc><w:tc>{two}{p('尾')}</w:tc></w:tr></w:tbl>", PARAGRAPH, PARAGRAPH
)
BODY = st.lists(PARAGRAPH | NUMBERED | TABLE, min_size=1, max_size=4).map("".join)
_CONTENT = re.compile(rb"(<w:t(?:\s[^>]*)?>).*?(</w:t\s*>)", re.S)


def read(data: bytes, **given):
    return readers.read(data, "a.docx", Given(**given))


PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/>'
    '<w:docGrid w:type="lines" w:linePitch="579"/>'
)
FORM = (
    '<w:pStyle w:val="a"/><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200"/>'
    '<w:jc w:val="both"/>'
)
TABLES = p("排版", properties=FORM) + (
    '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    f"{p('合计', properties=listed(1, 1))}</w:tc></w:tr></w:tbl>"
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:basedOn w:val="b"/>'
    '<w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
)


def made(body: str, data: st.DataObject) -> bytes:
    """The file of a body, now and then Strict."""
    strict = data.draw(st.booleans())
    return docx(body + p("末段"), strict, page=PAGE, numbering=NUMBERING, styles=STYLES, header1=p("页眉"))


def with_part(file: bytes, name: str, content: bytes) -> bytes:
    """A package with one part replaced."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(new, "w") as package:
        for member in old.namelist():
            package.writestr(member, content if member == name else old.read(member))
    return new.getvalue()


@settings(max_examples=80, deadline=None)
@given(BODY, st.data())
def test_plain_edits_touch_nothing_but_texts(body, data):
    file = made(body, data)
    doc = read(file, track=data.draw(st.booleans()))
    offsets = st.integers(0, len(doc.text) - 1)
    cuts = sorted(data.draw(st.sets(offsets, min_size=2, max_size=8)))
    edits = [Edit(a, b, data.draw(WORDS | st.just(""))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [edit for edit in edits if doc.origin.takes(edit)]
    text = doc.text
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    changed = doc.origin.rewrite(edits)
    assert read(changed).text == text
    ElementTree.fromstring(part(changed))
    if doc.given.track:
        assert read(changed, revisions="original").text == read(file, revisions="original").text
    else:
        before, after = (
            _CONTENT.sub(rb"\1\2", part(d)).replace(b' xml:space="preserve"', b"") for d in (file, changed)
        )
        assert before == after


@settings(max_examples=80, deadline=None)
@given(BODY, st.data())
def test_comments_lie_where_they_were_put_and_leave_no_trace(body, data):
    file = made(body, data)
    doc = read(file)
    offsets = st.integers(0, len(doc.text) - 1)
    spans = data.draw(st.lists(st.tuples(offsets, offsets), min_size=1, max_size=5))
    wanted = [(min(span), max(span) + 1) for span in spans]
    annotated = comments.add(doc, [Comment(*span, (f"说{n}",)) for n, span in enumerate(wanted)])
    ElementTree.fromstring(part(annotated))
    ElementTree.fromstring(part(annotated, "word/comments.xml"))
    again = read(annotated)
    assert again.text == doc.text and again.marks[1:] != doc.marks[1:]
    written = comments.written(again)
    assert {c.author for c in written} == {AUTHOR} and len(written) == len(wanted)
    for number, (start, end) in enumerate(wanted):
        found = next(c for c in written if c.lines == (f"说{number}",))
        place = again.origin.comments[found.number]
        pieces = [piece for piece, _, _ in doc.origin.touched(start, end) if piece.story == 0 and not piece.run.boxed]
        if pieces:  # else it stands near
            first, last = pieces[0], pieces[-1]
            # a text with a section in it is not parted
            parted = [b"<" not in part(file)[piece.first : piece.last] for piece in (first, last)]
            start = max(start, first.start) if parted[0] else first.start
            assert place == (start, min(end, last.end) if parted[1] else last.end)
    assert part(comments.clear(again, answered=True)) == part(file)


JUNK = ("", "-1", "--5", "²", "٣", "9" * 5000, "1e9", "nan", "0x7", "甲", "on", "none", " 7 ", "-")
_VALUE = re.compile(r'(?<==")[^"]*(?=")')
_TAG = re.compile(r"</?w:[^>]*>")


def damaged(xml: str, data: st.DataObject) -> str:
    """A part with some attributes and tags replaced, doubled or dropped."""
    for _ in range(data.draw(st.integers(1, 3))):
        pattern = data.draw(st.sampled_from((_VALUE, _VALUE, _TAG)))
        places = list(pattern.finditer(xml))
        if not places:
            continue
        m = data.draw(st.sampled_from(places))
        if pattern is _VALUE:
            new = data.draw(st.sampled_from(JUNK))
        else:
            new = data.draw(st.sampled_from(("", m[0] * 2, data.draw(st.sampled_from(places))[0])))
        xml = xml[: m.start()] + new + xml[m.end() :]
    return xml


@settings(max_examples=100, deadline=None)
@given(BODY, st.data())
def test_damaged_parts_are_read_or_refused(body, data):
    file = made(body + TABLES, data)
    name = data.draw(
        st.sampled_from(("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/header1.xml"))
    )
    changed = with_part(file, name, damaged(part(file, name).decode(), data).encode())
    try:
        doc = read(changed)
    except readers.Unreadable as error:
        assert error.code == "E908"
        return
    assert doc.origin.rewrite([]) == changed
    assert all(0 <= mark.start <= mark.end <= len(doc.text) for mark in (*doc.marks, *doc.looks))
    assert "".join(doc.text[s.start : s.end] for s in doc.segments) == doc.text
