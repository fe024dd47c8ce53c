"""Rules of installed modules that a configuration names, contained: whatever one does, the run goes on and names it.

Not contained is what Python cannot hold: a loop without end, writing past `sys.stdout`, `os._exit`.
"""

from __future__ import annotations

import os
import sys

from lint.model import SEVERITIES, TIERS, Finding, Rule
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from lint.model import Document, Hits

# more findings of one rule in one document help nobody and may never end
MOST = 100_000
# so much of what a plugin says of itself is shown
_SHOWN = 200


class Unusable(Exception):
    """A module whose rules cannot be used; the message says why."""


class Failed(Exception):
    """A plugin's check that failed; the message names the module and what went wrong."""


def load(name: str, paths: Sequence[str], taken: frozenset[str]) -> list[Rule]:
    """The rules of a module, each with its check contained.

    Args:
        name: the module.
        paths: the configuration files that led to it, the nearest first.
        taken: the codes of other rules.

    Raises:
        Unusable: for a module that cannot be imported, that lies beside the documents or whose rules are none.
    """
    rules: list[Rule] = []
    try:
        with _Told(name):
            _refuse_local(name, paths)
            __import__(name)
            own = tuple(sys.modules[name].RULES)
        for rule in own:
            why = _unsound(rule, taken | {r.code for r in rules})
            if why:
                raise Unusable(why)
            rules.append(rule._replace(source=name, check=_Contained(name, rule.check)))
    except Unusable:
        raise
    except (Exception, SystemExit) as error:
        raise Unusable(_said(error)) from None
    return rules


def _unsound(rule: Any, taken: frozenset[str]) -> str:
    """Why a rule cannot be used; empty for a sound one."""
    if not isinstance(rule, Rule):
        return f"RULES: {type(rule).__name__}"
    texts = (rule.code, rule.name, *rule.terms, *rule.marks, *rule.message.values())
    if not all(isinstance(text, str) and text for text in texts) or "zh" not in rule.message:
        return "code, name, terms, marks, message"
    pages = {"zh": rule.doc} if isinstance(rule.doc, str) else rule.doc
    if "zh" not in pages or not all(isinstance(page, str) for page in pages.values()):
        return f"{rule.code}: doc"
    if rule.code in taken or rule.code.startswith("E9"):
        return rule.code
    if rule.severity not in SEVERITIES or rule.tier not in (*TIERS, None) or not callable(rule.check):
        return f"{rule.code}: severity, tier, check"
    return ""


def _refuse_local(name: str, paths: Sequence[str]) -> None:
    """Refuse a module that lies beside the documents: a pull request could change it.

    Raises:
        ImportError: for a module under the working folder or a configuration's folder, outside an environment.
    """
    from importlib.util import find_spec

    spec = find_spec(name)
    origin = os.path.realpath(spec.origin) if spec and spec.origin else ""
    folders = {os.path.realpath(folder) for folder in (os.getcwd(), *(os.path.dirname(path) or "." for path in paths))}
    local = any(origin.startswith(folder + os.sep) for folder in folders)
    if local and "site-packages" not in origin.split(os.sep):
        raise ImportError(f"not installed: {origin}")


class _Contained:
    """The check of a plugin's rule."""

    __slots__ = ("_check", "_name")

    def __init__(self, name: str, check: Callable[..., Iterable[Finding]]) -> None:
        self._name, self._check = name, check

    def __call__(self, doc: Document, hits: Hits, **options: Any) -> list[Finding]:
        """Its findings.

        Raises:
            Failed: whatever the plugin raised.
        """
        try:
            with _Told(self._name):
                return list(_bounded(self._check(doc, tuple(hits), **options)))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise Failed(f"{self._name}: {_said(error)}") from None


def _bounded(found: Iterable[Finding]) -> Iterator[Finding]:
    for count, finding in enumerate(found):
        if count >= MOST:
            raise ValueError(f"> {MOST}")
        if isinstance(finding, Finding) and isinstance(finding.values, dict):
            for value in finding.values.values():
                str(value)  # what cannot be shown fails here, where its author is known
        yield finding


def _said(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:
        text = ""
    return f"{type(error).__name__}: {text}"[:_SHOWN]


class _Told:
    """What a plugin prints is no part of the report: it goes to standard error behind the plugin's name."""

    __slots__ = ("_name", "_stream", "_text")

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        import io

        self._stream, self._text = sys.stdout, io.StringIO()
        sys.stdout = self._text

    def __exit__(self, *_: object) -> None:
        sys.stdout = self._stream
        for line in self._text.getvalue().splitlines():
            sys.stderr.write(f"{self._name}: {line}\n")
