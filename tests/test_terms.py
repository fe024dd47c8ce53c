"""The index of literal terms finds what a search for each of them finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import terms

# characters of one and of two UTF-16 units, and half of one of two
LETTERS = "甲乙𠮷\ud842"


@pytest.mark.parametrize("few", [0, 300])
@given(
    words=st.lists(st.text(LETTERS, min_size=1, max_size=6), unique=True),
    texts=st.lists(st.text(LETTERS, max_size=40), max_size=3),
)
def test_every_place_of_every_term_is_found(few, words, texts):
    # one after another, since the first text is looked at in another way than those behind it
    index = terms.Index(terms.build({word: (number,) for number, word in enumerate(words)}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terms, "_FEW", few)
        for text in texts:
            found = {number: spans for number, word in enumerate(words) if (spans := terms.find(text, word))}
            assert {number: list(places) for number, places in terms.scan(index, text).items()} == found


def test_a_term_wakes_all_its_rules():
    index = terms.Index(terms.build({"党": (1,), "党员": (1, 3), "党员干部": (2,)}))
    hits = terms.scan(index, "党员干部")
    assert {number: list(places) for number, places in hits.items()} == {1: [(0, 1), (0, 2)], 2: [(0, 4)], 3: [(0, 2)]}
    assert all((0, len(word)) in hits[number] for number, word in ((1, "党"), (2, "党员干部"), (3, "党员")))
