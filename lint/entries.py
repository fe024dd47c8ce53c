"""Ignore entries as text: put at the end of the list in a configuration, every other line as it was."""

from __future__ import annotations


class Bracketed(Exception):
    """A configuration whose `ignore` is written in brackets, where no line can be added."""


def entry(rule: str, path: str, text: str, reason: str) -> str:
    """One entry on one line.

    Args:
        rule: the code.
        path: the glob of the files it holds for, as seen from the configuration's folder.
        text: what was found, or a longer string around it.
        reason: why it is right here.
    """
    return f"- {{rule: {rule}, path: {_quoted(path)}, text: {_quoted(text)}, reason: {_quoted(reason)}}}"


def add(text: str, entries: list[str]) -> str:
    """A configuration with further ignore entries.

    Raises:
        Bracketed: when its list is written in brackets.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    rows = text.split(end)
    at = next((n for n, row in enumerate(rows) if row.startswith("ignore:")), None)
    if at is None:
        return text + ("" if not text or text.endswith("\n") else end) + end.join(("ignore:", *entries, ""))
    if rows[at].partition("#")[0].strip() != "ignore:":
        raise Bracketed
    following = next((row for row in rows[at + 1 :] if row.strip() and not row.lstrip().startswith("#")), "")
    indent = following[: len(following) - len(following.lstrip())] if following.lstrip().startswith("-") else ""
    return end.join((*rows[: at + 1], *(indent + entry for entry in entries), *rows[at + 1 :]))


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes, on one line."""
    import json

    return json.dumps(text, ensure_ascii=False)
