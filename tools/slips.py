"""Artificial slips of the pen and of the input method, for building and measuring the detector of wrong characters.

Kinds and their shares: a character of the same sound (37 %), of a similar one (15 %), of a similar shape (15 %), a word
of two characters with the same sound (18 %), two neighbours swapped (5 %), something typed again (5 %: a character, the
first of two, both of two) or left out (5 %). What takes a character's place is drawn by how usual it is, as input
methods offer it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping, Sequence

KINDS = (
    ("sound",) * 37
    + ("near",) * 15
    + ("shape",) * 15
    + ("word",) * 18
    + ("swap",) * 5
    + ("double",) * 5
    + ("drop",) * 5
)
# those that are no matter of sound or shape
MOVED = ("swap", "double", "drop")
EVERY = 100  # characters for each slip of a sentence that has any
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?|\n")
NUMERALS = "零〇一二三四五六七八九十百千万亿两廿卅"
HAN = re.compile("[一-鿿]")
PAIR = re.compile("[一-鿿]{2}")


class Confusions(NamedTuple):
    """What may be typed for what, each with how usual it is."""

    sound: Mapping[str, Mapping[str, float]]
    near: Mapping[str, Mapping[str, float]]
    shape: Mapping[str, Mapping[str, float]]
    word: Mapping[str, Mapping[str, float]]


class Slip(NamedTuple):
    """In the changed text, start–end stood as `right`."""

    start: int
    end: int
    right: str
    kind: str


def inject(
    text: str, confusions: Confusions, dice: random.Random, kinds: Sequence[str] = KINDS
) -> tuple[str, list[Slip]]:
    """The text with slips in half of its sentences, one in each and one for each hundred characters, and the slips."""
    pieces = SENTENCE.findall(text)
    chosen = [n for n, piece in enumerate(pieces) if len(HAN.findall(piece)) >= 6]
    dice.shuffle(chosen)
    chosen = chosen[: (len(chosen) + 1) // 2]
    wanted = {n: max(1, round(len(pieces[n]) / EVERY)) for n in chosen}
    done, slips, at = [], [], 0
    for n, piece in enumerate(pieces):
        for slip_at, right, wrong, kind in _slips(piece, wanted.get(n, 0), confusions, dice, kinds):
            shift = at + slip_at
            slips.append(Slip(shift, shift + len(wrong), right, kind))
            piece = piece[:slip_at] + wrong + piece[slip_at + len(right) :]
        done.append(piece)
        at += len(piece)
    return "".join(done), slips


def _slips(
    piece: str, count: int, confusions: Confusions, dice: random.Random, kinds: Sequence[str]
) -> list[tuple[int, str, str, str]]:
    """Slips of one sentence, in its order, five characters apart; each place counts the slips before it."""
    made: list[tuple[int, str, str, str]] = []
    tries = 0
    while len(made) < count and tries < 40:
        tries += 1
        kind = dice.choice(kinds)
        at = dice.randrange(len(piece))
        slip = _one(piece, at, kind, confusions, dice)
        if slip and all(abs(at - other[0]) >= 5 for other in made):
            made.append((at, *slip, kind))
    made.sort()
    shift = 0
    placed = []
    for at, right, wrong, kind in made:
        placed.append((at + shift, right, wrong, kind))
        shift += len(wrong) - len(right)
    return placed


def _one(piece: str, at: int, kind: str, confusions: Confusions, dice: random.Random) -> tuple[str, str] | None:
    """What stands at a place and what a slip makes of it."""
    one, two = piece[at], piece[at : at + 2]
    if not HAN.match(one) or one in NUMERALS:
        return None
    if kind in ("sound", "near", "shape"):
        options = getattr(confusions, kind).get(one)
        return (one, _draw(options, dice)) if options else None
    if not PAIR.fullmatch(two):
        return None
    if kind == "word":
        options = confusions.word.get(two)
        return (two, _draw(options, dice)) if options else None
    if kind == "swap":
        return (two, two[::-1]) if two[0] != two[1] else None
    if kind == "double":
        right, wrong = dice.choice(((one, one * 2),) * 3 + ((two, two + one), (two, two * 2)))
        return right, wrong
    # a slip must leave a place to mark: the neighbour that stays
    return two, two[0]


def _draw(options: Mapping[str, float], dice: random.Random) -> str:
    return dice.choices(list(options), list(options.values()))[0]


def confusions(usual: Mapping[str, int], words: Mapping[str, int], shapes: Mapping[str, Sequence[str]]) -> Confusions:
    """The confusions among characters and words.

    Args:
        usual: each character and its count; those seen fewer than thirty times are neither typed nor meant.
        words: each word of two characters and its count.
        shapes: each character and those that look like it.
    """
    from pypinyin import Style, pinyin

    chars = sorted(c for c, n in usual.items() if n >= 30 and HAN.fullmatch(c))
    by_sound: dict[str, list[str]] = defaultdict(list)
    by_near: dict[str, list[str]] = defaultdict(list)
    spoken_as = sounds(chars)
    for char in chars:
        for sound in spoken_as[char]:
            by_sound[sound].append(char)
        for key in sorted({folded(s) for s in spoken_as[char]}):
            by_near[key].append(char)
    same, near, shape = {}, {}, {}
    for char in chars:
        alike = {c for s in spoken_as[char] for c in by_sound[s]} - {char}
        close = {c for s in spoken_as[char] for c in by_near[folded(s)]} - alike - {char}
        same[char] = {c: usual[c] ** 0.5 for c in sorted(alike)}
        near[char] = {c: usual[c] ** 0.5 for c in sorted(close)}
        shape[char] = {c: usual[c] ** 0.5 for c in shapes.get(char, ()) if usual.get(c, 0) >= 30}
    spoken: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        spoken[" ".join(p[0] for p in pinyin(word, style=Style.NORMAL))].append(word)
    homophones = {
        word: {o: (words[o] + 1) ** 0.5 for o in group if o != word}
        for group in spoken.values()
        for word in group
        if len(group) > 1
    }
    return Confusions(same, near, shape, homophones)


def sounds(chars: Iterable[str]) -> dict[str, list[str]]:
    """The syllables of each character, without tones."""
    from pypinyin import Style, pinyin

    in_words = _readings()
    return {char: sorted({pinyin(char, style=Style.NORMAL)[0][0], *in_words.get(char, ())}) for char in chars}


def _readings() -> dict[str, list[str]]:
    """The syllables of each character in at least three of the words that pypinyin knows: rare readings mislead."""
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.tone_convert import to_normal

    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, syllables in PHRASES_DICT.items():
        if len(word) == len(syllables):
            for char, syllable in zip(word, syllables, strict=True):
                seen[char][to_normal(syllable[0])] += 1
    return {char: sorted(s for s, n in row.items() if n >= 3) for char, row in seen.items()}


_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("f", "h"))


def folded(sound: str) -> str:
    """A syllable without the differences that many speakers do not make."""
    for initial, other in _INITIALS:
        if sound.startswith(initial):
            sound = other + sound[len(initial) :]
            break
    return sound[:-1] if sound.endswith("ng") and not sound.endswith("ong") else sound
