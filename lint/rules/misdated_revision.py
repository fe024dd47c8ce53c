"""REF323: a rule or law is cited as revised in a year in which it was not revised."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.meetings import facts
from lint.views.revisions import revisions
from lint.views.timeline import sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Years between the first version known and the last day known that are none of a version's."""
    known_until = facts(doc).known_until.year
    for cited in revisions(doc, hits):
        # what is adopted late in a year is in force, and often named, in the next
        years = {v.year + n for v in cited.versions for n in ((0, 1) if v.month >= 10 else (0,))}
        if cited.year in years or not cited.versions[0].year < cited.year <= known_until or not sure(cited.row):
            continue
        told = "、".join(str(v.year) for v in cited.versions[1:])
        yield Finding(cited.start, cited.end, {"found": f"{cited.year}年", "name": cited.row["name"], "years": told})
