"""How the tool speaks: templates from `rules.yaml` and `messages.yaml`, filled with data in one language."""

from __future__ import annotations

from lint.model import Said
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


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


def plain(value: Any, speaker: Speaker) -> Any:
    """A value as a report shows it."""
    if isinstance(value, Said):
        return speaker.say(value.name, **value.values)
    return value
