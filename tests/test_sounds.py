"""The table of phrases by their sound, and its source."""

from __future__ import annotations

import pathlib
import re

import pytest

from lint.views.sounds import Sounds, heard, pack, shipped

DATA = pathlib.Path(__file__).parent.parent / "lint" / "data"
SOUNDS = {"软": "ruan", "弱": "ruo", "涣": "huan", "换": "huan", "散": "san", "若": "ruo"}


def rows():
    lines = (DATA / "spoken.tsv").read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_what_is_packed_is_heard():
    table = Sounds(pack(["软弱涣散", "弱涣散"], 1, ["换散"], SOUNDS))
    found = sorted(table.otherwise("软弱换散，软若涣散，软弱涣散"))
    whole, part = ("软弱涣散", True), ("弱涣散", False)
    assert found == [(0, 4, *whole), (1, 4, *part), (5, 9, *whole), (6, 9, *part)]
    assert table.is_right("换散")
    assert not table.is_right("软弱换散")


def test_unknown_characters_have_no_sound():
    assert heard("软弱", SOUNDS) == ("ruan", "ruo")
    assert heard("软𠮷", SOUNDS) == ()
    assert list(shipped().otherwise("A𠮷\ud800\n")) == []


def test_look_alikes_are_found_by_shape():
    shapes = shipped("shapes")
    assert [found.right for found in shapes.otherwise("托网式排查，防患末然")] == ["拉网式排查", "防患未然"]
    assert list(shapes.otherwise("拉网式排查，防患未然，未来己方")) == []


def test_other_bytes_are_refused():
    with pytest.raises(ValueError, match=r"sounds\.bin"):
        Sounds(b"GWLX" + bytes(60))


def test_table_is_sorted_and_whole():
    header, *phrases = rows()
    assert header == ["phrase", "kind", "source"]
    words = [phrase for phrase, _, _ in phrases]
    assert words == sorted(set(words))
    assert all(re.fullmatch("[一-鿿]{3,9}", word) for word in words)
    assert {kind for _, kind, _ in phrases} == {"find", "pass"}
    assert all(source for _, _, source in phrases)


def test_every_phrase_of_the_table_is_in_the_file():
    table = shipped()
    for phrase, kind, _ in rows()[1:]:
        assert table.is_right(phrase) or all(h.end - h.start < len(phrase) for h in table.otherwise(phrase))
        assert kind == "pass" or phrase in table
