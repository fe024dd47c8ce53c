"""What sounds or looks like a set phrase or a saying, and is written with another character."""

from __future__ import annotations

from bisect import bisect_left

from lint.kinds import smallest
from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import NUMERAL
from lint.views.pattern import Pattern
from lint.views.slips import apart
from lint.views.sounds import shipped
from lint.views.words import crosses_border, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.sounds import Heard

# names and mottoes that play with a saying stand in quotation marks and titles
_QUOTED = Pattern("《[^《》\n]{1,60}》|“[^“”\n]{1,30}”|‘[^‘’\n]{1,30}’")
# these are judged by rules of their own, right for one another, or begin what follows (落实到|为群众解难题)
_PARTICLES = frozenset("的地得了着在再作做和与以已到道他她它为于由从对将把被而其所等")
_NUMERALS = frozenset(NUMERAL + "万双")
# where these stand a sentence may well go on otherwise (是|几年来, 产业|两大类)
_JOINTS = _PARTICLES | frozenset("是也就才很两几各每这那")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The longest phrase at every place that sounds or looks like one."""
    text = doc.prose
    found = []
    for table in (shipped("sounds"), shipped("shapes")):
        slips = (heard for heard in table.otherwise(text) if _is_slip(text, heard))
        found += [heard for heard in slips if not table.is_right(text[heard.start : heard.end])]
    if not found:
        return
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    taken: set[int] = set()
    for start, end, right, fixed in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        nearest = bisect_left(quoted, (end, end)) - 1
        if nearest >= 0 and quoted[nearest][1] > start:
            # “三管三必需”: what is quoted is the phrase and nothing else, and phrases with numerals are no mottos
            whole = fixed and quoted[nearest] == (start - 1, end + 1) and text[start - 1] != "《"
            if not whole or _NUMERALS.isdisjoint(right):
                continue
        if taken.isdisjoint(range(start, end)) and not crosses_border(text, start, end):
            taken.update(range(start, end))
            wrong = text[start:end]
            yield Finding(start, end, {"found": wrong, "fix": right}, smallest(start, wrong, right))


def _is_slip(text: str, heard: Heard) -> bool:
    """Whether a place differs from a phrase in one character, of six and more in two, that is no particle.

    A saying whose halves are other words (示范|学校) may be just these; what ends within a word (安全等技|术) is none.
    """
    found, right = text[heard.start : heard.end], heard.right
    at = apart(found, right)
    if len(at) > 1 + (len(found) > 5) or any(found[n] in _JOINTS or right[n] in _PARTICLES for n in at):
        return False
    if is_word(text[heard.start - 1 : heard.start + 1]) or is_word(text[heard.end - 1 : heard.end + 1]):
        return False
    return heard.fixed or not (is_word(found[:2]) and is_word(found[2:]))
