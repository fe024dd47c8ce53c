"""The sentences of a document as they are compared with those of others: hashes, numbers and places, no text."""

from __future__ import annotations

import zlib

from lint.record import TYPE_CHECKING, NamedTuple
from lint.terms import find
from lint.views.dates import dates
from lint.views.offices import LEVELS, Office, office
from lint.views.parts import part, parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document

_SENTENCE = Pattern(r"[^。；！？\n]+")
_NUMBER = Pattern(r"\d+(?:\.\d+)?")
_YEAR = Pattern(r"(?<!\d)((?:19|20)\d\d)年")
# so many characters beside its numbers tell a sentence from others
_LEAST = 18
# what a number before it dates or counts off
_DATING = tuple("年月日号季届次第时分")
# a statement of what has come together until now grows with every report
_GROWING = ("截至", "截止", "目前", "累计", "以来", "至今", "计划", "目标", "力争", "确保", "拟", "到")
_OWN = ("我", "本", "全")


class Passage(NamedTuple):
    """A sentence: where it is, and what it is known by."""

    start: int
    end: int
    whole: int  # the hash of it as it stands
    form: int  # the hash of it with its numbers left out
    year: int  # the only year it names; 0 for none or several
    figures: tuple[tuple[str, int, int], ...]  # its numbers but dates, with their places
    dated: tuple[str, ...]  # its other numbers
    home: int  # where in it the place of the document's own office stands; -1 where it does not
    wide: bool  # whether it speaks of the whole place, 全县


class Passages(NamedTuple):
    """What a document tells of itself and its sentences that can be compared."""

    title: str  # without blanks
    office: Office
    year: int  # the only year of the period it speaks of; 0 where there is none
    last: int  # the year in which it was issued, at the latest; 0 where it is not known
    found: tuple[Passage, ...]


def passages(doc: Document) -> Passages:
    """The sentences of the text proper that name a place or a figure of one year."""
    return doc.fact(_passages)


def _passages(doc: Document) -> Passages:
    period, issued, _ = dates(doc)
    year = period.start.year if period and period.start.year == period.end.year else 0
    last = issued.start.year if issued else 0
    title = "".join(parts(doc).title.split())
    return Passages(title, office(doc), year, last, tuple(_found(doc)))


def _found(doc: Document) -> Iterator[Passage]:
    text, own = doc.prose, office(doc)
    place = own.place + own.level
    for m in _SENTENCE.finditer(text):
        sentence = m[0].strip(" 　\t\ufffc")
        if len(sentence) < _LEAST:
            continue
        years = {int(y) for y in _YEAR.findall(sentence)}
        named = own.place and _names_place(sentence)
        if not (named or len(years) == 1) or "\t" in sentence or "|" in sentence:
            continue
        start = m.start() + m[0].index(sentence)
        if part(doc, start) != "正文":
            continue
        form = _NUMBER.sub("0", "".join(sentence.split()))
        if sum("一" <= c <= "龥" for c in form) < _LEAST:
            continue
        figures, dated = [], []
        for n in _NUMBER.finditer(sentence):
            if sentence.startswith(_DATING, n.end()) or sentence[n.start() - 1 : n.start()] == "第":
                dated.append(n[0])
            else:
                figures.append((n[0], start + n.start(), start + n.end()))
        yield Passage(
            start,
            start + len(sentence),
            _hash(sentence),
            _hash(form),
            years.pop() if len(years) == 1 and not any(word in sentence for word in _GROWING) else 0,
            tuple(figures),
            tuple(dated),
            sentence.find(place) if place else -1,
            bool(own.level) and f"全{own.level}" in sentence,
        )


def _names_place(sentence: str) -> bool:
    """Whether a sentence names a place by its name, not as 全县 or 我镇."""
    places = (at for level in LEVELS for at, _ in find(sentence, level))
    return any(at > 1 and not sentence.startswith(_OWN, at - 1) for at in places)


def _hash(text: str) -> int:
    """Two check sums in one number: chance does not make two sentences of one repository alike."""
    data = text.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.adler32(data)
