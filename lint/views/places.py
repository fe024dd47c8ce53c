"""The names of places below the provinces, from `lint/data/places.tsv` and `counties.tsv`, read when first asked."""

from __future__ import annotations

from lint.record import NamedTuple, once
from lint.views.rows import rows


class Places(NamedTuple):
    """What a province has: its prefecture-level places, and county-level cities and former names."""

    names: tuple[str, ...]
    others: frozenset[str]


def places(province: str) -> Places | None:
    """The places of a province; None for what is no province of the table."""
    return _places().get(province)


def counties(place: str) -> frozenset[str]:
    """The counties, banners and county-level cities that a province, city or prefecture has or had."""
    return _counties()[1].get(place, frozenset())


def is_county(name: str) -> bool:
    """Whether some province has or had a county, banner or county-level city of this name."""
    return any(name in names for names in _counties()[1].values())


def province_of(place: str) -> str:
    """The province that a city or prefecture lies in; what is not in the table is a province itself."""
    return _counties()[0].get(place, place)


@once
def _places() -> dict[str, Places]:
    return {row[0]: Places(tuple(row[1].split(" ")), frozenset(row[2].split(" "))) for row in rows("places.tsv")}


@once
def _counties() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """The province of each place, and what each place and each province has."""
    of: dict[str, str] = {}
    has: dict[str, frozenset[str]] = {}
    for place, province, names, _ in rows("counties.tsv"):
        of[place] = province
        has[place] = frozenset(names.split(" "))
        has[province] = has.get(province, frozenset()) | has[place]
    return of, has
