"""The commands beside `check`: the manual page of a rule and a first configuration."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from lint import cli, config, pages, ruleset
from lint.speech import Speaker

if TYPE_CHECKING:
    import argparse

    from lint.model import Rule

PRE_COMMIT = ".pre-commit-config.yaml"


def run(given: argparse.Namespace) -> int:
    """Run a command.

    Raises:
        Usage: when it cannot be done.
    """
    return {"rule": _rule, "init": _init}[given.command](given)


def _rule(given: argparse.Namespace) -> int:
    catalogue = ruleset.load(given.config, pages=True)
    lang = given.lang or "zh"
    speaker = Speaker(lang, catalogue.messages)
    rules = list(catalogue.rules)
    if given.code:
        rules = [r for r in rules if given.code in (r.code, r.name)]
        if not rules:
            known = [name for r in catalogue.rules for name in (r.code, r.name)]
            close = config.nearest(given.code, known)
            raise cli.Usage("no_such_rule_near" if close else "no_such_rule", value=given.code, nearest=close)
    if given.output_format == "json":
        print(json.dumps([pages.data(r) for r in rules], ensure_ascii=False, indent=1))
    elif given.output_format == "markdown":
        print(pages.markdown(rules, speaker), end="")
    elif given.table and given.code:
        for row in ruleset.rows(rules[0].code, given.config):
            print("\t".join(row))
    elif given.code:
        print(pages.text(rules[0], speaker))
    else:
        for r in rules:
            print(_line(r, speaker))
    return 0


def _line(rule: Rule, speaker: Speaker) -> str:
    first = next(iter(rule.doc.strip().split("\n")), "")
    return f"{rule.code}  {speaker.say(rule.severity)}  {rule.tier or '-':8} {rule.name:28} {first}"


def _init(given: argparse.Namespace) -> int:
    """Write what is not there yet; a file that exists is never changed."""
    speaker = Speaker(given.lang or "zh", ruleset.load().messages)
    for name, sentence in ((config.FILE_NAME, "init_config"), (PRE_COMMIT, "init_hook")):
        content = speaker.text(sentence)
        try:
            with open(name, "x", encoding="utf-8", newline="\n") as file:
                file.write(content)
        except FileExistsError:
            if name == PRE_COMMIT:
                with open(name, encoding="utf-8") as file:
                    if "gongwen-lint" not in file.read():
                        print(speaker.say("init_add", name=name))
                        print(content, end="")
                        continue
            print(speaker.say("init_kept", name=name))
        except OSError as error:
            raise cli.Usage("cannot_write", path=os.path.abspath(name), detail=error.strerror or str(error)) from None
        else:
            print(speaker.say("init_written", name=name))
    return 0
