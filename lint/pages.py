"""The manual page of a rule, from its entry: for the terminal, for `docs/rules.md` and as data."""

from __future__ import annotations

from lint import examples
from lint.config import LANGUAGES
from lint.record import TYPE_CHECKING
from lint.speech import manual

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from lint.model import Rule
    from lint.speech import Speaker


def text(rule: Rule, speaker: Speaker) -> str:
    """The page as plain text."""
    lines = [f"{rule.code} {rule.name}", facts(rule, speaker), "", manual(rule, speaker.lang)]
    lines += ["", speaker.say("page_message"), f"  {rule.message.get(speaker.lang) or rule.message['zh']}"]
    for name, shown in (("page_bad", rule.bad), ("page_good", rule.good)):
        lines += ["", speaker.say(name)]
        for example in shown:
            lines += [f"  {_example(example, speaker)}"]
    if rule.options:
        lines += ["", speaker.say("page_options")]
        lines += [f"  {key}: {value}" for key, value in rule.options.items()]
    if rule.refs:
        lines += ["", speaker.say("page_refs"), *(f"  {ref}" for ref in rule.refs)]
    return "\n".join(lines)


def markdown(rules: Iterable[Rule], speaker: Speaker) -> str:
    """Every page as one Markdown document."""
    parts = [f"# {speaker.say('pages_title')}\n\n{speaker.say('pages_intro')}\n"]
    for rule in rules:
        parts.append(f'\n<a id="{rule.code.lower()}"></a>\n\n## {rule.code} {rule.name}\n\n{body(rule, speaker)}')
    return "".join(parts)


def body(rule: Rule, speaker: Speaker, most: int | None = None) -> str:
    """The page as Markdown without its heading.

    Args:
        rule: the rule, with its page.
        speaker: the language.
        most: so many examples of each kind; None is all.
    """
    parts = [f"{facts(rule, speaker)}\n\n{manual(rule, speaker.lang)}\n"]
    for name, shown in (("page_bad", rule.bad), ("page_good", rule.good)):
        parts.append(f"\n{speaker.say(name)}\n\n")
        parts += [f"    {_example(example, speaker)}\n" for example in shown[:most]]
    if rule.refs:
        parts.append(f"\n{speaker.say('page_refs')}{speaker.say('clause_joint').join(rule.refs)}\n")
    return "".join(parts)


def data(rule: Rule) -> dict[str, Any]:
    """The page as plain data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "tier": rule.tier,
        "preview": rule.preview,
        "message": dict(rule.message),
        "doc": {lang: manual(rule, lang) for lang in LANGUAGES},
        "refs": list(rule.refs),
        "options": dict(rule.options),
        "bad": list(rule.bad),
        "good": list(rule.good),
    }


def facts(rule: Rule, speaker: Speaker) -> str:
    """Severity and tier in one line."""
    tier = rule.tier or speaker.say("page_no_tier")
    return speaker.say("page_facts", severity=speaker.say(rule.severity), level=rule.severity, tier=tier)


def _example(example: Any, speaker: Speaker) -> str:
    parsed = examples.parse(example)
    shown = str(example["text"] if isinstance(example, dict) else example).strip().replace("\n", "⏎")
    dated = speaker.say("page_dated", date=parsed.date) if parsed.date else ""
    marks = "".join(
        speaker.say("page_mark", mark=speaker.say(f"mark_{m.kind}"), text=parsed.text[m.start : m.end], value=m.value)
        for m in parsed.marks
    )
    others = "".join(
        speaker.say("page_other", name=name, text=" ".join(text.split("\n"))) for name, text in parsed.others.items()
    )
    return f"{dated}{marks}{shown}{others}"
