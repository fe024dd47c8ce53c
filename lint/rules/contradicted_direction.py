"""由120件增加到100件: a verb of rising between a larger number and a smaller one, or the other way round."""

from __future__ import annotations

from itertools import pairwise

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.canon import canon
from lint.views.divisions import kind
from lint.views.numbers import quantities
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_RISES = "增加|增长|增|提高|提升|上升|扩大|攀升|延长"
_FALLS = "减少|减|下降|降低|降|压减|压缩|缩减|回落|缩小|缩短"
_FROM = Pattern(r"(?:由|从)(?:20\d\d年|[^\x80-\x84\n\d]){0,12}$")
_TO = Pattern(rf"^(?P<verb>{_RISES}|{_FALLS})(?P<to>到了?|至|为)[^\x80-\x84\n\d]{{0,6}}$")
# places are better the smaller they are, and a shorter time may be an improvement, unless the verb says which it is
_OTHER = frozenset("位 名 级 类 年 个月 月 周 天 日 小时 时 分钟 秒".split(" "))
_LENGTH = ("延长", "缩短")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the two ends of a change with its verb."""
    text, plain = doc.prose, canon(doc)
    for old, new in pairwise(quantities(doc)):
        if not (old.exact and new.exact) or not old.unit or kind(old.unit) != kind(new.unit):
            continue
        m = _TO.match(plain[old.end : new.start])
        if (
            m is None
            or (old.unit in _OTHER and m["verb"] not in _LENGTH)
            or not _FROM.search(plain[max(0, old.start - 20) : old.start])
        ):
            continue
        rises = m["verb"] in _RISES.split("|")
        if (new.value < old.value) if rises else (new.value > old.value):
            start, end = old.end + m.start("verb"), old.end + m.end("to")
            yield Finding(
                start,
                end,
                {"old": text[old.start : old.end], "new": text[new.start : new.end]},
                related=(Related(old.start, old.end), Related(new.start, new.end)),
            )
