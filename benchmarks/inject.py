"""How many slips in numbers and numbering gongwen-lint finds, when one at a time is put into correct documents.

    inject.py FOLDER [--seed N] [--each N] [--missed]

Each trial changes one number, ordinal or reference where a person could prove it wrong from the document alone, and
compares the findings with those of the document as it was. The places are found by this file's own simple patterns, not
by those of the linter:

    total      a total or part of a list that adds up: 分别为, （…）, 由…组成, 共计; with 其中, which may leave parts
               out, only changes that make the parts exceed the total
    table      a number of a column that adds up to its row of 合计
    values     the second of two places with the same words and number
    change     两个数与其差、其增幅: two ends and the change between them
    share      甲占乙的N%: a part, its whole and the rate
    motto      N字 behind words of N characters
    announced  三点：一是…二是…三是…
    heading    the middle one of three numbered lines
    style      the same line in the style of another level
    mark       the same line with another mark behind its number
    inline     an inner one of 1.…；2.…；3.… or （1）…；（2）… within one paragraph
    rest       总投资、到位、缺口; 应到、实到、缺席: a rest that is whole less taken
    average    总数、个数与平均每个: an average that total and count give
    set        “五化” with five names in the parenthesis behind it
    winners    more winners, people present, goods passed than there were
    ordinal    an inner one of 一是…二是…三是…
    reference  本办法第N条, 附件N beyond the last one

Recall is the share of trials with a new finding that shows, or is related to, the changed paragraph; precision, for
each rule, the share of its new findings that do.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lint import api, ruleset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lint import Diagnostic

_HAN = "一二三四五六七八九十"
_UNITS = "人次|件次|场次|人|名|户|家|个|项|次|件|起|处|元|亩|公里|场|期|条|份|篇|批|宗|吨"
_NUMBER = rf"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>{_UNITS})"
_AMOUNT = re.compile(rf"(?<![\d.,—～~至-]){_NUMBER}(?!以上|以下|左右|以内)")
_INEXACT = ("约", "近", "超", "超过", "余", "多", "至", "第")
_OPENS = re.compile("，其中|（其中|（|，分别为|分别为|：|，?由")
_CLOSES = re.compile("(?:共计|合计|总计|，共)$")
_BESIDE = "比较占增长降"
_SAME = re.compile(rf"(?P<words>[\u4e00-\u9fff]{{6,14}})(?<!第){_NUMBER}")
_CHANGE = re.compile(
    rf"由(?:[^，。；\d]{{0,8}})(?P<old>\d+(?:\.\d+)?)(?P<unit>万元|亿元|{_UNITS}|%)[^，。；\d]{{1,8}}[至到](?P<new>\d+(?:\.\d+)?)(?P=unit)，"
    rf"(?:增长|增加|减少|下降|提高|降低)了?(?P<by>\d+(?:\.\d+)?)(?P<what>个百分点|%|{_UNITS})"
)
_SHARE = re.compile(
    rf"(?P<part>\d+)(?:{_UNITS})，占[^，。；\d]{{0,8}}(?P<whole>\d+)(?:{_UNITS})的(?P<rate>\d+(?:\.\d+)?)%"
)
_MOTTO = re.compile(r"“([\u4e00-\u9fff、，]{6,60})”的?(?P<count>\d{1,2})字")
_ANNOUNCED = re.compile(rf"(?P<count>[两{_HAN}])(?:个方面|点|项)[^，。：\n]{{0,6}}：(?=一是|一要|第一)")
_HEADING = re.compile(rf"^[ 　]*(?P<mark>[{_HAN}]{{1,2}}、|（[{_HAN}]{{1,2}}）|\d{{1,2}}[.．](?!\d))", re.M)
_ORDINAL = re.compile(rf"(?<=[，。；：、])(?P<mark>[{_HAN}])(?P<word>是|要)")
_INLINE = re.compile(r"(?<=[：；。])(?P<mark>\d{1,2}[.．](?!\d)|（\d{1,2}）|[①-⑨])")
_REST = re.compile(
    rf"(?:总投资|概算|应到|应出席|控制价|预算|计划)[^，。；\d]{{0,8}}(?P<whole>\d+)(?P<unit>万元|亿元|{_UNITS})[^；\n]{{0,60}}?"
    rf"(?:到位|实到|出席|中标|完成)[^，。；\d]{{0,8}}(?P<taken>\d+)(?P=unit)[^，。；\d]{{0,4}}，[^，。；\d]{{0,8}}"
    rf"(?:缺口|缺席|请假|节约|剩余)[^，。；\d]{{0,4}}(?P<rest>\d+)(?P=unit)"
)
_AVERAGE = re.compile(
    rf"(?P<first>\d+)(?:{_UNITS})[^。；\n\d]{{1,20}}?(?P<second>\d+)(?:{_UNITS})[^。；\n\d]{{0,6}}?(?:平均每|每|[人户]均)[^，。；\d]{{1,8}}"
    rf"(?P<each>\d+)(?:{_UNITS})"
)
_SET = re.compile(r"“(?P<count>[三四五六七八])[^”\d]{1,4}”[^，。；（]{0,6}（(?P<list>[^（）\d等和]{8,80})）")
_WON = re.compile(
    rf"(?:参评|参赛|应到|应出席|发放|抽检)[^，。；\d]{{0,8}}(?P<whole>\d+)(?P<unit>{_UNITS})，[^，。；\d]{{0,2}}(?:获奖|入围|实到|出席|收回|合格)[^，。；\d]{{0,4}}"
    rf"(?P<part>\d+)(?P=unit)"
)
_ARTICLE = re.compile(rf"^[ 　]*第(?P<n>[{_HAN}百零]{{1,5}})条[ 　]", re.M)
_OWN = re.compile(rf"本(?:办法|条例|规定|细则|法)第(?P<n>[{_HAN}百零]{{1,5}})条")
_ATTACHED = re.compile(r"^ *　*附件：?1[.．]", re.M)
_ATTACHMENT = re.compile(r"[见（(]附件(?P<n>\d)")


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
    codes: collections.Counter[str]


def main() -> None:
    """Print recall for each kind of slip and precision for each rule."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--each", type=int, default=4, help="slips of one kind in one document")
    cli.add_argument("--missed", action="store_true", help="print the slips that were not found")
    args = cli.parse_args()
    dice = random.Random(args.seed)
    task = api.task(ruleset.load())
    task = task._replace(selected=frozenset(c for c in task.selected if c[:3] in ("NUM", "STR")))
    scores: dict[str, Score] = {}
    near: collections.Counter[str] = collections.Counter()
    far: collections.Counter[str] = collections.Counter()
    for path in sorted(p for p in args.folder.iterdir() if p.suffix in (".txt", ".md")):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        before = {(d.code, d.start) for d in _check(text, path.name, task)}
        kinds: dict[str, list[Slip]] = {}
        for slip in _slips(text, dice):
            kinds.setdefault(slip.kind, []).append(slip)
        for kind, slips in kinds.items():
            for slip in dice.sample(slips, min(args.each, len(slips))):
                changed = text[: slip.start] + slip.text + text[slip.end :]
                new = _new(_check(changed, path.name, task), before, slip)
                shown = [d for d in new if _shows(d, changed, slip)]
                near.update(d.code for d in shown)
                far.update(d.code for d in new if d not in shown)
                old = scores.get(kind, Score(0, 0, collections.Counter()))
                codes = old.codes + collections.Counter({d.code for d in shown})
                scores[kind] = Score(old.trials + 1, old.found + bool(shown), codes)
                if args.missed and not shown:
                    around = text[max(0, slip.start - 60) : slip.end + 90].replace("\n", "⏎")
                    print(f"{path.name} {kind} {text[slip.start : slip.end]} -> {slip.text}: {around}")
    _report(scores, near, far)


def _report(scores: dict[str, Score], near: collections.Counter[str], far: collections.Counter[str]) -> None:
    for kind, score in sorted(scores.items()):
        told = ", ".join(f"{code} {n}" for code, n in score.codes.most_common())
        print(f"{kind:10} trials {score.trials:5}  recall {score.found / score.trials:.3f}  {told}")
    trials, found = (sum(s[n] for s in scores.values()) for n in range(2))
    print(f"{'all':10} trials {trials:5}  recall {found / max(trials, 1):.3f}")
    for code in sorted(near + far):
        right = near[code] / (near[code] + far[code])
        print(f"{code:10} findings {near[code] + far[code]:4}  precision {right:.3f}")


def _check(text: str, name: str, task: api.Task) -> tuple[Diagnostic, ...]:
    return api.check_bytes(text.encode(), name, task).diagnostics


def _new(found: tuple[Diagnostic, ...], before: set[tuple[str, int]], slip: Slip) -> list[Diagnostic]:
    """The findings that the document did not have before, those behind the slip moved back by what it added."""
    added = len(slip.text) - (slip.end - slip.start)
    return [d for d in found if (d.code, d.start - added * (d.start > slip.start)) not in before]


def _shows(finding: Diagnostic, text: str, slip: Slip) -> bool:
    """Whether a finding or a place related to it lies in the paragraph of the slip."""
    line = text.count("\n", 0, slip.start) + 1
    return line in (finding.place.line, *(r.place.line for r in finding.related))


def _slips(text: str, dice: random.Random) -> Iterator[Slip]:
    yield from _totals(text, dice)
    yield from _columns(text, dice)
    yield from _values(text, dice)
    yield from _changes(text, dice)
    for m in _MOTTO.finditer(text):
        if len(re.sub("[、，]", "", m[1])) == int(m["count"]):
            yield Slip("motto", *m.span("count"), str(int(m["count"]) + dice.choice((-1, 1, 2))))
    yield from _announced(text)
    yield from _headings(text, dice)
    yield from _inline(text, dice)
    yield from _related(text, dice)
    yield from _ordinals(text, dice)
    yield from _references(text)


def _mistyped(number: str, dice: random.Random, is_wrong: Callable[[Decimal], bool]) -> str | None:
    """The number with a digit mistyped, or two neighbours swapped, so that it is surely wrong; None where none is."""
    places = [n for n, c in enumerate(number) if c.isdigit()]
    tries = {number[:n] + c + number[n + 1 :] for n in places for c in "0123456789" if n or c != "0"}
    tries |= {number[:n] + number[n + 1] + number[n] + number[n + 2 :] for n in places[:-1] if n + 1 in places}
    wrong = sorted(t for t in tries if t[0] != "0" and t != number and is_wrong(Decimal(t)))
    return dice.choice(wrong) if wrong else None


def _value(m: re.Match[str]) -> Decimal:
    return Decimal(m["number"]) * {"": 1, "万": 10**4, "亿": 10**8}[m["scale"]]


def _totals(text: str, dice: random.Random) -> Iterator[Slip]:
    """Totals that their parts add up to, in one sentence."""
    for line in re.finditer("[^。；\n]+", text):
        found = list(_AMOUNT.finditer(text, *line.span()))
        for n, total in enumerate(found):
            behind = _behind(text, found[n + 1 :], total, line.end())
            if behind:
                yield from _broken(dice, total, *behind)
            elif _CLOSES.search(text, max(line.start(), total.start() - 3), total.start()):
                parts = [m for m in found[:n] if m["unit"] == total["unit"]]
                if len(parts) > 1 and sum(map(_value, parts)) == _value(total):
                    yield from _broken(dice, total, parts, is_open=False)


def _behind(
    text: str, found: list[re.Match[str]], total: re.Match[str], end: int
) -> tuple[list[re.Match[str]], bool] | None:
    """The parts behind a total, and whether the list may be an open one; None where they do not add up."""
    opened = _OPENS.search(text, total.end(), total.end() + 24)
    if opened is None or any(c in _BESIDE for c in text[total.end() : opened.start()]):
        return None
    close = text.find("）", opened.end(), end) if "（" in opened[0] else end
    close = text.find("组成", opened.end(), end) if "由" in opened[0] else close
    parts = [m for m in found if opened.end() <= m.start() < close and m["unit"] == total["unit"]]
    if len(parts) < 2 or sum(map(_value, parts)) != _value(total) or text.startswith(_INEXACT, total.start() - 1):
        return None
    return parts, "其中" in opened[0]


def _broken(dice: random.Random, total: re.Match[str], parts: list[re.Match[str]], is_open: bool) -> Iterator[Slip]:
    """The total mistyped, and one of its parts."""
    for m in (total, dice.choice(parts)):
        sign = -1 if m is total else 1
        written = m["number"]

        def is_wrong(value: Decimal, sign: int = sign, right: str = written) -> bool:
            return (value - Decimal(right)) * sign > 0 if is_open else value != Decimal(right)

        if slip := _mistyped(written, dice, is_wrong):
            yield Slip("total", *m.span("number"), slip)


def _columns(text: str, dice: random.Random) -> Iterator[Slip]:
    """Columns of tables, set with tabs or bars, that add up to the row of 合计 below them."""
    for block in re.finditer(r"(?:^[^\n]*[\t|][^\n]*\n)+", text, re.M):
        rows = [(block.start() + m.start(), m[0]) for m in re.finditer(r"[^\n]+", block[0])]
        last = next((n for n, (_, row) in enumerate(rows) if re.match(r"[\s|]*[合总共]\s*计", row)), 0)
        cells = [[(at + c.start(), c[0].strip()) for c in re.finditer(r"[^\t|]+", row)] for at, row in rows]
        for column in range(1, len(cells[last])):
            body = [row[column] for row in cells[1:last] if len(row) > column and row[column][1].isdigit()]
            at, total = cells[last][column]
            if len(body) < 2 or not total.isdigit() or sum(int(n) for _, n in body) != int(total):
                continue
            for place, number in ((at, total), dice.choice(body)):
                start = text.index(number, place)
                if slip := _mistyped(number, dice, lambda value, right=number: value != int(right)):
                    yield Slip("table", start, start + len(number), slip)


def _values(text: str, dice: random.Random) -> Iterator[Slip]:
    """The same words with the same number of two digits or more in two paragraphs; articles state many cases so."""
    if _ARTICLE.search(text):
        return
    seen: dict[tuple[str, ...], int] = {}
    for m in _SAME.finditer(text):
        paragraph = text.count("\n", 0, m.start())
        first = seen.setdefault((m["words"][-6:], m["number"], m["scale"], m["unit"]), paragraph)
        if first != paragraph and len(m["number"]) > 1:
            slip = _mistyped(m["number"], dice, lambda value, right=m["number"]: value != Decimal(right))
            if slip:
                yield Slip("values", *m.span("number"), slip)


def _changes(text: str, dice: random.Random) -> Iterator[Slip]:
    """Two ends and the change between them; a part, its whole and the share."""
    for m in _CHANGE.finditer(text):
        old, new, by = float(m["old"]), float(m["new"]), float(m["by"])
        points = m["what"] == "个百分点" or m["unit"].endswith(m["what"])
        right = abs(new - old) if points else abs(new / old - 1) * 100
        if abs(right - by) < 0.06:
            yield Slip("change", *m.span("by"), str(round(by + dice.choice((1, 2)) * (1 if by < 20 else 10), 1)))
    for m in _SHARE.finditer(text):
        right = 100 * int(m["part"]) / int(m["whole"])
        if abs(right - float(m["rate"])) < 0.06:
            yield Slip("share", *m.span("rate"), str(round(float(m["rate"]) + dice.choice((2, 5)), 1)))


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
        values = [_ordinal(x["mark"]) for x in (before, m, behind)]
        shapes = {re.sub(rf"[{_HAN}\d]+", "", x["mark"]) for x in (before, m, behind)}
        if len(shapes) == 1 and values == [values[0], values[0] + 1, values[0] + 2] and values[2] < 10:
            value = values[1] + dice.choice((-1, 1))
            number = str(value) if m["mark"][0].isdigit() else _HAN[value - 1]
            yield Slip("heading", *m.span("mark"), re.sub(rf"[{_HAN}\d]+", number, m["mark"]))

            others = [form for form in ("{}、", "（{}）") if form.format(m["mark"].strip("（）、")) != m["mark"]]
            if not m["mark"][0].isdigit():
                yield Slip("style", *m.span("mark"), others[0].format(m["mark"].strip("（）、")))
            elif shapes == {"."}:
                yield Slip("mark", *m.span("mark"), m["mark"][:-1] + "、")


def _inline(text: str, dice: random.Random) -> Iterator[Slip]:
    """1.…；2.…；3.… in one paragraph: an inner one is numbered as its neighbour."""
    start = 0
    for line in text.split("\n"):
        found = list(_INLINE.finditer(line))
        values = [ord(m["mark"]) - 0x245F if len(m["mark"]) == 1 else int(re.sub(r"\D", "", m["mark"])) for m in found]
        if len(found) > 3 and values == list(range(1, len(found) + 1)):
            n = dice.randrange(1, len(found) - 1)
            wrong = found[n + dice.choice((-1, 1))]["mark"]
            yield Slip("inline", start + found[n].start("mark"), start + found[n].end("mark"), wrong)
        start += len(line) + 1


def _related(text: str, dice: random.Random) -> Iterator[Slip]:
    """Rests, averages, sets and parts that are right as they stand."""
    for m in _REST.finditer(text):
        if int(m["whole"]) - int(m["taken"]) == int(m["rest"]):
            slip = _mistyped(m["rest"], dice, lambda value, right=m["rest"]: value != int(right))
            yield from (Slip("rest", *m.span("rest"), s) for s in (slip,) if s)
    for m in _AVERAGE.finditer(text):
        one, two, each = (int(m[name]) for name in ("first", "second", "each"))
        if each > 1 and each * min(one, two) == max(one, two):
            yield Slip("average", *m.span("each"), str(each + dice.choice((-1, 1, 2))))
    for m in _SET.finditer(text):
        if m["list"].count("、") + 1 == _HAN.index(m["count"]) + 1 and "，" not in m["list"]:
            yield Slip("set", *m.span("count"), _HAN[_HAN.index(m["count"]) + dice.choice((-1, 1))])
    for m in _WON.finditer(text):
        if int(m["part"]) <= int(m["whole"]):
            yield Slip("winners", *m.span("part"), str(int(m["whole"]) + dice.choice((1, 2, 10))))


def _ordinal(mark: str) -> int:
    written = re.sub(r"[^\d一二三四五六七八九十]", "", mark)
    if written.isdigit():
        return int(written)
    return _HAN.index(written) + 1 if len(written) == 1 else 99


def _ordinals(text: str, dice: random.Random) -> Iterator[Slip]:
    """一是…二是…三是… in one paragraph: an inner one is numbered as its neighbour."""
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


def _references(text: str) -> Iterator[Slip]:
    """References to an article or attachment of the document itself, made to one beyond the last."""
    articles = [m["n"] for m in _ARTICLE.finditer(text)]
    if len(articles) > 5 and len(set(articles)) == len(articles) and len(articles) < 80:
        tens = len(articles) // 10 + 2
        for m in _OWN.finditer(text):
            yield Slip("reference", *m.span("n"), f"{_HAN[tens - 1]}十")
    if _ATTACHED.search(text):
        for m in _ATTACHMENT.finditer(text):
            yield Slip("reference", *m.span("n"), "9")


if __name__ == "__main__":
    main()
