"""The numbers of a document: value, unit and what makes them inexact, in every way that documents write them.

Chinese numerals are read by our own code: it is exact, short, and a dependency would not know which of 三会一课,
五一, 十九届 and 二十九次 are amounts. An amount in Chinese numerals is one only before a unit or classifier.
"""

from __future__ import annotations

from bisect import bisect_left

from lint.patterns import X
from lint.record import TYPE_CHECKING, NamedTuple, once
from lint.views.canon import canon, plain
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Collection
    from decimal import Decimal
    from fractions import Fraction

    from lint.model import Document

    Value = int | Decimal | Fraction

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
_WIDE = {ord("０") + n: str(n) for n in range(10)} | {ord("．"): ".", ord("，"): ","}

# Units of measure are rounded even when they are whole numbers; counted things are not.
_MEASURES = (
    "元|美元|欧元|港元|日元|英镑|亩|公顷|平方米|平方公里|立方米|公里|里|米|厘米|毫米|吨|"
    "公斤|斤|克|升|度|瓦|瓦时|伏|标准煤|天|日|小时|分钟|年|个月|月|周|岁|倍|成|分"
)
MEASURES = frozenset(_MEASURES.split("|"))
_CLASSIFIERS = (
    "人次|户次|家次|车次|班次|场次|批次|件次|架次|点次|个村|课时|学时|名次|例次|人天|人|"
    "名|位|户|家|个|项|次|条|件|起|处|所|篇|份|期|场|批|套|台|辆|座|栋|幢|间|张|"
    "本|册|部|支|只|头|株|棵|种|类|级|层|代|轮|届|章|节|款|编|例|宗|桩|笔|票|枚|"
    "块|片|口|眼|艘|架|列|趟|门|堂|盏|根|段|组|队|班|对|双|步|大|点|字|集|首|幅|"
    "号|时|秒|页|卷|道|拨|面|团|股|顿|回|遍|方|席|员|省|市|县|区|乡|镇|村|校|国"
)
_UNITS = MEASURES | frozenset(_CLASSIFIERS.split("|")) | {"%", "％", "‰", "个百分点", "百分点"}
_UNIT_HEADS = frozenset(unit[0] for unit in _UNITS)
_LONGEST_UNIT = 4
# one string for each, not one for each number
_NAMES = {unit: unit for unit in _UNITS} | {"％": "%", "个百分点": "百分点"}
# a row of more digits is a number of an account or a pattern, no quantity
_LONGEST = 60
# No document writes longer ones; the bound keeps reading linear.
_HAN = (
    r"(?:[\x0e-\x1a](?:[\x0e-\x18\x1b-\x1f\x7f]{0,15}[\x0e-\x16\x18\x1b-\x1f])?"
    r"(?:点[\x0e-\x16\x1f\x7f]{1,9})?\x06?|\x06)"
)
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?)"
# Units and the words around a number are looked up by hand: as alternatives of the pattern they cost more to compile
# than a short document to check.
_NUMBER = Pattern(
    rf"""(?=[0-9\x0e-\x1d\x06])(?:
      (?P<per>[\x1b-\x1d])分之(?P<share>{_HAN}|{_ARABIC})
    | (?P<arabic>{_ARABIC})\ ?(?P<more>[\x01-\x04])?
      (?P<scale>[\x18\x1b\x1c]?\x1d\x1e|[\x18\x1b\x1c]?[\x1d\x1e](?!分之|\x0e)|\x1c|\x1b(?!分))?(?P<still>[\x01\x02])?
    | (?P<han>{_HAN})(?:分之(?P<above>{_HAN})|(?P<hanmore>[\x01-\x04])?(?P<hanscale>[\x1d\x1e])?)
    )""",
    X,
)
# words that make a number a bound or an estimate, before and behind it
_BEFORE = frozenset(
    (
        "大约",
        "大概",
        "约",
        "将近",
        "接近",
        "近",
        "超过",
        "超",
        "逾",
        "不足",
        "不到",
        "不少于",
        "不低于",
        "至少",
        "至多",
        "最多",
        "最少",
    )
)
_BEFORE_TAILS = frozenset(word[-1] for word in _BEFORE)
# what else right before a number may belong to them or stand for them
_BEFORE_LINKS = frozenset("第上数有达占为")
_NO_ESTIMATE = {"约": frozenset("签节条合契预特公履违制相邀失"), "近": frozenset("附最临邻靠亲")}
_AFTER = frozenset(("左右", "上下", "以上", "以下", "以内", "之多", "许"))
_AFTER_HEADS = frozenset(word[0] for word in _AFTER)
_DATE_UNITS = frozenset("月日时秒")
_NAMED = ("热线", "电话", "平台", "工程", "行动", "计划", "网", "线", "路", "年度", "年代", "世纪", *_LETTERS)
# 三五个, 七八十人: an estimate by two neighbouring digits
_ESTIMATES = frozenset("一两 一二 两三 二三 三四 三五 四五 五六 六七 七八 八九".split(" "))
_HEAD_OF_THREE = Pattern("[0-9]{3}(?![0-9])")
_JOINED = frozenset(_LETTERS + "-.,_/+#")
_NOUN = Pattern(r"[^\W\d_A-Za-z]{1,10}")
# what stands between the two numbers of a range
_TO = frozenset(("—", "–", "-", "－", "~", "～", "至", "到", "——", "−"))
# what the class itself would call, for every number of a text
_new = tuple.__new__


class Quantity(NamedTuple):
    """A number in a text.

    `start`–`end` holds number, scale and unit; the words of `about` (约, 余, 左右 …) stand in it or beside it and are
    joined there, "" for an exact number. `value` is counted in `unit`, 万 and 亿 multiplied out; `grain` is the size
    of its last digit where it may be rounded, else 0. `sort` is one of amount, percent, fraction, date, ordinal, name.
    A range is two quantities with `ranged`. `noun` is the run of Han behind the unit, ten characters at most.
    """

    start: int
    end: int
    value: Value
    unit: str
    sort: str
    about: str
    scale: int
    grain: Value
    noun: str
    ranged: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one stated number, neither an estimate nor a bound nor the end of a range."""
        return not self.about and not self.ranged and self.sort in ("amount", "percent")


@once
def han_value(text: str) -> int | Decimal | None:
    """The value of a number in Chinese numerals (一百二十, 二〇二三, 十二点五, 三万二千, 半); None where it has none.

    Two neighbouring digits are an estimate (三五, 七八), except as a row of digits (二〇二三).
    """
    whole, point, decimals = text.partition("点")
    half = len(whole) > 1 and whole.endswith("半")
    value = _han_whole(whole[:-1] if half else whole)
    if value is None or not (point or half):
        return value
    from decimal import Decimal  # a whole number never needs it

    if half:
        return value + Decimal("0.5")
    if not all(c in _DIGITS for c in decimals):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[c]) for c in decimals))


def _han_whole(text: str) -> int | Decimal | None:
    if text == "半":
        from decimal import Decimal

        return Decimal("0.5")
    text = text.replace("廿", "二十").replace("卅", "三十")
    if all(c in _DIGITS for c in text):
        # a row of digits is a number only where it cannot be an estimate
        return (
            int("".join(str(_DIGITS[c]) for c in text)) if (len(text) != 2 and len(text) < 9) or "〇" in text else None
        )
    total = section = digit = 0
    last, scale = "", 0
    for char in text:
        if char in _DIGITS:
            if last in _DIGITS and last not in "零〇":
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit if last in _DIGITS and last not in "零〇" else 1) * _TENS[char]
            digit = 0
        elif char in _SCALES:
            # 一亿零三百万 adds, 三万亿 multiplies
            adds = 0 < _SCALES[char] < scale
            scale = _SCALES[char]
            total = total + (section + digit) * scale if adds else (total + section + digit) * scale
            section = digit = 0
        else:
            return None
        last = char
    # 三百五 is 350, 二万三 is 23000
    if digit and len(text) > 1 and text[-2] in "百千万亿":
        digit *= ({**_TENS, **_SCALES}[text[-2]]) // 10
    return total + section + digit


def arabic_value(text: str) -> int | Decimal:
    """The value of a number in digits, with separators, decimals or in full width."""
    if text.isascii() and text.isdigit():
        return int(text)
    plain = text.translate(_WIDE).replace(",", "")
    if "." not in plain:
        return int(plain)
    from decimal import Decimal  # a whole number never needs it

    return Decimal(plain)


def quantities(doc: Document) -> tuple[Quantity, ...]:
    """All numbers of a document in reading order."""
    return doc.fact(_quantities)


def within(doc: Document, start: int, end: int) -> tuple[Quantity, ...]:
    """The numbers that begin within `start`–`end`."""
    starts = doc.fact(_starts)
    return quantities(doc)[bisect_left(starts, start) : bisect_left(starts, end)]


def _starts(doc: Document) -> list[int]:
    return [q.start for q in quantities(doc)]


def _quantities(doc: Document) -> tuple[Quantity, ...]:
    return tuple(read(doc.prose, canon(doc)))


def read(text: str, canonical: str = "") -> list[Quantity]:
    """The numbers of a text, of which `canonical` is the canonical form."""
    found: list[Quantity] = []
    for m in _NUMBER.finditer(canonical or plain(text)):
        quantity = _one(text, m)
        if quantity is None:
            continue
        if found and _is_range(text, found[-1], quantity):
            first = found[-1]
            unit, scale = first.unit or quantity.unit, first.scale if first.unit else quantity.scale
            value = first.value if first.unit else first.value * (scale // first.scale if scale > first.scale else 1)
            sort = quantity.sort if not first.unit else first.sort
            found[-1] = first._replace(ranged=True, unit=unit, scale=scale, value=value, sort=sort)
            quantity = quantity._replace(ranged=True)
        found.append(quantity)
    return found


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    between = text[first.end : second.start]
    return between in _TO and (not first.unit or first.unit == second.unit or first.sort == second.sort)


def _one(text: str, m: re.Match[str]) -> Quantity | None:
    start, end = m.span()
    if end - start > _LONGEST:
        return None
    arabic, per, above, scales, more, hanmore, still = m.group(
        "arabic", "per", "above", "scale", "more", "hanmore", "still"
    )
    unit = ""
    if not above and not per:
        at = end + (arabic is not None and text.startswith(" ", end))
        if text[at : at + 1] in _UNIT_HEADS:
            unit = _longest(text, at, _UNITS, _LONGEST_UNIT)
        if unit:
            end = at + len(unit)
        elif arabic is None:
            return None
    before = word_before(text, start)
    after = _longest(text, end, _AFTER, 2) if text[end : end + 1] in _AFTER_HEADS else ""
    noun = found[0] if (found := _NOUN.match(text, end + len(after))) else ""
    about = before if before != "第" else ""
    if more or hanmore or still:
        about += "".join(["余多来几"[ord(w) - 1] for w in (more, hanmore, still) if w])
    about += after
    if per:
        rated = text[slice(*m.span("share"))]
        share = _value(rated)
        if share is None:
            return None
        rate: Value = share
        if text[start] != "百":
            from decimal import Decimal

            rate = Decimal(share) / (10 if text[start] == "千" else 100)
        return Quantity(start, end, rate, "%", "percent", about, 1, _grain(rated, 1, "%"), noun)
    written = arabic or text[start : m.end("han")]
    if above:
        below, part = han_value(written), han_value(text[slice(*m.span("above"))])
        if not isinstance(below, int) or not isinstance(part, int) or not below:
            return None
        from fractions import Fraction

        return Quantity(start, end, Fraction(part, below), "", "fraction", about, 1, 0, noun)
    unit = _NAMES[unit] if unit else ""
    value = _value(written)
    if value is None:
        estimate = any(written[n : n + 2] in _ESTIMATES for n in range(3))
        return Quantity(start, end, 0, unit, "amount", about + written, 1, 0, noun) if estimate else None
    scale = 1
    if scales or not arabic:
        for char in text[slice(*m.span("scale" if scales else "hanscale"))]:
            scale *= _TENS.get(char) or _SCALES[char]
    if unit == "‰":
        from decimal import Decimal

        value, unit = Decimal(value) / 10, "%"
    sort = _sort(text, arabic, written, start, end, unit, scale, before)
    whole = value * scale
    if not isinstance(whole, int) and whole == int(whole):
        whole = int(whole)
    return _new(Quantity, (start, end, whole, unit, sort, about, scale, _grain(written, scale, unit), noun, False))


def _longest(text: str, at: int, words: Collection[str], most: int) -> str:
    """The longest of some words, of `most` characters at most, that stands at an offset; "" where none does."""
    for length in range(most, 0, -1):
        if text[at : at + length] in words:
            return text[at : at + length]
    return ""


def shown(value: Value, like: Quantity) -> str:
    """A value as a text writes it in the scale and unit of another quantity (3220万元)."""
    scaled = value / like.scale if value % like.scale else value // like.scale
    text = format(scaled, "f") if not isinstance(scaled, int) else str(scaled)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    scale = {10**4: "万", 10**8: "亿", 10**12: "万亿"}.get(like.scale, "")
    return text + scale + ("个" if like.unit == "百分点" else "") + like.unit


def word_before(text: str, start: int) -> str:
    """第, or the word right before a number that makes it an estimate or a bound (约, 约有, 超过); else ""."""
    last = text[start - 1 : start]
    if last not in _BEFORE_TAILS and last not in _BEFORE_LINKS:
        return ""
    if last == "第":
        return "第"
    if last in ("上", "数") and text[start] in "十百千万":
        return last
    at = start - (last in "有达占为")
    if text[at - 1 : at] not in _BEFORE_TAILS:
        return ""
    word = next((text[at - n : at] for n in (3, 2, 1) if at >= n and text[at - n : at] in _BEFORE), "")
    # 签约20个, 附近3人
    return "" if word in _NO_ESTIMATE and text[at - 2 : at - 1] in _NO_ESTIMATE[word] else word


def _value(written: str) -> int | Decimal | None:
    return arabic_value(written) if written[0] in "0123456789０１２３４５６７８９" else han_value(written)


def _grain(written: str, scale: int, unit: str) -> Value:
    """The size of the last digit of a number that may be rounded."""
    if "." in written or "．" in written:
        from decimal import Decimal

        _, _, decimals = written.translate(_WIDE).partition(".")
        return Decimal(scale).scaleb(-len(decimals))
    return scale if scale > 1 or unit in MEASURES or unit in ("%", "百分点") else 0


def _sort(text: str, arabic: str | None, written: str, start: int, end: int, unit: str, scale: int, before: str) -> str:
    if before == "第":
        return "ordinal"
    if unit in ("%", "百分点"):
        return "percent"
    previous = text[start - 1] if start else ""
    if arabic:
        if previous and previous in _JOINED and not before:
            return "name"
        if previous == "，" and text[start - 2 : start - 1].isdigit() and _HEAD_OF_THREE.match(arabic):
            # 1，753亿元: thousands set apart by a full-width comma, or a list
            return "name"
        following = text[end : end + 3]
        if not unit and ((len(arabic) > 6 and scale == 1) or _is_named(following)):
            return "name"
        if following[:1] == "-" and following[1:2].isdigit() and len(arabic) > 2:
            return "name"
    if unit == "年" and scale == 1 and len(written) == 4 and (arabic or all(c in _DIGITS for c in written)):
        return "date"
    if unit in _DATE_UNITS and scale == 1:
        return "date"
    if unit == "分" and text[start - 1 : start] == "时":
        return "date"
    if unit in ("号", "届") and scale == 1:
        return "ordinal"
    if unit == "年" and text[end : end + 1] in ("代", "级"):
        return "name"
    return "amount"


def _is_named(following: str) -> bool:
    """Whether what follows a number makes it part of a name: 12345热线, 5G, 3/4."""
    return following.startswith(_NAMED) or (following[:1] in ("/", "／", ":", "：") and following[1:2].isdigit())
