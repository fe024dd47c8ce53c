"""When an undated document was most likely written: between the newest thing that it tells and the next that it lacks.

This is a guess for people (`gongwen-lint date`); no rule accuses by it, because a text that holds up an old meeting as
guidance may just be out of date.
"""

from __future__ import annotations

from datetime import date, timedelta

from lint.model import Said
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views import meetings, references
from lint.views.dates import OPEN, Evidence, Interval, dates, point, stamps
from lint.views.pattern import Pattern
from lint.views.timeline import day, rows, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document

# a text that names a campaign so often is written while it runs, or sums it up
_OFTEN = 3
_MONTHS = Pattern(r"(?:(?<!\d)(?P<y>20\d\d)年)?(?<!\d)1月?[—–－\-~～至到]{1,2}(?P<to>\d{1,2})月(?:份)?(?!\d)")
_COUNTED = Pattern(r"[^。；\n]{0,12}?(?:累计|完成|实现|支出|收入|共|开展|新增|办结|拨付|达|同比)")
# figures until a month are written down at its end
_MONTH_ENDS = 25


class Likely(NamedTuple):
    """The days on which a document was most likely written, and what tells so."""

    issued: Interval
    evidence: tuple[Evidence, ...]


def likely(doc: Document) -> Likely | None:
    """The guess for a document of which at most the earliest day is known; None where nothing bounds it."""
    found = dates(doc).issued
    if found is not None and found.end != OPEN:
        return None
    start = found.start if found else date.min
    used: list[Evidence] = []
    for evidence in _earliest(doc):
        if evidence.issued and evidence.issued.start > start:
            start = evidence.issued.start
            used.append(evidence)
    ends = [e for e in _latest(doc) if e.issued and e.issued.end > start]
    if not ends or start == date.min:
        return None
    last = min(ends, key=lambda e: e.issued.end if e.issued else OPEN)
    assert last.issued
    return Likely(Interval(start, last.issued.end), (*used, last))


def _earliest(doc: Document) -> Iterator[Evidence]:
    """Done figures of the months of a year, which the text names itself."""
    text = doc.prose
    years = [s.first.year for s in stamps(doc)]
    newest = dates(doc).issued
    for m in _MONTHS.finditer(text):
        year = int(m["y"]) if m["y"] else max((y for y in years if newest and y <= newest.start.year), default=0)
        month = int(m["to"])
        if not year or not 2 <= month <= 12 or not _COUNTED.match(text, m.end()):
            continue
        if not references.planned(doc, *m.span()):
            said = Said("evidence_phrase", {"text": m[0]})
            yield Evidence("phrase", *m.span(), said, Interval(date(year, month, _MONTH_ENDS), OPEN))


def _latest(doc: Document) -> Iterator[Evidence]:
    yield from _next_meeting(doc)
    yield from _campaign(doc)


def _next_meeting(doc: Document) -> Iterator[Evidence]:
    """The newest meeting held up as guidance, while the one after it is not named."""
    known = meetings.facts(doc)
    held = {key: m for key, m in known.meetings.items() if key[0] in ("congress", "plenum")}
    named = [m for m in meetings.mentions(doc) if (m.kind, m.term, m.session) in held]
    if not named:
        return
    newest = max(named, key=lambda m: held[m.kind, m.term, m.session].end)
    since = held[newest.kind, newest.term, newest.session].end
    if not any(references.guides(doc, *m.group) for m in named if m == newest or m.group == newest.group):
        return
    # the first plenum of a term and the last one are seldom named
    later = [m for m in held.values() if m.end > since and (m.kind == "congress" or m.topics)]
    if later:
        after = min(later, key=lambda m: m.end)
        last = after.end + timedelta(known.thresholds[after.kind][0])
        said = Said("evidence_lacking", {"name": meetings.name(*newest[2:5]), "next": after.said})
        yield Evidence("lacking", newest.start, newest.end, said, Interval(date.min, last))


def _campaign(doc: Document) -> Iterator[Evidence]:
    """A campaign that the text names again and again, and no later one."""
    text, grace = doc.prose, thresholds(doc)["campaign"][0]
    for row in sorted(rows(doc, "campaigns"), key=lambda row: day(row["start"]), reverse=True):
        names = (str(row["official"]), *map(str, row.get("short") or ()))
        places = sum(text.count(name) for name in set(names) if not any(name != n and n in name for n in names))
        if not places:
            continue
        if places >= _OFTEN and row.get("end"):
            last = day(row["end"], last=True)
            at, name = min((text.find(n), n) for n in names if n in text)
            said = Said("evidence_campaign", {"name": str(row["official"]), "end": point(last)})
            yield Evidence("campaign", at, at + len(name), said, Interval(date.min, last + timedelta(grace)))
        return
