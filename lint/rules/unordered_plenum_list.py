"""REF108: a list of plenums of one term that is not in their order (二十届三中、二中全会)."""

from __future__ import annotations

from itertools import pairwise

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import meetings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.meetings import Mention


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Lists in which a plenum stands behind a later one, or twice."""
    groups: dict[tuple[int, int], list[Mention]] = {}
    for mention in meetings.mentions(doc):
        if mention.kind == "plenum" and mention.session > 0:
            groups.setdefault(mention.group, []).append(mention)
    for group, listed in groups.items():
        if all(a.session < b.session for a, b in pairwise(listed)):
            continue
        sessions = sorted({m.session for m in listed})
        head = doc.prose[group[0] : doc.prose.index("届", group[0]) + 1]
        fix = head + "、".join(f"{meetings.han(s)}中" for s in sessions) + "全会"
        yield Finding(*group, {"found": doc.prose[group[0] : group[1]], "fix": fix}, suggestions=(fix,))
