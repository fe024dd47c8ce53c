"""A slip in the name of a leader whom the configuration names: swapped, doubled, wrong or dropped characters."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.terms import find
from lint.views.likeness import alike
from lint.views.people import ADDRESS, named
from lint.views.slips import apart, exchanged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits
    from lint.views.people import Named


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
    for one in named(doc):
        if one.start in seen or any(text.startswith(name, one.start) for name in posts):
            continue
        near = [name for name, post in posts.items() if _is_slip(one, name, post)]
        if len(near) == 1:
            seen.add(one.start)
            yield _finding(text, one.start, one.end, near[0])


def _finding(text: str, start: int, end: int, name: str) -> Finding:
    found = text[start:end]
    return Finding(start, end, {"found": found, "fix": name}, smallest(start, found, name))


def _doubled_or_swapped(name: str) -> set[str]:
    """A name of three characters or more with one written twice, or two neighbours swapped; none of a shorter one."""
    if len(name) < 3:
        return set()
    doubled = {name[: n + 1] + name[n:] for n in range(len(name))}
    swapped = {exchanged(name, n, n + 1) for n in range(len(name) - 1)}
    return (doubled | swapped) - {name}


def _is_slip(one: Named, name: str, post: str) -> bool:
    """Whether what stands beside a post or a form of address is a leader's name with one character wrong or dropped."""
    same = one.role not in ADDRESS and post.endswith(one.role) and not post.endswith(f"副{one.role}")
    if len(one.name) < len(name):
        # 建国同志 is a form of address; beside the post a name is whole
        return same and one.name in {name[:n] + name[n + 1 :] for n in range(1, len(name))}
    at = apart(one.name, name)
    if len(one.name) != len(name) or len(at) != 1:
        return False
    likely = alike(one.name[at[0]], name[at[0]])
    known = same or one.role in ADDRESS or not post
    return (same and len(name) > 2 and at[0] > 0) or (likely and known)
