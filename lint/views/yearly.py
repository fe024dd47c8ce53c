"""Mentions of the meetings that are named by their year: 2024年中央经济工作会议, 2025年全国两会."""

from __future__ import annotations

from datetime import date

from lint.model import Said
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views import meetings
from lint.views.dates import point
from lint.views.pattern import Pattern
from lint.views.timeline import day, rows_of

if TYPE_CHECKING:
    from lint.model import Document, Timeline

_NAMED = Pattern(r"(?<!\d)(?P<y>20\d\d)年(?:度|召开的|的)?(?P<what>中央经济工作会议|全国[“\"]?两会[”\"]?)")
# the month before which a meeting that the facts do not have yet was never held
_USUAL_MONTH = {"economic": 12, "sessions": 3}


class Yearly(NamedTuple):
    """A meeting named by its year; `held` is its first and last day, the usual month's first where it is not known."""

    start: int
    end: int
    kind: str  # economic, sessions
    year: int
    held: tuple[date, date]
    known: bool


def mentions(doc: Document) -> tuple[Yearly, ...]:
    """The meetings that a text names by their year, in order."""
    return doc.fact(_mentions)


def held(doc: Document, kind: str) -> dict[int, tuple[date, date]]:
    """Year -> first and last day of the meetings of a kind."""
    return doc.given.timeline.fact(_held)[kind]


def said(doc: Document, kind: str, year: int) -> Said:
    """A meeting with its month, as a sentence for a message."""
    name = f"{year}年" + ("中央经济工作会议" if kind == "economic" else "全国两会")
    found = held(doc, kind).get(year)
    return (
        Said("meeting_held", {"name": name, "date": point(found[1])}) if found else Said("meeting_name", {"name": name})
    )


def _held(timeline: Timeline) -> dict[str, dict[int, tuple[date, date]]]:
    economic = {
        int(r["year"]): (day(r["start"]), day(r["end"], last=True)) for r in rows_of(timeline, "economic_conferences")
    }
    known = timeline.fact(meetings.facts_of).meetings.values()
    return {"economic": economic, "sessions": {m.start.year: (m.start, m.end) for m in known if m.kind == "npc"}}


def _mentions(doc: Document) -> tuple[Yearly, ...]:
    text, found = doc.prose, []
    for m in _NAMED.finditer(text) if "中央经济工作会议" in text or "两会" in text else ():
        kind = "economic" if m["what"].startswith("中央") else "sessions"
        year = int(m["y"])
        days = held(doc, kind).get(year)
        usual = date(year, _USUAL_MONTH[kind], 1)
        found.append(Yearly(*m.span(), kind, year, days or (usual, usual), days is not None))
    return tuple(found)
