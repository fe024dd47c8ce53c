"""A verb that does not go with its object: 加强……力度, 增强……满意度, 带动……积极性."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_ENDS = frozenset("，。；、和与及！？\n”")
_REACH = 24
# what stands between when another verb governs the object
_OTHERS = ("加大", "提高", "提升", "增强", "增加", "加快", "调动", "扩大", "降低", "感")
# of two objects the verb may go with the first; 力度 alone is what all before it lead to (指导督促和检查力度)
_JOINTS = ("和", "与", "及", "或")
# object: (verbs that do not go with it, the one that does). None of these pairs stands in eleven million characters of
# published reports, news and laws, but for 加强……力度 and 强化……力度, thirteen times, and 做出……部署, four times.
_OBJECTS = {
    "力度": ("加强 强化 提高 提升 增强 深化 压实", "加大"),
    "满意度": ("增强 加强 加大 强化", "提高"),
    "满意率": ("增强 加强 加大 强化", "提高"),
    "知晓率": ("增强 加强 加大 强化", "提高"),
    "参与率": ("增强 加强 加大 强化", "提高"),
    "覆盖率": ("增强 加强 加大 强化", "提高"),
    "完成率": ("增强 加强 加大 强化", "提高"),
    "质效": ("加强 加大 强化", "提升"),
    "效率": ("加强 加大 强化 增强", "提高"),
    "水平": ("加大 完善 丰富 健全", "提高"),
    "质量": ("加大", "提高"),
    "步伐": ("加大 加强 增强 提高 提升 强化", "加快"),
    "积极性": ("带动", "调动"),
    "意识": ("加大 完善 健全 压实", "增强"),
    "能力": ("树立 坚定 加大", "增强"),
    "部署": ("做出", "作出"),
    "时限": ("缩小 减小", "缩短"),
    "周期": ("缩小 减小", "缩短"),
}
_VERBS = {
    noun: Pattern(rf".*(?P<verb>{'|'.join(verbs.split(' '))})(?P<between>[^，。；、：“”\n]*)$")
    for noun, (verbs, _) in _OBJECTS.items()
}


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each object at the end of its phrase whose nearest verb is one that it does not take."""
    text = doc.prose
    for start, end in hits:
        noun = text[start:end]
        if text[end : end + 1] not in _ENDS and end < len(text):
            continue
        first = max(0, start - _REACH)
        m = _VERBS[noun].search(text[first:start])
        if m is None:
            continue
        between = m["between"].replace("参与", "")
        if any(word in between for word in (*_OTHERS, *(_JOINTS if noun != "力度" else ()))):
            continue
        at = first + m.start("verb")
        right = _OBJECTS[noun][1]
        values = {"found": f"{m['verb']}……{noun}", "fix": f"{right}……{noun}"}
        yield Finding(at, at + len(m["verb"]), values, right)
