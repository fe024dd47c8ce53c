"""Across documents: what the rules that compare documents collect from each, and what they find between them.

What is collected is plain data without text (hashes, numbers, places), so that it can be kept in the cache; the few
documents between which something is found are read again for it.
"""

from __future__ import annotations

import marshal

from lint import api, engine, readers, suppress
from lint.model import Elsewhere
from lint.record import TYPE_CHECKING
from lint.views.outline import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from lint.api import Result, Task
    from lint.model import Diagnostic, Document, Finding, Rule
    from lint.since import Since

    Found = dict[str, list[tuple[Rule, Finding]]]
    Facts = tuple[tuple[Any, ...], ...]

# what a document raises that was there when the run began; its own check tells so
GONE = (OSError, readers.Unreadable)


def compare(documents: Iterable[tuple[str, Task]], opened: Callable[[str], Document]) -> Found:
    """What lies between documents: for each path the findings in it, which name places in others.

    Args:
        documents: each file with what to do with it; one that cannot be read is left out here and told by its check.
        opened: reads a document by its path.
    """
    facts: dict[str, tuple[Rule, dict[str, tuple[Any, ...]]]] = {}
    for path, task in documents:
        rules = [rule for rule in task.catalogue.rules if rule.code in task.across]
        for rule, collected in zip(rules, _facts(path, task, rules), strict=False):
            if collected:
                facts.setdefault(rule.code, (rule, {}))[1][path] = collected
    found: Found = {}
    for rule, collected_of in facts.values():
        pairs: Iterable[Any] = rule.check(collected_of, opened)
        try:
            for path, finding in pairs:
                found.setdefault(path, []).append((rule, finding))
        except GONE:
            continue
    return found


def new(found: Found, since: Since, opened: Callable[[str], Document]) -> Found:
    """Those findings of which some place, in whichever document, lies in a sentence that is new since a version."""
    kept = {
        path: [(rule, finding) for rule, finding in here if _is_new(path, finding, since, opened)]
        for path, here in found.items()
    }
    return {path: here for path, here in kept.items() if here}


def _is_new(path: str, finding: Finding, since: Since, opened: Callable[[str], Document]) -> bool:
    from lint.since import changed

    places = ((finding.start, finding.end, path), *((r.start, r.end, r.path or path) for r in finding.related))
    for start, end, where in places:
        if since.concerns(where):
            try:
                doc = opened(where)
            except GONE:
                continue
            if changed(doc, since.before(where), doc.given)(start, end):
                return True
    return False


def _facts(path: str, task: Task, rules: Sequence[Rule]) -> Facts:
    """What each rule collects from a document, from the cache where it is known; nothing where it cannot be read."""
    if not rules:
        return ()
    try:
        data = api.content(path, task)
        place, digest = api.key(data, path, task, *(rule.code for rule in rules))
        record = task.cache.get(place, digest) if task.cache else None
        if record is not None:
            known: Facts = marshal.loads(record)
            return known
        doc = readers.read(data, path, api.given(path, task))
    except GONE:
        return ()
    found = tuple(_plain(rule.collect(doc)) for rule in rules if rule.collect)
    if task.cache:
        task.cache.put(place, digest, marshal.dumps(found))
    return found


def _plain(value: Any) -> Any:
    """Facts as tuples that can be kept."""
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def read(path: str, task: Task) -> Document:
    """A document as it is checked.

    Raises:
        OSError, Unreadable: where it cannot be read.
    """
    return readers.read(api.content(path, task), path, api.given(path, task))


def add(result: Result, found: Sequence[tuple[Rule, Finding]], task: Task, opened: Callable[[str], Document]) -> Result:
    """A result with what was found between its document and others, silenced as everything else.

    Args:
        result: what was found in the document itself.
        found: the findings in it.
        task: what to do with the file.
        opened: reads a document by its path.
    """
    if result.broken:
        return result
    try:
        doc = opened(result.path)
        stamped = [
            _located(engine.stamp(rule, finding, doc, task.speaker), finding, opened)
            for rule, finding in found
            if not engine.is_protected(finding, rule, doc)
        ]
    except GONE:
        return result
    numbers = api.fitting(result.path, task)
    entries = [task.catalogue.config.ignore[n] for n in numbers]
    silenced = suppress.silence(doc, stamped, entries, task.across, frozenset(), task.today)
    more = api.new(api.Result(result.path, silenced.kept, doc), doc, task._replace(since=None))  # they are new
    return result._replace(
        diagnostics=tuple(sorted((*result.diagnostics, *more.diagnostics), key=lambda d: (d.start, d.end, d.code))),
        doc=result.doc or doc,
        silenced=(*result.silenced, *silenced.dropped),
        used_ignores=result.used_ignores | {numbers[n] for n in silenced.entries},
        known=(*result.known, *more.known),
        met={**result.met, **more.met},
    )


def _located(d: Diagnostic, finding: Finding, opened: Callable[[str], Document]) -> Diagnostic:
    """A finding whose places in other documents have lines and text."""
    related = []
    for shown, other in zip(d.related, finding.related, strict=True):
        if other.path:
            there = opened(other.path)
            place = there.origin.locate(other.start)._replace(label=label(there, other.start))
            text = there.text[other.start : other.end]
            shown = Elsewhere(api.relative(other.path), place, there.origin.locate(other.end), text)
        related.append(shown)
    return d._replace(related=tuple(related))
