"""Chinese words: whether a string is one, and whether a string is cut out of two neighbours.

The table is `lint/data/words.bin`, written by `tools/build_words.py`; it is read once, when first asked.
"""

from __future__ import annotations

import os

from lint.record import once

LENGTHS = (2, 3, 4)
# Characters that stand as words of their own beside a longer word (亟须|要, 领海|时). Each was counted: together they
# add one false hit in ten to those dropped and lose one true slip in a thousand. 已, 不, 既, 使 are left out
# because typed slips begin or end with them (自已, 即使).
ALONE = frozenset(
    "的了在是有和与或及等并又也但为以由从对向到于至按经因其该各本同时后中内外上下未无再只要应可会就起一之地"
)


def is_word(text: str) -> bool:
    """Whether `text`, of two to four characters, is in the dictionary."""
    if len(text) not in LENGTHS or max(text) > "\uffff":  # beyond the first plane; no such word is in the table
        return False
    key = b"".join([ord(char).to_bytes(2, "big") for char in text])
    width = len(key)
    table = _tables()[len(text) - LENGTHS[0]]
    low, high = 0, len(table) // width
    while low < high:  # `bisect` with a key takes three times as long
        middle = (low + high) // 2
        if table[middle * width : (middle + 1) * width] < key:
            low = middle + 1
        else:
            high = middle
    return table.startswith(key, low * width)


def crosses_border(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is better read across a word border (来|自已|经, 今|天燃气).

    It is when some cut inside the span leaves a word on either side, and at least one of the two reaches beyond the
    span. Where both halves are words already (人们|立场) the cut is the span's own, so both must reach beyond it.
    """
    for cut in range(start + 1, end):
        reaches_left = _word_ends(text, cut, start)
        reaches_right = _word_begins(text, cut, end)
        if reaches_left and reaches_right:
            return True
        left, right = text[start:cut], text[cut:end]
        if is_word(left) and is_word(right):
            continue
        if (reaches_left and (right in ALONE or is_word(right))) or (
            reaches_right and (left in ALONE or is_word(left))
        ):
            return True
    return False


def _word_ends(text: str, cut: int, start: int) -> bool:
    """Whether a word ends at `cut` that begins before `start`."""
    return any(cut - length < start and is_word(text[max(cut - length, 0) : cut]) for length in LENGTHS)


def _word_begins(text: str, cut: int, end: int) -> bool:
    """Whether a word begins at `cut` that ends after `end`."""
    return any(cut + length > end and is_word(text[cut : cut + length]) for length in LENGTHS)


@once
def _tables() -> tuple[bytes, ...]:
    """The packed, sorted words of each length."""
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "words.bin")
    with open(path, "rb") as handle:
        data = handle.read()
    tables = []
    at = 4 * len(LENGTHS)
    for place, length in enumerate(LENGTHS):
        size = 2 * length * int.from_bytes(data[4 * place : 4 * place + 4], "big")
        tables.append(data[at : at + size])
        at += size
    return tuple(tables)
