"""The sentences of a document as they are compared with those of others: hashes, numbers and places, no text."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.terms import find
from lint.views.dates import dates
from lint.views.hashes import hashed
from lint.views.offices import LEVELS, office
from lint.views.parts import part, parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

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
    form: int  # the hash of it without its figures
    year: int  # the only year it names; 0 for none or several
    figures: tuple[tuple[int, int, int], ...]  # its numbers but dates: hash and place
    home: int  # where in it the place of the document's own office stands; -1 where it does not
    wide: bool  # whether it speaks of the whole place, 全县


class Passages(NamedTuple):
    """What a document tells of itself and its sentences that can be compared."""

    office: int  # hashes of the office's name, its place and the level of that; 0 where there is none
    place: int
    level: int
    last: int  # the year in which it was issued, at the latest; 0 where it is not known
    found: tuple[Passage, ...]


def passages(doc: Document) -> Passages:
    """The sentences of the text proper that name a place or a figure of one year."""
    return doc.fact(_passages)


def _passages(doc: Document) -> Passages:
    issued = dates(doc).issued
    name, place, level = (hashed(part) if part else 0 for part in office(doc))
    return Passages(name, place, level, issued.start.year if issued else 0, tuple(_found(doc)))


def title(doc: Document) -> str:
    """The title of a document without blanks."""
    return "".join(parts(doc).title.split())


def restored(fact: tuple[Any, ...]) -> Passages:
    """What was kept as plain tuples."""
    name, place, level, last, found = fact
    return Passages(name, place, level, last, tuple(Passage(*passage) for passage in found))


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
                figures.append((hashed(n[0]), start + n.start(), start + n.end()))
        yield Passage(
            start,
            start + len(sentence),
            hashed(sentence),
            hashed("\0".join((form, *dated))),
            years.pop() if len(years) == 1 and not any(word in sentence for word in _GROWING) else 0,
            tuple(figures),
            sentence.find(place) if place else -1,
            bool(own.level) and f"全{own.level}" in sentence,
        )


def _names_place(sentence: str) -> bool:
    """Whether a sentence names a place by its name, not as 全县 or 我镇."""
    places = (at for level in LEVELS for at, _ in find(sentence, level))
    return any(at > 1 and not sentence.startswith(_OWN, at - 1) for at in places)
