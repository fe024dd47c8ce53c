"""The text that speed is measured on: the same seed gives the same bytes, so that figures can be compared."""

from __future__ import annotations

import os
import sys
from itertools import islice
from zlib import crc32

import pytest

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "benchmarks")


@pytest.fixture
def text(monkeypatch):
    monkeypatch.syspath_prepend(FOLDER)
    monkeypatch.delitem(sys.modules, "text", raising=False)
    import text

    yield text
    del sys.modules["text"]


def written(text, count: int, **given: int) -> list[bytes]:
    return [report.encode() for report in islice(text.reports(**given), count)]


def test_same_seed_same_bytes(text):
    assert written(text, 3) == written(text, 3)


def test_same_bytes_everywhere(text):
    # new wording makes old figures incomparable: measure again, put them into docs/speed.md, then change this number
    assert crc32(b"".join(written(text, 3))) == 4111310425


def test_reports_differ(text):
    assert len(set(written(text, 20))) == 20


def test_other_seed_other_bytes(text):
    assert written(text, 1, seed=1) != written(text, 1, seed=2)


def test_size(text):
    assert all(10_000 <= len(report) < 12_000 for report in written(text, 20))


def test_rows_of_a_table(text):
    rows = text.table(500)
    assert rows == text.table(500) and len(dict(rows)) == 500
    first = next(text.reports())
    assert not any(wrong in first for wrong, _ in rows)


def test_an_interrupted_run_is_understood(text):
    import run

    from lint import ruleset
    from lint.speech import Speaker

    said = Speaker("zh", ruleset.load().messages).say("interrupted", done=15, files=100)
    assert run._INTERRUPTED.search(said.encode()).groups() == (b"15", b"100")
    del sys.modules["run"]
