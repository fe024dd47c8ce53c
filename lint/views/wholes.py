"""Sets that divide a whole: those that leave nothing out, and those of which nothing stands in two."""

from __future__ import annotations

# Sets that leave nothing out: the parts of 其中 are then all parts.
_WHOLES = (
    ("男", "女"),
    ("境外", "本土"),
    ("境外", "境内"),
    ("国际", "国内"),
    ("正式", "预备"),
    ("专职", "兼职"),
    ("公办", "民办"),
    ("线上", "线下"),
    ("城镇", "农村"),
    ("城镇", "乡村"),
    ("城市", "农村"),
    ("在职", "离退休"),
    ("在职", "退休"),
    ("中央", "地方"),
    ("一般", "重大"),
    ("续建", "新建"),
    ("个体访", "集体访"),
    ("有效票", "无效票"),
    ("上半年", "下半年"),
    ("第一产业", "第二产业", "第三产业"),
    ("一季度", "二季度", "三季度", "四季度"),
)
# Sets of which nothing stands in two: their sum cannot exceed the total, though there may be more of them.
_APART = (
    ("民事", "刑事", "行政"),
    ("中央", "省级", "市级", "县级", "区级", "乡级", "镇级", "村级", "国家级"),
    ("特等奖", "一等奖", "二等奖", "三等奖", "优秀奖"),
    ("优秀", "良好", "称职", "合格", "基本称职", "基本合格", "不称职", "不合格"),
    ("研究生", "本科", "大专", "专科", "中专", "高中", "初中"),
    ("正高", "副高", "中级", "初级"),
    ("正处", "副处", "正科", "副科", "科员"),
    ("赞成", "同意", "反对", "不同意", "弃权"),
    ("公务员", "事业编制", "工勤"),
    ("幼儿园", "小学", "初中", "高中"),
    ("企业", "个体工商户", "农民专业合作社"),
    ("教师", "教职工", "教工", "学生"),
)
_NESTED = ("以上", "以下", "以内")


def are_whole(heads: list[str]) -> bool:
    """Whether the parts are all members of one set, the same words but for these, or something and its negation."""
    if len(heads) == 2 and (_negates(*heads) or _negates(*heads[::-1])):
        return True
    for members in _WHOLES:
        if len(members) == len(heads) and (rests := _rests(heads, members)) is not None:
            return len(set(rests)) == 1 or sum(map(len, heads)) <= 6 * len(heads)
    return False


def _rests(heads: list[str], members: tuple[str, ...]) -> list[str] | None:
    """What follows the member that each part begins with; None where they are not all members, each once."""
    found = [
        next((m for m in members if h.removeprefix("第" if m[0] != "第" else "").startswith(m)), "") for h in heads
    ]
    if not all(found) or len(set(found)) < len(found):
        return None
    return [h[h.index(m) + len(m) :] for h, m in zip(heads, found, strict=True)]


def _negates(one: str, other: str) -> bool:
    """Whether the second part is what the first is not: 采纳 and 未采纳, 农业 and 非农业."""
    stem = one.removeprefix("已经").removeprefix("已")
    return bool(stem) and other.startswith(("未", "不", "非", "尚未")) and other.lstrip("尚未不非") == stem


def are_apart(heads: list[str]) -> bool:
    """Whether nothing can stand in two of the parts."""
    if any(word in h for h in heads for word in _NESTED):
        return False
    if len(set(heads)) == len(heads) > 2 and all(h.endswith("类") for h in heads):
        return True
    # 2018年完成40公里、2019年完成46公里
    years = {h[:4] for h in heads if h[:4].isdigit() and h[4:5] == "年"}
    if len(years) == len(heads) > 1 and len({h[5:] for h in heads}) == 1:
        return True
    for members in (*_APART, *_WHOLES):
        found = [max((m for m in members if m in h), key=len, default="") for h in heads]
        if all(found) and len(set(found)) == len(found):
            return True
    return False
