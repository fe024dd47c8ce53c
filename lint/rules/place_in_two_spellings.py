"""A county, town, township or street whose name stands once with a wrong character: 青江门街道 beside 清江门街道."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding, Related, Span
from lint.record import TYPE_CHECKING
from lint.views.likeness import alike
from lint.views.marks import is_han
from lint.views.parts import parts
from lint.views.places import is_county
from lint.views.slips import TELLS, apart
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits
    from lint.views.parts import Part

# what is no part of a name, and what stands before these words in common nouns (乡镇, 集镇)
_COMMON = frozenset(
    "各本全有相直我该省市州县区旗镇乡村街道与和及在到对为从由往向的等是个城集重点所多两一二三四五六七八九十治族沿线"
)
# characters of the name before the level: the last two, and the last three, so that 清江门街道 has its first one
_NAMES = (2, 3)
_USUAL = 3
# a text with more such names is a gazetteer
_MOST = 400


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each name that stands once and sounds or looks like one that stands three times, or heads or signs the text."""
    text = doc.prose
    found: dict[str, list[Span]] = {}
    for hit in hits:
        for length in _NAMES:
            name = text[max(hit.start - length, 0) : hit.start]
            if len(name) == length and all(map(is_han, name)) and _COMMON.isdisjoint(name):
                found.setdefault(text[hit.start - length : hit.end], []).append(Span(hit.start - length, hit.end))
    if len(found) > _MOST:
        return
    own = [p for p in parts(doc).parts if p.name in ("标题", "落款", "版头")]
    usual = {name: there for name, there in found.items() if len(there) >= _USUAL or _is_own(there, own)}
    done: set[int] = set()
    for name, spans in found.items():
        span = spans[0]
        if len(spans) > 1 or span.end in done:
            continue
        for other, there in usual.items():
            if (
                len(other) == len(name)
                and other[-1] == name[-1]
                and _is_slip(name, other)
                and _is_usual(text, span, name, there, own)
            ):
                done.add(span.end)
                values = {"found": name, "fix": other, "count": len(there)}
                related = tuple(Related(*place) for place in there[:_USUAL])
                yield Finding(*span, values, smallest(span.start, name, other), related=related)
                break


def _is_usual(text: str, span: Span, name: str, there: Sequence[Span], own: Sequence[Part]) -> bool:
    """Whether the other name, which is usual or the own one, is what was meant."""
    if len(there) == 1 and _is_own([span], own):
        # the title and the signature name one office: what comes later was written with less care
        return span.start > there[0].start
    stem = name.removesuffix("街道") if name.endswith("街道") else name[:-1]
    # 其|他名镇
    cut = any(is_word(text[place.start - 1 : place.start + 1]) for place in (span, there[0]))
    if cut or is_word(stem) or is_county(name):
        return False
    # two names in one sentence are two places
    between = (text[min(span.start, p.start) : max(span.start, p.start)] for p in there)
    return all("。" in words or "\n" in words for words in between)


def _is_own(spans: Sequence[Span], own: Sequence[Part]) -> bool:
    """Whether one of some places lies in the title, the red head or the signature."""
    return any(p.start <= span.start < p.end for p in own for span in spans)


def _is_slip(name: str, other: str) -> bool:
    at = apart(name, other)
    if len(at) != 1:
        return False
    one, two = name[at[0]], other[at[0]]
    return not TELLS.issuperset((one, two)) and alike(one, two)
