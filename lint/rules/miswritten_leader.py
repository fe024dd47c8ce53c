"""A slip in the name of a leader whom the configuration names: swapped, doubled or, behind a post, wrong characters."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.terms import find
from lint.views.people import holders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits, *, leaders: Sequence[str] = ()) -> Iterator[Finding]:
    """The places where a name differs from a leader's by one slip.

    Args:
        leaders: names, each with a blank and the post behind it where that is known; `unit:` states them.
    """
    if not leaders:
        return
    text = doc.prose
    posts = {name: post for name, _, post in (leader.partition(" ") for leader in leaders)}
    seen: set[int] = set()
    for name in posts:
        for wrong in sorted(_doubled_or_swapped(name) - set(posts)):
            for start, end in find(text, wrong):
                seen.add(start)
                yield _finding(text, start, end, name)
    for holder in holders(doc):
        near = [name for name, post in posts.items() if post.endswith(holder.post) and _one_wrong(holder.name, name)]
        if holder.start not in seen and len(near) == 1 and holder.name not in posts:
            yield _finding(text, holder.start, holder.end, near[0])


def _finding(text: str, start: int, end: int, name: str) -> Finding:
    found = text[start:end]
    return Finding(start, end, {"found": found, "fix": name}, smallest(start, found, name))


def _doubled_or_swapped(name: str) -> set[str]:
    """A name of three characters or more with one written twice, or two neighbours swapped; none of a shorter one."""
    if len(name) < 3:
        return set()
    doubled = {name[: n + 1] + name[n:] for n in range(len(name))}
    swapped = {name[:n] + name[n + 1] + name[n] + name[n + 2 :] for n in range(len(name) - 1)}
    return (doubled | swapped) - {name}


def _one_wrong(found: str, name: str) -> bool:
    """Whether two names of one surname differ in one character."""
    return (
        found[0] == name[0] and len(found) == len(name) and sum(a != b for a, b in zip(found, name, strict=True)) == 1
    )
