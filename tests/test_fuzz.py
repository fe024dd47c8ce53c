"""A small, fixed part of the fuzzing (`fuzz.py` runs for hours by hand), and every crash that it found."""

from __future__ import annotations

import io
import re
import zipfile

import fuzz
import pytest
from test_ofd import ofd
from wordfile import docx, p, r

from lint import api, readers, ruleset
from lint.model import Given
from lint.office import sheet


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_nothing_crashes(name):
    fuzz.trials(name, 1, 12)


def test_a_package_whose_directory_points_before_its_start():
    data = bytearray(ofd([(0.0, 0.0, "甲")]))
    at = data.rfind(b"PK\x05\x06")
    data[at + 16 : at + 20] = (int.from_bytes(data[at + 16 : at + 20], "little") + 1000).to_bytes(4, "little")
    with pytest.raises(readers.Unreadable) as raised:
        readers.read(bytes(data), "a.ofd", Given())
    assert raised.value.code == "E908"


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"\xff\xfe\xff\xfe\0\0", 4),  # without the invisible U+FEFF these would begin like UTF-32
        (b"\xef\xbb\xbf\xe7\x94\xb2\0", 6),
        (b"\x14  \0", 3),  # a dash and a blank of UTF-16, or any other bytes
    ],
)
def test_what_holds_nul_is_no_text(data, byte):
    with pytest.raises(readers.Unreadable) as raised:
        readers.read(data, "a.txt", Given())
    assert raised.value.code == "E901" and raised.value.values["byte"] == byte


@pytest.mark.parametrize(
    ("data", "fixed"),
    [
        # UTF-16 without a mark, and UTF-8 if nothing but the dash is left
        ("—".encode("utf-16-le") + " ".encode("utf-16-le") * 9, None),
        ("各乡镇落实责任 \n".encode("utf-16-be"), "各乡镇落实责任\n".encode("utf-16-be")),
        ("\u200b\ufeff甲\n".encode(), "甲\n".encode()),  # half fixed, it would begin with a mark
        # GB 18030, and the same in UTF-8 when the blank is gone
        ("a\u3000\n".encode("gb18030"), b"a\n"),
    ],
)
def test_what_is_fixed_is_read_in_the_same_way(data, fixed):
    """Where fixes would take away what an encoding was guessed by, nothing is written."""
    task = api.task(ruleset.load(), profile="strict", select=("PUN",), fix=True, unsafe=True)
    result = api.check_bytes(data, "a.txt", task)
    assert ("E907" in [d.code for d in result.diagnostics]) == (fixed is None)
    assert result.after == (data if fixed is None else fixed)


@pytest.mark.parametrize("section", ["<![A[", "<![1[", "<![", "<![CDATfA[ 乙 ]]>", "<![endif]-->", "<![A"])
def test_sections_that_html_does_not_have(section):
    doc = readers.read(f"<p>甲</p>{section}<p>丙</p>".encode(), "a.html", Given())
    assert doc.text.startswith("甲\n") and doc.text.endswith("丙\n")
    readers.read(f"甲{section}".encode(), "a.html", Given())


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.html", "<table><tr><td colspan=²>甲<td colspan=9999>乙</table>".encode(), "甲\t乙\n"),
        ("a.odt", fuzz.odt('<text:p>甲<text:s text:c="²"/>乙</text:p>'), "甲 乙\n"),
        *(
            ("a.docx", docx(p(f'<w:r><w:sym w:font="x" w:char="{char}"/></w:r>', r("甲"))), f"{shown}甲\n")
            for char, shown in (
                ("F052", "☑"),
                ("25A1", "□"),
                ("FFFFFFFF", "●"),
                ("D800", "●"),
                ("0000", "●"),
                ("-1", "●"),
            )
        ),
        ("a.docx", docx(f'<w:p><w:pPr><w:outlineLvl w:val="²"/></w:pPr>{r("甲")}</w:p>'), "甲\n"),
    ],
)
def test_numbers_that_are_none(name, data, text):
    """What a digit is to `str.isdigit` is no number to `int`, and what is a number need be no character."""
    assert readers.read(data, name, Given()).text == text


def test_numbers_of_a_workbook_that_are_none():
    made = sheet(("甲",), [("坚持",)], (9,))
    for number in ("²", "9" * 5000, "-1"):
        rows = re.sub(rb' r="[0-9]+"', f' r="{number}"'.encode(), fuzz._members(made)[fuzz._SHEET])
        changed = fuzz._packed({**fuzz._members(made), fuzz._SHEET: rows})
        assert readers.read(changed, "a.xlsx", Given()).text == "甲\n坚持\n"


LINES = {
    "a line of ten megabytes": "工作顺利开展" * 600_000,
    "many short lines": "甲\n" * 100_000,
    "nothing but NUL": "\0" * 5000,
    "half of a pair": "甲\ud800乙",
    "deep brackets": "（" * 20_000,
    "deep quotations": "> " * 20_000 + "甲",
    "deep lists": "\n".join("  " * n + "- 甲" for n in range(300)),
    "deep elements": "<div>" * 20_000 + "甲",
    "tables in tables": "<table><tr><td>" * 2_000 + "甲",
}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_large_and_deep_documents_are_read(name, suffix):
    """The reader alone: what rules cost on them is `test_growth.py`'s matter."""
    data = LINES[name].encode("utf-8", "surrogatepass")
    if "NUL" in name or "half" in name:
        with pytest.raises(readers.Unreadable) as raised:
            readers.read(data, f"a{suffix}", Given())
        assert raised.value.code == "E901"
        return
    doc = readers.read(data, f"a{suffix}", Given())
    assert doc.segments and doc.segments[-1].end == len(doc.text)
    assert doc.origin.rewrite(()) == data


def test_a_million_short_lines_are_read():
    doc = readers.read("甲\n".encode() * 1_000_000, "a.txt", Given())
    assert len(doc.segments) == 1_000_000 and doc.origin.locate(len(doc.text) - 1)[:2] == (1_000_000, 2)


UNSEEN = "\u200b\u200f\u202e\u2066\ufeff"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.txt", str.encode),
        ("a.md", lambda text: f"- **{text}**\n".encode()),
        ("a.html", lambda text: f"<p><b>{text}</b></p>".encode()),
        ("a.docx", lambda text: docx(p(*text))),
        ("a.odt", lambda text: fuzz.odt(f"<text:p>{text}</text:p>")),
        ("a.ofd", lambda text: ofd([(10.0, 10.0, text)])),
        ("a.xlsx", lambda text: sheet(("甲",), [(text,)], (9,))),
    ],
)
def test_what_is_not_seen_is_told_in_every_format(name, made):
    """Characters without width and those that turn the direction of writing, in one run and each by itself."""
    found = api.check_bytes(made(f"加强{UNSEEN}领导"), name, api.task(ruleset.load(), select=("PUN142",))).diagnostics
    assert [(d.code, d.text) for d in found] == [("PUN142", UNSEEN)]
    between = "导".join(UNSEEN)
    found = api.check_bytes(made(f"加强{between}领导"), name, api.task(ruleset.load(), select=("PUN142",))).diagnostics
    assert [d.text for d in found] == list(UNSEEN)


MIXED = "各乡镇要加强领导，落实责任。\n".encode() * 20


@pytest.mark.parametrize(
    "data",
    [
        MIXED + b"\xff" + MIXED,
        MIXED + "各乡镇要加强领导。\n".encode("gb18030") + MIXED,
        "各乡镇要加强领导。\n".encode("gb18030") * 20 + MIXED,
        MIXED + "各乡镇".encode("utf-16-le") + MIXED,
        b"\xef\xbb\xbf" + "各乡镇要加强领导。".encode("gb18030"),
        b"\xff\xfe" + "各乡镇".encode("utf-16-le") + b"\x00",
        b"\xff\xfe\x00\xd8",
        MIXED[:-1] + "值".encode()[:2],
    ],
)
def test_mixed_and_damaged_encodings_are_told(data):
    """One finding with the place of the first bad byte, never half a text."""
    (found,) = api.check_bytes(data, "a.txt", api.task(ruleset.load())).diagnostics
    assert found.code == "E901" and found.broken


def test_a_bomb_of_entities_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
        package.writestr("content.xml", bomb)
    with pytest.raises(readers.Unreadable) as raised:
        readers.read(made.getvalue(), "a.odt", Given())
    assert raised.value.code == "E908"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("甲&#" + "9" * 5000 + ";乙", "甲\ufffd乙\n"),
        ("甲&#" + "0" * 5000 + "20057;", "甲乙\n"),
        ("甲&#x" + "F" * 5000 + ";", "甲\ufffd\n"),
        ("甲<b title='&#" + "9" * 5000 + ";'>乙</b>", "甲乙\n"),
    ],
)
def test_a_character_by_a_number_of_thousands_of_digits(source, text):
    assert readers.read(source.encode(), "a.html", Given()).text == text


def test_letters_of_no_size():
    data = docx(p(r("关于开展检查工作的通知", '<w:sz w:val="0"/>'), properties='<w:ind w:firstLine="640"/>'))
    result = api.check_bytes(data, "a.docx", api.task(ruleset.load(), extend=("DOC3",)))
    assert not [d for d in result.diagnostics if d.broken]
