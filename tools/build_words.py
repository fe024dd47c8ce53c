"""Write lint/data/words.bin, the table of Chinese words that lint/views/words.py looks things up in.

    python tools/build_words.py [OUT]

The words come from jieba's dictionary (`pip install jieba`, MIT licence), whose lines are `word count part-of-speech`.
The file holds three counts (4 bytes each, big-endian: words of two, three and four characters) and then the three
arrays; each is sorted, without separators, two bytes of UTF-16-BE a character, so byte order is code point order and
a word is found by bisection without parsing anything.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable

OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lint", "data", "words.bin")
LENGTHS = (2, 3, 4)
# Below this count jieba's list is mostly machine-made compounds, wrong forms and places. On 20 million characters of
# laws, reports and news the border guard drops as many false hits with 3 as with 10, but loses twice the true ones.
MIN_COUNT = 10
HAN = re.compile("[㐀-䶿一-鿿]{2,4}")
# Two-character "names" hold ordinary words (保健, 落实, 文明); longer ones are people in novels.
PERSON = "nr"


def words(lines: Iterable[str]) -> set[str]:
    """The words worth keeping among the lines of jieba's dictionary."""
    kept = set()
    for line in lines:
        word, count, kind = line.split()
        if int(count) < MIN_COUNT or not HAN.fullmatch(word):
            continue
        if len(word) > 2 and kind.startswith(PERSON):
            continue
        kept.add(word)
    return kept


def pack(kept: Iterable[str]) -> bytes:
    """The bytes of words.bin for these words."""
    arrays: dict[int, list[bytes]] = {length: [] for length in LENGTHS}
    for word in set(kept):
        arrays[len(word)].append(word.encode("utf-16-be"))
    counts = b"".join(len(arrays[length]).to_bytes(4, "big") for length in LENGTHS)
    return counts + b"".join(b"".join(sorted(arrays[length])) for length in LENGTHS)


def build() -> bytes:
    """The bytes of words.bin for the installed jieba."""
    import jieba  # only this tool needs it

    with jieba.dt.get_dict_file() as lines:
        return pack(words(line.decode("utf-8") for line in lines))


def main(argv: list[str]) -> int:
    out = argv[0] if argv else OUT
    data = build()
    with open(out, "wb") as handle:
        handle.write(data)
    counts = [int.from_bytes(data[at : at + 4], "big") for at in (0, 4, 8)]
    print(f"{out}: {' + '.join(map(str, counts))} words, {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
