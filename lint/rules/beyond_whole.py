"""全镇12个村（社区） here, 13个村（社区） there: more of a thing than the whole place is said to have."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.divisions import kind, sentence_before
from lint.views.numbers import quantities
from lint.views.outline import items, label
from lint.views.parts import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

_PLACES = "镇乡村县区市省州局院校办处街"
_WHOLE = tuple("全" + place for place in _PLACES) + tuple("我" + place for place in _PLACES)
_NOUN_MOST, _NOUN_LEAST = 8, 4
_ENDS = frozenset("，。；：、！？\n“”《》")
# what is counted elsewhere, or at another time
_OTHER = (
    *_WHOLE,
    "上年",
    "去年",
    "累计",
    "次",
    "原有",
    "曾",
    "计划",
    "全国",
    "各地",
    "其他",
    "以上",
    "周边",
    "服务",
    "覆盖",
)
# counted things, not deeds
_UNITS = frozenset(("个", "个村", "座", "所", "家", "处", "名", "条", "户"))
_MOST = 2


class _Counted(NamedTuple):
    """A number and what it counts."""

    quantity: Quantity
    noun: str


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare every number of a thing with the number that its place has of it in all."""
    text = doc.prose
    wholes: dict[tuple[str, str], _Counted | None] = {}
    counted: list[_Counted] = []
    for q in quantities(doc):
        if q.exact and q.sort == "amount" and q.unit in _UNITS and q.scale == 1 and part(doc, q.start) == "正文":
            thing = _Counted(q, _noun(text, q.end - (q.unit == "个村")))
            counted.append(thing)
            if len(thing.noun) >= _NOUN_LEAST and text.endswith(_WHOLE, 0, q.start):
                key = thing.noun[:_NOUN_LEAST], kind(q.unit)
                first = wholes.setdefault(key, thing)
                # where two wholes differ, neither is sure
                wholes[key] = thing if first and first.quantity.value == q.value else None
    if not wholes or any(item.style == "article" for item in items(doc)):
        return
    for q, noun in counted:
        found = wholes.get((noun[:_NOUN_LEAST], kind(q.unit)))
        said = text[sentence_before(text, q.start) : q.start]
        if found is None or any(word in said for word in _OTHER):
            continue
        whole, shared = found.quantity, _shared(found.noun, noun)
        if whole.value < q.value <= whole.value * _MOST:
            at = whole.start - 2
            yield Finding(
                q.start,
                q.end,
                {"whole": text[at : whole.end].removesuffix("村"), "noun": shared, "place": label(doc, whole.start)},
                related=(Related(at, whole.end),),
            )


def _shared(one: str, other: str) -> str:
    """The name with which both begin."""
    length = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _noun(text: str, start: int) -> str:
    """What is counted: the words behind a unit up to the first verb-like word or mark, parentheses included."""
    end = start
    while end < len(text) and end - start < _NOUN_MOST and text[end] not in _ENDS and not text[end].isdigit():
        end += 1
        if text[end - 1] in "）)":
            break
    return text[start:end]
