"""Which files a run checks: what was named, and what a walk finds."""

from __future__ import annotations

import os

from lint import readers
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

# what stands behind the name of a copy with comments, and the name of a folder's form of all findings
ANNOTATED = "-审核"
FORM = "审核意见单"
_LOCKS = ("~$", ".~")


class Chosen(NamedTuple):
    """The files of a run, in order, and how many a walk passed over."""

    paths: tuple[str, ...]
    skipped: int


def choose(paths: Sequence[str], excluded: Callable[[str], bool], force_exclude: bool, copies: bool = False) -> Chosen:
    """The files to check.

    Args:
        paths: files (always checked) and folders (walked) as named on the command line; "-" is standard input.
        excluded: whether the configuration leaves a path out.
        force_exclude: whether that also holds for named files.
        copies: whether a walk takes annotated copies too, whose findings are those of their originals.
    """
    found: dict[str, str] = {}  # however a file is named, it is checked once
    skipped = 0
    for path in paths:
        if path != "-" and os.path.isdir(path):
            names = list(_walk(path))
            made = _made(names, copies)
            for name in names:
                if _wanted(name) and name not in made and os.path.isfile(name) and not excluded(name):
                    found.setdefault(os.path.normpath(name), name)
                else:
                    skipped += 1
        elif force_exclude and excluded(path):
            skipped += 1
        else:
            found.setdefault(os.path.normpath(path), path)
    return Chosen(tuple(found.values()), skipped)


def _wanted(path: str) -> bool:
    """Whether a walk takes a file: a suffix that a reader owns or will own, and no lock file of an open document."""
    suffix = readers.suffix(path)
    return (suffix in readers.SUFFIXES or suffix in readers.UNREAD) and not os.path.basename(path).startswith(_LOCKS)


def _made(names: Iterable[str], copies: bool) -> set[str]:
    """What this program wrote beside documents: forms, and annotated copies of what stands beside them."""
    stems = {os.path.splitext(name)[0] for name in names}
    found = set()
    for name in names:
        stem = os.path.splitext(name)[0]
        if os.path.basename(stem) == FORM or (
            not copies and stem.endswith(ANNOTATED) and stem.removesuffix(ANNOTATED) in stems
        ):
            found.add(name)
    return found


def _walk(folder: str) -> Iterator[str]:
    """The files below a folder, sorted; what git ignores is left out."""
    listed = _listed_by_git(folder)
    if listed is not None:
        yield from (os.path.join(folder, name) if folder != "." else name for name in sorted(listed))
        return
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in (".git", ".venv"))
        for name in sorted(names):
            yield os.path.normpath(os.path.join(root, name))


def _listed_by_git(folder: str) -> list[str] | None:
    """The files git knows or would add below a folder; None outside a repository or without git."""
    above = os.path.abspath(folder)
    while not os.path.exists(os.path.join(above, ".git")):
        parent = os.path.dirname(above)
        if parent == above:
            return None
        above = parent
    import subprocess  # only inside a repository: git itself knows best what it ignores

    command = ["git", "-C", folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    names = dict.fromkeys(name for name in os.fsdecode(done.stdout).split("\0") if name)
    return [name for name in names if os.path.lexists(os.path.join(folder, name))]  # not what was only deleted
