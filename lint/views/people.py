"""Who holds which post, as a document tells it: 县水利局局长张建国."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.marks import SURNAMES, is_han
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

_POSTS = (
    "书记|副书记|主任|副主任|主席|副主席|部长|副部长|局长|副局长|县长|副县长|市长|副市长|区长|副区长|镇长|副镇长|"
    "乡长|副乡长|厅长|副厅长|处长|副处长|科长|副科长|股长|院长|副院长|校长|副校长|所长|副所长|站长|队长|组长|"
    "秘书长|副秘书长|董事长|总经理|会长|检察长|主持人|联系人"
)
# behind the name: a mark, or what a person does
_AFTER = (
    r"(?=[，。；、：（）“”\s]|同志|主持|出席|参加|指出|强调|带队|率|作|在|到|为|讲话|一行|宣读|对|表示|介绍|要求|说|深入|调研|传达|总结|汇报"
    r"|安排|部署|牵头|负责|致辞|陪同|督导|检查|走访|慰问|授课|通报|点评|$)"
)
_HOLDER = Pattern(rf"(?P<post>{_POSTS})(?P<name>[{''.join(sorted(SURNAMES))}][^\W\d_A-Za-z]{{2}}){_AFTER}")
# forms of address, which many people bear, stand behind a name, as a post may
ADDRESS = frozenset(("同志", "先生", "女士"))
_ROLE = Pattern(rf"{'|'.join(sorted(ADDRESS))}|{_POSTS}")
_BEHIND_POST = Pattern(rf"(?P<post>{_POSTS})(?P<name>[^\W\d_A-Za-z]{{2,3}}){_AFTER}")
# what may stand before a name within a clause
_BEFORE = frozenset("由请和与及对向经让给将把以为同派推选邀陪")
# another person may have held the post before, or hold it elsewhere
_FORMER = ("时任", "原", "前任", "历任", "曾任", "拟任", "候选", "现任")


class Holder(NamedTuple):
    """A name of three characters behind a post, and where it stands."""

    post: str
    name: str
    start: int
    end: int
    post_start: int


class Named(NamedTuple):
    """Two or three characters that stand where a name does, beside a post or a form of address, and that word."""

    name: str
    role: str
    start: int
    end: int


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


def named(doc: Document) -> tuple[Named, ...]:
    """What stands in the place of a name, whether it is one or not: 局长张建国, 由张建国同志负责, 张建国局长."""
    return doc.fact(_named)


def _named(doc: Document) -> tuple[Named, ...]:
    text = doc.prose
    found: dict[tuple[int, int], Named] = {}
    for m in _BEHIND_POST.finditer(text):
        if not any(word in text[max(0, m.start() - 20) : m.start()] for word in _FORMER):
            found[m.span("name")] = Named(m["name"], m["post"], *m.span("name"))
    for m in _ROLE.finditer(text):
        end = m.start()
        for start in (end - 3, end - 2):
            name = text[max(0, start) : end]
            if start < 0 or not all(map(is_han, name)) or (start, end) in found:
                continue
            before = text[start - 1 : start]
            if not is_han(before) or before in _BEFORE:
                found[start, end] = Named(name, m[0], start, end)
    return tuple(found[span] for span in sorted(found))
