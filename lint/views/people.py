"""Who holds which post, as a document tells it: 县水利局局长张建国."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.marks import SURNAMES
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

_POSTS = (
    "书记|副书记|主任|副主任|主席|副主席|部长|副部长|局长|副局长|县长|副县长|市长|副市长|区长|副区长|镇长|副镇长|"
    "乡长|副乡长|厅长|副厅长|处长|副处长|科长|副科长|股长|院长|副院长|校长|副校长|所长|副所长|站长|队长|组长|"
    "秘书长|副秘书长|董事长|总经理|会长|检察长|主持人|联系人"
)
# behind the name: nothing of it, a mark, or what a person does
_HOLDER = Pattern(
    rf"(?P<post>{_POSTS})(?P<name>[{''.join(sorted(SURNAMES))}][^\W\d_A-Za-z]{{2}})"
    r"(?=[，。；、：（）“”\s]|同志|主持|出席|参加|指出|强调|带队|率|作|在|到|为|讲话|一行|宣读|对|表示|介绍|要求|说|深入|调研|传达|$)"
)
# another person may have held the post before, or hold it elsewhere
_FORMER = ("时任", "原", "前任", "历任", "曾任", "拟任", "候选", "现任")


class Holder(NamedTuple):
    """A name of three characters behind a post, and where it stands."""

    post: str
    name: str
    start: int
    end: int
    post_start: int


def holders(doc: Document) -> tuple[Holder, ...]:
    """The post-holders that a document names; not those of whom it says that they held or shall hold the post."""
    return doc.fact(_holders)


def _holders(doc: Document) -> tuple[Holder, ...]:
    text = doc.prose
    return tuple(
        Holder(m["post"], m["name"], *m.span("name"), m.start())
        for m in _HOLDER.finditer(text)
        if not any(word in text[max(0, m.start() - 20) : m.start()] for word in _FORMER)
    )
