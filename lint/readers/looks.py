"""How the text of a Word file looks: fonts, sizes, lines, indents and pages, as marks; read when a rule asks for them.

ISO/IEC 29500-1, 17.7.2: the document's defaults, then the paragraph's style, then the run's style, then what is stated
directly. Only what is sure becomes a mark: a font that no part states depends on the program that opens the file.

Marks: `font` (of Han characters), `latin` (of letters and digits), `size` (points), `align`, `line` (points from line
to line, or ×n where they depend on the font), `indent` and `left` (characters, of the first line and of all),
`section` (millimetres: width, height, then margins top, right, bottom, left).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from lint.model import Mark
from lint.readers.xml import is_utf8
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lint.readers.docx_origin import Block, Pieces

    Properties = Mapping[str, str]

_ELEMENT = re.compile(
    rb"<(?:\w+:)?(rFonts|sz|jc|spacing|ind|rStyle|basedOn|snapToGrid|pgSz|pgMar|docGrid|themeFontLang)\b([^>]*)>"
)
_ATTRIBUTE = re.compile(rb"(?:\w+:)?(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def _whole(names: bytes) -> re.Pattern[bytes]:
    """A pattern for an element with all in it, or empty."""
    return re.compile(rb"<(\w+:)?(%b)\b([^>]*)(?<!/)(?:/>|>(.*?)</\1\2>)" % names, re.S)


_CHANGED = _whole(rb"pPrChange|rPrChange")
_INNER = _whole(rb"rPr|sectPr")
_STYLE, _PPR, _RPR, _SECTION = (_whole(name) for name in (b"style", b"pPr", b"rPr", b"sectPr"))
_DEFAULTS = _whole(b"docDefaults")
_FAMILY = re.compile(rb"<(?:\w+:)?(major|minor)Font>(.*?)</(?:\w+:)?\1Font>", re.S)
_EAST = re.compile(rb"<(?:\w+:)?ea [^>]*typeface=\"([^\"]*)\"")
_LATIN = re.compile(rb"<(?:\w+:)?latin [^>]*typeface=\"([^\"]*)\"")
_HANS = re.compile(rb"<(?:\w+:)?font [^>]*script=\"Hans\"[^>]*typeface=\"([^\"]*)\"")
_HAN = re.compile("[\u3400-\u9fff]")
_ALNUM = re.compile("[0-9A-Za-z]")
# Word's size where nothing is stated (17.3.2.38)
_SIZE = 10.0
# a font's own line is between so many times its size
_LEAST, _MOST = 1.1, 1.4
_TWIPS = 20
_GRIDS = ("lines", "linesAndChars", "snapToChars")
_MILLIMETRE = 1440 / 25.4


def properties(data: bytes) -> dict[str, str]:
    """The attributes of the elements that matter, as `element.attribute`."""
    found: dict[str, str] = {}
    for name, attributes in _ELEMENT.findall(_CHANGED.sub(b"", data)):
        for key, double, single in _ATTRIBUTE.findall(attributes):
            found[f"{name.decode()}.{key.decode()}"] = (double or single).decode()
    return found


class _Style(NamedTuple):
    based: str
    paragraph: Properties
    run: Properties


_NOTHING = _Style("", {}, {})
# what is stated anew together: one of a group takes the others away
_GROUPS = (
    (("rFonts.eastAsia", "rFonts.eastAsiaTheme"), ("rFonts.eastAsia", "rFonts.eastAsiaTheme")),
    (("rFonts.ascii", "rFonts.asciiTheme"), ("rFonts.ascii", "rFonts.asciiTheme")),
    (("spacing.line",), ("spacing.lineRule",)),
    (("ind.firstLine", "ind.hanging"), ("ind.firstLineChars", "ind.hangingChars", "ind.firstLine", "ind.hanging")),
)


def _over(stated: Properties, nearer: Properties) -> Properties:
    """Properties with what is stated nearer to the text put over them."""
    if not nearer:
        return stated
    found = dict(stated)
    for names, gone in _GROUPS:
        if any(name in nearer for name in names):
            for name in gone:
                found.pop(name, None)
    found.update(nearer)
    return found


class Looks:
    """What a package states of looks, resolved once for runs and paragraphs that are alike."""

    __slots__ = ("_defaults", "_forms", "_runs", "_styles", "_theme", "_whole")

    def __init__(self, styles: bytes, theme: bytes, settings: bytes) -> None:
        """Read the parts that state looks, each empty where there is none."""
        self._styles: dict[str, _Style] = {}
        for _, _, about, inner in _STYLE.findall(styles):
            ids = {key: double or single for key, double, single in _ATTRIBUTE.findall(about)}
            ppr, run = _PPR.search(inner), _RPR.search(_PPR.sub(b"", inner))
            self._styles[ids.get(b"styleId", b"").decode()] = _Style(
                properties(_PPR.sub(b"", inner)).get("basedOn.val", ""),
                properties(_INNER.sub(b"", ppr[0])) if ppr else {},
                properties(run[0]) if run else {},
            )
        defaults = _DEFAULTS.search(styles)
        ppr = _PPR.search(defaults[0]) if defaults else None
        run = _RPR.search(_PPR.sub(b"", defaults[0])) if defaults else None
        self._defaults = _Style("", properties(ppr[0]) if ppr else {}, properties(run[0]) if run else {})
        chinese = properties(settings).get("themeFontLang.eastAsia", "").startswith(("zh-CN", "zh-Hans"))
        self._theme: dict[str, str] = {}
        for family, inner in _FAMILY.findall(theme):
            east, latin, hans = _EAST.search(inner), _LATIN.search(inner), _HANS.search(inner)
            fonts = [m[1] for m in (east, hans if chinese else None) if m and m[1]]
            self._theme[f"{family.decode()}EastAsia"] = fonts[0].decode() if fonts else ""
            self._theme[f"{family.decode()}HAnsi"] = latin[1].decode() if latin else ""
        self._runs: dict[tuple[str, bytes], tuple[str, str, float]] = {}
        self._forms: dict[tuple[str, bytes], Properties] = {}
        self._whole: dict[str, _Style] = {}

    def run(self, style: str, rpr: bytes) -> tuple[str, str, float]:
        """The font of Han characters, that of letters and digits (empty where unsure) and the size in points.

        Args:
            style: the paragraph's style.
            rpr: the run's properties.
        """
        key = style, rpr
        if key not in self._runs:
            own = properties(rpr)
            stated = self._defaults.run
            for level in (self._resolved(style).run, self._resolved(own.get("rStyle.val", "")).run, own):
                stated = _over(stated, level)
            size = _number(stated.get("sz.val", ""))
            self._runs[key] = (
                self._font(stated, "eastAsia"),
                self._font(stated, "ascii"),
                size / 2 if size else _SIZE,  # there is no text of no size
            )
        return self._runs[key]

    def _font(self, stated: Properties, name: str) -> str:
        # a theme's font goes before a font's name
        theme = stated.get(f"rFonts.{name}Theme")
        if theme is None:
            return stated.get(f"rFonts.{name}", "")
        return self._theme.get(theme.replace("Ascii", "HAnsi"), "")

    def form(self, style: str, ppr: bytes) -> Properties:
        """The properties of a paragraph: each from the nearest that states it."""
        key = style, ppr
        if key not in self._forms:
            stated = _over(self._defaults.paragraph, self._resolved(style).paragraph)
            self._forms[key] = _over(stated, properties(_INNER.sub(b"", ppr)))
        return self._forms[key]

    def _resolved(self, style: str) -> _Style:
        """What a style states together with those it is based on."""
        passed: dict[str, _Style] = {}
        while style in self._styles and style not in self._whole and style not in passed:
            passed[style] = self._styles[style]
            style = passed[style].based
        whole = self._whole.get(style, _NOTHING)
        for name, own in reversed(passed.items()):
            whole = _Style(own.based, _over(whole.paragraph, own.paragraph), _over(whole.run, own.run))
            self._whole[name] = whole
        return whole


def _number(text: str) -> float | None:
    """A whole or broken number; None for what is none (Strict files write units: 37mm)."""
    units = {"mm": _MILLIMETRE, "cm": 10 * _MILLIMETRE, "in": 1440.0, "pt": 20.0}
    factor = units.get(text[-2:], 1.0)
    text = text[:-2] if text[-2:] in units else text
    return float(text) * factor if re.fullmatch(r"-?\d{1,7}(?:\.\d{1,4})?", text) else None


def marks(looks: Looks, blocks: Sequence[Block], text: str, pieces: Pieces) -> tuple[Mark, ...]:
    """What is sure about the looks of paragraphs and pages.

    Args:
        looks: the package's styles.
        blocks: the paragraphs, in order.
        text: of the document.
        pieces: where it stands.
    """
    parts = pieces.stories
    if not all(is_utf8(part.data) for part in parts):
        return ()
    sections = list(_sections(parts[0].data, blocks))
    ends = list(accumulate((end for _, end, _, _ in sections), max))
    found: list[Mark] = [
        Mark("section", start, end, " ".join(f"{value:.1f}" for value in page))
        for start, end, page, _ in sections
        if page
    ]
    for block in blocks:
        data = parts[block.story].data
        sizes: list[float] = []
        for n in range(bisect_left(pieces.starts, block.start), len(pieces)):
            if pieces.starts[n] >= block.end:
                break
            start, end, first, last = pieces.properties(n)
            font, latin, size = looks.run(block.style, data[first:last])
            if _HAN.search(text, start, end):
                sizes.append(size)
                if font:
                    _add(found, "font", start, end, font)
            elif latin and _ALNUM.search(text, start, end):
                _add(found, "latin", start, end, latin)
            if not text[start:end].isspace():
                _add(found, "size", start, end, f"{size:g}")
        form = looks.form(block.style, data[slice(*block.ppr)])
        found.append(Mark("align", block.start, block.end, form.get("jc.val", "left")))
        if block.story == 0 and sizes:
            size = max(set(sizes), key=sizes.count)
            section = bisect_right(ends, block.start)
            grid = sections[section][3] if section < len(sections) else None
            line = _line(form, size, grid)
            if line:
                found.append(Mark("line", block.start, block.end, line))
            indent = _indent(form, size)
            if indent is not None and not (block.numbered and not indent):
                found.append(Mark("indent", block.start, block.end, f"{indent:.1f}"))
            left = _in_characters(form, "left", size) or _in_characters(form, "start", size)
            if left is not None:
                found.append(Mark("left", block.start, block.end, f"{left:.1f}"))
    return tuple(found)


def _add(found: list[Mark], kind: str, start: int, end: int, value: str) -> None:
    """Add a mark; runs that follow each other are one."""
    for n in range(len(found) - 1, max(-1, len(found) - 4), -1):
        mark = found[n]
        if mark.kind == kind:
            if mark.value == value and mark.end == start:
                found[n] = mark._replace(end=end)
                return
            break
    found.append(Mark(kind, start, end, value))


def _line(form: Properties, size: float, grid: float | None) -> str:
    """From line to line, in points; ×n for a multiple of the font's own line; empty where it is not sure."""
    line = _number(form.get("spacing.line", "240")) or 240.0
    rule = form.get("spacing.lineRule", "auto")
    if rule == "exact":
        return f"{line / _TWIPS:g}"
    if form.get("snapToGrid.val") in ("0", "false", "off"):
        grid = None
    if rule == "atLeast":
        return f"{line / _TWIPS:g}" if grid is None and line / _TWIPS >= size * _MOST else ""
    if grid is None:
        return f"×{line / 240:g}"
    if line != 240:
        return ""
    # the line takes as many grid lines as its font needs
    for lines in (1, 2):
        if size * _MOST <= grid * lines and (lines == 1 or size * _LEAST > grid):
            return f"{grid * lines:g}"
    return ""


def _indent(form: Properties, size: float) -> float | None:
    """The indent of the first line in characters; None where it is not sure."""
    return None if "ind.hanging" in form or "ind.hangingChars" in form else _in_characters(form, "firstLine", size)


def _in_characters(form: Properties, side: str, size: float) -> float | None:
    """An indent in characters; None where it is not sure."""
    chars = _number(form.get(f"ind.{side}Chars", "0"))
    if chars:
        return chars / 100
    twips = _number(form.get(f"ind.{side}", "0"))
    return None if twips is None else twips / _TWIPS / size


def _sections(data: bytes, blocks: Sequence[Block]) -> Iterator[tuple[int, int, tuple[float, ...], float | None]]:
    """The sections of the body: start and end, the page in millimetres, the pitch of its grid in points."""
    if b"sectPrChange" in data:
        return
    body = [block for block in blocks if block.story == 0]
    stating = [block for block in body if block.ppr[1]]
    starts = [block.ppr[0] for block in stating]
    behind = max((b.end for b in body), default=0)
    last = 0
    for m in _SECTION.finditer(data):
        holder = bisect_left(starts, m.start()) - 1
        end = stating[holder].end if holder >= 0 and m.start() < stating[holder].ppr[1] else behind
        stated = properties(m[0])
        names = ("pgSz.w", "pgSz.h", "pgMar.top", "pgMar.right", "pgMar.bottom", "pgMar.left")
        values = [_number(stated.get(name, "")) for name in names]
        gutter = _number(stated.get("pgMar.gutter", "0")) or 0.0
        page: tuple[float, ...] = ()
        if all(value is not None for value in values):
            page = tuple(abs(value or 0) / _MILLIMETRE for value in values)
            page = (*page[:5], page[5] + gutter / _MILLIMETRE)
        pitch = _number(stated.get("docGrid.linePitch", "")) if stated.get("docGrid.type") in _GRIDS else None
        yield last, end, page, pitch / _TWIPS if pitch else None
        last = end
