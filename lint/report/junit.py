"""JUnit XML: a suite for each file, a case for each finding, one passing case where there is none."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.report import TOOL
from lint.report.cards import Card, line
from lint.report.escape import attribute, content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.report import Style


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The lines of the document; what could not be checked is an error, what was found a failure."""
    suites: list[str] = []
    tests = failures = errors = 0
    for result in results:
        found = result.diagnostics
        broken = sum(d.broken for d in found)
        cases = list(_cases(result, style))
        tests, failures, errors = tests + len(found or " "), failures + len(found) - broken, errors + broken
        counts = f'tests="{len(found) or 1}" failures="{len(found) - broken}" errors="{broken}" skipped="0"'
        suites += [f'  <testsuite name={attribute(result.path)} {counts} time="0">', *cases, "  </testsuite>"]
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<testsuites name="{TOOL}" tests="{tests}" failures="{failures}" errors="{errors}" time="0">'
    yield from suites
    yield "</testsuites>"


def _cases(result: Result, style: Style) -> Iterator[str]:
    name = attribute(result.path)
    if not result.diagnostics:
        yield f'    <testcase name={attribute(style.speaker.say("nothing_in_file"))} classname={name} time="0"/>'
    for d in result.diagnostics:
        case = attribute(f"{d.code}:{d.place.line}:{d.place.column}")
        told = line(Card(d, ()), style.speaker, style.speaker.say(d.severity))
        kind = "error" if d.broken else "failure"
        # the schema of Jenkins knows no file and no line here: the class is the file, the name has the line
        yield f'    <testcase name={case} classname={name} time="0">'
        yield f"      <{kind} type={attribute(d.severity)} message={attribute(d.message)}>{content(told)}</{kind}>"
        yield "    </testcase>"
