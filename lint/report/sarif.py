"""SARIF 2.1.0; columns count code points, paths are relative and percent-encoded, fingerprints stay when lines move."""

from __future__ import annotations

import json

from lint import __version__
from lint.fingerprint import fingerprints
from lint.record import TYPE_CHECKING
from lint.report import TOOL, page, told
from lint.speech import gist, manual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from lint.api import Result
    from lint.model import Diagnostic, Document, Place
    from lint.report import Style

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# how sure a rule is, by its tier: what GitHub sorts by
_PRECISION = {"minimal": "very-high", "default": "high", "strict": "medium", None: "low"}
# GitHub cuts longer ones
_DESCRIPTION = 1000


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """One run with the rules that found something."""
    found: list[dict[str, Any]] = []
    codes: dict[str, Diagnostic] = {}
    for result in results:
        uri = _uri(result.path)
        silencer = "inSource" if result.doc and any(m.kind == "directive" for m in result.doc.marks) else "external"
        both = (*result.diagnostics, *result.silenced)
        for n, (d, key) in enumerate(zip(both, fingerprints(result, both), strict=True)):
            codes.setdefault(d.code, d)
            entry = _result(d, uri, key, result.doc)
            if n >= len(result.diagnostics):
                entry["suppressions"] = [{"kind": silencer}]
            found.append(entry)
    order = {code: n for n, code in enumerate(sorted(codes))}
    for entry in found:
        entry["ruleIndex"] = order[entry["ruleId"]]
    driver = {
        "name": TOOL,
        "semanticVersion": __version__,
        "version": __version__,
        "rules": [_rule(codes[code], style) for code in order],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": found}
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(d: Diagnostic, style: Style) -> dict[str, Any]:
    rule = style.rules.get(d.code)
    lang = style.speaker.lang
    first = (gist(rule, lang) if rule else "") or d.name
    help_text = (manual(rule, lang) if rule else "") or d.name
    return {
        "id": d.code,
        "name": d.name,
        "shortDescription": {"text": first[:_DESCRIPTION]},
        "fullDescription": {"text": help_text[:_DESCRIPTION]},
        "help": {"text": help_text, "markdown": help_text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity if rule else d.severity]},
        "properties": {
            "tags": [d.code[:3]],
            "precision": _PRECISION[rule.tier if rule else None],
            "problem.severity": "recommendation" if d.severity == "info" else d.severity,
        },
    }


def _result(d: Diagnostic, uri: str, key: str, doc: Document | None) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(uri, d.place, d.end_place, d.text)}
    if d.place.label:
        location["logicalLocations"] = [{"fullyQualifiedName": d.place.label}]
    entry: dict[str, Any] = {
        "ruleId": d.code,
        "level": _LEVELS[d.severity],
        "message": {"text": told(d)},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": key},
        "properties": {"page": page(d.code)},
    }
    if d.related:
        entry["relatedLocations"] = [
            {
                "id": n,
                "physicalLocation": _physical(_uri(path), start, end, text),
                "message": {"text": start.label or text or path},
            }
            for n, (path, start, end, text) in enumerate(d.related)
        ]
    if d.fix and doc:
        replacements = [
            {
                "deletedRegion": _region(doc.origin.locate(e.start), doc.origin.locate(e.end)),
                "insertedContent": {"text": e.text},
            }
            for e in d.fix
        ]
        change = {"artifactLocation": {"uri": uri}, "replacements": replacements}
        entry["fixes"] = [{"description": {"text": d.message}, "artifactChanges": [change]}]
    return entry


def _physical(uri: str, start: Place, end: Place, text: str) -> dict[str, Any]:
    region: dict[str, Any] = dict(_region(start, end))
    if text:
        region["snippet"] = {"text": text}
    return {"artifactLocation": {"uri": uri}, "region": region}


def _region(start: Place, end: Place) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _uri(path: str) -> str:
    """A path as a relative reference; an absolute one as a file URI."""
    from pathlib import PurePath
    from urllib.parse import quote

    return PurePath(path).as_uri() if PurePath(path).is_absolute() else quote(path, errors="surrogateescape")
