"""Word files: what the reader sees comes in, edits go out as bytes, and hostile packages are refused."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfile import docx, p, part, r, style, table

from lint import api, readers, ruleset
from lint.model import Edit, Given, ReadOnly
from lint.readers.numbering import written

TITLE = "关于做好防汛工作的通知"


def read(data: bytes, **given):
    return readers.read(data, "报告.docx", Given(**given))


def kinds(doc):
    return [(s.kind, doc.text[s.start : s.end]) for s in doc.segments]


INSERTED = '<w:ins w:id="1" w:author="甲"><w:r><w:t>新</w:t></w:r></w:ins>'
DELETED = '<w:del w:id="2" w:author="乙"><w:r><w:delText>旧</w:delText></w:r></w:del>'
MOVED = (
    '<w:moveFrom w:id="3" w:author="甲"><w:r><w:t>移</w:t></w:r></w:moveFrom>'
    '<w:r><w:t>中</w:t></w:r><w:moveTo w:id="4" w:author="甲"><w:r><w:t>移</w:t></w:r></w:moveTo>'
)
CUT = '<w:rPr><w:del w:id="5" w:author="甲"/></w:rPr>'


def field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{r(result) if result else ''}{end}"


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("加强", "值守") + p() + p("落实"), "加强值守\n\n落实\n"),
        (p('<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/></w:r>'), "甲\t乙\n丙\n"),
        (p("<w:r><w:t> 两端 </w:t></w:r>", " 保留 "), "两端 保留 \n"),
        (p("<w:r><w:t>一&amp;&#x4e8c;<![CDATA[<三>]]></w:t></w:r>"), "一&二<三>\n"),
        (p("<w:r><w:t>甲\r\n乙</w:t></w:r>"), "甲 乙\n"),
        (p("<w:r><w:t>软</w:t><w:softHyphen/><w:t>连</w:t><w:noBreakHyphen/><w:t>字</w:t></w:r>"), "软连-字\n"),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "是"), "☑是\n"),
        (p("前", INSERTED, DELETED, "后"), "前新后\n"),
        (p(MOVED), "中移\n"),
        (p("前段", properties=CUT) + p("后段"), "前段后段\n"),
        (p("见", field(" REF a ", "附件1"), "。"), "见附件1。\n"),
        (p(f"<w:fldSimple w:instr='PAGE'>{r('3')}</w:fldSimple>"), "3\n"),
        (p(f"<w:hyperlink>{r('网')}<w:smartTag>{r('站')}</w:smartTag></w:hyperlink>"), "网站\n"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>", "控件\n"),
        (p("前", BOX.format(p("文件头")), "后"), "文件头\n前后\n"),
        (p(BOX.format(table(("格",)))), "格\n\n"),
        (f"<w:p>{r('外')}{p('里')}</w:p>", "外\n里\n"),
        (p(f"<w:ruby><w:rt>{r('pīn')}</w:rt><w:rubyBase>{r('拼')}</w:rubyBase></w:ruby>"), "拼\n"),
        (p(r("现", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), "现\n"),
        (p("看", r("不", "<w:vanish/>"), r("见", '<w:vanish w:val="0"/>')), "看见\n不\n"),
        (table(("姓名", "数"), ("张三\n李四", "2")), "姓名\t数\n张三\n李四\t2\n"),
        (table(("删",)).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="9" w:author="甲"/></w:trPr>') + p(), "\n"),
    ],
)  # fmt: skip
def test_what_the_reader_sees_is_the_text(body, text):
    for strict in (False, True):
        doc = read(docx(body, strict=strict))
        assert doc.text == text
        at = 0
        for segment in doc.segments:
            assert segment.start == at < segment.end
            at = segment.end
        assert at == len(text)


def test_the_original_of_tracked_changes():
    data = docx(p("前", INSERTED, DELETED, MOVED, "后") + p("前段", properties=CUT) + p("后段"))
    assert read(data, revisions="original").text == "前旧移中后\n前段\n后段\n"
    assert [(m.kind, m.value) for m in read(data).marks if m.kind == "revision"] == [
        *[("revision", "甲"), ("revision", "乙"), ("revision", "甲"), ("revision", "甲"), ("revision", "甲")]
    ]


def test_cells_have_rows_and_columns_and_spans_count():
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("合计")}</w:tc><w:tc>{p("3")}</w:tc>'
    doc = read(docx(table(("项", "甲", "乙")).replace("</w:tbl>", f"<w:tr>{wide}</w:tr></w:tbl>") + p()))
    cells = [(s.row, s.column, doc.text[s.start : s.end]) for s in doc.segments if s.kind == "table"]
    assert cells == [(0, 0, "项\t"), (0, 1, "甲\t"), (0, 2, "乙\n"), (1, 0, "合计\t"), (1, 2, "3\n")]
    assert doc.segments[-1].kind == "body"


STYLES = (
    style("Title")
    + style("heading 1", '<w:outlineLvl w:val="0"/>')
    + style("章", '<w:outlineLvl w:val="1"/>')
    + style("toc 1")
    + style("caption")
    + style("隐藏", "").replace("<w:pPr>", "<w:rPr><w:vanish/></w:rPr><w:pPr>")
)


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_segments_follow_styles_and_parts():
    data = docx(
        p(BOX.format(p("红头")))
        + p(TITLE, properties=styled("Title"))
        + p("目录一\t1", properties=styled("toc1"))
        + p("一、任务", properties=styled("heading1"))
        + p("细目", properties=styled("章"))
        + p("直接", properties='<w:outlineLvl w:val="0"/>')
        + p("图1", properties=styled("caption"))
        + p("暗", properties=styled("隐藏")),
        styles=STYLES,
        footnotes='<w:footnote w:type="separator" w:id="0">' + p("—") + "</w:footnote>"
        '<w:footnote w:id="1">' + p("脚注") + "</w:footnote>",
        header1=p("页眉字"),
        footer1=p("页脚字"),
    )
    doc = read(data)
    assert kinds(doc) == [
        *[
            ("box", "红头\n"),
            ("body", "\n"),
            ("title", f"{TITLE}\n"),
            ("meta", "目录一 1\n"),
            ("heading", "一、任务\n"),
        ],
        *[("heading", "细目\n"), ("heading", "直接\n"), ("caption", "图1\n"), ("body", "\n"), ("note", "脚注\n")],
        *[("header", "页眉字\n"), ("footer", "页脚字\n"), ("meta", "暗\n")],
    ]
    assert [s.level for s in doc.segments if s.kind == "heading"] == [1, 2, 1]
    assert doc.text[: doc.proper].endswith("图1\n\n")


def test_page_numbers_belong_into_the_footer():
    data = docx(p("抓好春耕备耕，") + p("- 2 -") + p("落实各项措施。"), footer1=p("- 3 -"))
    task = api.task(ruleset.load())
    found = api.check_bytes(data, "a.docx", task._replace(selected=frozenset(["PLH153"]))).diagnostics
    assert [(d.text, d.start) for d in found] == [("- 2 -", 8)]


def level(number: int, text: str, form: str = "chineseCounting", more: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{inner}</w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "%1、")
    + level(1, "（%2）")
    + level(2, "%3.", "decimal")
    + level(3, "第%1条", more="<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "", "bullet")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
)


def listed(num: int, at: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'


def test_automatic_numbers_are_text_that_cannot_be_edited():
    order = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3), (2, 0), (0, 0), (3, 0)]
    doc = read(docx("".join(p(f"{n}", properties=listed(*o)) for n, o in enumerate(order)), numbering=NUMBERING))
    lines = ["一、0", "（一）1", "（二）2", "1.3", "二、4", "（一）5", "第2条 6", "一、7", "8", "9"]
    assert doc.text == "".join(f"{line}\n" for line in lines)
    assert [s.kind for s in doc.segments][-2:] == ["body", "list"]
    assert not doc.origin.takes(Edit(0, 1, "二")) and not doc.origin.takes(Edit(0, 3, "零"))
    assert doc.origin.takes(Edit(2, 3, "零")) and not doc.origin.takes(Edit(3, 4, ""))


@pytest.mark.parametrize(
    ("form", "count", "text"),
    [
        ("chineseCounting", 12, "十二"), ("chineseCountingThousand", 110, "一百一十"), ("decimal", 3, "3"),
        ("decimalEnclosedCircleChinese", 3, "③"), ("upperRoman", 14, "XIV"), ("lowerLetter", 28, "bb"),
        ("chineseLegalSimplified", 21, "贰拾壹"), ("ideographTraditional", 2, "乙"), ("decimalZero", 7, "07"),
        ("decimalFullWidth", 10, "１０"), ("none", 1, ""), ("unheard", 5, "5"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form, count, text):
    assert written(count, form) == text


def test_structure_rules_see_computed_numbers():
    body = p(TITLE) + p("总体要求", properties=listed(1, 0)) + p("工作任务", properties=listed(1, 1))
    body += p("落实责任XX人。")
    found = api.check_bytes(docx(body, numbering=NUMBERING), "a.docx", api.task(ruleset.load())).diagnostics
    assert [(d.code, d.place.label) for d in found if d.code == "PLH101"] == [("PLH101", "一（一）第1段")]


DRAFT = (
    f"{TITLE}\n各乡镇：\n一、总体要求\n坚持鲜明的人们立场，共走访XX户，开展活动29次，其中宣讲1次、督查5次、调研24次。\n"
    "（一）值守。以下率上抓落实，,确保安全。\n二、工作要求\n认真贯彻党的十九大精神，签定责任书&承诺书<样>。\n"
    "2023年6月30日\n"
)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_same_text_in_random_runs_gives_the_same_findings(data):
    text = DRAFT + "".join(
        data.draw(st.lists(st.sampled_from(("共____人。\n", "签定合同“\n", "\n", "人们立场 \n")), max_size=4))
    )
    body = ""
    for line in text.split("\n")[:-1]:
        cuts = sorted(data.draw(st.sets(st.integers(0, len(line)), max_size=6)) | {0, len(line)})
        body += p(*(r(line[a:b]) for a, b in pairwise(cuts)))
    task = api.task(ruleset.load(), ignore=["PUN103"])  # blank lines are layout in Word
    plain = api.check_bytes(text.encode(), "a.txt", task).diagnostics
    word = api.check_bytes(docx(body), "a.docx", task).diagnostics
    assert list(map(placed, plain)) == list(map(placed, word))


def placed(d):
    return d._replace(path="", related=tuple(other._replace(path="") for other in d.related))


RUNS = p(
    '<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>鲜明的人</w:t></w:r>',
    "<w:r><w:rPr><w:i/></w:rPr><w:t>们立</w:t></w:r>",
    r("场，签&定"),
) + p("尾")


def test_plain_edits_change_only_the_touched_texts():
    data = docx(RUNS)
    doc = read(data, track=False)
    before = part(data)
    start = doc.text.index("人们")
    changed = doc.origin.rewrite([Edit(start, start + 4, "人民立场"), Edit(start + 6, start + 7, "和")])
    expected = before.replace(b">" + "鲜明的人<".encode(), b">" + "鲜明的人民立场<".encode())
    expected = expected.replace("们立</".encode(), b"</").replace("场，签&amp;定".encode(), "，签和定".encode())
    assert part(changed) == expected
    assert read(changed).text == "鲜明的人民立场，签和定\n尾\n"
    old, new = (zipfile.ZipFile(io.BytesIO(d)) for d in (data, changed))
    assert [(i.filename, i.compress_type, i.date_time) for i in old.infolist()] == [
        (i.filename, i.compress_type, i.date_time) for i in new.infolist()
    ]
    assert all(old.read(n) == new.read(n) for n in old.namelist() if n != "word/document.xml")
    assert new.testzip() is None


def test_tracked_edits_are_accepted_and_rejected_as_they_should():
    data = docx(RUNS)
    doc = read(data)
    start = doc.text.index("人们")
    changed = doc.origin.rewrite([Edit(start, start + 2, "人民"), Edit(start + 4, start + 4, "、")])
    assert read(changed).text == "鲜明的人民立场、，签&定\n尾\n"
    assert read(changed, revisions="original").text == doc.text
    xml = part(changed).decode()
    assert xml.count('w:author="gongwen-lint"') == 4 and "<w:del " in xml
    # the inserted run looks like the first one it replaces
    assert '<w:ins w:id="2" w:author="gongwen-lint"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">人民<' in xml
    assert len(set(re.findall(r'w:id="(\d+)"', xml))) == 4


def test_an_edit_in_another_ones_insertion_stands_beside_it():
    data = docx(p(INSERTED.replace("新", "人们立场")))
    changed = read(data).origin.rewrite([Edit(1, 2, "民")])
    assert read(changed).text == "人民立场\n"
    xml = part(changed).decode()
    assert "</w:ins><w:ins" in xml and xml.count("<w:ins ") == xml.count("</w:ins>") == 3


@given(st.data())
def test_random_edits_read_back(data):
    words = data.draw(st.lists(st.text(st.sampled_from("甲乙&< “"), min_size=1, max_size=5), min_size=1, max_size=5))
    file = docx(p(*(r(word) for word in words)))
    track = data.draw(st.booleans())
    doc = read(file, track=track)
    offsets = st.integers(0, len(doc.text) - 1)
    cuts = sorted(data.draw(st.sets(offsets, min_size=2, max_size=6))) if len(doc.text) > 2 else [0, 1]
    new = st.text(st.sampled_from("丙&> "), max_size=3)
    edits = [Edit(a, b, data.draw(new)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    text = doc.text
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    changed = doc.origin.rewrite(edits)
    assert read(changed).text == text
    if track:
        assert read(changed, revisions="original").text == doc.text


def test_fields_and_boxes_are_read_only_and_links_are_not():
    data = docx(p(field("REF a", "附件")) + p(field('HYPERLINK "x"', "链接")) + p(BOX.format(p("红头"))))
    doc = read(data)
    at = {word: doc.text.index(word) for word in ("附件", "链接", "红头")}
    assert [doc.origin.takes(Edit(i, i + 1, "新")) for i in at.values()] == [False, True, False]


DIRTY = docx(p(TITLE) + p("坚持鲜明的人", "们立场。") + p("2023年6月30日"))


def test_fixing_leaves_the_original_and_writes_tracked_changes_beside_it(run, tmp_path):
    (tmp_path / "报告.docx").write_bytes(DIRTY)
    ran = run("check", "报告.docx", "--fix", "--isolated")
    assert ran.code == 0 and "报告-修订.docx" in ran.err
    assert (tmp_path / "报告.docx").read_bytes() == DIRTY
    copy = (tmp_path / "报告-修订.docx").read_bytes()
    assert "人民立场" in read(copy).text and "人们立场" in read(copy, revisions="original").text
    again = run("check", "报告.docx", "--fix", "--isolated")
    assert again.code == 0 and (tmp_path / "报告-修订.docx").read_bytes() == copy
    (tmp_path / "报告-修订.docx").write_bytes(b"mine")
    blocked = run("check", "报告.docx", "--fix", "--isolated")
    assert blocked.code == 2 and "E907" in blocked.out
    assert (tmp_path / "报告-修订.docx").read_bytes() == b"mine"


def test_fixing_plainly_and_showing_what_would_change(run, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(DIRTY)
    assert "+坚持鲜明的人民立场。" in run("check", "报告.docx", "--diff", "--isolated").out
    assert path.read_bytes() == DIRTY
    assert run("check", "报告.docx", "--fix", "--no-track", "--isolated").code == 0
    assert "人民立场" in read(path.read_bytes()).text and b"gongwen-lint" not in part(path.read_bytes())


def test_a_final_document_and_the_original_are_not_changed(run, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(DIRTY)
    for flags in (("--stage", "final"), ("--revisions", "original")):
        ran = run("check", "报告.docx", "--fix", "--no-track", "--isolated", *flags)
        assert ran.code == 2 and "E907" in ran.out and path.read_bytes() == DIRTY
    with pytest.raises(ReadOnly):
        read(DIRTY, stage="final").origin.rewrite([Edit(0, 1, "")])


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            package.writestr(name, part(DIRTY, name))
        package.writestr("word/document.xml", b" " * (20 << 20))
    return made.getvalue()


def bombs() -> bytes:
    """Headers that are small enough each, and together as large as no document is."""
    made = io.BytesIO()
    header = docx("", header1=p("甲"))
    with zipfile.ZipFile(io.BytesIO(header)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in ("word/document.xml", "word/header1.xml"):
                content = content.rstrip() + b" " * (6 << 20)
            new.writestr(name, content)
    return made.getvalue()


def with_members(**members: str) -> bytes:
    made = io.BytesIO(DIRTY)
    with zipfile.ZipFile(made, "a") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def locked() -> bytes:
    raw = bytearray(DIRTY)
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    return bytes(raw)


def damaged() -> bytes:
    at = DIRTY.index(b"word/document.xml", DIRTY.index(b"document.xml.rels")) + 60
    return DIRTY[:at] + bytes(40) + DIRTY[at + 40 :]


HOSTILE = {
    "empty": b"",
    "blob": b"%TSD-Header-###%" + bytes(range(256)),
    "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "truncated": DIRTY[:-200],
    "no_document": docx("").replace(b"word/document.xml", b"word/documens.xml"),
    "members": with_members(**{f"m{n}": "" for n in range(5_001)}),
    "name": with_members(**{"../outside.xml": ""}),
    "bomb": bomb(),
    "damaged": damaged(),
}
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def test_hostile_files_are_one_finding_and_the_others_go_on(run, tmp_path):
    for name, data in HOSTILE.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    (tmp_path / "locked.docx").write_bytes(locked())
    for name, content in (("doctype", ENTITIES + "<a>&b;&c;</a>"), ("xml", "<a><b></a>")):
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(DIRTY)) as old, zipfile.ZipFile(made, "w") as new:
            for member in old.namelist():
                new.writestr(member, content if member == "word/document.xml" else old.read(member))
        (tmp_path / f"{name}.docx").write_bytes(made.getvalue())
    (tmp_path / "sound.docx").write_bytes(DIRTY)
    ran = run("check", ".", "--isolated", "--output-format", "concise")
    assert ran.code == 2 and "Traceback" not in ran.err
    broken = [line for line in ran.out.splitlines() if "E908" in line]
    assert len(broken) == len(HOSTILE) + 3 and len(set(broken)) == len(broken), ran.out
    assert "sound.docx:2:6: 必改" in ran.out
    reasons = {b.said.name for b in map(reason, [*HOSTILE.values(), locked()])}
    assert reasons >= {f"package_{name}" for name in HOSTILE}


def test_parts_are_a_bomb_together():
    assert reason(bombs()).said.values == {"value": "word/header1.xml", "size": 12}


def reason(data: bytes):
    from lint.readers import docx as reader
    from lint.readers.package import Broken

    with pytest.raises(Broken) as raised:
        reader.read(data, "a.docx", Given())
    return raised.value


@given(st.integers(0, len(DIRTY) - 1), st.integers(0, 255))
def test_a_flipped_byte_is_read_or_refused(at, byte):
    data = DIRTY[:at] + bytes([byte]) + DIRTY[at + 1 :]
    try:
        doc = read(data)
    except readers.Unreadable:
        return
    assert doc.origin.rewrite([]) == data


def test_many_runs_take_little_memory():
    runs = 20_000
    data = docx("".join(p(*(r("防汛"),) * 50) for _ in range(runs // 50)))
    size = len(part(data))
    read(docx(p("先读一次")))  # imports
    tracemalloc.start()
    doc = read(data)
    kept, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(doc.origin.pieces) == runs
    assert (kept - size) / runs < 100 and (most - size) / runs < 300


def test_stored_members_stay_stored():
    data = docx(RUNS, compression=zipfile.ZIP_STORED)
    changed = read(data, track=False).origin.rewrite([Edit(0, 1, "新")])
    with zipfile.ZipFile(io.BytesIO(changed)) as package:
        assert {i.compress_type for i in package.infolist()} == {zipfile.ZIP_STORED}
        assert package.testzip() is None


def test_what_is_left_in_a_word_file_is_told():
    fields = field(" REF a \\h ", "")
    ours = INSERTED.replace("甲", "gongwen-lint")
    body = p(TITLE, properties=styled("Title")) + p("一、任务和要求\t1", properties=styled("toc1"))
    body += (
        p("各乡镇：", r("6月底", '<w:highlight w:val="yellow"/>')) + p("一、任务与要求") + p(ours, "详见", fields, "。")
    )
    body += p("暗", properties=styled("隐藏"))
    comment = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击输入')}</w:sdtContent></w:sdt>"
    body += p("附件", control, comment[0], "见后", comment[1], DELETED)
    data = docx(
        body,
        styles=STYLES,
        comments='<w:comment w:id="0" w:author="王某">' + p("改") + "</w:comment>",
        header1=p("关于做好防讯工作的通知"),
    )
    task = api.task(ruleset.load(), select=["DOC"])
    found = {d.code: (d.severity, d.text) for d in api.check_bytes(data, "a.docx", task).diagnostics}
    assert found == {
        "DOC101": ("info", "见后"),
        "DOC102": ("warning", "暗"),
        "DOC103": ("warning", "6月底"),
        "DOC104": ("error", "单击输入"),
        "DOC106": ("warning", "见"),
        "DOC107": ("warning", "一、任务和要求 1"),
        "DOC108": ("warning", "关于做好防讯工作的通知"),
    }
    final = api.check_bytes(data, "a.docx", task._replace(stage="final")).diagnostics
    (left,) = [d for d in final if d.code == "DOC101"]
    assert left.severity == "error" and left.message.startswith("还有修订2处、批注1条未处理（作者：gongwen-lint、")
