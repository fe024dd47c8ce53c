"""REF102: a meeting cited as held by a document that was issued before it."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views import meetings, references
from lint.views.dates import OPEN, dates, shown, stamps_between
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lint.model import Document, Hits
    from lint.views.meetings import Facts, Mention

# what is said of a meeting only after it
_HELD = Pattern(
    r"[^。；！？\n，]{0,12}?(?:精神|以来|胜利召开后|闭幕|提出|指出|明确|强调|作出|做出|审议|通过|决策|部署|决定|决议|公报|报告|要求|绘就|擘画|描绘)"
)
# so plainly that it does not matter what the text says elsewhere
_HELD_PLAINLY = Pattern(r"(?:胜利)?(?:召开|闭幕)之?后的(?:关键|重要|首个|第一)")
_HELD_BEFORE = Pattern(r"(?:传达|学习|贯彻|落实)[^。；，\n]{0,20}$")
_LATER = Pattern(
    "届时|适时|会后|召开后(?!的)|闭幕后(?!的)|即将|将于|拟于|预计|迎接|喜迎|筹备|筹办|献礼|召开前|胜利召开营造|候选|推选|选举"
)
# a title or a document number gives a window, not a day
_SLACK_DAYS = {"title": 45, "file-name": 90, "phrase": 45, "number": 0}


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each meeting that came after the last day on which the document can have been issued."""
    found = dates(doc)
    surest = next((e for e in found.evidence if e.issued), None)
    if found.issued is None or found.issued.end == OPEN or surest is None:
        return
    known = meetings.facts(doc)
    last = found.issued.end + timedelta(_SLACK_DAYS.get(surest.kind, 0))
    if last > known.known_until:
        return
    by = Said("judged_issued", {"date": shown(found.issued), "evidence": surest.said})
    runs: list[list[Mention]] = []
    for mention in meetings.mentions(doc):
        held = _first_day(known, mention)
        if held is None or held <= last or _dated(doc, mention):
            continue
        if not _accomplished(doc, mention) or _awaited(doc, mention):
            continue
        # a list is one mistake
        if runs and references.clause(doc.prose, *runs[-1][-1].group) == references.clause(doc.prose, *mention.group):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    for run in runs:
        latest = max(run, key=lambda m: (m.term, m.session))
        meeting = known.meetings.get((latest.kind, latest.term, latest.session))
        kinds = ("congress", "plenum") if latest.kind in ("congress", "plenum") else (latest.kind,)
        newest = meetings.newest(known, kinds, last) or meetings.newest(known, ("congress",), last)
        name = meetings.name(latest.kind, latest.term, latest.session)
        values = {
            "cited": meeting.said if meeting else Said("meeting_unknown", {"name": name}),
            "newest": meetings.then(doc, newest.said if newest else Said("meeting_none"), last),
            "by": by,
        }
        sure = references.firm(doc) and (meeting is None or meeting.sure)
        yield Finding(run[0].start, run[-1].end, values, severity=None if sure else "warning")


def _first_day(known: Facts, mention: Mention) -> date | None:
    """The first day of a meeting; of one that the facts do not have, the day until which they would have it."""
    meeting = known.meetings.get((mention.kind, mention.term, mention.session))
    if meeting:
        return meeting.start
    if mention.session == meetings.ALL:
        first = known.meetings.get(("congress", mention.term, 0))
        return first.start if first else None
    same = [m for m in known.meetings.values() if m.kind == mention.kind]
    latest = max(((m.term, m.session) for m in same), default=(0, 0))
    most = known.most.get((mention.kind, mention.term), 9)
    follows = mention.term == latest[0] and latest[1] < mention.session <= most
    if mention.kind in ("congress", "plenum") and (
        follows or (mention.kind == "congress" and mention.term == latest[0] + 1)
    ):
        return known.known_until
    return None


def _accomplished(doc: Document, mention: Mention) -> bool:
    text = doc.prose
    left, right = references.sentence(text, *mention.group)
    if references.quoted(text, *mention.group):
        return False
    if _plainly(text, mention):
        return True
    return bool(_HELD.match(text, mention.group[1], right)) or bool(_HELD_BEFORE.search(text[left : mention.group[0]]))


def _plainly(text: str, mention: Mention) -> bool:
    return bool(_HELD_PLAINLY.match(text, mention.group[1]))


_DATED = Pattern(r"[^，。；\n]{0,10}(?:召开|举行)的?")


def _dated(doc: Document, mention: Mention) -> bool:
    """Whether a date stands right in front of the meeting (2022年召开的党的二十大): then the date is the question."""
    start = mention.group[0]
    near = stamps_between(doc, start - 40, start)
    return any(0 <= start - s.end <= 16 and _DATED.fullmatch(doc.prose, s.end, start) for s in near)


def _awaited(doc: Document, mention: Mention) -> bool:
    """Whether the text looks forward to the meeting: in this sentence, or by awaiting the same one elsewhere."""
    text = doc.prose
    if _plainly(text, mention):
        return False
    if meetings.brought(text, mention) or _LATER.search(text, *references.sentence(text, *mention.group)):
        return True
    if references.planned(doc, *mention.group) and mention.kind == "congress":
        issued = dates(doc).issued
        meeting = meetings.facts(doc).meetings.get(("congress", mention.term, 0))
        if issued and meeting and issued.end.year == meeting.start.year:
            return True
    return (mention.kind, mention.term, mention.session) in doc.fact(_looked_forward_to)


def _looked_forward_to(doc: Document) -> frozenset[tuple[str, int, int]]:
    text = doc.prose
    return frozenset(
        (m.kind, m.term, m.session)
        for m in meetings.mentions(doc)
        if _LATER.search(text, *references.sentence(text, *m.group))
    )
