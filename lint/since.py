"""What was changed since another version in git: only findings in sentences that were not there are new.

Both versions are read by the same reader, so a Word file is compared by its text. What was moved is not new.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from operator import itemgetter

from lint import readers
from lint.readers.text import Lines
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lint.model import Diagnostic, Document, Given

# the tree without files, which every repository knows
_EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
_SENTENCE = re.compile(r"[^。；！？!?;\n]+[。；！？!?;”’）)」』]*")


class NoVersion(Exception):
    """There is no such version: the name of the sentence that says why, and its values."""

    def __init__(self, name: str, **values: str) -> None:
        super().__init__(name)
        self.name, self.values = name, values


class Since(NamedTuple):
    """A version in a repository to compare with."""

    root: str
    ref: str
    changed: Mapping[str, str]  # path -> the path it had, as seen from the root
    tracked: frozenset[str]  # the paths that git knows
    staged: bool  # whether the index is checked and not the working tree
    apart: frozenset[str]  # with `staged`: the paths that the working tree has otherwise than the index

    def concerns(self, path: str) -> bool:
        """Whether a file was changed or is new; without looking into it."""
        name = self._name(path)
        return name in self.changed or (name not in self.tracked and not self.staged)

    def before(self, path: str) -> bytes | None:
        """The file's bytes in that version, under the name it had; None where it was not there."""
        name = self._name(path)
        return _show(self.root, f"{self.ref}:{self.changed.get(name, name)}")

    def now(self, path: str) -> bytes | None:
        """The file's bytes in the index; None where it is not in it, or where the working tree has the same."""
        name = self._name(path)
        return _show(self.root, f":{name}") if name in self.apart else None

    def _name(self, path: str) -> str:
        # git knows a link by its own name
        whole = os.path.join(os.path.realpath(os.path.dirname(os.path.abspath(path))), os.path.basename(path))
        return os.path.relpath(whole, self.root).replace(os.sep, "/")


def since(ref: str, staged: bool, folder: str = ".") -> Since:
    """The version to compare with.

    Args:
        ref: a commit, branch or tag; of a branch, the commit where the present one left it.
        staged: whether what is staged is compared, and not the working tree.
        folder: a folder of the repository.

    Raises:
        NoVersion: when there is no repository or no such version.
    """
    root = _root(folder)
    known = not ref.startswith("-") and _git(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if not known and not (staged and ref == "HEAD"):
        raise NoVersion("no_such_version", value=ref)
    # before its first commit everything in a repository is new
    base = (_git(folder, "merge-base", ref, "HEAD") or ref) if known else _EMPTY
    listed = _git(root, "diff", "--name-status", "--find-renames", "-z", *(["--cached"] if staged else []), base, "--")
    tracked = _names(root, "ls-files")
    apart = _names(root, "diff", "--name-only") if staged else frozenset()
    return Since(os.path.realpath(root), base, _changed(listed or ""), tracked, staged, apart)


def _changed(listed: str) -> dict[str, str]:
    """New path -> old path of `git diff --name-status -z`, without what was deleted."""
    found: dict[str, str] = {}
    words = iter(listed.split("\0"))
    for status in words:
        if status[:1] in ("R", "C"):
            old = next(words)
            found[next(words)] = old
        elif status:
            path = next(words)
            if status != "D":
                found[path] = path
    return found


def _names(root: str, *words: str) -> frozenset[str]:
    return frozenset((_git(root, *words, "-z") or "").split("\0"))


def _root(folder: str) -> str:
    """The uppermost folder of the repository that a folder lies in.

    Raises:
        NoVersion: when git is missing, knows no repository there, or refuses it (that of another user, for one).
    """
    import subprocess

    command = ["git", "-C", folder, "rev-parse", "--show-toplevel"]
    try:
        done = subprocess.run(command, capture_output=True, env={**os.environ, "LC_ALL": "C"})
    except OSError:
        raise NoVersion("no_git") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        name = "no_repository" if "not a git repository" in said else "git_refuses"
        raise NoVersion(name, path=os.path.abspath(folder), detail=" ".join(said.split()))
    # a final line end is git's own
    return os.fsdecode(done.stdout).removesuffix("\n")


def _git(folder: str, *words: str) -> str | None:
    import subprocess

    try:
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    # git speaks UTF-8 of paths with -z; a final line end is its own
    return os.fsdecode(done.stdout).removesuffix("\n")


def _show(root: str, name: str) -> bytes | None:
    import subprocess

    try:
        return subprocess.run(["git", "-C", root, "show", name], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def touched(doc: Document, before: bytes | None, given: Given, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those findings that lie in sentences which the version before did not have, wholly or with one of their places.

    Args:
        doc: the document as it is.
        before: its bytes then; None is a new file, in which everything is new.
        given: what was stated about it.
        found: its findings; failures to check are always kept, findings on the whole document in a new file only.
    """
    if before is None:
        return list(found)
    is_new = changed(doc, before, given)
    return [d for d in found if d.broken or any(is_new(*place) for place in _places(doc, d))]


def changed(doc: Document, before: bytes | None, given: Given) -> Callable[[int, int], bool]:
    """Tells of a place in a document whether it lies in a sentence that the version before did not have."""
    try:
        text = readers.read(before, doc.path, given).text if before is not None else None
    except readers.Unreadable:
        text = None
    if text is None:
        return lambda start, end: True
    old = {*text.split("\n"), *("".join(m[0].split()) for m in _SENTENCE.finditer(text))}
    known: dict[tuple[int, int], bool] = {}  # whether it was there before, of each sentence asked for
    return lambda start, end: not _within(doc, start, end, old, known)


def _places(doc: Document, d: Diagnostic) -> Iterable[tuple[int, int]]:
    """Where a finding stands in its document, with its related places."""
    if (d.start, d.end) != (0, 0):
        yield d.start, d.end
    for other in d.related:
        start, end = (doc.fact(_lines).offset(place) for place in (other.place, other.end_place))
        if other.path == d.path and start is not None and end is not None:
            yield start, end


def _lines(doc: Document) -> Lines:
    return Lines(doc.text)


def _within(doc: Document, start: int, end: int, old: set[str], known: dict[tuple[int, int], bool]) -> bool:
    """Whether every sentence that a place touches was there before; of a place between sentences, its lines."""
    sentences = doc.fact(_sentences)
    first = bisect_left(sentences, start + (start < end), key=itemgetter(1))
    touched = sentences[first : bisect_left(sentences, (max(end, start + 1), 0), first)]
    for span in touched:
        if span not in known:
            known[span] = "".join(doc.text[slice(*span)].split()) in old
    if touched:
        return all(known[span] for span in touched)
    return all(line in old for line in doc.text[doc.line(start)[0] : doc.line(end)[1]].split("\n"))


def _sentences(doc: Document) -> list[tuple[int, int]]:
    """Those that are not blank."""
    return [m.span() for m in _SENTENCE.finditer(doc.text) if not m[0].isspace()]
