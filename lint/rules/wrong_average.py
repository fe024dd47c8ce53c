"""96处，覆盖12个社区，平均每个社区9处; 30人，每人200元，共计5000元: an average that total and count do not give."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import clause_before, kind, sentence_before
from lint.views.numbers import shown, within
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

_EACH = Pattern(
    r"(?P<mean>平均)?(?:每(?P<classifier>[个名位户家所支期场条项件处座台人村镇乡校班月]|季度|半年)(?P<noun>(?:(?!每)[一-龥]){0,8}?)|(?P<of>[人户村镇校])均[一-龥]{0,6}?)(?=[0-9一二三四五六七八九十两])"
)
# periods of a year, and the words that say that the whole is that of a year
_PERIODS = {"月": 12, "季度": 4, "半年": 2}
_YEARLY = ("全年", "年度", "本年", "一年来")
_TOTALS = ("共", "合计", "总计", "总额")
_NO_COUNT = ("第", "每", "增", "多", "再", "新", "其中")
_BREAKS = frozenset("。！？；\n")
# characters from the hit to the average, and between the numbers that are compared
_TO_NUMBER = 12
_NEAR = 30
# an average so many times too large or too small is one of something else
_FAR = 4.0
_ALMOST_ONE = 0.999
_SPANS = frozenset(("年", "岁", "天", "日", "月", "个月", "周", "小时", "分钟", "分", "%", "百分点"))


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Divide the total by the count, both stated in the sentence of the average."""
    text = doc.prose
    done: set[int] = set()
    for at, end in hits:
        m = _EACH.match(text, at - 2 if text.endswith("平均", 0, at) else at, end + _TO_NUMBER)
        each = next(iter(within(doc, m.end(), m.end() + 1)), None) if m else None
        if m is None or each is None or each.start in done or not each.exact or not each.unit or each.unit in _SPANS:
            continue
        done.add(each.start)
        sentence = sentence_before(text, m.start())
        before = within(doc, sentence, m.start())
        if m["classifier"] in _PERIODS:
            yield from _by_period(doc, m, each, text[sentence : m.start()], before)
            continue
        counted = _counted(text, m, before)
        if counted is None:
            continue
        behind = next(iter(within(doc, each.end, each.end + _NEAR)), None)
        if behind is not None and _is_total(text, each, behind):
            if before[-1] == counted and m.start() - counted.end <= _NEAR:
                yield from _compare(doc, behind, counted, each, strict=True)
        else:
            likes = [q for q in before if kind(q.unit) == kind(each.unit) and q != counted]
            near = m.start() - likes[-1].end <= _NEAR if likes else False
            if likes and near and (m["mean"] or m["of"] or likes[-1] == before[-1]):
                yield from _compare(doc, likes[-1], counted, each, strict=not (m["mean"] or m["of"]))


def _counted(text: str, m: re.Match[str], before: tuple[Quantity, ...]) -> Quantity | None:
    """The one number of the sentence that counts what the average is taken over."""
    classifier, noun = m["classifier"] or m["of"], m["noun"] or ""
    found = []
    for q in before:
        named = clause_before(text, q.start)
        if not q.exact or q.sort != "amount" or any(word in named for word in _NO_COUNT):
            continue
        if classifier == "个":
            same = q.unit == "个" and len(noun) > 1 and (q.noun.startswith(noun) or named.endswith(noun))
        elif classifier in ("村", "镇", "乡", "校", "班"):
            same = q.unit in (classifier, "个" + classifier) or (q.unit == "个" and q.noun.startswith(classifier))
        else:
            same = kind(q.unit) == kind(classifier)
        if same:
            found.append(q)
    return found[0] if len(found) == 1 else None


def _is_total(text: str, each: Quantity, behind: Quantity) -> bool:
    """Whether the number behind an average is the total that it gives (每人200元，共计6000元)."""
    return (
        behind.exact
        and kind(behind.unit) == kind(each.unit)
        and _BREAKS.isdisjoint(text[each.end : behind.start])
        and any(word in clause_before(text, behind.start) for word in _TOTALS)
    )


def _by_period(
    doc: Document, m: re.Match[str], each: Quantity, said: str, before: tuple[Quantity, ...]
) -> Iterator[Finding]:
    """全年24场，每月2场: the whole stands right before the period and is that of a year."""
    if not before or m["mean"] or "每" in said or not any(word in said for word in _YEARLY):
        return
    whole = before[-1]
    between = doc.prose[whole.end : m.start()]
    if not whole.exact or kind(whole.unit) != kind(each.unit) or between not in ("，", "（", "、", ""):
        return
    right = each.value * _PERIODS[m["classifier"]]
    if whole.value != right and 1 / _FAR <= float(whole.value) / float(right) <= _FAR:
        months = f"{_PERIODS[m['classifier']]}个{m['classifier']}"
        yield _finding(doc, whole, each, months, float(whole.value) / _PERIODS[m["classifier"]])


def _compare(doc: Document, whole: Quantity, counted: Quantity, each: Quantity, *, strict: bool) -> Iterator[Finding]:
    if not whole.exact or whole.sort != "amount" or not counted.value or not each.value:
        return
    right, stated = float(whole.value) / float(counted.value), float(each.value)
    # an average may be rounded either way, what each one gets is given as it is
    slack = float(each.grain) / 2 if strict else float(each.grain) or _ALMOST_ONE
    slack += float(whole.grain) / float(counted.value) / 2
    if abs(right - stated) <= slack + 1e-9 or not 1 / _FAR <= stated / right <= _FAR:
        return
    yield _finding(doc, whole, each, doc.text[counted.start : counted.end], right, counted)


def _finding(
    doc: Document, whole: Quantity, each: Quantity, by: str, right: float, counted: Quantity | None = None
) -> Finding:
    scaled = f"{right / each.scale:.2f}".rstrip("0").rstrip(".")
    unit = shown(0, each)[1:]
    return Finding(
        each.start,
        each.end,
        {"whole": doc.text[whole.start : whole.end], "count": by, "right": scaled + unit},
        related=tuple(Related(q.start, q.end) for q in (whole, counted) if q is not None),
    )
