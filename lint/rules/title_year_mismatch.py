"""REF406: the year in the title of a report is not the year that its text or its signature speaks of."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.dates import dates, mistitled, shown, titles
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.dates import Evidence

_OPENS_PART = Pattern(r"[ \t　]*(?P<y>20\d\d)年(?P<part>上半年|下半年|(?:前|第)?[一二三四]季度)[，,]")
# audits, settlements and inquiries are reported long after their year
_SUMS_UP = Pattern("总结|述职|述廉|述学")
_TITLE_REACH = 30
# how far from the top a report opens; one signed later than this after its year kept an old title
_OPENING_REACH = 400
_LATE_DAYS = 400
_COLLECTION = 20_000
_WHOLE_DAYS = 360


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """A title that looks back on one year, over a text that opens with another and never names the first again."""
    looks_back = [e for e in titles(doc) if e.period and e.issued and e.issued.start > e.period.start]
    title = looks_back[0] if len(looks_back) == len(titles(doc)) == 1 else None
    if title is None or title.period is None or len(doc.prose) > _COLLECTION:
        return
    year = title.period.start.year
    if (title.period.end - title.period.start).days < _WHOLE_DAYS and not mistitled(doc):
        yield from _part(doc, title, year)
        return
    signed = next((e for e in dates(doc).evidence if e.kind in ("signature", "caption") and e.issued), None)
    if signed and signed.issued:
        early = signed.issued.end < title.period.start
        late = (signed.issued.start - title.period.end).days > _LATE_DAYS
        if early or (late and _SUMS_UP.search(doc.prose, title.start, title.end + _TITLE_REACH)):
            values = {"found": f"{year}年", "other": shown(signed.issued)}
            yield Finding(title.start, title.end, values, related=(Related(signed.start, signed.end),))
            return
    opens = mistitled(doc)
    if opens:
        values = {"found": f"{year}年", "other": f"{opens.year}年"}
        yield Finding(title.start, title.end, values, related=(Related(opens.start, opens.end),))


def _part(doc: Document, title: Evidence, year: int) -> Iterator[Finding]:
    """A title that looks back on a part of a year, over a text that opens with the same part of another year."""
    text = doc.prose
    start = text.find("\n", title.end) + 1
    while 0 < start < title.end + _OPENING_REACH:
        m = _OPENS_PART.match(text, start)
        if m:
            same = m["part"] in text[title.start : title.end] and f"{year}年{m['part']}" not in text[title.end :]
            if same and abs(int(m["y"]) - year) == 1:
                values = {"found": f"{year}年", "other": f"{m['y']}年"}
                at = Related(m.start("y"), m.end("y") + 1)
                yield Finding(title.start, title.start + 5, values, related=(at,))
            return
        start = text.find("\n", start) + 1
