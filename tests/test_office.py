"""Word files against another program: LibreOffice reads the same text, keeps our changes and shows them."""

from __future__ import annotations

import difflib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from test_docx import NUMBERING, listed
from wordfile import docx, p, table

from lint import api, comments, readers, ruleset
from lint.model import Given

SHARED = Path(__file__).parent.parent.parent / "shared" / "office"
BODY = (
    p("关于防汛工作的报告")
    + p("总体要求", properties=listed(1, 0))
    + p("坚持鲜明的人", "们立场，抓好值守。")
    + p("任务", properties=listed(1, 1))
    + p("条目", properties=listed(1, 2))
    + p("任务二", properties=listed(1, 1))
    + p("保障措施", properties=listed(1, 0))
    + table(("单位", "数量"), ("水利局", "签定3份"))
    + p("2023年6月30日")
)


@pytest.fixture
def convert(tmp_path):
    """Has LibreOffice convert a file; each test has a profile of its own."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice is not installed")

    def convert(path: Path, suffix: str) -> Path:
        kind = {"txt": "txt:Text (encoded):UTF8"}.get(suffix, suffix)
        out = tmp_path / "out"
        profile = (tmp_path / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", out, path], check=True, capture_output=True, timeout=180)
        return out / f"{path.stem}.{suffix}"

    return convert


def body(doc) -> str:
    """What a text export of LibreOffice holds: no boxes, headers, footers and notes."""
    beside = ("box", "header", "footer", "note")
    return squeezed("".join(doc.text[s.start : s.end] for s in doc.segments if s.kind not in beside))


def squeezed(text: str) -> str:
    """A text without blanks and line ends: numbers have a tab behind them, cells are paragraphs."""
    return re.sub(r"[\s　\ufeff]+", "", text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real office files lie beside the repository only at work")
def test_real_files_read_as_libreoffice_exports_them(convert):
    for path in sorted([*SHARED.glob("*.docx"), *SHARED.glob("*.dotx"), *SHARED.glob("*.doc")]):
        doc = readers.read(path.read_bytes(), path.name, Given())
        other = squeezed(convert(path, "txt").read_text(encoding="utf-8"))
        assert difflib.SequenceMatcher(None, body(doc), other, autojunk=False).ratio() >= 0.99, path.name


def test_numbers_and_tables_read_as_libreoffice_exports_them(convert, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(docx(BODY, numbering=NUMBERING))
    doc = readers.read(path.read_bytes(), path.name, Given())
    assert body(doc) == squeezed(convert(path, "txt").read_text(encoding="utf-8"))


def test_comments_survive_libreoffice(convert, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(docx(BODY, numbering=NUMBERING))
    doc = readers.read(path.read_bytes(), path.name, Given())
    words = ("防汛工作", "总体要求", "人们立场", "签定", "2023年")
    at = [(word, doc.text.index(word)) for word in words]
    path.write_bytes(comments.add(doc, [comments.Comment(n, n + len(word), (f"说{word}",)) for word, n in at]))
    saved = readers.read(convert(path, "docx").read_bytes(), path.name, Given())
    places = saved.origin.comments
    lying = {c.lines[-1]: saved.text[slice(*places[c.number])] for c in comments.written(saved)}
    assert lying == {f"说{word}": word for word in words}


# RTF of LibreOffice writes 、 in numbers as a question mark
@pytest.mark.parametrize(
    ("suffix", "named", "numbered"), [("doc", "doc", True), ("doc", "wps", True), ("rtf", "rtf", False)]
)
def test_old_files_are_read_and_annotated_by_way_of_libreoffice(convert, run, tmp_path, suffix, named, numbered):
    path = tmp_path / "报告.docx"
    path.write_bytes(docx(BODY, **({"numbering": NUMBERING} if numbered else {})))
    name = convert(path, suffix).rename(tmp_path / f"旧 报告.{named}")
    doc = readers.read(name.read_bytes(), name.name, Given())
    assert body(doc) == body(readers.read(path.read_bytes(), path.name, Given()))
    ran = run("check", name.name, "--fix", "--isolated")
    assert ran.code == 1 and "人们立场" in ran.out and "改了" not in ran.err
    assert run("annotate", name.name, "--isolated").code == 0
    made = readers.read((tmp_path / "旧 报告-审核.docx").read_bytes(), "a.docx", Given())
    assert "人们立场" in {made.text[slice(*place)] for place in made.origin.comments.values()}


def test_odt_is_read_and_mended(convert, run, tmp_path):
    noted = p("坚持鲜明的人", "们立场", '<w:r><w:footnoteReference w:id="1"/></w:r>', "，  抓好<值守>。")
    notes = f'<w:footnote w:id="1">{p("签定的注")}</w:footnote>'
    path = tmp_path / "报告.docx"
    path.write_bytes(docx(p("关于防汛工作的报告") + noted + table(("单位", "签定"), ("水利局", "3")), footnotes=notes))
    odt = convert(path, "odt").rename(tmp_path / "报告.odt")
    doc = readers.read(odt.read_bytes(), "报告.odt", Given())
    assert squeezed(doc.text) == squeezed(readers.read(path.read_bytes(), "a.docx", Given()).text)
    assert "，  抓好<值守>" in doc.text
    assert [(s.row, s.column) for s in doc.segments if s.kind == "table"] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    before = zipfile.ZipFile(io.BytesIO(odt.read_bytes()))
    assert run("check", "报告.odt", "--isolated", "--fix", "--select", "TYP").code == 0
    after = zipfile.ZipFile(io.BytesIO(odt.read_bytes()))
    assert [i.filename for i in before.infolist()] == [i.filename for i in after.infolist()]
    assert [n for n in before.namelist() if before.read(n) != after.read(n)] == ["content.xml"]
    shown = squeezed(convert(odt, "txt").read_text(encoding="utf-8"))
    assert "鲜明的人民立场" in shown and "签订" in shown


def test_a_pdf_reads_as_the_paper_it_was_printed_from(convert, run, tmp_path):
    long = "各乡镇要坚持鲜明的人们立场，抓好防汛值守，严格执行领导带班和信息报送制度，做到守土有责、守土尽责。" * 4
    indented = '<w:ind w:firstLine="640"/>'
    paragraphs = [p("关于防汛工作的报告", properties='<w:jc w:val="center"/>'), *[p(long, properties=indented)] * 30]
    number = p("— ", "<w:fldSimple w:instr='PAGE'><w:r><w:t>1</w:t></w:r></w:fldSimple>", " —")
    data = docx("".join(paragraphs) + p("2023年6月30日"), footer1=number)
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    made = convert(path, "pdf").rename(tmp_path / "报告.pdf")
    doc = readers.read(made.read_bytes(), "报告.pdf", Given())
    read = [squeezed(line) for line in doc.text[: doc.proper].split("\n") if line]
    assert read == ["关于防汛工作的报告", *[long] * 30, "2023年6月30日"]
    ran = run("check", "报告.pdf", "--isolated", "--fix", "--output-format", "concise")
    assert ran.code == 1 and "｜第1页第2段｜“人们立场”应为“人民立场”。" in ran.out
    assert run("annotate", "报告.pdf", "--isolated", "--select", "TYP").code == 0
    assert run("compare", "报告.docx", "报告.pdf").code == 0


def test_without_its_library_a_pdf_is_told(run, tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert "E908" in run("check", "a.pdf", "--isolated").out
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    ran = run("check", "a.pdf", "--isolated")
    assert ran.code == 2 and "gongwen-lint[pdf]" in ran.out


def test_an_old_file_that_is_damaged_is_told(convert, run, tmp_path):
    (tmp_path / "坏.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert "E910" in run("check", "坏.doc").out


def test_without_libreoffice_the_message_names_it(run, tmp_path, monkeypatch):
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    (tmp_path / "新.doc").write_bytes(docx(p("坚持鲜明的人们立场。")))
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run("check", "旧.doc", "新.doc", "--output-format", "concise", "--isolated")
    assert ran.code == 2 and "E909" in ran.out and "LibreOffice" in ran.out
    assert "新.doc:1:6: 必改" in ran.out  # what is a .docx under an old name needs nothing


@pytest.mark.parametrize("track", [True, False])
def test_fixes_survive_libreoffice(convert, tmp_path, track):
    data = docx(BODY, numbering=NUMBERING)
    path = tmp_path / "报告.docx"
    task = api.task(ruleset.load(), fix=True, track=track)
    path.write_bytes(api.check_bytes(data, "报告.docx", task).after)
    saved = convert(path, "docx").read_bytes()
    accepted, original = (
        readers.read(saved, "a.docx", Given(revisions=revisions)).text for revisions in ("accepted", "original")
    )
    assert "鲜明的人民立场" in accepted and "签订3份" in accepted
    assert ("人们立场" in original and "签定3份" in original) == track
    shown = subprocess.run(["pdftotext", convert(path, "pdf"), "-"], check=True, capture_output=True).stdout.decode()
    assert ("立场，抓好值守" if track else "人民立场，抓好值守") in squeezed(shown)
