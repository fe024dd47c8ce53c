"""A body that was set up under one name and stands elsewhere with a slip in it."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern
from lint.views.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SET_UP = Pattern(
    r"(?:成立|组建|设立)了?(?P<name>[^\W\d_A-Za-z]{3,22}?"
    r"(?P<kind>领导小组|工作小组|工作专班|指挥部|委员会|服务队|突击队|工作站|工作室|联席会议))"
)
# a name with a slip begins like the right one
_BEGINNING = 2
# a text that sets up more bodies is a collection
_MOST = 60


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each place where a name of the same kind begins like one that was set up and differs from it by a slip."""
    text = doc.prose
    seen: set[int] = set()
    bodies = {m["name"]: m for m in _SET_UP.finditer(text)}
    if len(bodies) > _MOST:
        return
    for name, m in bodies.items():
        kind = m["kind"]
        at = text.find(kind)
        while at >= 0:
            end = at + len(kind)
            for length in (len(name), len(name) + 1, len(name) - 1):
                found = text[max(0, end - length) : end]
                begins = found[:_BEGINNING] == name[:_BEGINNING]
                if end not in seen and begins and found.isalpha() and is_slip(found, name):
                    seen.add(end)
                    values = {"found": found, "fix": name}
                    fix = smallest(end - length, found, name)
                    yield Finding(end - length, end, values, fix, related=(Related(*m.span("name")),))
            at = text.find(kind, end)
