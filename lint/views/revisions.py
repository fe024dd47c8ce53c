"""Rules and laws cited by the year of their revision: 2018年修订的《…条例》, 《…法》（2023年修订）."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern
from lint.views.timeline import by_name, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from typing import Any

    from lint.model import Document, Hits

_REVISED = "新?(?:修订|修正|修改)"
_BEFORE = Pattern(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:最新|重新)?"
    rf"(?:{_REVISED})(?:后|颁布|发布|通过|印发|施行|并)?的?《(?:中华人民共和国)?$"
)
_AFTER = Pattern(rf"》?[（(](?P<y>(?:19|20)\d\d)年?(?:{_REVISED}|版)[^）)\n]{{0,4}}[）)]")
_REACH = 36


class Revision(NamedTuple):
    """A version cited by its year, with the row of its rule; `start`–`end` is the year."""

    start: int
    end: int
    year: int
    row: Mapping[str, Any]
    versions: tuple[date, ...]
    name: tuple[int, int]


def revisions(doc: Document, hits: Hits) -> Iterator[Revision]:
    """The versions cited around the hits of their names."""
    text = doc.prose
    names = by_name(doc, "revisions", "name")
    for start, end in hits:
        row = names.get(text[start:end])
        opens = text.rfind("《", max(0, start - 8), start)
        if row is None or opens < 0 or text[opens + 1 : start] not in ("", "中华人民共和国"):
            continue
        if text[end : end + 1] not in ("》", "（", "("):
            continue
        # the pattern must end where the name begins
        m = _BEFORE.search(text[max(0, start - _REACH) : start])
        at = m.start("y") + max(0, start - _REACH) if m else 0
        if m is None:
            m = _AFTER.match(text, end)
            at = m.start("y") if m else 0
        if m:
            versions = tuple(day(v) for v in row["versions"])
            yield Revision(
                at, at + 5 if text[at + 4 : at + 5] == "年" else at + 4, int(m["y"]), row, versions, (start, end)
            )
