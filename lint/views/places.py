"""The names of places below the provinces, from `lint/data/places.tsv`, read when first asked."""

from __future__ import annotations

import os
from functools import lru_cache

from lint.record import NamedTuple


class Places(NamedTuple):
    """What a province has: its prefecture-level places, and county-level cities and former names."""

    names: tuple[str, ...]
    others: frozenset[str]


def places(province: str) -> Places:
    """The places of a province; KeyError for what is no province of the table."""
    return _table()[province]


@lru_cache(maxsize=1)
def _table() -> dict[str, Places]:
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "places.tsv")
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return {row[0]: Places(tuple(row[1].split(" ")), frozenset(row[2].split(" "))) for row in rows[1:]}
