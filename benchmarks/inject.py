"""How many slips in numbers and numbering gongwen-lint finds, when one at a time is put into correct documents.

    inject.py FOLDER [--seed N] [--each N]

Each trial changes one number, ordinal or list item where a person could prove it wrong from the document alone, and
compares the findings with those of the document as it was. The places are found by this file's own simple patterns, not
by those of the linter. Recall is the share of trials with a new finding that shows or relates to the changed paragraph;
precision is the share of all new findings that do.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lint import api, ruleset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint import Diagnostic

_HAN = "一二三四五六七八九十"
_UNITS = "人次|人|名|户|家|个|项|次|件|起|处|万元|亿元|亩|公里|场|条|份"
_SUM = re.compile(
    rf"(?<![\d.])(?P<total>\d{{2,6}})(?P<unit>{_UNITS})(?:，其中|（其中|（|，分别为)(?P<parts>[^。；\n）（]{{6,120}})"
)
_SAME = re.compile(r"(?P<words>[\u4e00-\u9fff]{6,14})(?P<number>\d{3,6})(?P<unit>人次|人|名|户|家|个|项|件)")
_CHANGE = re.compile(
    rf"由(?:[^，。；\d]{{0,8}})(?P<old>\d+(?:\.\d+)?)(?P<unit>{_UNITS}|%)[^，。；\d]{{1,8}}至(?P<new>\d+(?:\.\d+)?)(?P=unit)，"
    rf"(?:增长|增加|减少|下降|提高|降低)了?(?P<by>\d+(?:\.\d+)?)(?P<what>个百分点|%|{_UNITS})"
)
_MOTTO = re.compile(r"“([\u4e00-\u9fff、，]{6,60})”的?(?P<count>\d{1,2})字")
_ANNOUNCED = re.compile(rf"(?P<count>[两{_HAN}])(?:个方面|点|项)[^，。：\n]{{0,6}}：(?=一是|一要|第一)")
_HEADING = re.compile(rf"^[ 　]*(?P<mark>[{_HAN}]{{1,2}}、|（[{_HAN}]{{1,2}}）|\d{{1,2}}[.．](?!\d))", re.M)
_ORDINAL = re.compile(rf"(?<=[，。；：、])(?P<mark>[{_HAN}])(?P<word>是|要)")


class Slip(NamedTuple):
    """A change: what it is, where, and the new text."""

    kind: str
    start: int
    end: int
    text: str


class Score(NamedTuple):
    """What the trials of one kind gave."""

    trials: int
    found: int
    elsewhere: int
    codes: collections.Counter[str]


def main() -> None:
    """Print recall and precision for each kind of slip."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--each", type=int, default=4, help="slips of one kind in one document")
    args = cli.parse_args()
    dice = random.Random(args.seed)
    task = api.task(ruleset.load())
    task = task._replace(selected=frozenset(c for c in task.selected if c[:3] in ("NUM", "STR")))
    scores: dict[str, Score] = {}
    for path in sorted(p for p in args.folder.iterdir() if p.suffix in (".txt", ".md")):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        before = collections.Counter(d.code for d in _check(text, path.name, task))
        kinds: dict[str, list[Slip]] = {}
        for slip in _slips(text, dice):
            kinds.setdefault(slip.kind, []).append(slip)
        for kind, slips in kinds.items():
            for slip in dice.sample(slips, min(args.each, len(slips))):
                changed = text[: slip.start] + slip.text + text[slip.end :]
                found = _check(changed, path.name, task)
                new = _new(found, before)
                near = [d for d in new if _shows(d, changed, slip)]
                old = scores.get(kind, Score(0, 0, 0, collections.Counter()))
                codes = old.codes + collections.Counter({d.code for d in near})
                scores[kind] = Score(
                    old.trials + 1, old.found + bool(near), old.elsewhere + len(new) - len(near), codes
                )
    for kind, score in sorted(scores.items()):
        _print(kind, score)
    _print("all", Score(*(sum(s[n] for s in scores.values()) for n in range(3)), collections.Counter()))


def _check(text: str, name: str, task: api.Task) -> tuple[Diagnostic, ...]:
    return api.check_bytes(text.encode(), name, task).diagnostics


def _new(found: tuple[Diagnostic, ...], before: collections.Counter[str]) -> list[Diagnostic]:
    """The findings of codes that the document did not have so often before."""
    after = collections.Counter(d.code for d in found)
    return [d for d in found if after[d.code] > before[d.code]]


def _shows(finding: Diagnostic, text: str, slip: Slip) -> bool:
    """Whether a finding or a place related to it lies in the paragraphs that the slip touches or that follow it."""
    first = text.rfind("\n", 0, slip.start) + 1
    lines = {text.count("\n", 0, first) + 1 + n for n in range(2)}
    places = [finding.place.line, *(r.place.line for r in finding.related)]
    return any(line in lines for line in places)


def _print(kind: str, score: Score) -> None:
    told = ", ".join(f"{code} {n}" for code, n in score.codes.most_common())
    recall = score.found / max(score.trials, 1)
    precision = score.found / max(score.found + score.elsewhere, 1)
    print(f"{kind:12} trials {score.trials:4}  recall {recall:.3f}  precision {precision:.3f}  {told}")


def _slips(text: str, dice: random.Random) -> Iterator[Slip]:
    yield from _sums(text, dice)
    yield from _conflicts(text)
    yield from _changes(text, dice)
    for m in _MOTTO.finditer(text):
        if len(re.sub("[、，]", "", m[1])) == int(m["count"]):
            yield Slip("motto", *m.span("count"), str(int(m["count"]) + dice.choice((-1, 1, 2))))
    yield from _announced(text)
    yield from _headings(text, dice)
    yield from _ordinals(text, dice)


def _sums(text: str, dice: random.Random) -> Iterator[Slip]:
    """Totals that their parts add up to."""
    for m in _SUM.finditer(text):
        parts = [int(n) for n in re.findall(rf"(?<![\d.])(\d+){m['unit']}", m["parts"])]
        if len(parts) > 1 and sum(parts) == int(m["total"]):
            yield Slip("sum", *m.span("total"), str(int(m["total"]) + dice.choice((-1, 1, 2, 9))))


def _conflicts(text: str) -> Iterator[Slip]:
    """The same words with the same number in two paragraphs: two digits of the second change places."""
    seen: dict[tuple[str, ...], int] = {}
    for m in _SAME.finditer(text):
        paragraph = text.count("\n", 0, m.start())
        first = seen.setdefault((m["words"], m["number"], m["unit"]), paragraph)
        turned = m["number"][:-2] + m["number"][-1] + m["number"][-2]
        if first != paragraph and turned != m["number"]:
            yield Slip("two values", *m.span("number"), turned)


def _changes(text: str, dice: random.Random) -> Iterator[Slip]:
    """Two ends and the change between them."""
    for m in _CHANGE.finditer(text):
        old, new, by = float(m["old"]), float(m["new"]), float(m["by"])
        right = abs(new - old) if m["what"] in ("个百分点", m["unit"]) else abs(new / old - 1) * 100
        if abs(right - by) < 0.06:
            yield Slip("change", *m.span("by"), str(round(by + dice.choice((1, 2)) * (1 if by < 20 else 10), 1)))


def _announced(text: str) -> Iterator[Slip]:
    """三点：一是…二是…三是…, all in one paragraph."""
    for m in _ANNOUNCED.finditer(text):
        rest = text[m.end() : (text + "\n").index("\n", m.end())]
        marks = [o["mark"] for o in _ORDINAL.finditer("：" + rest)]
        count = 2 if m["count"] == "两" else _HAN.index(m["count"]) + 1
        if marks == list(_HAN[: len(marks)]) and len(marks) == count > 1:
            yield Slip("announced", *m.span("count"), _HAN[count])


def _headings(text: str, dice: random.Random) -> Iterator[Slip]:
    """A heading between its two neighbours, numbered as one of them or as the one after next."""
    found = list(_HEADING.finditer(text))
    for before, m, behind in zip(found, found[1:], found[2:], strict=False):
        values = [_value(x["mark"]) for x in (before, m, behind)]
        shapes = {re.sub(rf"[{_HAN}\d]+", "", x["mark"]) for x in (before, m, behind)}
        if len(shapes) == 1 and values == [values[0], values[0] + 1, values[0] + 2] and values[2] < 10:
            value = values[1] + dice.choice((-1, 1))
            number = str(value) if m["mark"][0].isdigit() else _HAN[value - 1]
            yield Slip("heading", *m.span("mark"), re.sub(rf"[{_HAN}\d]+", number, m["mark"]))


def _value(mark: str) -> int:
    written = re.sub(r"[^\d一二三四五六七八九十]", "", mark)
    if written.isdigit():
        return int(written)
    return _HAN.index(written) + 1 if len(written) == 1 else 99


def _ordinals(text: str, dice: random.Random) -> Iterator[Slip]:
    """一是…二是…三是… in one paragraph: the second is numbered as the third or as the first."""
    start = 0
    for line in text.split("\n"):
        found = list(_ORDINAL.finditer(line))
        if (
            [m["mark"] for m in found] == list(_HAN[: len(found)])
            and len(found) > 2
            and len({m["word"] for m in found}) == 1
        ):
            n = dice.randrange(1, len(found) - 1)
            mark = _HAN[n + dice.choice((-1, 1))]
            yield Slip("ordinal", start + found[n].start("mark"), start + found[n].end("mark"), mark)
        start += len(line) + 1


if __name__ == "__main__":
    main()
