"""REF105: a meeting with a year or month beside it in which it was not held (2021年召开的党的二十大)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views import meetings, references
from lint.views.dates import shown, stamps_between
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.dates import Stamp
    from lint.views.meetings import Mention

_TO = r"(?:[ ]?(?:[—–－\-~～至到]{1,2})(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)?"
# between the date and the name, and between the name and the date
_BEFORE = Pattern(rf"{_TO}(?:[，,]?在北京)?(?:胜利|隆重)?(?:召开|举行|闭幕|开幕)的?")
_AFTER = Pattern(r"(?:于|在|[（(])")
_AFTER_DATE = Pattern(rf"{_TO}(?:[）)]|(?:[，,]?在北京|在京)?(?:胜利|隆重)?(?:召开|举行|闭幕|开幕))")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Dates that stand directly beside a meeting and lie outside its days."""
    text, known = doc.prose, meetings.facts(doc)
    for mention in meetings.mentions(doc):
        meeting = known.meetings.get((mention.kind, mention.term, mention.session))
        if meeting is None or mention.group != (mention.start, mention.end) or references.quoted(text, *mention.group):
            continue
        for stamp in stamps_between(doc, mention.start - 40, mention.end + 3):
            if not _beside(text, mention, stamp):
                continue
            # the day a plenum opens or closes is told in several ways: month and year decide
            wrong = stamp.first.year not in (meeting.start.year, meeting.end.year) or (
                stamp.parts > 1 and stamp.first.month not in (meeting.start.month, meeting.end.month)
            )
            if wrong:
                values = {"meeting": meeting.said, "date": shown(stamp.interval)}
                related = (Related(mention.start, mention.end),)
                yield Finding(
                    stamp.start, stamp.end, values, severity=None if meeting.sure else "warning", related=related
                )


def _beside(text: str, mention: Mention, stamp: Stamp) -> bool:
    if 0 <= mention.start - stamp.end <= 24:
        return bool(_BEFORE.fullmatch(text, stamp.end, mention.start))
    if 0 < stamp.start - mention.end <= 2:
        return bool(_AFTER.fullmatch(text, mention.end, stamp.start)) and bool(_AFTER_DATE.match(text, stamp.end))
    return False
