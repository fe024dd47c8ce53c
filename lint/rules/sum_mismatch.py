"""A total whose stated parts add up to something else."""

from __future__ import annotations

from itertools import accumulate

from lint.model import Finding, Related, Said
from lint.record import TYPE_CHECKING
from lint.views.divisions import divisions, kind, shared_ending
from lint.views.numbers import within
from lint.views.wholes import are_apart, are_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.divisions import Division
    from lint.views.numbers import Value

# One member of the total may stand in several of these parts.
_OVERLAPS = tuple(
    (
        "少数民族 岁 学历 本科 大专 研究生 硕士 博士 党员 团员 困难 贫困 低保 残疾 老年 儿童 留守 退役 累计 首次 连续 "
        "规模以上 规上 限上 高新 专精特新 上市 民营 外资 涉农 小微 普惠 绿色 重点 劳模 基层"
    ).split(" ")
)
_BESIDES = ("新增", "增加", "新建", "新设", "新成立", "原有", "净增", "另有", "还有")
_COMPARED = tuple(("比 较 净 约 近 超过 不少于 不低于 逾 每 平均 人均 上年 去年 同期").split(" "))
_COMPOUNDS = tuple(
    "签约 节约 违约 履约 预约 特约 邀约 公约 条约 合约 比赛 比武 评比 净化 洁净 附近 就近 邻近".split(" ")
)
_OTHERS = ("其他", "其它", "其余", "剩余", "余下", "还有")
_OFFICES = tuple("局 股 科 室 所 队 站 办 分局 支部 街道 社区 镇 乡 村 县 区 市".split(" "))
_PENDING = ("正在", "尚未", "还未", "未", "待")
# How far, as a share of the total, the sum of a list that need not be complete may lie from it to be taken for a slip:
# (parts named in one pattern, any parts) for a sum too large and a sum too small, for lists of three and for pairs
_NEAR = {
    (True, True): (0.25, 0.1),
    (True, False): (0.15, 0.03),
    (False, True): (0.1, 0.08),
    (False, False): (0.03, 0.01),
}
_FAR = 0.5
# the same where the parts are surely all parts, each counted once: what is left out is another statement altogether
_FARTHEST = 4.0
# characters behind a list in which the part may stand that completes it
_REACH = 60
# the longest words that call a number a total (总数为：)
_CLOSING = 4


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the totals of divisions that are surely complete."""
    done = set()
    for division in divisions(doc):
        total = division.total
        if total.start in done or not _differs(division) or not _complete(division) or _is_completed(doc, division):
            continue
        done.add(total.start)
        yield Finding(
            total.start,
            total.end,
            values(doc, division),
            related=tuple(Related(p.quantity.start, p.quantity.end) for p in division.parts),
        )


def _is_completed(doc: Document, division: Division) -> bool:
    """Whether the next number of the sentence is just what the parts lack (…4名，因病休等原因不定等次的2名)."""
    total, last = division.total, division.parts[-1].quantity
    missing = total.value - sum((p.quantity.value for p in division.parts), 0)  # type: ignore[operator]
    end = doc.prose.find("。", last.end, last.end + _REACH)
    behind = within(doc, last.end, end if end >= 0 else last.end + _REACH)
    following = next((q for q in behind if kind(q.unit) == kind(total.unit)), None)
    return total.start < last.start and following is not None and following.value == missing


def values(doc: Document, division: Division) -> dict[str, object]:
    """The sum as the message shows it: 1+5+22=28, in one scale."""
    total, parts = division.total, [p.quantity for p in division.parts]
    scale = min(q.scale for q in (total, *parts))
    # 28, but 11000万元: the scale must be seen
    unit = {10**4: "万", 10**8: "亿", 10**3: "千", 10**12: "万亿"}.get(scale, "") + (total.unit if scale > 1 else "")
    scale = scale if unit else 1
    added = sum((q.value for q in parts), 0)
    return {
        "total": doc.text[total.start : total.end],
        "sum": "+".join(_written(q.value, scale) for q in parts) + "=" + _written(added, scale) + unit,
        "diff": _written(abs(total.value - added), scale) + unit,  # type: ignore[operator]
        "advice": Said("sum_over" if added > total.value else "sum_under"),
    }


def _written(value: Value, scale: int) -> str:
    if isinstance(value, int) and value % scale == 0:
        return str(value // scale)
    from decimal import Decimal

    text = format(Decimal(value) / scale, "f")  # type: ignore[arg-type]
    return text.rstrip("0").rstrip(".") if "." in text else text


def _differs(division: Division) -> bool:
    """Whether the parts do not add up to the total, rounding allowed for, read in any way the list can be read."""
    total, parts = division.total, [p.quantity for p in division.parts]
    if len(parts) < 2 or not total.unit or not total.exact or not all(q.exact for q in parts):
        return False
    sums = list(accumulate(q.value for q in parts))
    heads = [p.words for p in division.parts]
    if division.form == "state" or are_apart(heads) or are_whole(heads):
        # the list is one; else what follows the sum may be another statement
        sums = [0, sums[-1]]
    rounding = (total.grain + sum(q.grain for q in parts)) / 2 if total.grain or any(q.grain for q in parts) else 0  # type: ignore[operator]
    if any(abs(s - total.value) <= rounding for s in sums[1:]):  # type: ignore[operator]
        return False
    return not _nested(division)


def _nested(division: Division) -> bool:
    """Whether some part is divided by those behind it (运动员886人，女运动员437人，男运动员449人)."""
    parts = division.parts
    for n, whole in enumerate(parts):
        for last in range(n + 3, len(parts) + 1):
            inner = parts[n + 1 : last]
            same = all(whole.words and whole.words in part.words for part in inner)
            if same and sum((p.quantity.value for p in inner), 0) == whole.quantity.value:
                return True
    return False


def _complete(division: Division) -> bool:
    """Whether the parts are surely all parts, each member of the total standing in one of them."""
    total, parts = division.total, division.parts
    added = sum((p.quantity.value for p in parts), 0)
    over = added > total.value
    # parts that were not read can only add to a sum that is too large already
    if not added or not total.value or not (division.ended or over) or _is_compared(division.about):
        return False
    far = abs(float(total.value) - float(added)) / float(total.value)
    mistyped = _is_mistyped(total.value, added)
    heads = [p.words for p in parts]
    if over and far <= _FARTHEST and are_apart(heads):
        return True
    if division.form == "added":
        return mistyped
    if division.form == "sum":
        # 研讨3次，讲课12次，共计开展活动30次 may count more than the two, new ones may be added to old ones
        if mistyped:
            return True
        is_sure = _is_row(division) and "有" not in division.about
        most = _NEAR[True, True][0] if len(division.about) > _CLOSING else _FARTHEST if is_sure else _FAR
        besides = tuple(word for word in _BESIDES if word not in division.about)
        return far <= most and not any(_named(h, besides) for h in heads)
    if far > _FAR and not mistyped:
        return False
    if division.form == "all" or are_whole(heads) or _are_named_by(division):
        return True
    if division.form == "bare":
        return False
    if division.form == "state":
        return (
            over or heads[-1].startswith(_OTHERS) or (far <= _NEAR[True, True][0] and _halves([p.head for p in parts]))
        )
    if heads[-1].startswith(_OTHERS) or _halves([p.head for p in parts]):
        return True
    # attributes that one person has several of name overlapping parts, where more than one part is named so
    if sum(_overlaps(h) for h in _modifiers(heads)) > (1 if len(parts) > 2 else 0):
        return False
    patterned, any_heads = _NEAR[len(parts) > 2, over]
    return far <= (patterned if parallel(heads) else any_heads) or (
        mistyped and (parallel(heads) or total.value >= 1000)
    )


def _is_row(division: Division) -> bool:
    """Whether the parts stand in one row, joined by 、 throughout."""
    return all(part.joint in ("、", "") for part in division.parts)


def _are_named_by(division: Division) -> bool:
    """Whether the parts are what the total's own name consists of: 12个乡镇, 8个镇、5个乡."""
    tails = "".join(p.tail for p in division.parts)
    return len(division.total.noun) >= 2 and len(tails) <= 6 and set(tails) == set(division.total.noun)


def _is_mistyped(total: Value, added: Value) -> bool:
    """Whether total and sum of three digits or more are one number but for a digit or two that changed places."""
    one, other = _written(total, 1), _written(added, 1)
    if len(one) != len(other) or len(one) < 3:
        return False
    wrong = [n for n in range(len(one)) if one[n] != other[n]]
    return len(wrong) == 1 or (
        len(wrong) == 2 and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    )


def _is_compared(about: str) -> bool:
    """Whether the words before a total make it a difference, an estimate or an average (签约 is none)."""
    for word in _COMPOUNDS:
        about = about.replace(word, "")
    return _named(about, _COMPARED)


def _named(words: str, names: tuple[str, ...]) -> bool:
    return any(name in words for name in names)


def _overlaps(head: str) -> bool:
    return _named(head, _OVERLAPS) or "女" in head.replace("子女", "").replace("儿女", "")


def _modifiers(heads: list[str]) -> list[str]:
    """What distinguishes the parts: their words without the ending that all share (农村党员、机关党员)."""
    # each keeps one character at least
    shared = len(shared_ending([h[1:] for h in heads]))
    return [h[: len(h) - shared] for h in heads]


def _halves(heads: list[str]) -> bool:
    """Whether two parts are what was done and what was not: 已整改, 正在整改."""
    if len(heads) != 2 or not heads[0].startswith("已"):
        return False
    done = heads[0].removeprefix("已经").removeprefix("已").removeprefix("完成")
    pending = next((heads[1].removeprefix(word) for word in _PENDING if heads[1].startswith(word)), "")
    # 已完成整改29个、正在推进2个
    return bool(done) and (done == pending.removeprefix("推进") or pending == "推进")


def parallel(heads: list[str]) -> bool:
    """Whether all parts are named in one pattern: a shared ending or beginning of two characters, or all as offices."""
    if not all(heads):
        return False
    if all(h.endswith(_OFFICES) for h in heads):
        return True
    return len({h[-1] for h in heads}) == 1 or len({h[:2] for h in heads}) == 1
