"""How the tool speaks: templates from `rules.yaml` and `messages.yaml`, filled with data in one language."""

from __future__ import annotations

from lint.model import Said
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from lint.model import Rule


class Speaker(NamedTuple):
    """The language of a run and its sentences."""

    lang: str
    messages: Mapping[str, Mapping[str, str]]

    def say(self, name: str, /, **values: Any) -> str:
        """A sentence of `messages.yaml`."""
        return self.fill(self.text(name), values)

    def text(self, name: str) -> str:
        """A text of `messages.yaml` that takes no values; its braces are its own."""
        languages = self.messages[name]
        return languages.get(self.lang) or languages["zh"]

    def fill(self, template: str, values: Mapping[str, Any]) -> str:
        """A template with its values; values that are sentences are said in this language."""
        return template.format_map(_Values({key: plain(value, self) for key, value in values.items()}))


class _Values(dict[str, object]):
    """Values of a template; what is missing stays visible rather than stopping a report."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def manual(rule: Rule, lang: str) -> str:
    """What a rule's page says of it, in a language if it is said in that one."""
    said = rule.doc if isinstance(rule.doc, str) else rule.doc.get(lang) or rule.doc["zh"]
    return said.strip()


def gist(rule: Rule, lang: str) -> str:
    """The first sentence of a rule's page, on one line."""
    import re

    paragraph = manual(rule, lang).partition("\n\n")[0]
    # Chinese has no blank where a line was broken
    line = re.sub(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])", "", paragraph).replace("\n", " ")
    return re.split(r"(?<=\.)\s" if lang == "en" else r"(?<=。”)|(?<=。)(?!”)", line, maxsplit=1)[0]


def plain(value: Any, speaker: Speaker) -> Any:
    """A value as a report shows it."""
    if isinstance(value, Said):
        return speaker.say(value.name, **value.values)
    if type(value) is tuple:  # names in a row
        return speaker.say("list_joint").join(map(str, value))
    return value
