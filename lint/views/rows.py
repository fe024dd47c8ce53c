"""Tables of the package that are read when they are first asked for; those of rules come compiled (lint/ruleset.py)."""

from __future__ import annotations

import os


def rows(name: str) -> list[list[str]]:
    """The rows of a table in `lint/data/`, without its comments and its header."""
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", name)
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")][1:]
