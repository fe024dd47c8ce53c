"""Some characters inside a sentence in another text font than the rest of their paragraph, as pasted text is."""

from __future__ import annotations

from lint.model import Finding, Related, Said
from lint.record import TYPE_CHECKING
from lint.views.layout import fonts, is_fang_song, is_hei, is_kai, is_song

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits, Mark

# a paragraph has a font when so much of it is set in it
_LEAST, _MOST_ODD = 20, 0.4
_RELATED = 5
# a single character may have been set apart by the program
_PLACE_LEAST = 2
_LATIN_NAMES = (
    "simsun",
    "nsimsun",
    "fangsong",
    "fangsong_gb2312",
    "microsoft yahei",
    "dengxian",
    "stsong",
    "stfangsong",
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield one finding for the document, at the first place, with the next ones."""
    found: list[tuple[Mark, str]] = []
    paragraph: list[Mark] = []
    for mark in (*fonts(doc), None):
        if mark is None or (paragraph and mark.start > doc.line(paragraph[0].start)[1]):
            found += _odd(doc, paragraph)
            paragraph = []
        if mark is not None:
            paragraph.append(mark)
    if found:
        first, font = found[0]
        more = Said("mixed_fonts_more", {"count": len(found) - 1}) if len(found) > 1 else ""
        values = {"found_font": first.value, "font": font, "more": more}
        related = tuple(Related(mark.start, mark.end) for mark, _ in found[1 : _RELATED + 1])
        yield Finding(first.start, first.end, values, related=related)


def _odd(doc: Document, paragraph: list[Mark]) -> list[tuple[Mark, str]]:
    """The places of a paragraph that look pasted, with the font that the rest of it has."""
    lengths: dict[str, int] = {}
    for mark in paragraph:
        lengths[mark.value] = lengths.get(mark.value, 0) + mark.end - mark.start
    font = max(lengths, key=lambda value: lengths[value], default="")
    segment = doc.segment(paragraph[0].start) if paragraph else None
    if len(lengths) < 2 or lengths[font] < _LEAST or segment is None or segment.kind not in ("body", "list"):
        return []
    odd = [mark for mark in paragraph if _is_text(mark.value) and not _same(mark.value, font)]
    if not _is_text(font) or sum(mark.end - mark.start for mark in odd) > _MOST_ODD * sum(lengths.values()):
        return []
    return [(mark, font) for mark in odd if _is_inside(doc.text, mark)]


def _is_text(font: str) -> bool:
    """Whether a font surely is a Chinese one for running text; 黑体 and 楷体 stress words, 小标宋 is for titles."""
    chinese = any(map(_is_han, font)) or font.lower() in _LATIN_NAMES
    return chinese and not (is_hei(font) or is_kai(font)) and "标宋" not in font


def _same(one: str, other: str) -> bool:
    """Whether two fonts are of one kind: 仿宋 and 仿宋_GB2312."""
    return any(kind(one) and kind(other) for kind in (is_fang_song, is_song)) or one == other


def _is_inside(text: str, mark: Mark) -> bool:
    """Whether a place begins or ends within a clause, and is not there for characters that old fonts lack."""
    place = text[mark.start : mark.end]
    edges = (text[mark.start - 1 : mark.start], place[0]), (place[-1], text[mark.end : mark.end + 1])
    return any(all(map(_is_han, edge)) for edge in edges) and sum(map(_is_common, place)) >= _PLACE_LEAST


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def _is_common(char: str) -> bool:
    """Whether a character is a Han one of GB 2312, which every Chinese font has."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return _is_han(char)
