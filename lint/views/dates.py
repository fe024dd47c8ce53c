"""When a document was issued and which period it speaks of, each as an interval with the evidence for it.

Sources in the order of trust: a stated date, the dates of issue at the end and under the title, the document number,
the title, the file name, phrases that name the period, and last the events that the text itself cites as past. A weaker
source may narrow what a stronger one says, and is dropped where it contradicts it. The clock and version control are
never asked.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from lint.model import Said
from lint.patterns import M
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.outline import number
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lint.model import Document

# the end of an interval whose end nothing tells
OPEN = date.max
# a document dated within so many days needs no weaker evidence
_CLOSE_DAYS = 45


class Interval(NamedTuple):
    """Days from `start` to `end`, both included; `end` is `OPEN` when only the earliest day is known."""

    start: date
    end: date


class Evidence(NamedTuple):
    """One reason to date a document; `start`–`end` is its place in the text (0–0 where it stands outside)."""

    kind: str  # option config front-matter signature caption adoption number title file-name phrase citation
    start: int
    end: int
    said: Said
    issued: Interval | None = None
    period: Interval | None = None


class Dates(NamedTuple):
    """The period a document speaks of, the days it may have been issued on, and the evidence used, the surest first."""

    period: Interval | None
    issued: Interval | None
    evidence: tuple[Evidence, ...]


class Stamp(NamedTuple):
    """A date written in the text; `end_day` is its last possible day where the month or day is blank or not given."""

    start: int
    end: int
    first: date
    last: date
    parts: int  # 1 year, 2 month, 3 day

    @property
    def interval(self) -> Interval:
        """The days that it may mean."""
        return Interval(self.first, self.last)


def dates(doc: Document) -> Dates:
    """The two intervals of a document and their evidence."""
    return doc.fact(_dates)


def stamps(doc: Document) -> tuple[Stamp, ...]:
    """The dates written in the text with at least a year (2023年, 2023年5月, 二〇二三年五月十日), in order."""
    return doc.fact(_stamps)


def stamps_between(doc: Document, start: int, end: int) -> tuple[Stamp, ...]:
    """The written dates that begin in a stretch of text."""
    starts = doc.fact(_stamp_starts)
    return stamps(doc)[bisect_left(starts, start) : bisect_left(starts, end)]


def parse(stated: str) -> Interval | None:
    """The interval of YYYY, YYYY-MM, YYYY-MM-DD or A..B; None for what is no date."""
    first, _, last = stated.strip().partition("..")
    begins, ends = _iso(first), _iso(last or first)
    return Interval(begins.start, ends.end) if begins and ends and begins.start <= ends.end else None


def shown(interval: Interval) -> Said:
    """An interval as a sentence for a message."""
    if interval.end == OPEN:
        return Said("date_from", {"from": point(interval.start, 3)})
    if interval.start == date.min:
        return Said("date_until", {"to": point(interval.end, 3)})
    a, b = interval
    if a == b:
        return point(a, 3)
    if (a.day, b) == (1, _month(a.year, a.month).end):
        return point(a, 2)
    if (a, b) == _year(a.year):
        return point(a, 1)
    whole = a.day == 1 and b == _month(b.year, b.month).end
    return Said("date_range", {"from": point(a, 2 if whole else 3), "to": point(b, 2 if whole else 3)})


def titles(doc: Document) -> tuple[Evidence, ...]:
    """What the title alone says, the period first named first, also where surer evidence contradicts it."""
    return doc.fact(_titles)


class Mistitled(NamedTuple):
    """The year that a text is of although its title says another, and the place that tells so."""

    year: int
    start: int
    end: int


def mistitled(doc: Document) -> Mistitled | None:
    """The year that a text is of, where its title looks back on another one that was left over and dates nothing.

    The text opens with that year and never names the title's, or it cites two things that came after a report on the
    title's period would have been written.
    """
    return doc.fact(_mistitled)


def point(day: date, parts: int = 2) -> Said:
    """A day as a sentence: its year (1), its month (2) or whole (3)."""
    values = {"year": day.year, "month": day.month, "day": day.day, "iso": day.isoformat()[: (4, 7, 10)[parts - 1]]}
    return Said(("date_year", "date_month", "date_day")[parts - 1], values)


def _dates(doc: Document) -> Dates:
    issued: Interval | None = None
    period: Interval | None = None
    used: list[Evidence] = []
    for evidence in _evidence(doc):
        if evidence is None:
            if issued and (issued.end - issued.start).days <= _CLOSE_DAYS:
                break
            continue
        helps = False
        if evidence.issued and (issued is None or _meet(issued, evidence.issued)):
            narrowed = _common(issued, evidence.issued)
            helps = narrowed != issued
            issued = narrowed
        contradicts = evidence.issued is not None and not helps and issued is not None
        if evidence.period and period is None and not (contradicts and not _meet(issued, evidence.issued)):
            # a report does not look back on days after it was issued
            period, helps = evidence.period, True
        if helps:
            used.append(evidence)
    return Dates(period, issued, tuple(used))


def _meet(a: Interval | None, b: Interval | None) -> bool:
    return a is not None and b is not None and a.start <= b.end and b.start <= a.end


def _common(a: Interval | None, b: Interval) -> Interval:
    return b if a is None else Interval(max(a.start, b.start), min(a.end, b.end))


def _evidence(doc: Document) -> Iterator[Evidence | None]:
    """Everything that dates the document, the surest first; None stands before what is read only if that did not do."""
    yield from _stated(doc)
    head = doc.fact(_head)
    yield from _signature(doc, head)
    yield from _caption(doc, head)
    yield from _number(doc, head)
    if mistitled(doc) is None:
        yield from titles(doc)
    yield from _file_name(doc)
    yield from _openings(doc)
    yield None
    yield from _phrases(doc)
    yield from _citations(doc)


# ---- stated from outside


def _stated(doc: Document) -> Iterator[Evidence]:
    given = doc.given
    if given.date and given.date_source != "config" and (interval := parse(given.date)):
        kind = "front-matter" if given.date_source == "front matter" else "option"
        yield Evidence(kind, 0, 0, Said(f"evidence_{kind.replace('-', '_')}"), interval)
    for mark in doc.marks:
        if mark.kind == "date" and (interval := parse(mark.value)):
            yield Evidence("front-matter", mark.start, mark.end, Said("evidence_front_matter"), interval)
    if given.date and given.date_source == "config" and (interval := parse(given.date)):
        yield Evidence("config", 0, 0, Said("evidence_config"), interval)


_ISO = Pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def _iso(text: str) -> Interval | None:
    m = _ISO.fullmatch(text.strip())
    if m is None or not 1900 <= int(m[1]) <= 2200:
        return None
    return interval_of(int(m[1]), int(m[2] or 0), int(m[3] or 0))


def interval_of(year: int, month: int = 0, day: int = 0) -> Interval | None:
    """The days of a year, a month or a day; 0 is not given. None where the calendar has no such day."""
    try:
        if day:
            return Interval(date(year, month, day), date(year, month, day))
        return _month(year, month) if month else _year(year)
    except ValueError:
        return None


def _year(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31))


def _month(year: int, month: int) -> Interval:
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else OPEN
    return Interval(date(year, month, 1), after - timedelta(1))


# ---- dates in the text

_ZERO = "〇○零OＯ0"
_BLANK = r"[Xx×＊*_＿○〇　 ]"
_STAMP = Pattern(
    rf"(?P<y>(?<!\d)(?:19[5-9]|20[0-4])\d|２０[０１２３４]\d|[一二]\S{{3}})[ 　]?年"
    rf"(?:[ 　]?(?:(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})|{_BLANK}{{1,6}})[ 　]?月"
    rf"(?:[ 　]?(?:(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})|{_BLANK}{{1,6}})[ 　]?日)?)?"
)
_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys(_ZERO, "0")


def count(text: str) -> int:
    """A Chinese, half-width or full-width number."""
    return int(text) if text.isdecimal() else number(text)


def _year_of(text: str) -> int:
    """The year that four digits of any kind write; 0 for other characters."""
    digits = "".join(_DIGITS.get(c, c) for c in text)
    return int(digits) if digits.isdecimal() else 0


def _stamps(doc: Document) -> tuple[Stamp, ...]:
    found = []
    for m in _STAMP.finditer(doc.prose):
        year = _year_of(m["y"])
        month = count(m["m"]) if m["m"] else 0
        day = count(m["d"]) if m["d"] and month else 0
        if year < 1950:
            continue
        interval = interval_of(year, month, day) or interval_of(year, month if 1 <= month <= 12 else 0)
        if interval:
            found.append(Stamp(m.start(), m.end(), *interval, 3 if day else 2 if month else 1))
    return tuple(found)


def _stamp_starts(doc: Document) -> list[int]:
    return [s.start for s in stamps(doc)]


# ---- the beginning: title, number, caption


class _Head(NamedTuple):
    """The short lines before the text proper, each with its place."""

    lines: tuple[tuple[int, int], ...]
    end: int


# beyond these the text has begun
_HEAD_LINES = 14
_TITLE_MOST = 70
_FIRST_HEADING = Pattern(
    r"[ \t　#*]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[条章])"
)


def _head(doc: Document) -> _Head:
    text, at = doc.prose, 0
    lines: list[tuple[int, int]] = []
    while at < len(text) and len(lines) < _HEAD_LINES:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at:end].strip():
            law = end - at < 250 and _PASSED.search(text, at, end)
            if not law and (end - at > _TITLE_MOST + 30 or "。" in text[at:end] or _FIRST_HEADING.match(text, at, end)):
                break
            lines.append((at, end))
        at = end + 1
    return _Head(tuple(lines), at if lines else 0)


_PASSED = Pattern(r"通过|批准|公布|修订|修正|发布|印发")
_DELIVERED = Pattern(r"[ \t　]*(?:——|—|--|－－)[ \t　]*[（(]?")
_IN_FORCE = Pattern(r"[ ]?起?[ ]?(?:施行|实施|执行)|起")
_BLANKS = " \t　"
_EDGE = " \t　（()）*#>—-_.:：【】[]<>"
# a speech is printed, a law promulgated, within this many days
_PRINTED_AFTER = 14
_PROMULGATED_AFTER = 60


# a date that signs, opens or heads a line stands closer than this to its ends
_LINE_REACH = 300


def _line(text: str, at: int) -> tuple[int, int]:
    """The line around a place, cut where it is long."""
    first, last = max(0, at - _LINE_REACH), min(len(text), at + _LINE_REACH)
    end = text.find("\n", at, last)
    return max(first, text.rfind("\n", first, at) + 1), last if end < 0 else end


def _caption(doc: Document, head: _Head) -> Iterator[Evidence]:
    """Dates under the title: of a speech, of a report, of the adoption of a law (the last one counts)."""
    text = doc.prose
    best: tuple[Stamp, Interval, str] | None = None
    for stamp in stamps(doc):
        if stamp.start >= head.end:
            break
        start, end = _line(text, stamp.start)
        passed = _PASSED.search(text, stamp.end, end) if stamp.parts == 3 else None
        kind = "caption"
        if _bare(text, stamp):
            interval = stamp.interval
        elif stamp.parts == 3 and text.startswith("在", stamp.end) and _DELIVERED.fullmatch(text, start, stamp.start):
            interval = Interval(stamp.first, stamp.last + timedelta(_PRINTED_AFTER))
        elif passed and not _IN_FORCE.match(text, stamp.end) and "年" not in text[stamp.end : passed.start()]:
            wait = 3 if passed[0] in ("公布", "发布", "印发") else _PROMULGATED_AFTER
            # the text may be that of a later version, of which the caption says nothing
            interval, kind = Interval(stamp.first, stamp.last + timedelta(wait)), "adoption"
        else:
            continue
        if best is None or interval.start >= best[1].start:
            best = stamp, interval, kind
    if best:
        yield Evidence(best[2], best[0].start, best[0].end, Said("evidence_caption"), best[1])


def _bare(text: str, stamp: Stamp) -> bool:
    """Whether a date stands alone in its line."""
    start, end = _line(text, stamp.start)
    return not (text[start : stamp.start] + text[stamp.end : end]).strip(_EDGE)


_NUMBER = Pattern(r"[〔\[【（(﹝［](?P<y>20[0-4]\d)[〕\]】）)﹞］][ 　]?第?[\dXx×*＊○〇_ 　]{0,5}号")

_OTHERS_NUMBER = Pattern("[《，。]|根据|按照")


def _number(doc: Document, head: _Head) -> Iterator[Evidence]:
    """The year in the document's own number."""
    for start, end in head.lines:
        m = _NUMBER.search(doc.prose, start, end) if "号" in doc.prose[start:end] else None
        # a number behind 根据 or inside 《》 is another document's
        if m and m.start() - start <= 24 and not _OTHERS_NUMBER.search(doc.prose, start, m.start()):
            year = int(m["y"])
            interval = Interval(date(year, 1, 1), date(year + 1, 1, 31))
            yield Evidence("number", m.start(), m.end(), Said("evidence_number"), interval)
            return


_BACK = (
    "总结|述职|述廉|述学|述法|述责|回顾|自查|自评|情况|公报|年报|年度报告|对照检查|民主生活会|组织生活会|考核|决算|小结|"
    "汇报|成效"
)
_AHEAD = "要点|计划|安排|预算|打算|思路|目标|任务|部署|清单"
_DIRECTION = Pattern(f"(?P<government>政府工作报告)|(?P<back>{_BACK})|(?P<ahead>{_AHEAD})")
_SPAN = (
    r"(?P<half>上半年|下半年)|前(?P<quarters>[二两三])季度|(?:第)?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<from>\d{1,2})月?(?:[—–－\-~～至到]{1,2})(?P<to>\d{1,2})月|(?P<month>\d{1,2})月"
)
_PERIOD = Pattern(rf"(?<![\d到至])(?P<y>20[0-4]\d|二\S{{3}})[ 　]?年(?:度)?(?:{_SPAN})?")
_YEARS = Pattern(r"(?P<a>20[0-4]\d)年?[—–－\-~～至到]{1,2}(?P<b>20[0-4]\d)年?")
_FORCED = Pattern(r"日[ 　]*起?[ 　]*(?:施行|实施|执行)|施行日期|实施日期")
_ADOPTED = Pattern(r"\d日.*(?:通过|批准|公布|修订|修正)")
_SENTENCE = Pattern("[。；！？…]|[，：]$")
_FULL = Pattern(r"(?<!\d)(20[0-4]\d)([-_./年]?)(0?[1-9]|1[0-2])(?:\2|月)(0?[1-9]|[12]\d|3[01])(?:日|(?!\d))")


def _title(doc: Document, head: _Head) -> Iterator[Evidence]:
    text = doc.prose
    if head.end >= len(text.rstrip()):
        return  # a title has a text below it
    for start, end in head.lines:
        if not any(mark in text[start:end] for mark in ("20", "二〇", "二○")):
            continue
        others = (_NUMBER, _ADOPTED, _FORCED)
        other = "日在" in text[start:end] or any(pattern.search(text, start, end) for pattern in others)
        if end - start <= _TITLE_MOST + 10 and not other and not _SENTENCE.search(text, start, end):
            yield from _named(text, start, end, "title")


def _titles(doc: Document) -> tuple[Evidence, ...]:
    return tuple(_title(doc, doc.fact(_head)))


# a first paragraph that opens with its year
_OPENS = Pattern(r"[ \t　]*(?P<y>20\d\d)年(?:度)?(?:以来|来)?(?:[，,]|[^。，；\n\d]{0,12}在)")
# how far from the top a report opens
_OPENS_WITHIN = 400
_WHOLE_DAYS = 360
# so many different things later than the title allows are no slip of theirs
_CITED_LATER = 2
# a longer text may be several reports in one file
_COLLECTION = 20_000


def _mistitled(doc: Document) -> Mistitled | None:
    text, found = doc.prose, titles(doc)
    title = found[0] if len(found) == 1 else None
    if title is None or not title.period or not title.issued or len(text) > _COLLECTION:
        return None
    year = title.period.start.year
    if title.issued.start <= title.period.start:
        return None  # looks ahead
    if any(_bare(text, stamp) or _signs(text, stamp) for stamp in stamps(doc)):
        return None  # its day of issue tells more
    from lint.views.meetings import cited_since  # reads the facts

    later = cited_since(doc, title.issued.end + timedelta(_PRINTED_AFTER))
    if len(later) >= _CITED_LATER:
        return Mistitled(later[0].day.year, later[0].start, later[0].end)
    if (title.period.end - title.period.start).days < _WHOLE_DAYS:
        return None
    body = [s for s in stamps(doc) if s.start >= title.end]
    if not body or any(s.first.year == year for s in body):
        return None
    first = body[0]
    start, end = _line(text, first.start)
    # a look at the year before may come first
    if "今年" in text[start:end] or not title.end < start < title.end + _OPENS_WITHIN:
        return None
    opens = _OPENS.match(text, start) and abs(first.first.year - year) == 1
    return Mistitled(first.first.year, first.start, first.start + 5) if opens else None


def _file_name(doc: Document) -> Iterator[Evidence]:
    name = doc.path.replace("\\", "/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    if "20" in stem or "二〇" in stem:
        # names often drop 年: 2023工作总结, 2023-报告
        yield from _named(_BARE_YEAR.sub(r"\1年", stem), 0, -1, "file_name")


_BARE_YEAR = Pattern(r"(?<!\d)(20[0-4]\d)(?![\d年.\-~—至到]\d?\d?\d?\d)(?!年)")


def _named(text: str, start: int, end: int, kind: str) -> Iterator[Evidence]:
    """The dates that a title or a file name names, read in the direction of its kind of document."""
    end = len(text) if end < 0 else end
    label = kind.replace("_", "-")

    def place(a: int, b: int) -> tuple[int, int]:
        return (a, b) if kind == "title" else (0, 0)

    said = Said(f"evidence_{kind}")
    for m in _FULL.finditer(text, start, end):
        if (m[2] or len(m[3]) == len(m[4]) == 2) and (day := interval_of(int(m[1]), int(m[3]), int(m[4]))):
            yield Evidence(label, *place(*m.span()), said, Interval(day.start - timedelta(1), day.end + timedelta(3)))
            return
    for m in _YEARS.finditer(text, start, end):
        a, b = int(m["a"]), int(m["b"])
        if 0 < b - a <= 15:
            yield Evidence(label, *place(*m.span()), said, Interval(date(a - 1, 7, 1), date(b + 1, 6, 30)))
            return
    found = [m for m in _PERIOD.finditer(text, start, end) if not text.startswith(("前", "底", "末"), m.end())]
    for n, m in enumerate(found):
        until = found[n + 1].start() if n + 1 < len(found) else end
        turn = _DIRECTION.search(text, m.end(), until)
        period, part = _period(m)
        if period is None:
            continue
        year = period.start.year
        if text.startswith("以来", m.end()):
            yield Evidence(label, *place(*m.span()), said, Interval(period.start, date(year + 1, 6, 30)), period)
        elif turn and turn["government"]:
            delivered = Interval(date(year - 1, 12, 1), date(year, 6, 30))
            yield Evidence(label, *place(*m.span()), said, delivered, _year(year - 1))
        elif turn and turn["back"]:
            yield Evidence(label, *place(*m.span()), said, _after(period, part), period)
        elif turn and turn["ahead"]:
            early = period.start - timedelta(45) if part else date(year - 1, 11, 15)
            late = period.start + timedelta(120) if part else date(year, 6, 30)
            yield Evidence(label, *place(*m.span()), said, Interval(early, late), period)
        elif "远景" not in text[m.end() : m.end() + 2]:
            yield Evidence(label, *place(*m.span()), said, Interval(date(year - 1, 12, 1), date(year + 1, 3, 31)))


def _after(period: Interval, part: bool) -> Interval:
    """When a look back on a period is written: about its end and in the months after it."""
    if part:
        return Interval(period.end - timedelta(25), period.end + timedelta(90))
    return Interval(date(period.end.year, 12, 1), date(period.end.year + 1, 3, 31))


def _period(m: re.Match[str]) -> tuple[Interval | None, bool]:
    """The period that a phrase names, and whether it is a part of a year."""
    year = _year_of(m["y"])
    if not year:
        return None, False
    if m["half"]:
        first, last = (1, 6) if m["half"] == "上半年" else (7, 12)
    elif m["quarter"]:
        last = number(m["quarter"]) * 3
        first = last - 2
    elif m["from"]:
        first, last = int(m["from"]), int(m["to"])
    elif m["month"]:
        first = last = int(m["month"])
    elif m["quarters"]:
        first, last = 1, 9 if m["quarters"] == "三" else 6
    else:
        return _year(year), False
    if not 1 <= first <= last <= 12:
        return None, True
    return Interval(date(year, first, 1), _month(year, last).end), (first, last) != (1, 12)


# ---- the end: signature and imprint

_OFFICE = Pattern(r"[局办室会府部厅院校司心部委组处科镇乡道村站所队行社店厂团党]$")
_ANNEX = Pattern(r"^[ \t　]*附[ 　]?件[ 　]?[\d一二三四五六七八九十]*[ 　]?[:：]?[ \t　]*$", M)
# a signature stands below a short line (the office), or close to the end
_OFFICE_MOST = 45
_TAIL = 160


def _signature(doc: Document, head: _Head) -> Iterator[Evidence]:
    """The day of issue below the text; the latest where the cover and what it forwards both have one."""
    text = doc.prose[: doc.proper]
    found = [s for s in stamps(doc) if head.end <= s.start < len(text) and _signs(text, s)]
    if not found:
        return
    annex = _ANNEX.search(text, found[0].end)
    main = [s for s in found if annex is None or s.start < annex.start()]
    last = max(main, key=lambda s: (s.first, s.parts))
    yield Evidence("signature", last.start, last.end, Said("evidence_signature"), last.interval)


def _signs(text: str, stamp: Stamp) -> bool:
    start, end = _line(text, stamp.start)
    before, behind = text[start : stamp.start], text[stamp.end : end].strip(" \t　）)")
    if stamp.parts == 1 and text[stamp.end - 1] == "年" and not behind:
        return False  # a year alone heads a list of events
    name = before.strip(" \t　（(")
    if behind.startswith(("印发", "印")) and len(behind) <= 3 and len(name) <= _OFFICE_MOST:
        return True
    if behind:
        return False
    if name:
        return before[-1] in " \t　" and len(name) <= _OFFICE_MOST and bool(_OFFICE.search(name)) and "，" not in name
    above = text[max(0, start - _LINE_REACH) : start].rstrip()
    above = above[above.rfind("\n") + 1 :].strip()
    if len(text) - end < _TAIL:
        return True
    return 0 < len(above) <= _OFFICE_MOST and not above.endswith(("。", "；", "：", "，", ":", ";"))


# ---- phrases of the text

_OPENING_WORDS = ("自", "从", "今年即")
_OPENING_TURNS = ("以来", "，", ",", "工作")
_IS_YEAR = Pattern(r"(?<!\d)(?P<y>20[0-4]\d)年是(?:[^。，；\n]{0,40})(?:之年|一年|周年|第[一二三四五]年)")
_THIS_YEAR = Pattern(
    r"今年是[^。；\n]{0,40}?(?:“?(?P<plan>十[一二三四五六]五)”?(?:规划)?(?:的|实施)?的?(?P<at>开局|起步|收官|承上启下)之年"
    r"|(?P<body>中国共产党成立|建党|新中国成立|中华人民共和国成立)(?P<years>\d{2,3}|[一二三四五六七八九十百零]+)周年)"
)
_AS_OF = Pattern(r"截[至止](?:到)?(?:目前[，,]?)?[ ]?(?P<y>20[0-4]\d)年(?P<m>\d{1,2})月[^。；\n]{0,60}")
_PLANNED = Pattern("前|力争|确保|预计|计划|将|拟|须|完成时限")
_FORCE = Pattern(r"自(?P<y>(?:19[89]|20[0-4])\d)年(?P<m>\d{1,2})月(?:\d{1,2}日)?起?(?:正式)?(?:施行|实施|执行)")
# 这次会议的主要任务是，总结2024年工作，安排2025年任务
_TURN = Pattern(
    r"(?:这次|本次|此次|今天|今年|大会|会议)[^。；\n]{0,120}?(?:总结|回顾)了?(?P<y>20[0-4]\d)年[^，、。；\n]{0,10}[，、][^。；\n]{0,40}?"
    r"(?:部署|安排|谋划|研究|明确|布置)(?P<next>20[0-4]\d)年(?:度)?[^，。；\n]{0,8}(?:工作|任务)"
)
# a rule is seldom issued longer than this before it is in force
_IN_FORCE_WITHIN = 400
# how many characters from the top a phrase may open a report
_OPENING_REACH = 2500


def _openings(doc: Document) -> Iterator[Evidence]:
    """Paragraphs near the top that open with the period: 2023年上半年，…"""
    text = doc.prose
    for stamp in stamps(doc):
        start, end = _line(text, stamp.start)
        if stamp.start > _OPENING_REACH:
            break
        at = stamp.start if text[start : stamp.start].strip(_BLANKS) in ("", *_OPENING_WORDS) else -1
        m = _PERIOD.match(text, at, end) if at >= 0 else None
        period, part = _period(m) if m else (None, False)
        turn = next((t for t in _OPENING_TURNS if m and text.startswith(t, m.end())), "")
        if m is None or period is None or not turn:
            continue
        opening = text[start : m.end()].strip(_BLANKS)
        begins = at - (len(opening) - (m.end() - at))
        said = Said("evidence_phrase", {"text": opening + (turn if turn in ("以来", "工作") else "")})
        year = period.start.year
        span = (begins, m.end() + len(turn))
        if turn == "以来":
            # 自2019年以来 may look back on many years, 2023年以来 on the one that is running
            since = opening[0] in "自从"
            late = OPEN if since else date(year + 1, 6, 30)
            yield Evidence("phrase", *span, said, Interval(period.start, late), None if since else period)
        elif part and m["month"] is None:
            yield Evidence("phrase", *span, said, _after(period, part), period)
        elif m["month"] is None and _LED.search(text, span[1], min(end, span[1] + 60)):
            yield Evidence("phrase", *span, said, Interval(date(year, 11, 15), date(year + 1, 6, 30)), period)


def _phrases(doc: Document) -> Iterator[Evidence]:
    """Sentences anywhere that say which year it is, or until when things were counted."""
    text = doc.prose
    for m in _TURN.finditer(text, 0, min(len(text), _OPENING_REACH)) if "总结20" in text or "回顾20" in text else ():
        year = int(m["y"])
        if int(m["next"]) == year + 1:
            said = Said("evidence_phrase", {"text": text[m.start("y") - 2 : m.start("y") + 5] + "…"})
            yield Evidence("phrase", *m.span(), said, Interval(date(year, 11, 15), date(year + 1, 3, 31)))
    for m in _IS_YEAR.finditer(text) if "年是" in text else ():
        year = int(m["y"])
        said = Said("evidence_phrase", {"text": m[0][:7] + "…"})
        yield Evidence("phrase", *m.span(), said, Interval(date(year - 1, 11, 15), date(year + 1, 6, 30)))
    for m in _THIS_YEAR.finditer(text) if "今年是" in text else ():
        if m["plan"]:
            begins = 2001 + 5 * (number(m["plan"][:-1]) - 10)
            year = begins + {"开局": 0, "起步": 0, "承上启下": 2, "收官": 4}[m["at"]]
        else:
            year = (1921 if m["body"] in ("建党", "中国共产党成立") else 1949) + number(m["years"])
        if 1990 <= year <= 2049:
            said = Said("evidence_phrase", {"text": m[0] if len(m[0]) < 24 else m[0][:10] + "…" + m[0][-8:]})
            yield Evidence("phrase", *m.span(), said, Interval(date(year - 1, 11, 15), date(year, 12, 31)))
    for m in _AS_OF.finditer(text) if "截" in text else ():
        interval = interval_of(int(m["y"]), int(m["m"])) if 1 <= int(m["m"]) <= 12 else None
        if interval and not _PLANNED.search(m[0]):
            said = Said("evidence_phrase", {"text": m[0][: m[0].index("月") + 1]})
            yield Evidence(
                "phrase", m.start(), m.start() + len(said.values["text"]), said, Interval(interval.start, OPEN)
            )

    for m in _FORCE.finditer(text) if "自20" in text or "自19" in text else ():
        interval = interval_of(int(m["y"]), int(m["m"])) if 1 <= int(m["m"]) <= 12 else None
        if interval:
            said = Said("evidence_phrase", {"text": m[0]})
            yield Evidence("phrase", *m.span(), said, Interval(interval.start - timedelta(_IN_FORCE_WITHIN), OPEN))


_LED = Pattern("领导下|指导下|关心下|支持下|帮助下|坚强领导|正确领导|围绕|坚持|紧紧|认真|深入")


# ---- what the text cites as past


# a year alone tells of deeds only behind its own comma: 2029年世锦赛 may be still to come
_DID = Pattern(
    r"(?:(?<!年)|[，,]|(?=全年))[^。；，,\n]{0,24}?(?:召开|举行|举办|印发|出台|开展|组织|完成|实现|启动|成立|荣获|获得|被评|审议|参加|"
    r"竣工|建成|投入使用|累计|拨付|支出|同比|增长|下降)"
)
_TO_BE_DONE = Pattern(
    "将|拟|力争|计划|预计|目标|规划|远景|前|起施行|起实施|起执行|确保|要|应|打算|明年|下一步|今后|争取|如|假设|期限|有效"
)
# in front of a date: it is an end to reach, or a part of another document's name
_NOT_TOLD = ("到", "至", "截", "《", "〔", "—", "–", "-", "~", "～", "（", "(", "自", "从", "于")


def _citations(doc: Document) -> Iterator[Evidence]:
    """No document is older than the newest event that it cites as past, or the newest date of which it tells deeds."""
    # these read the facts: only when nothing surer closes the question
    from lint.views import references
    from lint.views.meetings import cited

    text = doc.prose
    for stamp in sorted(stamps(doc), key=lambda s: s.first, reverse=True):
        did = _DID.match(text, stamp.end)
        if did is None or text[max(0, stamp.start - 1) : stamp.start] in _NOT_TOLD:
            continue
        begins = references.sentence(text, stamp.start, stamp.end)[0]
        if not _TO_BE_DONE.search(text, begins, did.end()) and not references.quoted(text, stamp.start, stamp.end):
            said = Said("evidence_told", {"date": point(stamp.first, stamp.parts)})
            yield Evidence("citation", stamp.start, stamp.end, said, Interval(stamp.first, OPEN))
            break
    newest = cited(doc)
    if newest:
        said = Said("evidence_citation", {"name": newest.name, "date": point(newest.day)})
        yield Evidence("citation", newest.start, newest.end, said, Interval(newest.day, OPEN))
