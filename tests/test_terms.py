"""The index of literal terms finds what a search for each of them finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import terms

# characters of the basic plane and above, half of one of these, and one whose number ends as another's does
LETTERS = "甲乙𠮷\ud842匲"


@pytest.mark.parametrize("size", [2, 3])
@given(
    words=st.lists(st.text(LETTERS, min_size=1, max_size=6), unique=True),
    texts=st.lists(st.text(LETTERS, max_size=40), max_size=3),
)
def test_every_place_of_every_term_is_found(size, words, texts):
    numbered = {word: (number,) for number, word in enumerate(words) if len(word) == 1 or len(word) >= size}
    index = terms.Index(terms.build(numbered, size))
    for text in texts:  # one after another, since what was met is remembered
        found = {number: spans for word, (number,) in numbered.items() if (spans := terms.find(text, word))}
        assert {number: list(places) for number, places in terms.scan(index, text).items()} == found


def test_a_term_wakes_all_its_rules():
    index = terms.Index(terms.build({"党": (1,), "党员": (1, 3), "党员干部": (2,)}))
    hits = terms.scan(index, "党员干部")
    assert {number: list(places) for number, places in hits.items()} == {1: [(0, 1), (0, 2)], 2: [(0, 4)], 3: [(0, 2)]}
    assert all((0, len(word)) in hits[number] for number, word in ((1, "党"), (2, "党员干部"), (3, "党员")))
