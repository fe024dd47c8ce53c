"""一、组织领导（20分） over （一）…（8分） and （二）…（10分）: scores that do not add up to the score above them."""

from __future__ import annotations

from itertools import pairwise

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.outline import items, runs
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.outline import Item

_SCORE = Pattern(r"[（(](?P<score>\d{1,4}(?:\.\d)?)分[）)]")
_WHOLE = Pattern(r"(?:满分|总分)(?:为|是|共|计)?(?P<score>\d{2,4})分")
# 考核实行百分制，其中民主测评占30分、实绩考核占70分
_HUNDRED = Pattern(r"(?P<whole>百分制|满分(?:为|是)?100分|总分(?:为|是)?100分)(?P<listed>[^。\n]{4,120})")
_SHARE = Pattern(r"(?<![\d.])(?P<score>\d{1,3}(?:\.\d)?)分(?![\d钟之为别析数值段档制])")
# numbered lines between a heading and the first line under it
_BACK = 50
# what such scores add up to, how far a slip may take them, and where scores of another kind begin
_FULL, _LEAST, _MOST = 100, 80, 120
_APART = ("另", "加分", "扣分", "附加", "以上", "以下", "低于", "高于", "不足", "；")
# such scores are no shares of the one above
_OTHER = ("加分", "扣分", "倒扣", "附加", "最高", "封顶", "每", "二选一", "择一", "或")


class _Scored(NamedTuple):
    """A numbered line with its score and where that stands."""

    item: Item
    score: float  # one decimal at most
    start: int
    end: int


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Add up the scores of each run of numbered lines and compare with the line above, or with 满分."""
    text, numbered = doc.prose, items(doc)
    yield from _in_prose(text)
    place = {item.start: n for n, item in enumerate(numbered)}
    scored = {item.start: found for item in numbered if (found := _scored(text, item)) is not None}
    highest = min((s.item.level for s in scored.values()), default=0)
    tops = [run for run in runs(doc) if run[0].level == highest and run[0].start in scored]
    for run in runs(doc):
        children = [scored[i.start] for i in run if i.start in scored]
        if len(children) < 2 or len(children) != len(run):
            continue
        first, last = place[run[0].start], place[run[-1].start]
        if any(i.level < run[0].level for i in numbered[first:last]):
            continue
        before = numbered[max(0, first - _BACK) : first] if run[0].level > 1 else ()
        above = next((i for i in reversed(before) if i.level < run[0].level), None)
        if above is not None and above.start in scored:
            whole = scored[above.start]
            yield from _compare(doc, whole.score, whole.start, whole.end, children)
        elif above is None and len(tops) == 1 and run is tops[0]:
            stated = list(_WHOLE.finditer(text, 0, run[0].start))
            if len(stated) == 1:
                yield from _compare(doc, int(stated[0]["score"]), *stated[0].span("score"), children)


def _in_prose(text: str) -> Iterator[Finding]:
    """The scores that a sentence lists behind 百分制."""
    for m in _HUNDRED.finditer(text):
        end = min((at for word in _APART if (at := text.find(word, *m.span("listed"))) >= 0), default=m.end("listed"))
        shares = list(_SHARE.finditer(text, m.start("listed"), end))
        added = round(sum(float(share["score"]) for share in shares), 1)
        listed = all(
            "、" in text[a.end() : b.start()] or "，" in text[a.end() : b.start()] for a, b in pairwise(shares)
        )
        if len(shares) > 1 and listed and added != _FULL and _LEAST <= added <= _MOST:
            yield Finding(
                *m.span("whole"),
                {
                    "whole": _FULL,
                    "sum": "+".join(share["score"] for share in shares) + f"={added:g}",
                    "diff": f"{abs(added - _FULL):g}",
                },
                related=tuple(Related(share.start(), share.end()) for share in shares),
            )


def _scored(text: str, item: Item) -> _Scored | None:
    line = text[item.start : item.end]
    found = list(_SCORE.finditer(text, item.start, item.end))
    if len(found) != 1 or any(word in line for word in _OTHER):
        return None
    return _Scored(item, float(found[0]["score"]), *found[0].span("score"))


def _compare(doc: Document, whole: float, start: int, end: int, children: list[_Scored]) -> Iterator[Finding]:
    added = round(sum(c.score for c in children), 1)
    if added == whole or not 0.5 <= added / (whole or 1) <= 2:
        return
    yield Finding(
        start,
        end,
        {
            "whole": f"{whole:g}",
            "sum": "+".join(f"{c.score:g}" for c in children) + f"={added:g}",
            "diff": f"{abs(added - whole):g}",
        },
        related=tuple(Related(c.start, c.end) for c in children),
    )
