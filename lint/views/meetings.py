"""Mentions of congresses and plenary sessions in a text, and what is known of those meetings.

Only the Party's own central meetings and the two national sessions are meant: plenums of other parties, of unions and
of provinces have their own numbers and are no mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from lint.model import Said
from lint.patterns import X
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.dates import point
from lint.views.outline import number
from lint.views.pattern import Pattern
from lint.views.timeline import day, rows_of, sure, thresholds_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from typing import Any

    from lint.model import Document, Timeline

# the session of a mention of all plenums of a term (二十届历次全会)
ALL = -1


class Meeting(NamedTuple):
    """A meeting that was held: `congress` has session 0; `sure` says that its days are verified."""

    kind: str  # congress plenum ccdi npc cppcc
    term: int
    session: int
    start: date
    end: date
    sure: bool
    topics: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its usual short name."""
        return name(self.kind, self.term, self.session)

    @property
    def said(self) -> Said:
        """Name and month, for a message."""
        return Said("meeting_held", {"name": self.name, "date": point(self.end)})


class Mention(NamedTuple):
    """A meeting named in the text; `from`–`to` is the list it stands in (二十届二中、三中全会), else its own place."""

    start: int
    end: int
    kind: str
    term: int
    session: int
    group: tuple[int, int]


class Facts(NamedTuple):
    """What is known of meetings."""

    meetings: Mapping[tuple[str, int, int], Meeting]
    # (kind, term) -> how many sessions there were or can be
    most: Mapping[tuple[str, int], int]
    # kind -> (days of grace, days after which it is an error)
    thresholds: Mapping[str, tuple[int, int]]
    # (name, first day) of what a text can cite
    dated: tuple[tuple[str, date], ...]
    known_until: date


class Cited(NamedTuple):
    """The newest thing that a text cites as past."""

    name: str
    day: date
    start: int
    end: int


def facts(doc: Document) -> Facts:
    """The facts in force for a document: the shipped ones and those of the configuration."""
    return doc.given.timeline.fact(facts_of)


def mentions(doc: Document) -> tuple[Mention, ...]:
    """The meetings that a text names, in order."""
    return doc.fact(_mentions)


def between(doc: Document, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions that begin in a stretch of text."""
    starts = doc.fact(_starts)
    return mentions(doc)[bisect_left(starts, start) : bisect_left(starts, end)]


def newer(mention: Mention, other: Mention) -> bool:
    """Whether another mention names a newer meeting of the same line, outside the list of the first."""
    if ("ccdi" in (mention.kind, other.kind)) != (mention.kind == other.kind == "ccdi") or other.kind in (
        "npc",
        "cppcc",
    ):
        return False
    later = other.session > mention.session or other.session == ALL
    same = other.term == mention.term and mention.session > 0 and later and other.group != mention.group
    return other.term > mention.term or same


def newer_named(doc: Document, mention: Mention) -> bool:
    """Whether the text names a newer meeting of the same line anywhere."""
    return any(newer(mention, other) for pair in doc.fact(_named).values() for other in pair)


def name(kind: str, term: int, session: int) -> str:
    """The usual short name of a meeting."""
    t = han(term)
    if kind == "congress":
        return f"党的{t}大"
    if session == ALL:
        return f"{t}届历次全会"
    return {
        "plenum": f"{t}届{han(session)}中全会",
        "ccdi": f"{t}届中央纪委{han(session)}次全会",
        "npc": f"{t}届全国人大{han(session)}次会议",
        "cppcc": f"全国政协{t}届{han(session)}次会议",
    }[kind]


def han(value: int) -> str:
    """A number below 100 in Chinese."""
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens - 1] + "十") + (_DIGITS[ones - 1] if ones else "")


def newest(known: Facts, kinds: tuple[str, ...], by: date, grace: int = 0, sure: bool = False) -> Meeting | None:
    """The last meeting of those kinds that ended `grace` days or more before a day."""
    late = by - timedelta(grace)
    held = [m for m in known.meetings.values() if m.kind in kinds and m.end <= late and (m.sure or not sure)]
    return max(held, key=lambda m: (m.end, m.session), default=None)


# ---- facts


# what is said of a campaign only once it has begun
_UNDER_WAY = ("开展以来", "以来", "动员大会", "开展情况")
_TABLES = {"plenums": "plenum", "ccdi_plenums": "ccdi", "npc": "npc", "cppcc": "cppcc"}


def facts_of(timeline: Timeline) -> Facts:
    """What some tables know of meetings, terms and campaigns."""
    meetings: dict[tuple[str, int, int], Meeting] = {}
    for row in rows_of(timeline, "congresses"):
        meetings["congress", int(row["term"]), 0] = _meeting("congress", int(row["term"]), 0, row)
    for table, kind in _TABLES.items():
        for row in rows_of(timeline, table):
            term, session = int(row["term"]), int(row["session"])
            meetings[kind, term, session] = _meeting(kind, term, session, row)
    most = {(str(row["kind"]), int(row["term"])): int(row["most"]) for row in rows_of(timeline, "sessions")}
    dated = [(str(row["term"]), day(row["from"])) for row in rows_of(timeline, "first_use") if not row.get("unless")]
    for row in rows_of(timeline, "campaigns"):
        name = str(row["official"])
        dated.append((name, day(row.get("announced", row["start"]))))
        dated += [(name + words, day(row["start"])) for words in _UNDER_WAY]
    known = [table["meta"]["known_until"] for table in timeline if table.get("meta")]
    return Facts(
        meetings, most, thresholds_of(timeline), tuple(dated), max((day(k, last=True) for k in known), default=date.min)
    )


def _meeting(kind: str, term: int, session: int, row: Mapping[str, Any]) -> Meeting:
    topics = tuple(str(t) for t in row.get("topics") or ())
    return Meeting(kind, term, session, day(row["start"]), day(row["end"], last=True), sure(row), topics)


# ---- mentions

_DIGITS = "一二三四五六七八九十"
_SESSION = f"[{_DIGITS}]{{1,2}}"
# any one or two letters, read as a number afterwards: a set of Han characters costs more to compile
_ANY = r"[^\W\d_A-Za-z]{1,2}"
# the places where a mention can be: a term's 届, a congress's 大, the long name of a congress
_ANCHOR = Pattern(r"(?<=[一二三四五六七八九十])(?:届|大)|次全国代表大会")
_AFTER_TERM = Pattern(
    rf"""届(?:
      (?P<long>中央委员会第(?P<nl>{_ANY})次全体会议)
    | (?P<watch>中(?:央|共中央)?(?:纪委|纪律检查委员会)第?(?P<nw>{_ANY})次(?:全体会议|全会))
    | (?P<people>全国(?:人大|人民代表大会)第?(?P<np>{_ANY})次会议)
    | (?P<council>全国政协第?(?P<nc>{_ANY})次会议)
    | (?P<all>(?:中央委员会)?(?:历次|历届|各次)(?:全会|全体会议))
    | (?P<list>(?:中央委员会)?{_SESSION}(?:中(?:全会)?)?(?:[、和及与]{_SESSION}(?:中(?:全会)?)?)*(?<=中全会))
    | (?P<turned>第?(?P<nt>{_ANY})次(?:全会|会议))
    )""",
    X,
)
_WHOLE = "中国共产党第"
# in front of a term: another body, whose sessions have their own numbers
_OTHERS = Pattern(
    r"(?:民革|民盟|民建|民进|民主同盟|建国会|促进会|农工党?|农工民主党|致公党?|九三(?:学社)?|台盟|自治同盟|国民党|团|团中央|"
    r"工会|全总|妇联|侨联|文联|作协|科协|工商联|记协|残联|红十字会|越共|老挝|古巴|朝鲜|越南|劳动党|革命党|人民党|"
    r"[省市县区州旗盟镇乡委]|学会|协会|联合会|代会)(?:中央|党委|委员会|中央委员会)?$"
)
# 二十大 may be twenty of something: a congress needs the Party in front or its usual company behind
_PARTY = Pattern(r"(?:党的|中共)$")
_COMPANY = Pattern(
    r"精神|报告|以来|以后|之后|召开|闭幕|开幕|胜利|代表|决策|部署|提出|指出|明确|强调|确立|作出|擘画|绘就|描绘|"
    r"[、和及与]|(?:的)?重大|战略|主题|要求|期间|新修|通过|审议|宣讲|党章"
)


def _starts(doc: Document) -> list[int]:
    return [m.start for m in mentions(doc)]


def _named(doc: Document) -> dict[tuple[str, int, int], list[Mention]]:
    """Each meeting named, with two mentions of it in different lists where there are."""
    found: dict[tuple[str, int, int], list[Mention]] = {}
    for mention in mentions(doc):
        pair = found.setdefault((mention.kind, mention.term, mention.session), [])
        if not pair or (len(pair) == 1 and pair[0].group != mention.group):
            pair.append(mention)
    return found


def _mentions(doc: Document) -> tuple[Mention, ...]:
    return tuple(_scan(doc.prose))


def _scan(text: str) -> Iterator[Mention]:
    for anchor in _ANCHOR.finditer(text):
        at = anchor.start()
        begin = at
        while begin > 0 and at - begin < 4 and text[begin - 1] in _DIGITS:
            begin -= 1
        term = number(text[begin:at])
        if anchor[0] == "届":
            yield from _session(text, begin, at, term)
        elif anchor[0] == "大":
            before = _PARTY.search(text, max(0, begin - 2), begin)
            if 12 <= term <= 25 and (before or (_COMPANY.match(text, at + 1) and not _counted(text, begin))):
                start = begin - 2 if before else begin
                yield Mention(start, at + 1, "congress", term, 0, (start, at + 1))
        elif text.startswith(_WHOLE, begin - len(_WHOLE)):
            start = begin - len(_WHOLE)
            yield Mention(start, anchor.end(), "congress", term, 0, (start, anchor.end()))


def _counted(text: str, begin: int) -> bool:
    """Whether a number goes on to the left: 第二十大, 数十大."""
    return text[begin - 1 : begin] in ("第", "百", "千", "万", "数", "几", "多", "余") and begin > 0


def _session(text: str, begin: int, at: int, term: int) -> Iterator[Mention]:
    m = _AFTER_TERM.match(text, at)
    if m is None:
        return
    start = begin - 1 if text[begin - 1 : begin] == "第" else begin
    before = text[max(0, start - 12) : start]
    told = next((m[g] for g in ("nl", "nw", "np", "nc", "nt") if m[g]), "")
    if told and not number(told):
        return
    if m["turned"]:
        for body, kind in (("全国政协", "cppcc"), ("中央纪委", "ccdi")):
            if before.endswith(body) and (kind == "cppcc") == m["turned"].endswith("会议"):
                start -= len(body)
                yield Mention(start, m.end(), kind, term, number(m["nt"]), (start, m.end()))
        return
    if _OTHERS.search(before):
        return
    if _PARTY.search(before):
        start -= 2
    if m["list"] or m["all"] or m["long"]:
        if term < 13:
            return
        if m["list"]:
            yield from _listed(m, start, term)
        else:
            session = number(m["nl"]) if m["long"] else ALL
            yield Mention(start, m.end(), "plenum", term, session, (start, m.end()))
        return
    kind, held = ("ccdi", m["nw"]) if m["watch"] else ("npc", m["np"]) if m["people"] else ("cppcc", m["nc"])
    yield Mention(start, m.end(), kind, term, number(held), (start, m.end()))


_ONE = Pattern(rf"(?<![{_DIGITS}])({_SESSION})(?:中(?:全会)?)?")


def _listed(m: re.Match[str], start: int, term: int) -> Iterator[Mention]:
    """Each plenum of 二十届二中、三中全会."""
    group = (start, m.end())
    pieces = list(_ONE.finditer(m.string, m.start("list"), m.end()))
    for n, piece in enumerate(pieces):
        first = start if n == 0 else piece.start()
        last = m.end() if n == len(pieces) - 1 else piece.end()
        yield Mention(first, last, "plenum", term, number(piece[1]), group)


# ---- what a text cites as past

_HELD = Pattern(r"(?:[^。；\n，]{0,6})(?:精神|以来|报告|胜利召开|闭幕|提出|指出|强调|部署|决定|决议|作出|审议)")
# what is brought before a session is still to be dealt with there
_BROUGHT = Pattern("(?:向|提请|提交)(?:即将召开的)?第?$")
_AWAITED = Pattern(r"迎接|喜迎|筹备|即将|将[^。；\n]{0,4}召开|献礼|向党的|召开前|召开之前|喜庆|代表选举|代表推选")


_REACH = 300


def awaited(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of a meeting as still to come."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    left = max(first, max(text.rfind(mark, first, start) for mark in "。；\n") + 1)
    right = min((at for mark in "。；\n" if (at := text.find(mark, end, last)) >= 0), default=last)
    return bool(_AWAITED.search(text, left, right))


def cited(doc: Document) -> Cited | None:
    """The newest meeting, campaign or term that the text uses as something that exists."""
    return max(_cited(doc, date.min), key=lambda c: c.day, default=None)


def cited_since(doc: Document, by: date) -> list[Cited]:
    """The different things later than a day that the text uses as something that exists, the newest first."""
    found: dict[str, Cited] = {}
    for one in _cited(doc, by):
        # a term within a name already found is no other thing
        if one.name not in found and not any(c.start <= one.start < c.end for c in found.values()):
            found[one.name] = one
    return sorted(found.values(), key=lambda c: c.day, reverse=True)


def _cited(doc: Document, by: date) -> Iterator[Cited]:
    """The mentions of meetings held after a day, then the first place of each campaign and term that came after it."""
    text, known = doc.prose, facts(doc)
    for mention in mentions(doc):
        meeting = known.meetings.get((mention.kind, mention.term, mention.session))
        if meeting is None or meeting.start <= by:
            continue
        if _HELD.match(text, mention.end) and not brought(text, mention) and not awaited(text, *mention.group):
            yield Cited(meeting.name, meeting.end, mention.start, mention.end)
    for term, first in known.dated:
        at = text.find(term) if first > by else -1
        if at >= 0:
            yield Cited(f"“{term}”", first, at, at + len(term))


def brought(text: str, mention: Mention) -> bool:
    """Whether something is brought before a meeting, which may still be to come (提请三中全会审议的文件)."""
    return bool(_BROUGHT.search(text[max(0, mention.start - 10) : mention.start]))


def then(doc: Document, newest: Said, by: date) -> Said:
    """The newest meeting on a day; of a day after the facts end, as far as they go."""
    until = facts(doc).known_until
    if by <= until:
        return Said("newest_then", {"newest": newest})
    return Said("newest_known", {"newest": newest, "until": point(until)})


def said(doc: Document, mention: Mention) -> Said:
    """A mentioned meeting with its month where it is known, else its name alone."""
    key = (mention.kind, mention.term, mention.session)
    meeting = facts(doc).meetings.get(key)
    return meeting.said if meeting else Said("meeting_name", {"name": name(*key)})
