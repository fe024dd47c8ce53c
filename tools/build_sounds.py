"""Write lint/data/sounds.bin: phrases of three and more characters, to be found in a text by their sound.

    python tools/build_sounds.py TEXTS [OUT]

TEXTS holds *.txt or *.txt.xz, official prose in which slips are rare. It needs `pip install numpy pypinyin jieba` (BSD,
MIT, MIT), one core and about 2 GB. Same input, same bytes. No text is stored, only phrases of these kinds:

- *fixed*: those of lint/data/spoken.tsv, and the right forms of the tables of wrong words and set phrases;
- sayings: those of jieba's dictionary that are not rare, and those of pypinyin that stand in the texts.

What sounds like a phrase and is a word itself, is let pass by lint/data/spoken.tsv, or stands anywhere in the texts, is
kept as an exception.

Pairs of characters were tried as well (示犯 for 示范: no word, nowhere in 20 million characters, where chance alone
would put the two together several times). On 680,000 characters of other official prose the surest 5,400 of them
spoke seventeen times, always wrongly (自建|照明, 分|险种); so did strings of two words (安全等|技术). Neither is kept.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import numpy as np
from pypinyin import Style, pinyin
from pypinyin.constants import PHRASES_DICT

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import slips  # noqa: E402

from lint.views import sounds as store  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HAN = re.compile("[一-鿿]+")
# the count in jieba's dictionary from which a saying is not rare
USUAL = 3
# sayings that another string of the same sound stands beside by right: 逆市上涨 of a share, 万世不移 of a truth
DOUBTFUL = frozenset(("逆势上涨", "万世不易"))


def main(argv: Sequence[str]) -> int:
    """Build the file."""
    folder = Path(argv[0])
    out = Path(argv[1]) if len(argv) > 1 else ROOT / "lint" / "data" / "sounds.bin"
    text = "\n".join(read(folder))
    units = np.frombuffer(text.encode("utf-16-le"), "<u2").astype(np.uint64)
    if len(units) != len(text):
        raise SystemExit("characters beyond the first plane: take them out first")
    words, saying = dictionary()
    spoken_of = table("spoken", "phrase", "kind")
    fixed = {phrase for phrase, kind in spoken_of if kind == "find"} | set(right_forms())
    words |= {phrase for phrase, kind in spoken_of if kind == "pass"}
    standing = {text_of(key) for key in np.unique(keys(units, 4)).tolist()}
    others = {w for w, often in saying.items() if often >= USUAL or w in standing} - fixed - DOUBTFUL
    phrases = [*sorted(fixed), *sorted(others)]
    chars = sorted({char for phrase in phrases for char in phrase} | {chr(int(u)) for u in np.unique(units)})
    sound = {char: slips.folded(spoken(char)) for char in chars if HAN.fullmatch(char)}
    excepted = written_otherwise(phrases, words, sound, text, units)
    data = store.pack(phrases, len(fixed), sorted(excepted), sound)
    out.write_bytes(data)
    print(f"{out}: {len(fixed)} fixed, {len(others)} other phrases, {len(excepted)} exceptions, {len(data)} bytes")
    return 0


def read(folder: Path) -> Iterator[str]:
    """The texts of a folder."""
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.txt.xz")]):
        data = path.read_bytes()
        yield (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")


def dictionary() -> tuple[set[str], dict[str, int]]:
    """All words of the dictionaries, and the sayings of four characters among them with their counts."""
    words = set(PHRASES_DICT)
    saying = {w: 0 for w in PHRASES_DICT if len(w) == 4 and HAN.fullmatch(w)}
    with jieba.dt.get_dict_file() as lines:
        for line in lines:
            word, times, kind = line.decode("utf-8").split()
            words.add(word)
            if len(word) == 4 and kind[0] in "il" and HAN.fullmatch(word):
                saying[word] = int(times)
    return words, saying


def right_forms() -> Iterator[str]:
    """The right forms of the project's own tables of wrong words and set phrases, of Han characters only."""
    for name in ("typos", "formulations", "formulation_swaps"):
        yield from (right for (right,) in table(name, "right") if re.fullmatch("[一-鿿]{4,9}", right))


def table(name: str, *columns: str) -> list[tuple[str, ...]]:
    """Some columns of a table in lint/data."""
    lines = (ROOT / "lint" / "data" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    header, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [tuple(row[header.index(column)] for column in columns) for row in rows]


def text_of(key: int) -> str:
    """The four characters of a number that `keys` made."""
    return "".join(chr(key >> 16 * n & 0xFFFF) for n in range(4))


def keys(units: np.ndarray, length: int) -> np.ndarray:
    """Each string of a length, at most four, as a number."""
    size = len(units) - length + 1
    return np.bitwise_or.reduce([units[n : n + size] << np.uint64(16 * n) for n in range(length)])


def spoken(char: str) -> str:
    """The usual reading of a character, without its tone."""
    sound: str = pinyin(char, style=Style.NORMAL)[0][0]
    return sound


def written_otherwise(
    phrases: Sequence[str], words: set[str], sound: Mapping[str, str], text: str, units: np.ndarray
) -> set[str]:
    """What sounds like a phrase, and is a word or stands in the texts."""
    number = {s: n for n, s in enumerate(sorted(set(sound.values())), 1)}
    bits = len(number).bit_length()
    table = np.zeros(1 << 16, np.uint32)
    for char, s in sound.items():
        table[ord(char)] = number[s]
    heard = {store.heard(p, sound) for p in phrases}
    found = {w for w in words if 3 <= len(w) <= 9 and store.heard(w, sound) in heard}
    # the places where the first three sounds of a phrase stand; the rest is compared one by one
    begun = np.zeros(1 << 3 * bits, bool)
    lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for spelled in heard:
        begun[sum(number[s] << bits * n for n, s in enumerate(spelled[:3]))] = True
        lengths[spelled[:3]].add(len(spelled))
    units_heard = table[units]
    size = len(units) - 2
    starts = sum((units_heard[n : n + size] << np.uint32(bits * n) for n in range(3)), np.zeros(size, np.uint32))
    for at in np.flatnonzero(begun[starts]).tolist():
        for length in lengths[store.heard(text[at : at + 3], sound)]:
            piece = text[at : at + length]
            if piece not in found and store.heard(piece, sound) in heard:
                found.add(piece)
    return found | set(phrases)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
