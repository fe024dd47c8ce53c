"""Styles and automatic numbering of Word: what a paragraph is, and the number that the reader sees before it.

ISO/IEC 29500-1, 17.7 (styles) and 17.9 (numbering).
"""

from __future__ import annotations

import re

from lint.readers.xml import Reader
from lint.record import TYPE_CHECKING
from lint.views.outline import numeral

if TYPE_CHECKING:
    from lint.readers.package import Package
    from lint.readers.xml import Attributes

_OFF = ("0", "false", "off")
_CLOSED = ("、", ".", "．", "）", ")", "，", "：", "。", "】", "〕")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_PAREN_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("一二三四五六七八九十百零", "壹贰叁肆伍陆柒捌玖拾佰零")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_PART = re.compile(r"%([1-9])")
_DEEPEST = 8  # 17.9.3


def is_on(values: dict[str, str]) -> bool:
    """Whether a switch element such as w:vanish turns on."""
    return values.get("val", "1") not in _OFF


class Style:
    """A paragraph or character style as far as the text needs it."""

    __slots__ = ("based", "hidden", "level", "name", "num", "outline")

    def __init__(self) -> None:
        self.name = self.based = ""
        self.hidden: bool | None = None
        self.outline: int | None = None
        self.num: str | None = None
        self.level: int | None = None


class Styles:
    """The styles of a package by id."""

    __slots__ = ("_nearest", "_open", "_reader", "default", "found")

    def __init__(self, package: Package, name: str) -> None:
        self.found: dict[str, Style] = {}
        self.default = ""
        # of each property that was asked for, by style
        self._nearest: dict[str, dict[str, Style | None]] = {"hidden": {}, "num": {}, "outline": {}}
        self._open: Style | None = None
        data = package.read(name)
        if data:
            starts = {"style": self._start, **dict.fromkeys(_STYLE, self._property)}
            starts |= dict.fromkeys(("pPrChange", "rPrChange"), self._skip)
            self._reader = Reader(name, data, starts, {"style": self._end})
            self._reader.run()

    def _start(self, name: str, attributes: Attributes) -> None:
        values = self._reader.values(attributes)
        self._open = self.found[values.get("styleId", "")] = Style()
        if values.get("type") == "paragraph" and values.get("default", "0") not in _OFF:
            self.default = values.get("styleId", "")

    def _skip(self, name: str, attributes: Attributes) -> None:
        self._reader.skip()

    def _property(self, name: str, attributes: Attributes) -> None:
        style = self._open
        if style is None:
            return
        values = self._reader.values(attributes)
        if name == "name":
            style.name = values.get("val", "").lower()
        elif name == "basedOn":
            style.based = values.get("val", "")
        elif name == "outlineLvl":
            style.outline = integer(values)
        elif name == "numId":
            style.num = values.get("val") or None
        elif name == "ilvl":
            style.level = integer(values)
        else:
            style.hidden = is_on(values)

    def _end(self, name: str) -> None:
        self._open = None

    def nearest(self, style: str, what: str) -> Style | None:
        """The first of a style and those it is based on that states something: hidden, num or outline."""
        known = self._nearest[what]
        passed: list[str] = []
        while style not in known:
            known[style] = None  # where styles are based on each other, none of them states it
            passed.append(style)
            if style not in self.found:
                break
            if getattr(self.found[style], what) is not None:
                known[style] = self.found[style]
                break
            style = self.found[style].based
        known.update(dict.fromkeys(passed, known[style]))
        return known[style]

    def name(self, style: str) -> str:
        """The built-in or given name, in lower case."""
        return self.found[style].name if style in self.found else ""

    def outline(self, style: str) -> int | None:
        """The outline level, 0–8; 9 is body text."""
        stated = self.nearest(style, "outline")
        return stated.outline if stated else None

    def is_hidden(self, style: str) -> bool:
        """Whether its text is hidden."""
        stated = self.nearest(style, "hidden")
        return stated is not None and bool(stated.hidden)


_STYLE = frozenset(("name", "basedOn", "outlineLvl", "numId", "ilvl", "vanish"))


def integer(values: dict[str, str]) -> int:
    """The whole number of an element's `val`; 0 where it is none."""
    text = values.get("val", "")
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 10 else 0


class _Level:
    __slots__ = ("form", "legal", "restart", "start", "style", "suffix", "text")

    def __init__(self) -> None:
        self.start, self.form, self.text, self.suffix, self.style = 1, "decimal", "", "tab", ""
        self.legal = False
        self.restart: int | None = None


class _List:
    __slots__ = ("levels", "link")

    def __init__(self) -> None:
        self.levels: dict[int, _Level] = {}
        self.link = ""


class Numbering:
    """Counts the numbered paragraphs of a package in reading order."""

    __slots__ = (
        *("_counts", "_level", "_list", "_lists", "_num", "_nums", "_overrides", "_own"),
        *("_reader", "_seen"),
    )

    def __init__(self, package: Package, name: str, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._own: dict[tuple[str, int], _Level] = {}  # levels that a w:num states anew
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._list: _List | None = None
        self._num = ""
        self._level = 0
        data = package.read(name)
        if data:
            starts = dict.fromkeys(_NUMBERING, self._start)
            self._reader = Reader(name, data, starts, {"abstractNum": self._end, "num": self._end})
            self._reader.run()
        for found in self._lists.values():
            # a list that a style defines stands under another number
            linked = styles.nearest(found.link, "num") if found.link else None
            other = self._lists.get(self._nums.get(linked.num or "", "")) if linked else None
            if not found.levels and other is not None:
                found.levels = other.levels

    def _start(self, name: str, attributes: Attributes) -> None:
        values = self._reader.values(attributes)
        if name == "abstractNum":
            self._list = self._lists[values.get("abstractNumId", "")] = _List()
        elif name == "num":
            self._num = values.get("numId", "")
        elif name == "abstractNumId" and self._num:
            self._nums[self._num] = values.get("val", "")
        elif name == "lvlOverride":
            self._level = integer({"val": values.get("ilvl", "0")})
        elif name == "startOverride":
            self._overrides[self._num, self._level] = integer(values)
        elif name == "lvl":
            self._level = integer({"val": values.get("ilvl", "0")})
            if self._level > _DEEPEST:
                return
            if self._num:
                self._own[self._num, self._level] = _Level()
            elif self._list is not None:
                self._list.levels[self._level] = _Level()
        elif name == "numStyleLink" and self._list is not None:
            self._list.link = values.get("val", "")
        else:
            self._detail(name, values)

    def _detail(self, name: str, values: dict[str, str]) -> None:
        """A property of the open level."""
        if self._num:
            level = self._own.get((self._num, self._level))
        else:
            level = self._list.levels.get(self._level) if self._list is not None else None
        if level is None:
            return
        if name == "start":
            level.start = integer(values)
        elif name == "numFmt":
            level.form = values.get("val", "decimal")
        elif name == "lvlText":
            level.text = values.get("val", "")
        elif name == "suff":
            level.suffix = values.get("val", "tab")
        elif name == "isLgl":
            level.legal = is_on(values)
        elif name == "pStyle":
            level.style = values.get("val", "")
        elif name == "lvlRestart":
            level.restart = integer(values)

    def _end(self, name: str) -> None:
        if name == "abstractNum":
            self._list = None
        else:
            self._num = ""

    def level_of(self, num: str, style: str) -> int | None:
        """The level of a list that a style is linked to."""
        found = self._lists.get(self._nums.get(num, ""))
        return next((n for n, level in found.levels.items() if level.style == style), None) if found else None

    def label(self, num: str, at: int) -> str | None:
        """The number before the next paragraph of a list, with a blank behind it where it would run into the text.

        Args:
            num: the list's number (w:numId).
            at: the level, 0–8.

        Returns:
            None for a paragraph that is in no list; empty for a bullet.
        """
        name = self._nums.get(num, "")
        found = self._lists.get(name)
        level = self._level_at(num, at)
        if found is None or level is None:
            return None
        counts = self._counts.setdefault(name, {})
        first = self._overrides.get((num, at))
        if first is not None and (num, at) not in self._seen:
            counts[at] = first
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self._seen.add((num, at))
        for deeper in [n for n in counts if n > at]:
            other = self._level_at(num, deeper)
            # lvlRestart 0: never; k: only after level k
            if other is None or other.restart is None or (other.restart and at < other.restart):
                del counts[deeper]
        if level.form in ("bullet", "none") and not _PART.search(level.text):
            return "" if level.form == "bullet" else level.text
        text = _PART.sub(lambda m: self._part(num, int(m[1]) - 1, counts, level.legal), level.text)
        if not text or level.suffix == "nothing" or text.endswith(_CLOSED):
            return text
        return text.rstrip(" ") + " "

    def _level_at(self, num: str, at: int) -> _Level | None:
        found = self._lists.get(self._nums.get(num, ""))
        return self._own.get((num, at)) or (found.levels.get(at) if found else None)

    def _part(self, num: str, at: int, counts: dict[int, int], legal: bool) -> str:
        level = self._level_at(num, at)
        count = counts.get(at, level.start if level else 1)
        return written(count, "decimal" if legal or level is None else level.form)


_NUMBERING = frozenset(
    (
        *("abstractNum", "num", "abstractNumId", "lvlOverride", "startOverride", "lvl", "numStyleLink", "start"),
        *("numFmt", "lvlText", "suff", "isLgl", "pStyle", "lvlRestart"),
    )
)


def written(count: int, form: str) -> str:
    """A number in one of Word's forms (ST_NumberFormat); decimal for those this language does not use."""
    if form in _HAN_FORMS and 0 < count < 1000:
        return numeral(count)
    if form == "chineseLegalSimplified" and 0 < count < 1000:
        return numeral(count).translate(_LEGAL)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"):
        symbols = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉" if form.startswith("ideo") else _CIRCLED
        return symbols[count - 1] if 0 < count <= len(symbols) else str(count)
    if form == "decimalEnclosedParen" and 0 < count <= len(_PARENTHESISED):
        return _PARENTHESISED[count - 1]
    if form == "ideographParenthesized" and 0 < count <= len(_PAREN_HAN):
        return _PAREN_HAN[count - 1]
    if form == "ideographTraditional" and count > 0:
        return _STEMS[(count - 1) % 10]
    if form == "ideographZodiac" and count > 0:
        return _BRANCHES[(count - 1) % 12]
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return str(count).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    if form == "decimalZero":
        return f"{count:02}"
    if form in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        text, left = "", count
        for value, sign in _ROMAN:
            text += sign * (left // value)
            left %= value
        return text if form == "upperRoman" else text.lower()
    return "" if form == "none" else str(count)


_HAN_FORMS = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
        *("taiwaneseCountingThousand", "koreanCounting"),
    )
)
