"""Places where another character was probably meant, from how often strings occur in official prose.

Three steps, each on what the one before left over: `doubts` finds doubtful places and what may have been meant there;
`figures` keeps what makes the text much likelier and takes some thirty figures of it; a table of small trees turns
these into one confidence (a shorter one before it turns away what has no hope).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views import figures
from lint.views.blanks import blanks
from lint.views.counts import WORD, number, shipped
from lint.views.doubts import DOUBLE, DROP, HAN, NEAR, doubts, pieces, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document
    from lint.views.counts import Counts
    from lint.views.doubts import Piece
    from lint.views.figures import Look

# The confidence from which TYP501 and TYP502 speak; benchmarks/wrong_characters.py shows what each gives.
SURE, LIKELY = 0.965, 0.75
# One sure slip in so many characters tells a draft that nobody has read over, where the likely ones from a lesser
# confidence on are right as well; of 68 published documents none comes near it.
_DRAFT, _SURE_IN_DRAFTS, _LIKELY_IN_DRAFTS = 2500, 0.6, 0.45
# So do two likely ones, of so many characters each; published documents have one in 3,900 at most.
_TWO, _BOTH = 2, 1000
# what is no likelier a slip in a draft than elsewhere: a sound that is only similar, a character left out, and one that
# came again behind another one, by its length
_AS_EVER, _BETWEEN = (NEAR, DROP), 3
# shorter texts tell nothing of how they were written
_LEAST = 500
# The confidence by the first table from which a candidate is worth all figures
_WORTH = 0.05
# So many lines are remembered with what was found in them.
_LINES = 20_000


class Suspicion(NamedTuple):
    """Another string was probably meant."""

    start: int
    end: int
    fix: str
    kind: int
    figures: tuple[float, ...]
    confidence: float = 0.0


def suspicions(doc: Document, model: str = "", masked: bool = True) -> list[Suspicion]:
    """The likeliest reading at every doubtful place of a document, with its confidence; they do not overlap.

    Args:
        model: an ONNX file that is asked for a second opinion; empty for none.
        masked: whether that is a masked-language model; otherwise it is one that corrects.

    Raises:
        Unusable: the model cannot be used.
    """
    found = doc.fact(_judged)
    if model:
        from lint.views.neural import rescored  # needs an extra

        found = rescored(doc.prose, found, model, masked)
    return best(found)


def told(doc: Document, found: list[Suspicion]) -> tuple[list[Suspicion], list[Suspicion]]:
    """What TYP501 shows, and what TYP502 does."""
    sure, likely = _thresholds(doc, found)
    shown: tuple[list[Suspicion], list[Suspicion]] = [], []
    for one in found:
        # 代耕代种, 领导领学 are two words with one beginning
        apart = one.kind in _AS_EVER or (one.kind == DOUBLE and one.end - one.start == _BETWEEN)
        if one.confidence >= (SURE if apart else sure):
            shown[0].append(one)
        elif one.confidence >= (LIKELY if apart else likely):
            shown[1].append(one)
    return shown


def _thresholds(doc: Document, found: list[Suspicion]) -> tuple[float, float]:
    """The confidence from which each shows a slip: lower in a draft, told by blanks and sure slips."""
    length = len(doc.prose)
    sure, likely = (sum(one.confidence >= least for one in found) for least in (SURE, LIKELY))
    if sure * _DRAFT < length and any(_SURE_IN_DRAFTS <= one.confidence < SURE for one in found):
        # blanks are looked for only where they can matter
        sure += sum(blank.kind != "sign-off" for blank in blanks(doc))
    if _LEAST <= length <= max(sure * _DRAFT, likely * _BOTH if likely >= _TWO else 0):
        return _SURE_IN_DRAFTS, _LIKELY_IN_DRAFTS
    return SURE, LIKELY


def _judged(doc: Document) -> list[Suspicion]:
    return judged(doc.prose, shipped())


def judged(text: str, counts: Counts) -> list[Suspicion]:
    """Every candidate with its confidence."""
    return [s._replace(confidence=counts.table("trees").confidence(s.figures)) for s in candidates(text, counts)]


def best(found: list[Suspicion]) -> list[Suspicion]:
    """The most confident candidate of every place, in the order of the text."""
    kept: list[Suspicion] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda s: (-s.confidence, s.start, s.end, s.fix)):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            kept.append(one)
    return sorted(kept)


def candidates(text: str, counts: Counts) -> Iterator[Suspicion]:
    """Every candidate with evidence, with its figures."""
    lines = text.split("\n")
    found = _of_lines(lines, counts)
    at = 0
    for line in lines:
        for one in found[line]:
            start, end = at + one.start, at + one.end
            own = (*one.figures, *figures.elsewhere(text, start, end, one.fix))
            yield one._replace(start=start, end=end, figures=own)
        at += len(line) + 1


def _of_lines(lines: list[str], counts: Counts) -> dict[str, tuple[Suspicion, ...]]:
    """The candidates of each line, with places and figures that are the line's own.

    They are kept for the run: official texts repeat themselves, and an editor asks again after every change.
    """
    kept: dict[str, tuple[Suspicion, ...]] = counts.lines
    if len(kept) > _LINES:
        kept.clear()
    fresh = [line for line in dict.fromkeys(lines) if line not in kept]
    starts = [0, *accumulate(len(line) + 1 for line in fresh)]
    kept.update(dict.fromkeys(fresh, ()))
    for piece in pieces("\n".join(fresh), counts):
        for one in _measured(piece, counts):
            number = bisect_right(starts, one.start) - 1
            start, end = one.start - starts[number], one.end - starts[number]
            kept[fresh[number]] += (one._replace(start=start, end=end),)
    return kept


def _measured(piece: Piece, counts: Counts) -> Iterator[Suspicion]:
    """The candidates of a piece that are worth all figures, with those that rest on their line alone."""
    known = counts.known
    measured = []
    looks: dict[tuple[int, int], Look] = {}
    for doubt in doubts(piece, counts):
        place = doubt.start, doubt.end
        was = looks.get(place)
        if was is None:
            was = looks[place] = figures.look(piece, *place, known)
        now = figures.instead(was, doubt.meant, known)
        if now:
            measured.append((doubt, figures.close(doubt, was, now, known)))
    for at, (doubt, close) in enumerate(measured):
        if counts.table("first_trees").confidence(close) < _WORTH or settled(piece, doubt, known):
            continue
        # what else might be meant at the same place stands near in the sorted list
        near = measured[max(0, at - 40) : at] + measured[at + 1 : at + 40]
        rivals = [
            other[1] for one, other in near if (one.start < doubt.end and doubt.start < one.end) or one[:2] == doubt[:2]
        ]
        lead = close[1] - max(rivals, default=0.0)
        own = (*close, *figures.around(piece, doubt, known), float(min(len(rivals), 9)), lead)
        start, end = doubt.start + piece.offset, doubt.end + piece.offset
        fix = "".join(map(chr, doubt.meant))
        if start == end:  # the character before it is a place to mark
            start, fix = start - 1, chr(piece.codes[doubt.start - 1]) + fix
        yield Suspicion(start, end, fix, doubt.kind, own)


def shown(text: str, one: Suspicion) -> tuple[int, int, str, int, int]:
    """What a reader should see of a suspicion: a piece of two to four characters around it that speaks for itself.

    Returns:
        Start and end of the piece, what it would be, and the levels of what it would be and of what it is.
    """
    known = shipped().known
    best: tuple[float, int, int, str, int, int] | None = None
    for start in range(max(0, one.end - 4), one.start + 1):
        for end in range(max(one.end, start + 2), min(len(text), start + 4) + 1):
            piece = text[start:end]
            fix = text[start : one.start] + one.fix + text[one.end : end]
            if not all(ord(char) in HAN for char in piece) or not 2 <= len(fix) <= 4:
                continue
            now, was = known[number(fix)], known[number(piece)]
            score = now - 2 * was + 4 * (known[number(fix) ^ WORD] > 0) + len(fix)
            if best is None or score > best[0]:
                best = score, start, end, fix, now, was
    if best is None:
        return one.start, one.end, one.fix, 0, 0
    return best[1:]
