"""One person who is head and deputy head of one office in one document."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.parts import parts
from lint.views.pattern import Pattern
from lint.views.people import holders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.people import Holder

# where a post changes, or posts of other years stand side by side
_CHANGE = Pattern(
    r"任命|免去|当选|任职|兼任|接任|调任|转任|升任|改任|提任|提名|选举|拟|主持工作|代理|任前|简历|履历|此前|后任"
    r"|[12]\d{3}[.年]\d{0,2}月?[—–－-]"
)
_PAPERS = ("公示", "公告", "决定", "命令", "任免")
# the office is told by so many characters before the post
_OFFICE = 2


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The later place where a name has the other of two posts of one office, of which one is the deputy's."""
    found = parts(doc)
    if found.kind in _PAPERS or "任免" in found.title or "简历" in found.title:
        return
    text = doc.prose
    known: dict[tuple[str, str, str], Holder] = {}
    for holder in holders(doc):
        if _CHANGE.search(text, *doc.line(holder.start)):
            continue
        office = text[max(0, holder.post_start - _OFFICE) : holder.post_start]
        deputy = holder.post.startswith("副")
        post = holder.post.removeprefix("副")
        other = known.get((holder.name, office, post))
        if len(office) < _OFFICE or not office.isalpha():
            continue
        if other is None:
            known[holder.name, office, post] = holder
        elif other.post.startswith("副") != deputy:
            place = Related(other.post_start, other.end)
            values = {"found": holder.post, "name": holder.name, "office": office, "other": other.post}
            yield Finding(holder.post_start, holder.end, values, related=(place,))
