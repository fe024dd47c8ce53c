"""REF109: a document of the Central Committee is credited to a plenum that did not adopt it."""

from __future__ import annotations

from lint.model import Finding, Related, Said
from lint.record import TYPE_CHECKING
from lint.views import meetings, references
from lint.views.dates import point
from lint.views.pattern import Pattern
from lint.views.timeline import by_name, day, sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# between the plenum and what it adopted
_ADOPTED = Pattern(r"[^。；\n]{0,24}?(?:通过|作出|做出)了?(?:的)?[^。；，\n]{0,30}")
# another body, another meeting, a document that only rests on the plenum's
_OTHERS = Pattern(r"届|会议|人大|政协|政府|[省市县区州乡镇党工]委|支部|贯彻|落实|根据|按照|学习|实施|后")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The plenum directly in front of a document that another one adopted."""
    text = doc.prose
    owners = by_name(doc, "plenums", "adopted")
    for start, end in hits:
        row = owners.get(text[start:end])
        left, _ = references.sentence(text, start, end)
        near = [m for m in meetings.between(doc, left, start) if m.end <= start]
        if row is None or not near or near[-1].kind != "plenum" or near[-1].session < 1:
            continue
        mention = near[-1]
        if mention.group != (mention.start, mention.end) or references.quoted(text, *mention.group):
            continue
        between = text[mention.end : start]
        if not _ADOPTED.fullmatch(between) or _OTHERS.search(between):
            continue
        if (mention.term, mention.session) != (int(row["term"]), int(row["session"])):
            name = meetings.name("plenum", int(row["term"]), int(row["session"]))
            right = Said("meeting_held", {"name": name, "date": point(day(row["end"], last=True))})
            values = {"found": text[mention.start : mention.end], "document": text[start:end], "right": right}
            severity = None if sure(row) else "warning"
            yield Finding(mention.start, mention.end, values, severity=severity, related=(Related(start, end),))
