"""Write lint/data/characters.bin, the counts and the decision table of the detector of wrong characters.

    python tools/build_characters.py TEXTS --unihan FOLDER [--leave-out FOLDER] [--out FILE] [--examples FILE]

TEXTS holds *.txt or *.txt.xz, the text to count. --unihan names the folder with Unihan_DictionaryLikeData.txt[.bz2]
(Unicode licence; Debian's package unicode-data has it in /usr/share/unicode). --leave-out names texts of which no line
of 25 characters or more is counted. It needs `pip install numpy pypinyin jieba` (BSD, MIT, MIT), one core, about 4 GB.
Same input, same bytes.

What it does: counts strings of one to four characters; packs them (see lint/views/counts.py); then, for five parts of
the text, counts the rest, puts slips into that part, runs the detector over it and learns from what it proposes which
candidates were right.
"""

from __future__ import annotations

import argparse
import bz2
import csv
import lzma
import random
import re
import sys
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jieba
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import slips  # noqa: E402

from lint.views import counts as store  # noqa: E402
from lint.views import doubts, suspicions, trees  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SAMPLE = 130  # pieces of each file that a fold puts slips into
PIECE = 6000  # characters of one piece of text, the unit of holding out
LONG = 25  # a line of so many characters that stands in a text left out is not counted
# The least counts of strings of one to four characters. What is rarer tells little, and could be read back.
LEAST = {1: 1, 2: 2, 3: 3, 4: 3}
NEIGHBOUR = 4  # the count from which a pair makes its characters each other's neighbours
SPOKEN = 5  # the count in jieba from which a word is a homophone
OWN = 20  # the count of words that are not jieba's
CANDIDATE = 30  # the count from which a character is offered
SHAPES = 10  # look-alikes of one character
HAN = re.compile("[一-鿿]+")
# Traditional writing is another script; its lines are not counted
TRADITIONAL = re.compile("[國會們這個為產業黨發農經濟對時從實]")


class Text(NamedTuple):
    """A piece of the texts: which file it is from, and which tenth of it."""

    file: str
    tenth: int
    text: str


def main() -> None:
    """Build the file."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("texts", type=Path)
    cli.add_argument("--unihan", type=Path, required=True)
    cli.add_argument("--leave-out", type=Path)
    cli.add_argument("--out", type=Path, default=ROOT / "lint" / "data" / "characters.bin")
    cli.add_argument("--examples", type=Path, help="keep or take the examples of the decision table here")
    args = cli.parse_args()
    pieces = list(read(args.texts, args.leave_out))
    note(f"{len(pieces)} pieces, {sum(len(p.text) for p in pieces)} characters")
    groups = grouped(pieces)
    tallies = {n: Tally(groups, n) for n in LEAST}
    note("counted")
    words = dictionary()
    usual = tallies[1].characters(())
    shapes = look_alikes(args.unihan, usual)
    confused = slips.confusions(usual, {w: n for w, n in words.items() if len(w) == 2 and n >= SPOKEN}, shapes)
    note("confusions")
    if args.examples and args.examples.exists():
        kept = np.load(args.examples)
        x, y, w = kept["x"], kept["y"], kept["w"]
    else:
        x, y, w = examples(pieces, tallies, words, confused)
        if args.examples:
            np.savez(args.examples, x=x, y=y, w=w)
    note(f"{len(y)} examples, {int(y.sum())} right")
    short = grow(x[:, :CLOSE], y, w, FIRST_ROUNDS, FIRST_RATE)
    args.out.write_bytes(pack(tallies, (), words, confused, short, grow(x, y, w, ROUNDS, RATE)))
    note(f"{args.out}: {args.out.stat().st_size} bytes")


def note(line: str) -> None:
    """Say where the work is."""
    print(f"{time.process_time():7.1f} s  {line}", file=sys.stderr, flush=True)


# ---- text


def read(folder: Path, left_out: Path | None) -> Iterator[Text]:
    """The texts of a folder in pieces of whole lines."""
    known = set()
    if left_out:
        for path in sorted(left_out.glob("*.txt")):
            known |= {s for line in path.read_text(encoding="utf-8").split("\n") if len(s := line.strip()) >= LONG}
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.txt.xz")]):
        data = path.read_bytes()
        whole = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
        lines = re.findall(r"[^\n]*\n|[^\n]+", whole.replace("\r\n", "\n").replace("\r", "\n"))
        lines = [line for line in lines if line.strip() not in known and not TRADITIONAL.search(line)]
        texts, size, last = [], 0, 0
        for n, line in enumerate(lines):
            size += len(line)
            if size >= PIECE or n == len(lines) - 1:
                texts.append("".join(lines[last : n + 1]))
                size, last = 0, n + 1
        for n, text in enumerate(texts):
            yield Text(path.name.split(".")[0], n * 10 // len(texts), text)


def grouped(pieces: Sequence[Text]) -> dict[tuple[str, int], bytes]:
    """The text of each tenth of each file as the detector sees it."""
    joined: dict[tuple[str, int], list[str]] = defaultdict(list)
    for piece in pieces:
        joined[piece.file, piece.tenth].append(piece.text)
    return {key: doubts.canonical("".join(texts)) for key, texts in joined.items()}


class Tally:
    """The strings of one length and how often each stands in each tenth of each file."""

    def __init__(self, groups: Mapping[tuple[str, int], bytes], length: int) -> None:
        self.length = length
        self.groups = list(groups)
        found = [np.unique(self._keys(units), return_counts=True) for units in groups.values()]
        self.keys = np.unique(np.concatenate([keys for keys, _ in found]))
        self.counts = np.zeros((len(found), len(self.keys)), np.uint32)
        for row, (keys, numbers) in zip(self.counts, found, strict=True):
            row[np.searchsorted(self.keys, keys)] = numbers
        total = self.counts.sum(0)
        keep = total >= LEAST[length]
        self.keys, self.counts = self.keys[keep], self.counts[:, keep]

    def _keys(self, units: bytes) -> np.ndarray:
        one = np.frombuffer(units, "<u2").astype(np.uint64)
        size = len(one) - self.length + 1
        keys = np.zeros(size, np.uint64)
        sound = np.ones(size, bool)
        for n in range(self.length):
            keys |= one[n : n + size] << np.uint64(16 * n)
            if 0 < n < self.length - 1:
                sound &= one[n : n + size] != 10  # no string runs over the end of a paragraph
        return keys[sound]

    def total(self, without: Sequence[tuple[str, int]]) -> tuple[np.ndarray, np.ndarray]:
        """The strings kept and their counts, with some tenths left out."""
        rows = [n for n, group in enumerate(self.groups) if group not in without]
        total = self.counts[rows].sum(0)
        keep = total >= LEAST[self.length]
        return self.keys[keep], total[keep]

    def characters(self, without: Sequence[tuple[str, int]]) -> dict[str, int]:
        """The characters and their counts; only of strings of one."""
        keys, total = self.total(without)
        return {chr(int(k)): int(n) for k, n in zip(keys, total, strict=True) if not 0xD800 <= k < 0xE000}


# ---- words and characters


def dictionary() -> dict[str, int]:
    """The words of jieba's dictionary, pypinyin's sayings, those of `new_words.txt` and the project's right forms."""
    words: dict[str, int] = {}
    with jieba.dt.get_dict_file() as lines:
        for line in lines:
            word, count, _ = line.decode("utf-8").split()
            if len(word) <= 4 and HAN.fullmatch(word):
                words[word] = max(int(count), 1)
    for word in sayings():
        words.setdefault(word, 3)
    for word in new_words():
        words[word] = max(words.get(word, 0), OWN)
    for part in right_forms():
        words[part] = max(words.get(part, 0), OWN)
    return words


def sayings() -> list[str]:
    """The sayings of three or four characters that pypinyin knows."""
    from pypinyin.constants import PHRASES_DICT

    return [word for word in PHRASES_DICT if 3 <= len(word) <= 4 and HAN.fullmatch(word)]


def new_words() -> list[str]:
    """The words of `new_words.txt`."""
    lines = (ROOT / "tools" / "new_words.txt").read_text(encoding="utf-8").split("\n")
    return [word for word in lines if HAN.fullmatch(word)]


@cache
def right_forms() -> frozenset[str]:
    """The words of two to four characters among the right forms of the project's tables."""
    parts: set[str] = set()
    for name in ("typos", "phrases", "formulations", "spoken"):
        with (ROOT / "lint" / "data" / f"{name}.tsv").open(encoding="utf-8") as file:
            rows = csv.DictReader(
                (line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
            )
            for row in rows:
                parts.update(HAN.findall(row.get("right") or row.get("exact") or row.get("phrase") or ""))
    return frozenset(part for part in parts if 2 <= len(part) <= 4)


def look_alikes(folder: Path, usual: Mapping[str, int]) -> dict[str, list[str]]:
    """The characters that look like each character: by the Cangjie and the four-corner code of Unihan."""
    (path,) = [p for p in folder.glob("Unihan_DictionaryLikeData.txt*") if p.suffix in (".txt", ".bz2")]
    data = path.read_bytes()
    text = (bz2.decompress(data) if path.suffix == ".bz2" else data).decode("utf-8")
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    for line in text.split("\n"):
        if (
            line.startswith("U+")
            and len(parts := line.split("\t")) == 3
            and parts[1] in ("kCangjie", "kFourCornerCode")
        ):
            char = chr(int(parts[0][2:], 16))
            if usual.get(char, 0) >= CANDIDATE and "一" <= char <= "鿿":
                codes[char][parts[1]] = parts[2].split()[0]
    buckets: dict[str, set[str]] = defaultdict(set)
    for char, code in codes.items():
        cangjie, corners = code.get("kCangjie", ""), code.get("kFourCornerCode", "")[:4]
        for n in range(len(cangjie)):
            buckets[cangjie[:n] + "*" + cangjie[n + 1 :]].add(char)
            buckets[cangjie[:n] + cangjie[n + 1 :] + "-"].add(char)
        buckets[cangjie + "-"].add(char)
        for n in range(len(corners)):
            buckets[corners[:n] + "?" + corners[n + 1 :]].add(char)
        buckets["".join(sorted(cangjie)) + "~"].add(char)
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    for members in buckets.values():
        for one in members:
            for other in members:
                if one != other:
                    scores[one][other] = _likeness(codes[one], codes[other])
    return {
        char: [
            o for score, _, o in sorted(((s, usual[o], o) for o, s in row.items() if s >= 0.62), reverse=True)[:SHAPES]
        ]
        for char, row in sorted(scores.items())
    }


def _likeness(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """How alike two characters look, between 0 and 1."""
    a, b = one.get("kCangjie", ""), other.get("kCangjie", "")
    c, d = one.get("kFourCornerCode", ""), other.get("kFourCornerCode", "")
    strokes = 2 * _common(a, b) / (len(a) + len(b)) if a and b else 0
    corners = sum(x == y for x, y in zip(c[:4], d[:4], strict=False)) / 4 if c and d else 0
    return 0.6 * strokes + 0.4 * corners


def _common(a: str, b: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        last = 0
        for n, y in enumerate(b):
            last, row[n + 1] = row[n + 1], last + 1 if x == y else max(row[n], row[n + 1])
    return row[-1]


# ---- packing


def pack(
    tallies: Mapping[int, Tally],
    without: Sequence[tuple[str, int]],
    words: Mapping[str, int],
    confused: slips.Confusions,
    short: np.ndarray,
    table: np.ndarray,
) -> bytes:
    """The bytes of the file."""
    numbers, levels = [], []
    for tally in tallies.values():
        keys, total = tally.total(without)
        numbers.append(keys)
        levels.append(level(total))
    usual = tallies[1].characters(without)
    spoken = _sounds(usual)
    sounds = {char: row for char, row in spoken.items() if chr(char) not in slips.NUMERALS}
    two, three, four = (tallies[n].total(without) for n in (2, 3, 4))
    for keys, found in (
        _pairs_by_sound(*two, sounds),
        _by_sound(*three, sounds),
        _left_out(*three, 3),
        _left_out(*four, 4),
        *_bound(two, three),
    ):
        numbers.append(keys)
        levels.append(found)
    numbers.append(np.array([_number(word) for word in words], np.uint64) ^ np.uint64(store.WORD))
    levels.append(level(np.array(list(words.values()))))
    numbers.append(_words_with_gaps(words))
    levels.append(np.ones(len(numbers[-1]), np.uint16))
    # those of two characters are words in their place alone
    right = sorted({*new_words(), *(part for part in right_forms() if len(part) > 2)})
    numbers.append(np.array([_number(word) ^ store.RIGHT & (1 << 16 * len(word)) - 1 for word in right], np.uint64))
    levels.append(np.ones(len(right), np.uint16))
    slots, sizes, cells = stored(np.concatenate(numbers), np.concatenate(levels))
    chars = sorted(c for c, n in usual.items() if n >= NEIGHBOUR)
    sections: dict[str, np.ndarray] = {
        "slots": slots,
        "cells": cells,
        "characters": np.array([ord(c) for c in chars], "<u2"),
    }
    often = two[0][two[1] >= NEIGHBOUR]
    first, second = (often & np.uint64(0xFFFF)).astype("<u2"), (often >> np.uint64(16)).astype("<u2")
    sections["after_starts"], sections["after"] = _rows(sections["characters"], first, second)
    sections["before_starts"], sections["before"] = _rows(sections["characters"], second, first)
    sections |= _confused(chars, usual, confused)
    sections |= _listed("sounds", [spoken.get(ord(c), ()) for c in chars])
    sections |= _homophones(confused.word)
    sections |= {"first_trees": short, "trees": table}
    header = [int.from_bytes(store.MAGIC, "little"), store.FORMAT, *sizes]
    body = b""
    for name, code in zip(store.SECTIONS, store.CODES, strict=True):
        made = sections[name].astype("<u2" if code == "H" else "<u4").tobytes()
        header.append(len(sections[name]))
        body += made + b"\0" * (-len(made) % 4)
    head = np.array(header, "<u4").tobytes()
    assert len(head) <= store.HEADER
    return head.ljust(store.HEADER, b"\0") + body


def _sounds(usual: Mapping[str, int]) -> dict[int, tuple[int, ...]]:
    """The sounds of each character that may be typed or meant, as the characters that stand for them."""
    chars = sorted(c for c, n in usual.items() if n >= CANDIDATE and HAN.fullmatch(c))
    spoken = {c: sorted({slips.folded(s) for s in syllables}) for c, syllables in slips.sounds(chars).items()}
    numbers = {s: store.SOUNDS + n for n, s in enumerate(sorted({s for row in spoken.values() for s in row}))}
    assert store.SOUNDS + len(numbers) < store.NO_FIRST
    return {ord(c): tuple(numbers[s] for s in row) for c, row in spoken.items()}


def _by_sound(
    keys: np.ndarray, total: np.ndarray, sounds: Mapping[int, Sequence[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """The strings of three that are evidence, with each character in turn given by its sound, and their levels."""
    levels = level(total)
    keys, levels = keys[levels >= doubts.EVIDENCE], levels[levels >= doubts.EVIDENCE]
    mask, shifts = np.uint64(doubts.ONE), [np.uint64(16 * n) for n in range(3)]
    made, found = [], []
    han = [(char >= doubts.HAN.start) & (char < doubts.HAN.stop) for char in (keys >> s & mask for s in shifts)]
    beside = han[1], han[0] | han[2], han[1]  # what only follows a mark, or stands before one, is no evidence
    for table in _nth_sounds(sounds):
        for place, shift in enumerate(shifts):
            sound = table[(keys >> shift & mask).astype(np.int64)]
            rest = keys & ~(mask << shift)
            keep = (sound > 0) & beside[place]
            made.append((rest | sound << shift)[keep])
            found.append(levels[keep])
    return _highest(np.concatenate([*made, keys[:0]]), np.concatenate([*found, levels[:0]]))


def _words_with_gaps(words: Mapping[str, int]) -> np.ndarray:
    """Sayings and right forms of four characters with each of them left out in turn."""
    fours = [
        _number(word) for word in sorted({*sayings(), *new_words(), *right_forms()} & set(words)) if len(word) == 4
    ]
    return np.array(sorted({doubts.without(four, gap) for four in fours for gap in range(4)}), np.uint64)


def _pairs_by_sound(
    keys: np.ndarray, total: np.ndarray, sounds: Mapping[int, Sequence[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """The strings of two that are evidence, with each character in turn given by its sound, and their levels."""
    levels = level(total)
    keys, levels = keys[levels >= doubts.PAIR], levels[levels >= doubts.PAIR]
    mask, shift = np.uint64(doubts.ONE), np.uint64(16)
    first, second = keys & mask, keys >> shift
    keep = (first >= doubts.HAN.start) & (first < doubts.HAN.stop) & (second >= doubts.HAN.start)
    keep &= second < doubts.HAN.stop
    first, second, levels = first[keep], second[keep], levels[keep]
    made, found = [], []
    for table in _nth_sounds(sounds):
        one, two = table[first.astype(np.int64)], table[second.astype(np.int64)]
        made += [(one | second << shift)[one > 0], (first | two << shift)[two > 0]]
        found += [levels[one > 0], levels[two > 0]]
    return _highest(np.concatenate([*made, keys[:0]]), np.concatenate([*found, levels[:0]]))


def _nth_sounds(sounds: Mapping[int, Sequence[int]]) -> Iterator[np.ndarray]:
    """The first sound of every character, the second, and so on; 0 where there is none."""
    for nth in range(max(map(len, sounds.values()), default=0)):
        table = np.zeros(1 << 16, np.uint64)
        for char, row in sounds.items():
            table[char] = row[nth] if nth < len(row) else 0
        yield table


def _bound(
    two: tuple[np.ndarray, np.ndarray], three: tuple[np.ndarray, np.ndarray]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The strings of two that nearly always stand before one character, or behind one, and the level of the three."""
    pairs, levels = two[0], level(two[1])
    keys, found = three[0], level(three[1])
    keep = found >= doubts.BOUND
    for shift in (0, 16, 32):
        unit = keys >> np.uint64(shift) & np.uint64(doubts.ONE)
        keep &= (unit >= doubts.HAN.start) & (unit < doubts.HAN.stop)
    keys, found = keys[keep], found[keep]
    for pair, sign, shift in (
        (keys & np.uint64(doubts.TWO), store.NO_THIRD << 32, 0),
        (keys >> np.uint64(16), store.NO_FIRST, 16),
    ):
        alone = levels[np.searchsorted(pairs, pair)]
        often = found + 1 >= alone
        yield _highest((pair << np.uint64(shift) | np.uint64(sign))[often], found[often])


def _left_out(keys: np.ndarray, total: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """The strings that are evidence with a Han character left out that is neither the first nor the last.

    Two of those that are left are Han characters too.
    """
    levels = level(total)
    keep = levels >= doubts.FIXED[length]
    keys, levels = keys[keep], levels[keep]
    units = [keys >> np.uint64(16 * n) & np.uint64(doubts.ONE) for n in range(length)]
    han = np.stack([(unit >= doubts.HAN.start) & (unit < doubts.HAN.stop) for unit in units])
    made, found = [], []
    for gap, sign in zip(range(1, length - 1), (store.NO_SECOND, store.NO_THIRD), strict=False):
        keep = han[gap] & (han.sum(0) > 2)
        rest = [unit[keep] for n, unit in enumerate(units) if n != gap]
        made.append(sum(unit << np.uint64(16 * n) for n, unit in enumerate(rest)) | np.uint64(sign << 48))
        found.append(levels[keep])
    return _highest(np.concatenate(made), np.concatenate(found))


def _highest(keys: np.ndarray, levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each key once, with its highest level."""
    order = np.lexsort((levels, keys))
    keys, levels = keys[order], levels[order]
    last = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
    return keys[last], levels[last]


def level(total: np.ndarray) -> np.ndarray:
    """Counts as levels."""
    return np.clip(np.rint(np.log(total) / np.log(store.BASE)) + 1, 1, store.TOP).astype(np.uint16)


def _rows(chars: np.ndarray, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The second characters of pairs, row by row of the first, and where each row starts."""
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    keep = np.isin(first, chars) & (second >= ord("一")) & (second <= ord("鿿"))
    first, second = first[keep], second[keep]
    return np.append(np.searchsorted(first, chars), len(first)).astype("<u4"), second


def _confused(chars: Sequence[str], usual: Mapping[str, int], confused: slips.Confusions) -> dict[str, np.ndarray]:
    sections: dict[str, np.ndarray] = {}
    taken: dict[str, set[str]] = defaultdict(set)
    seen = _both_ways(confused.shape)
    for name, table in (("same", confused.sound), ("near", confused.near), ("seen", seen)):
        rows = []
        for char in chars:  # marks among them, whose rows are empty
            row = {c for c in table.get(char, ()) if usual.get(c, 0) >= CANDIDATE and c not in slips.NUMERALS}
            rows.append(sorted(map(ord, row - taken[char])))
            taken[char] |= row
        sections |= _listed(name, rows)
    return sections


def _both_ways(table: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Each character with those that look like it, and those whose look-alike it is."""
    made: dict[str, set[str]] = defaultdict(set)
    for char, others in table.items():
        for other in others:
            made[char].add(other)
            made[other].add(char)
    return made


def _listed(name: str, rows: Sequence[Sequence[int]]) -> dict[str, np.ndarray]:
    """Rows end to end, and where each starts."""
    starts = np.cumsum([0, *map(len, rows)])
    return {f"{name}_starts": starts, name: np.array([n for row in rows for n in row])}


def _homophones(table: Mapping[str, Mapping[str, float]]) -> dict[str, np.ndarray]:
    groups = sorted({tuple(sorted({word, *others})) for word, others in table.items()})
    starts, members, found = [0], [], []
    for number, group in enumerate(groups):
        members += [_number(word) for word in group]
        found += [(_number(word), number) for word in group]
        starts.append(len(members))
    found.sort()
    return {
        "word_keys": np.array([key for key, _ in found]),
        "word_groups": np.array([number for _, number in found]),
        "group_starts": np.array(starts),
        "groups": np.array(members),
    }


def _number(word: str) -> int:
    return int.from_bytes(word.encode("utf-16-le"), "little")


def stored(numbers: np.ndarray, levels: np.ndarray) -> tuple[np.ndarray, tuple[int, ...], np.ndarray]:
    """The slots, each filled by the most frequent of the strings that share it, and the parts for the others."""
    order = np.argsort(numbers)
    numbers, levels = numbers[order], levels[order]
    assert (numbers[1:] != numbers[:-1]).all()
    size = _primes(len(numbers))[0]
    place = (numbers % np.uint64(size)).astype(np.int64)
    order = np.lexsort((-levels.astype(np.int64), place))
    place = place[order]
    fills = np.append(True, place[1:] != place[:-1])
    shared = np.bincount(place, minlength=size) > 1
    numbers, levels = numbers[order], levels[order]
    slots = shared.astype(np.uint16)
    check = (numbers[fills] % np.uint64(store.SHORT_CHECK)).astype(np.uint16)
    slots[place[fills]] |= check << 6 | levels[fills] << 1
    return slots, *filtered(numbers[~fills], levels[~fills])


def filtered(numbers: np.ndarray, levels: np.ndarray) -> tuple[tuple[int, ...], np.ndarray]:
    """Cells such that the exclusive or of a number's three cells is its check and level, and the sizes of the parts."""
    value = (numbers % np.uint64(store.CHECK)).astype(np.uint16) << store.LEVEL_BITS | levels
    size = int(len(numbers) * 1.24 / 3) | 1
    while True:
        sizes = _primes(size)
        peeled = _peel(numbers, sizes)
        if peeled:
            break
        size = max(int(size * 1.01), sizes[0] + 2)
    cells = np.zeros(sum(sizes), np.uint16)
    for keys, places, own in reversed(peeled):
        others = cells[places[0]] ^ cells[places[1]] ^ cells[places[2]]
        cells[own] = others ^ value[keys]  # its own cell is still nought
    return sizes, cells


def _primes(least: int) -> tuple[int, ...]:
    """The three smallest odd primes that are not smaller."""
    found: list[int] = []
    number = max(least, 3) | 1
    while len(found) < 3:
        if all(number % n for n in range(3, int(number**0.5) + 1, 2)):
            found.append(number)
        number += 2
    return tuple(found)


def _peel(numbers: np.ndarray, sizes: Sequence[int]) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """The strings in an order in which each has a cell that no earlier one needs; empty where there is none."""
    firsts = np.cumsum([0, *sizes[:2]])
    places = np.stack(
        [(numbers % np.uint64(size)).astype(np.int64) + first for size, first in zip(sizes, firsts, strict=True)]
    )
    left = np.arange(len(numbers))
    rounds = []
    while len(left):
        here = places[:, left]
        degree = np.bincount(here.ravel(), minlength=sum(sizes))
        single = degree[here] == 1
        gone = single.any(0)
        if not gone.any():
            return []
        row = single[:, gone].argmax(0)
        keys = left[gone]
        rounds.append((keys, places[:, keys], places[row, keys]))
        left = left[~gone]
    return rounds


# ---- the decision


def examples(
    pieces: Sequence[Text], tallies: Mapping[int, Tally], words: Mapping[str, int], confused: slips.Confusions
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the detector proposes on text that it has not counted: figures, whether right, and the weight of each."""
    dice = random.Random(6)
    tenths = range(10)
    files = sorted({p.file for p in pieces})
    whole = [tuple((file, n) for n in tenths) for file in files if not file.startswith("laws")]
    mixed = [tuple((file, n) for file in files) for n in (2, 7)]
    x, y, w = [], [], []
    for fold in (*whole, *mixed):
        counts = store.Counts(pack(tallies, fold, words, confused, np.zeros(0), np.zeros(0)))
        for file in sorted({f for f, _ in fold}):
            mine = [p for p in pieces if p.file == file and (p.file, p.tenth) in fold]
            dice.shuffle(mine)
            for piece in mine[:SAMPLE]:
                for kinds, weight in (((), 1.0), (slips.KINDS, 1.0), (slips.MOVED, RARE)):
                    text, made = slips.inject(piece.text, confused, dice, kinds) if kinds else (piece.text, [])
                    for one in suspicions.candidates(text, counts):
                        x.append(one.figures)
                        y.append(_restores(text, one, made))
                        w.append(weight)
        note(f"without {fold[0]} …: {len(y)} examples, {sum(y)} right")
    return np.array(x), np.array(y, float), np.array(w)


def _restores(text: str, one: suspicions.Suspicion, made: Sequence[slips.Slip]) -> bool:
    """Whether a candidate undoes one slip exactly."""
    for slip in made:
        if slip.start <= one.end and one.start <= slip.end:
            first, last = min(slip.start, one.start), max(slip.end, one.end)
            mended = text[first : one.start] + one.fix + text[one.end : last]
            if mended == text[first : slip.start] + slip.right + text[slip.end : last]:
                return True
    return False


# What slips of the rare kinds weigh, of which there are more than their share, so that there is enough to learn from
RARE = 0.15
CLOSE = 24  # so many figures come first, and the first table is made of them
FIRST_ROUNDS, FIRST_RATE, ROUNDS, RATE = 40, 0.3, 280, 0.09
BINS, RIDGE, LEAVES = 64, 4.0, 20


def grow(x: np.ndarray, y: np.ndarray, w: np.ndarray, rounds: int, rate: float) -> np.ndarray:
    """Gradient-boosted trees for the log odds of `y`, as the numbers that lint/views/trees.py adds up."""
    whole = np.trunc(x * trees.SCALE).astype(np.int64)
    edges = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1], method="lower")) for column in whole.T]
    binned = np.stack([np.searchsorted(e, column, side="left") for e, column in zip(edges, whole.T, strict=True)])
    inner = (1 << trees.DEPTH) - 1
    score = np.zeros(len(y))
    out: list[int] = []
    for turn in range(rounds):
        p = 1 / (1 + np.exp(-score))
        slope, bend = w * (y - p), w * np.maximum(p * (1 - p), 1e-6)
        node = np.zeros(len(y), np.int64)
        splits = []
        for depth in range(trees.DEPTH):
            width = 1 << depth
            best = np.full(width, 1e-9)
            chosen = [(0, trees.OFFSET - 1)] * width  # nothing passes: all go left
            for feature, row in enumerate(binned):
                place = node * BINS + row
                g = np.bincount(place, slope, width * BINS).reshape(width, BINS).cumsum(1)
                h = np.bincount(place, bend, width * BINS).reshape(width, BINS).cumsum(1)
                n = np.bincount(place, minlength=width * BINS).reshape(width, BINS).cumsum(1)
                gain = _gain(g, h) + _gain(g[:, -1:] - g, h[:, -1:] - h) - _gain(g[:, -1:], h[:, -1:])
                gain[(n < LEAVES) | (n[:, -1:] - n < LEAVES)] = 0
                at = gain[:, : len(edges[feature])].argmax(1) if len(edges[feature]) else np.zeros(width, np.int64)
                for k in range(width):
                    if len(edges[feature]) and gain[k, at[k]] > best[k] + 1e-7:
                        best[k] = gain[k, at[k]]
                        chosen[k] = (feature, int(edges[feature][at[k]]))
            splits += chosen
            goes = np.array([whole[:, f] > t for f, t in chosen])
            node = 2 * node + goes[node, np.arange(len(y))]
        g, h = np.bincount(node, slope, inner + 1), np.bincount(node, bend, inner + 1)
        leaves = np.rint(rate * g / (h + RIDGE) * trees.LEAF)
        score += leaves[node] / trees.LEAF
        for feature, threshold in splits:
            out += [feature, threshold + trees.OFFSET]
        out += [int(leaf) + trees.OFFSET for leaf in leaves]
        if turn + 1 in (rounds // 2, rounds):
            loss = -np.mean(np.where(y > 0, np.log(1 / (1 + np.exp(-score))), np.log(1 - 1 / (1 + np.exp(-score)))))
            note(f"{turn + 1} trees, loss {loss:.4f}")
    return np.array(out)


def _gain(g: np.ndarray, h: np.ndarray) -> np.ndarray:
    return g * g / (h + RIDGE)


if __name__ == "__main__":
    main()
