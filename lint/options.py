"""The flags of every command as a table, and argv read by it.

argparse speaks English only, and its import and set-up take longer than checking a short document.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace

from lint import cli, config
from lint.model import SEVERITIES, TIERS
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from lint.speech import Speaker


class Flag(NamedTuple):
    """A flag: what its value is, and what holds without it. A flag without a kind of value is on or off."""

    value: str = ""  # as help shows it: FILE, DATE, CODE,…
    choices: tuple[str, ...] = ()
    default: Any = None


_CODES = "CODE,…"
OUTPUT = "FORMAT[=FILE]"
_JOBS = "N|auto"
_FILE = Flag("FILE")
_CHECK = {
    **{name: Flag(_CODES, default=()) for name in ("select", "extend-select", "ignore")},
    "profile": Flag("TIER", TIERS),
    "date": Flag("DATE"),
    "stage": Flag("STAGE", config.STAGES),
    "revisions": Flag("VIEW", ("accepted", "original"), "accepted"),
    **dict.fromkeys(("fix", "unsafe-fixes", "no-track", "diff", "show-fixes", "show-shadowed"), Flag()),
    "config": _FILE,
    **dict.fromkeys(("isolated", "force-exclude"), Flag()),
    "stdin-filename": Flag("NAME"),
    "baseline": _FILE,
    "baseline-check": Flag(),
    "diff-base": Flag("REF"),
    "staged": Flag(),
    "fail-level": Flag("LEVEL", SEVERITIES),
    **dict.fromkeys(("exit-zero", "statistics", "cost", "show-files", "show-settings", "quiet"), Flag()),
    "output-format": Flag(OUTPUT, default=()),
    "output": _FILE,
    "no-text": Flag(),
    "add-ignore": Flag("REASON"),
    "watch": Flag(),
    "repo": Flag(),
    "jobs": Flag(_JOBS),
    "no-cache": Flag(),
    "color": Flag("WHEN", ("auto", "always", "never"), "auto"),
}
# what says how a file is checked, for other commands that check
_CHECK_ONLY = {
    name: _CHECK[name]
    for name in (
        *("select", "extend-select", "ignore", "profile", "date", "stage", "revisions", "config", "isolated"),
        *("force-exclude", "quiet"),
    )
}
# command -> its flags, the name of its positional arguments, how many of them at least and at most
COMMANDS: dict[str, tuple[dict[str, Flag], str, int, int]] = {
    "check": (_CHECK, "paths", 0, sys.maxsize),
    "annotate": (
        {
            **_CHECK_ONLY,
            **dict.fromkeys(("clear", "learn"), Flag()),
            "output": _FILE,
        },
        "paths",
        1,
        sys.maxsize,
    ),
    "compare": ({"output-format": Flag("FORMAT", ("text", "json"), "text")}, "paths", 2, 2),
    "date": (
        {
            "date": Flag("DATE"),
            "config": _FILE,
            "isolated": Flag(),
            "output-format": Flag("FORMAT", ("text", "json"), "text"),
        },
        "paths",
        1,
        sys.maxsize,
    ),
    "rule": (
        {
            "table": Flag(),
            "examples": Flag(),
            "config": _FILE,
            "output-format": Flag("FORMAT", ("text", "json", "markdown"), "text"),
        },
        "code",
        0,
        1,
    ),
    "init": ({}, "", 0, 0),
    "lsp": (
        {
            name: _CHECK[name]
            for name in (*("select", "extend-select", "ignore", "profile", "stage", "config", "isolated", "baseline"),)
        },
        "",
        0,
        0,
    ),
    "clean": ({}, "", 0, 0),
    "completion": ({}, "shell", 1, 1),
    "baseline": (_CHECK, "words", 1, sys.maxsize),
}
_EVERYWHERE = {"help": Flag(), "lang": Flag("LANG", config.LANGUAGES)}
_SHORT = {"-h": "--help", "-o": "--output"}


def parse(argv: list[str], speaker: Speaker) -> SimpleNamespace:
    """The command and its flags, names with `_` for `-`; help ends the program here with status 0.

    Raises:
        Usage: for what cannot be understood.
    """
    if not argv or argv[0] in ("-h", "--help"):
        print(speaker.say("help"))
        for name in COMMANDS:
            print(f"  gongwen-lint {name:6} {speaker.say(f'command_{name}')}")
        raise SystemExit(0 if argv else 2)
    if argv[0] not in COMMANDS:
        close = config.nearest(argv[0], COMMANDS)
        name = "no_such_command_near" if close else "no_such_command"
        raise cli.Usage(name, value=argv[0], nearest=close, choices=tuple(COMMANDS))
    _, positional, least, most = COMMANDS[argv[0]]
    known = flags(argv[0])
    given: dict[str, Any] = {name: flag.default if flag.value else False for name, flag in known.items()}
    others: list[str] = []
    for name, value in _words(argv[1:], known):
        if not name:
            others.append(value)
        elif not known[name].value:
            given[name] = True
        elif known[name].value == _CODES:
            given[name] += _codes(value)
        elif known[name].value == OUTPUT:
            given[name] += (value,)
        else:
            given[name] = value
    if given["help"]:
        print(_help(argv[0], known, positional, speaker))
        raise SystemExit(0)
    if len(others) < least:
        raise cli.Usage("usage_missing")
    if len(others) > most:
        raise cli.Usage("usage_unknown", value=others[most])
    if positional:
        given[positional] = (others[0] if others else None) if most == 1 else others
    if given.get("date") is not None and not config.is_date(given["date"]):
        raise cli.Usage("bad_date", value=given["date"])
    # what a command does not know is off: those that check share the code of `check`
    rest = {name: flag.default if flag.value else False for name, flag in _CHECK.items() if name not in given}
    return SimpleNamespace(
        command=argv[0], **{name.replace("-", "_"): value for name, value in {**rest, **given}.items()}
    )


def flags(command: str) -> dict[str, Flag]:
    """The flags of a command by their names."""
    return {**_EVERYWHERE, **COMMANDS[command][0]}


def _words(words: list[str], flags: dict[str, Flag]) -> Iterator[tuple[str, str]]:
    """Each flag of a command line with its value; a word that is no flag under an empty name. After `--` none is."""
    n = 0
    while n < len(words):
        word, equals, value = words[n].partition("=") if words[n].startswith("--") else (words[n], "", "")
        n += 1
        if word == "--":
            yield from (("", other) for other in words[n:])
            return
        word = _SHORT.get(word, word)
        name = word[2:]
        if not word.startswith("-") or word == "-":
            yield "", word
            continue
        if not word.startswith("--") or name not in flags:
            close = config.nearest(word, [f"--{known}" for known in flags])
            raise cli.Usage("usage_unknown_near" if close else "usage_unknown", value=word, nearest=close)
        flag = flags[name]
        if not flag.value:
            if equals:
                raise cli.Usage("usage_no_value", flag=word)
        elif not equals:
            if n == len(words) or (words[n].startswith("-") and words[n] != "-"):
                raise cli.Usage("usage_value_missing", flag=word)
            value = words[n]
            n += 1
        if flag.value == _JOBS and value != "auto" and not (value.isascii() and value.isdigit() and int(value) > 0):
            raise cli.Usage("usage_choice", flag=word, value=value, choices="1、2、…、auto")
        if flag.choices and value not in flag.choices:
            raise cli.Usage("usage_choice", flag=word, value=value, choices=tuple(flag.choices))
        yield name, value


def _codes(text: str) -> tuple[str, ...]:
    """The codes of one flag."""
    return tuple(code.strip() for code in text.replace("，", ",").split(",") if code.strip())


def _help(command: str, flags: dict[str, Flag], positional: str, speaker: Speaker) -> str:
    """What a command does, its usage and its flags."""
    lines = [speaker.say(f"usage_{command}"), "", speaker.say(f"command_{command}"), ""]
    if positional:
        name = {"rule": "code", "date": "dated", "annotate": "annotated", "compare": "compared"}.get(
            command, positional
        )
        lines += [speaker.say("help_arguments"), f"  {speaker.say(f'flag_{name}')}", ""]
    lines.append(speaker.say("help_options"))
    short = {name[2:]: sign for sign, name in _SHORT.items()}
    for name, flag in flags.items():
        sign = f"{short[name]}, --{name}" if name in short else f"--{name}"
        value = f" {'|'.join(flag.choices) or flag.value}" if flag.value else ""
        value += f" ({'|'.join(cli.FORMATS)})" if flag.value == OUTPUT else ""
        lines.append(f"  {sign}{value}\n      {speaker.say('flag_' + name.replace('-', '_'))}")
    return "\n".join(lines)
