"""4个方面22个问题, and headings that hold 6, 5, 6 and 4 of them: a sum of what the headings say."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.canon import NUMERAL, canon
from lint.views.outline import number, runs
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# （6个问题） at the end of a heading
_HELD = Pattern(r"[（(](?:共|计)?(?P<n>\d{1,3})(?P<unit>[个项条件])(?P<noun>[^\W\d_]{2,6})[）)]$")
# over the canonical text: 4个方面22个具体问题, 四大类22项任务; 4个方面问题22个
_STATED = Pattern(
    rf"(?P<parts>[2-9]|1[0-9]|[{NUMERAL}]{{1,2}})(?:个方面|方面|大类|个类别|个部分|类|个大项)[\x80\x84的共计]{{0,3}}"
    r"(?:(?P<n>\d{1,3})(?P<unit>[个项条件])(?:具体|突出|主要|重点)?(?P<noun>[^\W\d_]{2})"
    r"|(?:具体|突出|主要|重点)?(?P<noun2>[^\W\d_]{2})(?P<n2>\d{1,3})(?P<unit2>[个项条件]))"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Add up the numbers at the end of headings of one level, where all of them hold one of the same thing."""
    text = doc.prose
    for run in runs(doc):
        held = [_HELD.search(text, item.body, item.end) for item in run]
        counted = [m for m in held if m]
        if len(counted) < 2 or len(counted) < len(held) or len({(m["unit"], m["noun"]) for m in counted}) > 1:
            continue
        total = sum(int(m["n"]) for m in counted)
        for stated in _STATED.finditer(canon(doc), 0, run[0].start):
            n, unit, noun = ("n", "unit", "noun") if stated["n"] else ("n2", "unit2", "noun2")
            written = text[slice(*stated.span("parts"))]
            same = stated[unit] == counted[0]["unit"] and counted[0]["noun"].endswith(stated[noun])
            parts = 2 if written == "两" else number(written)
            if same and parts == len(run) and int(stated[n]) != total:
                yield Finding(
                    stated.start(n),
                    stated.end(unit),
                    {"sum": f"{'+'.join(m['n'] for m in counted)}={total}"},
                    suggestions=(f"{total}{stated[unit]}",),
                    related=tuple(Related(m.start("n"), m.end("unit")) for m in counted),
                )
