"""A law's title that no law has, and that is nearly the title of one (《食品安全卫生法》, 《妇女权益保护法》)."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING, once
from lint.views.likeness import alike
from lint.views.pattern import Pattern
from lint.views.rows import rows
from lint.views.slips import apart, is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_TITLE = Pattern(r"《(?:中华人民共和国)?(?P<name>[^\W\d_A-Za-z]{3,30}(?<!办)法)》")
# of a shorter name one wrong character must sound or look like the right one, and nothing may be left out
_SHORT = 6
# so many characters in a row may be too many, or left out behind so many and before 法
_ROW, _LEAST = 2, 5


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The titles that are no law's, with the nearest ones."""
    known = _laws()
    for m in _TITLE.finditer(doc.prose):
        name = m["name"]
        if name in known:
            continue
        near = tuple(law for law, state in known.items() if state in ("law", "repealed") and _is_near(name, law))
        if near:
            start, end = m.span("name")
            fix = near[0] if len(near) == 1 else None
            yield Finding(start, end, {"found": name, "fix": "》《".join(near)}, fix, suggestions=near)


def _is_near(name: str, law: str) -> bool:
    if len(name) == len(law):
        at = apart(name, law)
        sure = len(name) >= _SHORT or all(alike(name[n], law[n]) for n in at)
        return is_slip(name, law, alike=True) and sure
    short, long = sorted((name, law), key=len)
    if len(short) < _LEAST or len(long) - len(short) > _ROW:
        return False
    same = next(iter(apart(short, long)), len(short))
    return same > 0 and long.endswith(short[same:])


@once
def _laws() -> dict[str, str]:
    """The laws of `lint/data/laws.tsv`, each with its state."""
    return dict(rows("laws.tsv"))
