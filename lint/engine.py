"""Rules × document → sorted diagnostics, and what each rule cost."""

from __future__ import annotations

import os
import time
from bisect import bisect_left

from lint import terms
from lint.model import OUTSIDE, SEVERITIES, Diagnostic, Edit, Elsewhere, Finding, Place, Rule, Unusable
from lint.record import TYPE_CHECKING, NamedTuple
from lint.speech import plain
from lint.views.outline import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from lint.model import Document, Related
    from lint.speech import Speaker

# Who speaks where two findings meet: the graver and surer family first; the statistical detector last.
_ORDER = ("E9", "PLH", "REF", "NUM", "PHR", "TYP", "CON", "STR", "PUN", "DOC")
_STATISTICAL = "TYP5"
# how a paragraph looks contradicts nothing that is said of its words
_LAYOUT = "DOC3"
# beyond this many characters a quote is a window, not the shortest unique string
_SEARCHED = 200_000
# a quote of fewer characters tells a reader little; it does not run over the end of a clause for them
_QUOTED = 4
_STOPS = "，。；：！？、"
# so many places that two findings share are one matter
_SAME = 3
# so many characters behind the place before any in front of it
_FOLLOWED = 8
_PROTECTED = ("TYP", "PHR", "CON")


class Checked(NamedTuple):
    """What a run over one document gave."""

    diagnostics: tuple[Diagnostic, ...]
    shadowed: tuple[Diagnostic, ...]
    cost: Mapping[str, float]  # code -> seconds


def run(
    doc: Document,
    rules: Sequence[Rule],
    index: terms.Index,
    selected: frozenset[str],
    speaker: Speaker,
    clock: Callable[[], float] = time.perf_counter,
) -> Checked:
    """Check one document.

    Args:
        doc: the document.
        rules: all rules; their positions are the numbers in `index`.
        index: the words that wake them.
        selected: the codes that run.
        speaker: language and sentences.
        clock: seconds, for the cost of each rule.
    """
    hits = terms.scan(index, doc.prose)
    marked = {mark.kind for mark in doc.marks}
    found: list[tuple[Rule, Finding]] = []
    cost: dict[str, float] = {}
    for number, rule in enumerate(rules):
        if rule.code not in selected or (number not in hits and rule.terms):
            continue
        if rule.marks and marked.isdisjoint(rule.marks):
            continue
        began = clock()
        nonsense: list[tuple[Rule, Finding]] = []
        try:
            for finding in rule.check(doc, hits.get(number, ()), **rule.options):
                trouble = _nonsense(finding, doc)
                if trouble:
                    values = {"rule": rule.code, "source": os.path.basename(rule.source), "detail": trouble}
                    nonsense = nonsense or [(_broken("E904", rule), Finding(0, 0, values))]  # once for each rule
                elif _idle(finding, doc):
                    continue  # what is right already
                elif _in_scope(finding, rule, doc) and not is_protected(finding, rule, doc):
                    found.append((rule, finding))
        except TimeoutError as error:
            place = rule.places.get(str(error)) or rule.places.get("") or rule.source
            found.append((_broken("E905", rule), Finding(0, 0, {"rule": rule.code, "source": place})))
        except Unusable as error:
            found.append((_broken("E911", rule), Finding(0, 0, {"rule": rule.code, "what": error.args[0]})))
        except (Exception, SystemExit) as error:  # one rule's failure must not hide what the others see
            detail = f"{type(error).__name__}: {error}"
            found.append((_broken("E903", rule), Finding(0, 0, {"rule": rule.code, "detail": detail})))
        found += nonsense
        cost[rule.code] = cost.get(rule.code, 0.0) + clock() - began
    kept, shadowed = _settle(found)
    stamped = [stamp(rule, finding, doc, speaker) for rule, finding in kept]
    behind = [stamp(rule, finding, doc, speaker) for rule, finding in shadowed]
    return Checked(tuple(sorted(stamped, key=_key)), tuple(sorted(behind, key=_key)), cost)


def _key(diagnostic: Diagnostic) -> tuple[Any, ...]:
    return diagnostic.start, diagnostic.end, diagnostic.code, diagnostic.message


def trouble(code: str, path: str, speaker: Speaker, **values: Any) -> Diagnostic:
    """An E9 diagnostic of a file that could not be checked."""
    say = speaker.say(code, path=path, **values)
    place = Place(1, 1)
    return Diagnostic(code, _NAMES[code], "error", say, path, place, place, 0, 0, "", "", values, None, False, (), ())


_NAMES = {
    "E901": "unreadable-text",
    "E902": "unread-format",
    "E903": "crashed-rule",
    "E904": "nonsense-finding",
    "E905": "endless-pattern",
    "E906": "unopened-file",
    "E907": "unwritable-file",
    "E908": "broken-package",
    "E909": "missing-program",
    "E910": "failed-conversion",
    "E911": "unusable-option",
    "E950": "unused-silencer",
}


def _broken(code: str, rule: Rule) -> Rule:
    return Rule(code, _NAMES[code], rule.check, {}, "error")


def _nonsense(finding: Any, doc: Document) -> str:
    """Why a finding cannot be used; empty for a sound one. Plugins may yield anything."""
    if not isinstance(finding, Finding):
        return type(finding).__name__
    fix: Any = finding.fix
    if not (fix is None or isinstance(fix, str) or (isinstance(fix, tuple) and all(isinstance(e, Edit) for e in fix))):
        return f"fix: {fix!r}"
    if not isinstance(finding.values, dict) or not all(isinstance(key, str) for key in finding.values):
        return f"values: {finding.values!r}"
    if finding.severity not in (None, *SEVERITIES):
        return f"severity: {finding.severity!r}"
    spans = [(finding.start, finding.end), *((r.start, r.end) for r in finding.related if r.path is None)]
    made = sorted((e.start, e.end) for e in fix) if isinstance(fix, tuple) else []
    for start, end in (*spans, *made):
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(doc.text)):
            return f"{start}–{end}"
    if any(made[n][1] > made[n + 1][0] for n in range(len(made) - 1)):
        return f"fix: {made}"
    return ""


def _idle(finding: Finding, doc: Document) -> bool:
    """Whether a finding has a fix that would change nothing."""
    made = edits(finding)
    return bool(made) and all(doc.text[e.start : e.end] == e.text for e in made or ())


def _in_scope(finding: Finding, rule: Rule, doc: Document) -> bool:
    """Whether every segment that a finding touches is one its rule looks at."""
    at, end = finding.start, max(finding.end, finding.start + 1)
    while at < end and (segment := doc.segment(at)):
        if segment.kind in OUTSIDE if rule.scope is None else segment.kind not in rule.scope:
            return False
        at = segment.end
    return True


def _protected(doc: Document) -> tuple[list[int], list[int]]:
    """Where protected words begin and, for each, the furthest end of it and all before it."""
    spans = sorted(span for word in doc.given.words for span in terms.find(doc.text, word))
    reach: list[int] = []
    for _, end in spans:
        reach.append(max(end, reach[-1]) if reach else end)
    return [start for start, _ in spans], reach


def is_protected(finding: Finding, rule: Rule, doc: Document) -> bool:
    """Whether a finding of a rule about words touches a word that is protected in this document."""
    if not doc.given.words or not rule.code.startswith(_PROTECTED):
        return False
    starts, reach = doc.fact(_protected)
    number = bisect_left(starts, finding.end)
    return number > 0 and reach[number - 1] > finding.start


def edits(finding: Finding) -> tuple[Edit, ...] | None:
    """The edits of a finding's fix."""
    if finding.fix is None:
        return None
    return (Edit(finding.start, finding.end, finding.fix),) if isinstance(finding.fix, str) else finding.fix


def _rank(code: str) -> int:
    if code.startswith(_STATISTICAL):
        return len(_ORDER)
    return next((n for n, family in enumerate(_ORDER) if code.startswith(family)), len(_ORDER) - 1)


def _settle(found: list[tuple[Rule, Finding]]) -> tuple[list[tuple[Rule, Finding]], list[tuple[Rule, Finding]]]:
    """One place, one finding: of two that want different things of one place, the graver family's stays."""
    kept: list[tuple[Rule, Finding]] = []
    found, shadowed = _once(found)
    queue = sorted(found, key=lambda f: (f[1].start, f[1].end))
    group: list[tuple[Rule, Finding]] = []
    reach = -1
    for item in (*queue, None):
        if item is not None and group and item[1].start < reach:
            group.append(item)
            reach = max(reach, item[1].end)
            continue
        if len(group) > 1:
            _settle_group(group, kept, shadowed)
        else:
            kept.extend(group)
        group = [item] if item is not None else []
        reach = item[1].end if item is not None else -1
    return kept, shadowed


def _once(found: list[tuple[Rule, Finding]]) -> tuple[list[tuple[Rule, Finding]], list[tuple[Rule, Finding]]]:
    """What two rules of a family say of the same three places or more, told once, by the first rule; and the rest."""
    first: dict[tuple[str, frozenset[tuple[int, int]]], str] = {}
    kept: list[tuple[Rule, Finding]] = []
    behind: list[tuple[Rule, Finding]] = []
    for rule, finding in sorted(found, key=lambda f: f[0].code):
        places = frozenset([finding[:2], *((r.start, r.end) for r in finding.related if r.path is None)])
        same = len(places) < _SAME or first.setdefault((rule.code[:3], places), rule.code) == rule.code
        (kept if same else behind).append((rule, finding))
    return kept, behind


def _settle_group(
    group: list[tuple[Rule, Finding]], kept: list[tuple[Rule, Finding]], shadowed: list[tuple[Rule, Finding]]
) -> None:
    stays: list[tuple[Rule, Finding]] = []
    for rule, finding in sorted(group, key=lambda f: (_rank(f[0].code), f[1].start, -f[1].end, f[0].code)):
        if any(_conflict(rule, finding, *other) for other in stays):
            shadowed.append((rule, finding))
        else:
            stays.append((rule, finding))
    kept.extend(stays)


def _conflict(rule: Rule, finding: Finding, first_rule: Rule, first: Finding) -> bool:
    if not (finding.start < first.end and first.start < finding.end):
        return False
    if _LAYOUT in (rule.code[:4], first_rule.code[:4]):
        return False
    if (finding.start, finding.end) == (first.start, first.end) or rule.code.startswith(_STATISTICAL):
        return True
    mine, others = edits(finding), edits(first)
    if mine is None or others is None:
        return False
    return any(a.start <= b.end and b.start <= a.end for a in mine for b in others)


def stamp(rule: Rule, finding: Finding, doc: Document, speaker: Speaker) -> Diagnostic:
    """A finding with everything that a report needs."""
    start, end = finding.start, finding.end
    severity = rule.severity
    if finding.severity and SEVERITIES.index(finding.severity) > SEVERITIES.index(severity):
        severity = finding.severity
    quote = unique(doc, start, end)
    values = {key: plain(value, speaker) for key, value in finding.values.items()}
    filled = {"found": doc.text[start:end], "quote": quote, "path": doc.path, **values}
    template = rule.message.get(speaker.lang) or rule.message.get("zh")
    message = speaker.fill(template, filled) if template else speaker.say(rule.code, **filled)
    place = Place(1, 1)
    end_place = place
    if (start, end) != (0, 0):
        line, column, _ = doc.origin.locate(start)
        place = Place(line, column, label(doc, start))
        end_place = doc.origin.locate(end)
    related = tuple(_elsewhere(other, doc) for other in finding.related)
    return Diagnostic(
        *(rule.code, rule.name, severity, message, doc.path, place, end_place, start, end, doc.text[start:end], quote),
        *(values, _possible(finding, doc), finding.safe, finding.suggestions, related),
    )


def _possible(finding: Finding, doc: Document) -> tuple[Edit, ...] | None:
    """The edits of a finding's fix, if all of them can be made."""
    made = edits(finding)
    return made if made and all(doc.origin.takes(edit) for edit in made) else None


def _elsewhere(other: Related, doc: Document) -> Elsewhere:
    if other.path is not None:
        return Elsewhere(other.path, Place(1, 1, other.label), Place(1, 1), "")
    line, column, _ = doc.origin.locate(other.start)
    place = Place(line, column, other.label or label(doc, other.start))
    return Elsewhere(doc.path, place, doc.origin.locate(other.end), doc.text[other.start : other.end])


def unique(doc: Document, start: int, end: int, most: int = 24) -> str:
    """The shortest string around a place that occurs once in the text, so that a search in Word lands there.

    It stays within the line and has at least `_QUOTED` characters where the line has them; a place whose line repeats
    keeps a window of `most` characters, and so does every place of a text too long to search for each of them.
    """
    text, first, last = doc.text, doc.line(start)[0], doc.line(end)[1]
    left, right = start, end
    # to the right first: XX次, not 开展XX
    while right - left < _QUOTED and right < last and text[right] not in _STOPS:
        right += 1
    while right - left < _QUOTED and left > first and text[left - 1] not in _STOPS:
        left -= 1
    while right - left < most + end - start:
        piece = text[left:right]
        if len(text) <= _SEARCHED and piece.strip() and text.find(piece) == left and text.find(piece, left + 1) < 0:
            break
        if left <= first and right >= last:
            break
        # what follows in the clause reads better than what went before
        if right < last and (left <= first or (text[right] not in _STOPS and right - end < _FOLLOWED)):
            right += 1
        else:
            left -= 1
    return text[left:right].strip().replace("\n", "")
