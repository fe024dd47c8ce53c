"""Findings as Word comments: at the right words, renewed and cleared without a trace, and what people answer."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from test_docx import BOX, DRAFT, NUMBERING, TITLE, listed
from wordfile import docx, p, part, r, table

from lint import comments, readers
from lint.comments import AUTHOR, Comment
from lint.model import Given, ReadOnly

DIRTY = docx(
    p(TITLE)
    + p("总体要求", properties=listed(1, 0))
    + p("坚持鲜明的", r("人", "<w:b/>"), r("们立场", "<w:i/>"), "，走访XX户。")
    + table(("单位", "签定份数"), ("水利局", "3"))
    + p("2023年6月30日"),
    numbering=NUMBERING,
    header1=p("签定材料"),
)


def read(data: bytes):
    return readers.read(data, "报告.docx", Given())


def ours(data: bytes) -> list[tuple[str, str]]:
    """The comments of a file by this program: the text each lies on, and its first line."""
    doc = read(data)
    places = doc.origin.comments
    return [(doc.text[slice(*places[c.number])], c.lines[0]) for c in comments.written(doc) if c.author == AUTHOR]


def test_comments_lie_on_the_words_they_speak_of(run, tmp_path):
    (tmp_path / "报告.docx").write_bytes(DIRTY)
    ran = run("annotate", "报告.docx", "--isolated")
    assert ran.code == 0 and ran.out == "" and "报告-审核.docx" in ran.err
    assert (tmp_path / "报告.docx").read_bytes() == DIRTY
    made = (tmp_path / "报告-审核.docx").read_bytes()
    assert [(text, line[-6:]) for text, line in ours(made)] == [
        (TITLE, "：必改4处。"),
        *[("人们立场", "TYP101"), ("XX", "PLH101"), ("签定", "TYP101"), (TITLE, "TYP101")],
    ]
    assert ours(made)[-1][1].startswith("必改｜页眉｜")
    assert read(made).text == read(DIRTY).text
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None and package.namelist()[-1] == "word/comments.xml"


def test_annotating_again_changes_nothing_and_clearing_gives_the_bytes_back(run, tmp_path):
    (tmp_path / "报告.docx").write_bytes(DIRTY)
    run("annotate", "报告.docx", "--isolated", "-o", "一.docx")
    run("annotate", "一.docx", "--isolated", "-o", "二.docx")
    one, two = (ours((tmp_path / name).read_bytes()) for name in ("一.docx", "二.docx"))
    assert sorted(one) == sorted(two) and one
    run("annotate", "报告.docx", "--isolated")
    assert run("annotate", "报告.docx", "--isolated").code == 0  # nobody wrote in the copy: it is renewed
    ran = run("annotate", "一.docx", "--clear")
    assert ran.code == 0
    cleared = (tmp_path / "一.docx").read_bytes()
    assert ours(cleared) == [] and part(cleared) == part(DIRTY)


def test_the_comments_of_others_stay(run, tmp_path):
    note = '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    data = docx(
        p(TITLE) + p(note.format(r("坚持鲜明的人们立场")), "。") + p("2023年6月30日"),
        comments='<w:comment w:id="7" w:author="王某">' + p("再议") + "</w:comment>",
    )
    (tmp_path / "报告.docx").write_bytes(data)
    run("annotate", "报告.docx", "--isolated")
    copy = tmp_path / "报告-审核.docx"
    doc = read(copy.read_bytes())
    assert {c.author for c in comments.written(doc)} == {"王某", AUTHOR}
    assert doc.text[slice(*doc.origin.comments["7"])] == "坚持鲜明的人们立场"
    run("annotate", "报告-审核.docx", "--clear")
    assert part(copy.read_bytes()) == part(data)
    assert part(copy.read_bytes(), "word/comments.xml") == part(data, "word/comments.xml")


def test_where_word_takes_no_comment_it_stands_near(run):
    data = docx(
        p(TITLE, BOX.format(p("红头文字"))) + p("编号项", properties=listed(1, 0)),
        numbering=NUMBERING,
        footer1=p("页脚"),
    )
    doc = read(data)
    at = {word: doc.text.index(word) for word in ("红头", "一、", "页脚")}
    made = comments.add(doc, [Comment(start, start + 2, (word,)) for word, start in at.items()])
    assert sorted(ours(made)) == sorted([(TITLE, "红头"), ("编号项", "一、"), (TITLE, "页脚")])


def test_blanks_that_nobody_sees_stay_unseen_in_a_parted_text():
    data = docx("<w:p><w:r><w:t>签定合同\t\n</w:t></w:r><w:r><w:t>如下</w:t></w:r></w:p>")
    doc = read(data)
    assert doc.text == "签定合同如下\n"
    assert read(comments.add(doc, [Comment(0, 2, ("甲",))])).text == doc.text


def test_a_directory_that_promises_more_entries_than_it_has_is_told():
    data = bytearray(docx(p("签定合同。")))
    data[-12] += 1  # the count of all entries
    with pytest.raises(ReadOnly, match="package_truncated"):
        comments.add(read(bytes(data)), [Comment(0, 2, ("甲",))])


def test_a_repeated_defect_has_five_comments_and_is_told_at_the_title(run, tmp_path):
    (tmp_path / "报告.docx").write_bytes(docx(p(TITLE) + p("签定合同。") * 9 + p("2023年6月30日")))
    run("annotate", "报告.docx", "--isolated", "--select", "TYP101")
    made = (tmp_path / "报告-审核.docx").read_bytes()
    assert [text for text, _ in ours(made)] == [TITLE, *["签定"] * 5]
    summary = next(c for c in comments.written(read(made)))
    assert "另有4处" in summary.lines[1] and summary.lines[2].startswith("未查｜")


@pytest.mark.parametrize("name", ["报告.txt", "报告.md"])
def test_a_text_becomes_a_word_file(run, tmp_path, name):
    (tmp_path / name).write_text(DRAFT + "甲\t乙\x0b\n", encoding="utf-8")
    run("annotate", name, "--isolated")
    made = (tmp_path / "报告-审核.docx").read_bytes()
    assert read(made).text == DRAFT + "甲\t乙 \n"
    assert ("人们立场", "必改｜“人们立场”应为“人民立场”。TYP101") in ours(made)


REPLIED = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="00000001" w15:done="0"/>'
    '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
)


def answered(data: bytes, reply: str) -> bytes:
    """An annotated file as Word saves it after somebody replied to the comment on 人们立场."""
    listing = part(data, "word/comments.xml").decode()
    at = listing.index("“人们立场”")
    opened = listing.rindex("<w:p>", 0, at)
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="{}"'
    listing = listing[:opened] + f"<w:p {w14.format('00000001')}>" + listing[opened + 5 :]
    # only the last paragraph's mark counts, and there is one
    listing = re.sub(r"(paraId=\"00000001\">.*?</w:p>)<w:p>.*?</w:p>(?=</w:comment>)", r"\1", listing, count=1)
    other = f'<w:comment w:id="90" w:author="王某"><w:p {w14.format("00000002")}>{r(reply)}</w:p></w:comment>'
    listing = listing.replace("</w:comments>", f"{other}</w:comments>")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, listing if name == "word/comments.xml" else old.read(name))
        new.writestr("word/commentsExtended.xml", REPLIED)
    return made.getvalue()


@pytest.mark.parametrize("before", ["", "words: [某词]\n", "ignore:\n  - {rule: TYP101, text: 甲}\n"])
def test_an_answer_becomes_an_ignore_entry(run, tmp_path, before):
    (tmp_path / "报告.docx").write_bytes(DIRTY)
    run("annotate", "报告.docx", "--isolated")
    copy = tmp_path / "报告-审核.docx"
    copy.write_bytes(answered(copy.read_bytes(), "不改，是活动名称"))
    if before:
        (tmp_path / ".gongwen-lint.yaml").write_text(before, encoding="utf-8")
    assert "1处" in run("annotate", "报告-审核.docx", "--learn").err
    learnt = (tmp_path / ".gongwen-lint.yaml").read_text(encoding="utf-8")
    assert '{rule: TYP101, path: "报告*", text: "人们立场", reason: "不改，是活动名称"}' in learnt
    assert all(line in learnt for line in before.splitlines())
    assert "“人们立场”" not in run("check", "报告.docx").out
    assert "0处" in run("annotate", "报告-审核.docx", "--learn").err
    # a copy that somebody wrote in is not replaced, and its answered comment stays when it is annotated again
    assert run("annotate", "报告.docx").code == 2
    run("annotate", "报告-审核.docx", "--isolated", "-o", "再.docx")
    again = (tmp_path / "再.docx").read_bytes()
    assert [text for text, _ in ours(again)].count("人们立场") == 1
    run("annotate", "再.docx", "--clear")
    cleared = (tmp_path / "再.docx").read_bytes()
    assert comments.written(read(cleared)) == () and b"commentEx " not in part(cleared, "word/commentsExtended.xml")


def test_other_answers_are_not_learnt(run, tmp_path):
    (tmp_path / "报告.docx").write_bytes(DIRTY)
    run("annotate", "报告.docx", "--isolated")
    copy = tmp_path / "报告-审核.docx"
    copy.write_bytes(answered(copy.read_bytes(), "已改"))
    assert "0处" in run("annotate", "报告-审核.docx", "--learn").err
    assert not (tmp_path / ".gongwen-lint.yaml").exists()


def test_a_folder_has_copies_and_a_form(run, tmp_path):
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "报告.docx").write_bytes(DIRTY)
    (tmp_path / "甲" / "总结.txt").write_text(DRAFT, encoding="utf-8")
    ran = run("annotate", "甲", "--isolated")
    assert ran.code == 0
    made = {path.name for path in (tmp_path / "甲").iterdir()}
    assert made == {"报告.docx", "总结.txt", "报告-审核.docx", "总结-审核.docx", "审核意见单.docx", "审核意见单.xlsx"}
    form = readers.read((tmp_path / "甲" / "审核意见单.docx").read_bytes(), "a.docx", Given())
    rows = [line.split("\t") for line in form.text.split("\n") if "\t" in line]
    assert rows[0] == ["序号", "文件", "位置", "原文", "建议", "理由", "处理结果"]
    assert ["甲/总结.txt", "一第1段", "人民立场"] in [[row[1], row[2], row[4]] for row in rows]
    sheet = part((tmp_path / "甲" / "审核意见单.xlsx").read_bytes(), "xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == len(rows) and "人民立场" in sheet
    assert run("annotate", "甲", "--isolated").code == 0
    # a walk does not check what was written beside the documents; what has no original there is a document
    (tmp_path / "甲" / "独立-审核.txt").write_text("走访XX户。\n", encoding="utf-8")
    walked = run("check", "甲", "--isolated", "--output-format", "concise")
    assert {line.split(":")[0] for line in walked.out.splitlines()} == {
        "甲/报告.docx",
        "甲/总结.txt",
        "甲/独立-审核.txt",
    }
    assert "跳过4个" in walked.err
    (tmp_path / "甲" / "独立-审核.txt").unlink()
    # answers are looked for in the copies, and comments cleared there
    assert run("annotate", "甲", "--learn").code == 0
    assert run("annotate", "甲", "--clear").code == 0
    assert ours((tmp_path / "甲" / "报告-审核.docx").read_bytes()) == []
    # a form that somebody filled in is not replaced
    (tmp_path / "甲" / "审核意见单.xlsx").write_bytes(b"filled")
    assert run("annotate", "甲", "--isolated").code == 2


def test_what_cannot_be_annotated_is_said(run, tmp_path):
    (tmp_path / "坏.docx").write_bytes(b"no package")
    (tmp_path / "空.docx").write_bytes(docx(p()))
    (tmp_path / "a.txt").write_text("文字\n", encoding="utf-8")
    assert "E908" in run("annotate", "坏.docx").err
    assert "E907" in run("annotate", "空.docx").err
    for argv in (("a.txt", "--clear"), ("a.txt", "空.docx", "-o", "b.docx"), ("a.txt", "--learn")):
        assert run("annotate", *argv).code == 2
    assert run("annotate").code == 2


def test_a_part_that_is_damaged_is_told_when_it_is_needed(run, tmp_path):
    """The text can be read, but a comment would have to be listed in a part that cannot."""
    data = bytearray(docx(p("坚持鲜明的人们立场。")))
    at = data.index(b"[Content_Types].xml")  # in its local header; the directory names it rightly
    data[at : at + 1] = b"{"
    (tmp_path / "a.docx").write_bytes(bytes(data))
    ran = run("annotate", "a.docx", "--isolated")
    assert ran.code == 2 and "E90" in ran.err and "Traceback" not in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx"]
