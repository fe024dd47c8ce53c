"""The flags of every command, as argparse understands them, in the user's language."""

from __future__ import annotations

import argparse
import re

from lint import cli, config
from lint.model import SEVERITIES, TIERS
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, NoReturn

    from lint.speech import Speaker

COMMANDS = ("check", "date", "rule", "init")

# argparse's own sentences and the names of ours
_SAID = (
    (r"unrecognized arguments: (?P<value>.+)", "usage_unknown"),
    (r"argument (?P<flag>\S+): expected .*", "usage_value_missing"),
    (r"argument (?P<flag>\S+): invalid choice: '(?P<value>[^']*)'.*", "usage_choice"),
    (r"argument (?P<flag>\S+): not allowed with argument (?P<value>.+)", "usage_not_with"),
    (r"ambiguous option: (?P<value>\S+) .*", "usage_unknown"),
    (r"argument (?P<flag>\S+): ignored explicit argument .*", "usage_no_value"),
)


class _Help(argparse.HelpFormatter):
    """Help without the English word before the usage, and without asking for the terminal's width at every flag."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "")


class _Parser(argparse.ArgumentParser):
    """argparse that speaks through `messages.yaml` and leaves ending the program to its caller."""

    def error(self, message: str) -> NoReturn:
        flags = [flag for action in self._actions for flag in action.option_strings]
        for pattern, name in _SAID:
            if m := re.match(pattern, message, re.S):
                values = m.groupdict()
                value = (values.get("value") or "").split()[0] if values.get("value") else ""
                close = config.nearest(value.split("=")[0], flags) if name == "usage_unknown" else ""
                choices = next((a.choices for a in self._actions if values.get("flag", "?") in a.option_strings), None)
                said = "、".join(map(str, choices)) if choices else ""
                raise cli.Usage(f"{name}_near" if close else name, **{**values, "nearest": close, "choices": said})
        raise cli.Usage("usage_other", detail=message)


def parse(argv: list[str], speaker: Speaker) -> argparse.Namespace:
    """The command and its flags; help and version end the program here with status 0.

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
        raise cli.Usage(name, value=argv[0], nearest=close, choices="、".join(COMMANDS))
    given = _parser(argv[0], speaker).parse_args(argv[1:])
    given.command = argv[0]
    if given.command in ("check", "date") and given.date is not None and not config.is_date(given.date):
        raise cli.Usage("bad_date", value=given.date)
    return given


def _parser(command: str, speaker: Speaker) -> _Parser:
    def say(name: str) -> str:
        return speaker.say(f"flag_{name}").replace("%", "%%")

    parser = _Parser(
        prog=f"gongwen-lint {command}",
        description=speaker.say(f"command_{command}"),
        usage=speaker.say(f"usage_{command}"),
        add_help=False,
        allow_abbrev=False,
        formatter_class=_Help,
    )
    parser._optionals.title = speaker.say("help_options")
    parser._positionals.title = speaker.say("help_arguments")
    parser.add_argument("-h", "--help", action="help", help=say("help"))
    parser.add_argument("--lang", choices=config.LANGUAGES, help=say("lang"))

    def flag(name: str, **more: Any) -> None:
        action = "store_true" if not more else more.pop("action", "store")
        parser.add_argument(f"--{name}", action=action, help=say(name.replace("-", "_")), **more)

    if command == "rule":
        parser.add_argument("code", nargs="?", metavar="CODE", help=say("code"))
        flag("table")
        flag("config", metavar="FILE")
        flag("output-format", choices=("text", "json", "markdown"), default="text")
    if command == "date":
        parser.add_argument("paths", nargs="+", metavar="FILE", help=say("dated"))
        flag("date", metavar="DATE")
        flag("config", metavar="FILE")
        flag("isolated")
        flag("output-format", choices=("text", "json"), default="text")
    if command != "check":
        return parser
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("paths"))
    for name in ("select", "extend-select", "ignore"):
        flag(name, metavar="CODE,…", action="extend", default=[], type=_codes)
    flag("profile", choices=TIERS)
    flag("date", metavar="DATE")
    flag("stage", choices=config.STAGES)
    for name in ("fix", "unsafe-fixes", "diff", "show-fixes", "show-shadowed"):
        flag(name)
    flag("config", metavar="FILE")
    flag("isolated")
    flag("force-exclude")
    flag("stdin-filename", metavar="NAME")
    flag("fail-level", choices=SEVERITIES)
    for name in ("exit-zero", "statistics", "cost", "show-files", "show-settings", "quiet"):
        flag(name)
    flag("output-format", choices=cli.FORMATS)
    parser.add_argument("-o", "--output", metavar="FILE", help=say("output"))
    flag("color", choices=("auto", "always", "never"), default="auto")
    return parser


def _codes(text: str) -> tuple[str, ...]:
    """The codes of one flag."""
    return tuple(code.strip() for code in text.replace("，", ",").split(",") if code.strip())
