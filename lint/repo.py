"""Across documents: what the rules that compare documents collect from each, and what they find between them."""

from __future__ import annotations

from lint import api, engine, readers, suppress
from lint.model import Elsewhere
from lint.record import TYPE_CHECKING
from lint.views.outline import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from lint.api import Result, Task
    from lint.model import Diagnostic, Document, Finding, Rule

    Found = dict[str, list[tuple[Rule, Finding]]]


def compare(documents: Iterable[tuple[str, Task]]) -> Found:
    """What lies between documents: for each path the findings in it, which name places in others.

    Args:
        documents: each file with what to do with it; one that cannot be read is left out here and told by its check.
    """
    facts: dict[str, tuple[Rule, dict[str, tuple[Any, ...]]]] = {}
    for path, task in documents:
        rules = [rule for rule in task.catalogue.rules if rule.code in task.across]
        doc = read(path, task) if rules else None
        for rule in rules if doc else ():
            assert rule.collect and doc
            collected = rule.collect(doc)
            if collected:
                facts.setdefault(rule.code, (rule, {}))[1][path] = collected
    found: Found = {}
    for rule, collected_of in facts.values():
        pairs: Iterable[Any] = rule.check(collected_of)
        for path, finding in pairs:
            found.setdefault(path, []).append((rule, finding))
    return found


def read(path: str, task: Task) -> Document | None:
    """A document as it is checked; None where it cannot be."""
    try:
        return readers.read(api.content(path, task), path, api.given(path, task))
    except (OSError, readers.Unreadable):
        return None


def add(
    result: Result, found: Sequence[tuple[Rule, Finding]], task: Task, opened: Callable[[str], Document | None]
) -> Result:
    """A result with what was found between its document and others, silenced as everything else.

    Args:
        result: what was found in the document itself.
        found: the findings in it.
        task: what to do with the file.
        opened: reads another document by its path.
    """
    doc = opened(result.path)
    if doc is None or result.broken:
        return result
    stamped = [
        _located(engine.stamp(rule, finding, doc, task.speaker), finding, opened)
        for rule, finding in found
        if not engine.is_protected(finding, rule, doc)
    ]
    numbers = api.fitting(result.path, task)
    entries = [task.catalogue.config.ignore[n] for n in numbers]
    silenced = suppress.silence(doc, stamped, entries, task.across, frozenset(), task.today)
    more = api.new(api.Result(result.path, silenced.kept, doc), doc, task)
    return result._replace(
        diagnostics=tuple(sorted((*result.diagnostics, *more.diagnostics), key=lambda d: (d.start, d.end, d.code))),
        doc=result.doc or doc,
        silenced=(*result.silenced, *silenced.dropped),
        used_ignores=result.used_ignores | {numbers[n] for n in silenced.entries},
        known=(*result.known, *more.known),
        met={**result.met, **more.met},
        untouched=result.untouched + more.untouched,
    )


def _located(d: Diagnostic, finding: Finding, opened: Callable[[str], Document | None]) -> Diagnostic:
    """A finding whose places in other documents have lines and text."""
    related = []
    for shown, other in zip(d.related, finding.related, strict=True):
        there = opened(other.path) if other.path else None
        if there and other.path:
            place = there.origin.locate(other.start)._replace(label=label(there, other.start))
            text = there.text[other.start : other.end]
            shown = Elsewhere(api.relative(other.path), place, there.origin.locate(other.end), text)
        related.append(shown)
    return d._replace(related=tuple(related))
