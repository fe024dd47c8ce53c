"""三次产业结构为12.3:45.2:44.5: three shares of one whole that do not add up to 100."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.canon import canon
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SHARE = r"[0-9]{1,2}(?:\.[0-9]{1,2})?"
_SHARES = Pattern(rf"(?<![0-9.])({_SHARE})\ ?[\x83:∶]\ ?({_SHARE})\ ?[\x83:∶]\ ?({_SHARE})(?![0-9.]|\ ?[\x83:∶])")
_REACH = 40
# a ratio in whole numbers of one digit (1:2:3) is none in per cent
_LEAST = 50


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Add up every three numbers joined by colons behind the name of the three industries."""
    text, plain = doc.prose, canon(doc)
    done: set[int] = set()
    for _, at in hits:
        stop = text.find("。", at, at + _REACH)
        for m in _SHARES.finditer(plain, at, stop if stop >= 0 else min(len(text), at + _REACH)):
            shares = [float(share) for share in m.groups()]
            places = max(len(share.partition(".")[2]) for share in m.groups())
            added = round(sum(shares), 2)
            if m.start() in done or added < _LEAST or abs(added - 100) <= 1.5 * 10**-places + 1e-9:
                continue
            done.add(m.start())
            yield Finding(*m.span(), {"sum": "+".join(m.groups()) + f"={added:.{places}f}"})
