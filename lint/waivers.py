"""What a change lets pass: entries of `ignore` and of the baseline, and comments, that were not there before."""

from __future__ import annotations

import os
from collections import Counter

from lint import baseline, config, readers, store, suppress
from lint.model import Given
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lint.baseline import Baseline
    from lint.since import Since

# what a directive begins with; a file without it is not read a second time
_DIRECTIVE = b"gongwen-lint:"


class Waiver(NamedTuple):
    """Something that is passed over from now on."""

    path: str
    rule: str  # code, name or prefix; "" is every rule
    text: str  # what the entry names of the document, or the comment
    reason: str
    kind: str  # ignore, comment or baseline
    times: int = 1


def added(
    since: Since, configs: Iterable[str], baselines: Iterable[Baseline], documents: Iterable[str]
) -> list[Waiver]:
    """The waivers that a version does not have yet.

    Args:
        since: the version to compare with.
        configs: paths of the configuration files in force; others are looked at where they were changed.
        baselines: those in force.
        documents: the files that are checked.
    """
    found: list[Waiver] = []
    changed = [os.path.join(since.root, name) for name in since.changed]
    own = [path for path in changed if os.path.basename(path) == config.FILE_NAME]
    for path in dict.fromkeys(map(os.path.realpath, (*configs, *own))):
        found += _entries(path, since.before(path))
    for known in baselines:
        found += _baselined(known, since.before(known.path))
    for path in documents:
        if path != "-":
            found += _directives(path, since.before(path))
    return found


def _entries(path: str, before: bytes | None) -> Iterator[Waiver]:
    """The `ignore` entries of a configuration that its earlier state does not have."""
    now = store.content(path)
    left: dict[frozenset[tuple[str, str]], int] = {}
    for entry in _ignore(path, before or b""):
        left[_plain(entry)] = left.get(_plain(entry), 0) + 1
    for entry in _ignore(path, now):
        if left.get(_plain(entry)):
            left[_plain(entry)] -= 1
        else:
            rule, text, reason = (str(entry.get(key) or "") for key in ("rule", "text", "reason"))
            yield Waiver(_shown(path), rule, text, reason, "ignore")


def _ignore(path: str, data: bytes) -> list[Mapping[str, object]]:
    """The `ignore` entries of a configuration; of one that cannot be read there are none."""
    try:
        content = config.parse(path, data).data
    except config.ConfigError:
        return []
    listed = content.get("ignore") if isinstance(content, dict) else None
    return [entry for entry in listed or () if isinstance(entry, dict)]


def _shown(path: str) -> str:
    """A path as seen from the working folder."""
    return baseline.place(path, os.getcwd())


def _plain(entry: Mapping[str, object]) -> frozenset[tuple[str, str]]:
    return frozenset((key, str(value)) for key, value in entry.items())


def _baselined(known: Baseline, before: bytes | None) -> Iterator[Waiver]:
    """What a baseline counts of each file more than before."""
    try:
        old = baseline.parse(before or b"", known.path)
    except baseline.Unusable:
        old = {}
    for name, counts in known.files.items():
        for key, count in counts.items():
            more = count - old.get(name, {}).get(key, 0)
            if more > 0:
                shown = _shown(os.path.join(known.folder, name))
                yield Waiver(shown, key.partition(":")[0], "", "", "baseline", more)


def _directives(path: str, before: bytes | None) -> Iterator[Waiver]:
    """The comments of a document that silence rules and that its earlier state does not have."""
    try:
        now = store.content(path)
    except OSError:
        return  # the run has told of it
    if _DIRECTIVE not in now:
        return
    left = Counter(said for _, said in _comments(path, before or b""))
    for codes, said in _comments(path, now):
        if left[said]:
            left[said] -= 1
        else:
            yield Waiver(_shown(path), ",".join(codes), said, "", "comment")


def _comments(path: str, data: bytes) -> Iterator[tuple[tuple[str, ...], str]]:
    """The codes of each silencing comment of a document, and the comment."""
    try:
        doc = readers.read(data, path, Given())
    except readers.Unreadable:
        return
    for silencer in suppress.silencers(doc)[0]:
        yield silencer.codes, doc.text[slice(*silencer.at)]
