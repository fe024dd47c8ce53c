"""Who holds which post, as a document tells it: 县水利局局长张建国."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.marks import SURNAMES, is_han
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

# behind the name: a mark, or what a person does
_AFTER = (
    r"(?=[，。；、：（）“”\s]|同志|主持|出席|参加|指出|强调|带队|率|作|在|到|为|讲话|一行|宣读|对|表示|介绍|要求|说|深入|调研|传达|总结|汇报"
    r"|安排|部署|牵头|负责|致辞|陪同|督导|检查|走访|慰问|授课|通报|点评|$)"
)
# forms of address, which many people bear, stand behind a name, as a post may
ADDRESS = frozenset(("同志", "先生", "女士"))
# each branch begins with another character, by which the places are found; 副 before a post belongs to it
_ROLE = Pattern(
    r"书记|主任|主席|[部局县市区镇乡厅处科股院校所站队组会]长|秘书长|董事长|总经理|检察长|主持人|联系人|同志|先生|女士"
)
_NAME = Pattern(rf"[^\W\d_A-Za-z]{{2,3}}{_AFTER}")
# what may stand before a name within a clause
_BEFORE = frozenset("由请和与及对向经让给将把以为同派推选邀陪")
# another person may have held the post before, or hold it elsewhere
_FORMER = ("时任", "原", "前任", "历任", "曾任", "拟任", "候选", "现任")
# so far before the post
_LOOKED = 20
_FULL = 3


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
    behind: bool  # whether it stands behind that word


def holders(doc: Document) -> tuple[Holder, ...]:
    """The post-holders that a document names; not those of whom it says that they held or shall hold the post."""
    return doc.fact(_holders)


def _holders(doc: Document) -> tuple[Holder, ...]:
    return tuple(
        Holder(one.role, one.name, one.start, one.end, one.start - len(one.role))
        for one in named(doc)
        if one.behind and len(one.name) == _FULL and one.name[0] in SURNAMES
    )


def named(doc: Document) -> tuple[Named, ...]:
    """What stands in the place of a name, whether it is one or not: 局长张建国, 由张建国同志负责, 张建国局长."""
    return doc.fact(_named)


def _named(doc: Document) -> tuple[Named, ...]:
    text = doc.prose
    found: dict[tuple[int, int], Named] = {}
    for m in _ROLE.finditer(text):
        at, end = m.span()
        at -= text[at - 1 : at] == "副"
        role = text[at:end]
        name = _NAME.match(text, end) if role not in ADDRESS else None
        if name and not any(word in text[max(0, at - _LOOKED) : at] for word in _FORMER):
            found[name.span()] = Named(name[0], role, *name.span(), True)
        for start in (at - _FULL, at - _FULL + 1):
            before = text[start - 1 : start]
            if start < 0 or (is_han(before) and before not in _BEFORE):
                continue
            said = text[start:at]
            if all(map(is_han, said)):
                found.setdefault((start, at), Named(said, role, start, at, False))
    return tuple(found[span] for span in sorted(found))
