"""Settings: YAML with the place of every value, `extends`, and every mistake reported at once.

A user's configuration is a file of the same format as `rules.yaml`; this module knows the top-level keys, `ruleset`
knows the entries under `rules`.
"""

from __future__ import annotations

import os

from lint import store
from lint.model import TIERS
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    Path = tuple[str | int, ...]
    Marks = dict[Path, tuple[int, int]]

FILE_NAME = ".gongwen-lint.yaml"
# A configuration is read by a person; beyond this it is a mistake or an attack.
LARGEST = 1_000_000
DEEPEST = 20
STAGES = ("draft", "final")
LANGUAGES = ("zh", "en")


class Problem(NamedTuple):
    """One mistake in a file of settings; `say` names the template in `messages.yaml` that tells of it."""

    path: str
    line: int
    column: int
    key: str
    say: str
    values: Mapping[str, Any] = {}


class ConfigError(Exception):
    """Settings that cannot be used, with every mistake that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


class Source(NamedTuple):
    """A parsed file: its data, and line and column (from 1) of every value and key in it."""

    path: str
    data: Any
    marks: Marks

    def problem(self, at: Path, say: str, **values: Any) -> Problem:
        """A problem at a place of this file; the nearest enclosing place is taken where none is known."""
        line, column = next((self.marks[at[:n]] for n in range(len(at), -1, -1) if at[:n] in self.marks), (1, 1))
        key = ".".join(f"[{p + 1}]" if isinstance(p, int) else p for p in at).replace(".[", "[")
        return Problem(self.path, line, column, key, say, values)


def parse(path: str, data: bytes) -> Source:
    """The content of a YAML file with its marks. Anchors, aliases, duplicate keys and deep nesting are refused.

    Raises:
        ConfigError: with every mistake of form in the file.
    """
    import yaml  # only when the compiled rules are out of date: its import costs more than a check

    if len(data) > LARGEST:
        raise ConfigError([Problem(path, 1, 1, "", "config_large", {"most": LARGEST})])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError([Problem(path, line, 1, "", "config_encoding")]) from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            refused = "config_alias" if getattr(event, "anchor", None) else "config_deep" if depth > DEEPEST else ""
            if refused:  # at once: the parser itself needs quadratic time for what is nested deeply
                mark = event.start_mark
                line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
                raise ConfigError([Problem(path, line, column, "", refused, {"most": DEEPEST})])
        node = yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, RecursionError) as error:
        at = getattr(error, "problem_mark", None)
        detail = getattr(error, "problem", None) or type(error).__name__
        line, column = (at.line + 1, at.column + 1) if at else (1, 1)
        raise ConfigError([Problem(path, line, column, "", "config_yaml", {"detail": detail})]) from None
    source = Source(path, None, {})
    problems: list[Problem] = []
    value = _plain(node, (), source, problems) if node is not None else {}
    if problems:
        raise ConfigError(problems)
    return source._replace(data=value)


def _plain(node: Any, at: Path, source: Source, problems: list[Problem]) -> Any:
    source.marks.setdefault(at, (node.start_mark.line + 1, node.start_mark.column + 1))
    if node.id == "mapping":
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if key_node.id == "scalar" else None
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key is None:
                problems.append(Problem(source.path, *place, "", "config_key"))
                continue
            if key in found:
                problems.append(Problem(source.path, *place, key, "config_twice"))
            here = (*at, key)
            source.marks[here] = place
            found[key] = _plain(value_node, here, source, problems)
        return found
    if node.id == "sequence":
        return [_plain(item, (*at, n), source, problems) for n, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: Any) -> Any:
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() in ("yes", "true", "on")
    if kind == "int" and len(node.value) < 20:
        try:
            return int(node.value.replace("_", ""), 0)
        except ValueError:
            return node.value
    if kind == "float":
        try:
            return float(node.value.replace("_", ""))
        except ValueError:
            return node.value
    return node.value  # dates stay as they are written


def nearest(word: str, known: Iterable[str]) -> str:
    """The known spelling closest to a word, or an empty string."""
    import difflib  # only for a mistake

    found = difflib.get_close_matches(str(word), list(known), 1, 0.6)
    return found[0] if found else ""


class Ignore(NamedTuple):
    """An entry of `ignore`: findings silenced by their content."""

    rule: str = ""
    path: str = ""
    text: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    scope: str = ""  # the label of the place, as reports print it, or its beginning
    until: str = ""  # YYYY-MM-DD: the last day on which it silences
    file: str = ""  # where the entry stands
    line: int = 0


class Config(NamedTuple):
    """What the configuration files of one folder say, the nearest file first."""

    paths: tuple[str, ...] = ()
    profile: str = "default"
    disable: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = {}
    ignore: tuple[Ignore, ...] = ()
    words: tuple[str, ...] = ()
    unit: Mapping[str, Any] = {}
    date: tuple[tuple[str, str], ...] = ()  # glob, date; the first that fits holds
    stage: str = ""
    plugins: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    timeline: tuple[str, ...] = ()
    tables: tuple[tuple[str, Mapping[str, Any]], ...] = ()  # code, changes to its table; the furthest file first
    lang: str = ""
    fail_level: str = ""
    baseline: str = ""  # its file
    per_file: tuple[tuple[str, Mapping[str, Any]], ...] = ()  # glob, what its files have besides; all that fit hold


# key -> form of its value; "any" is checked by whoever uses it
_KEYS = {
    "extends": "texts",
    "rules": "any",
    "disable": "texts",
    "enable": "texts",
    "options": "options",
    "ignore": "ignore",
    "words": "texts",
    "unit": "unit",
    "date": "date",
    "stage": STAGES,
    "plugins": "texts",
    "exclude": "texts",
    "timeline": "texts",
    "tables": "tables",
    "per-file": "per-file",
    "lang": LANGUAGES,
    "fail-level": ("error", "warning", "info"),
    "baseline": "text",
}
# what files may have of their own
_PER_FILE = {key: _KEYS[key] for key in ("disable", "enable", "options", "stage")}
# options of rules that are paths, from the folder of their file
_PATHS = ("model",)
_TABLE = {"add": dict, "drop": list, "bad": list, "good": list}
_UNIT = ("name", "short", "former", "departments", "leaders", "congress", "campaigns", "brands")


def is_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM, YYYY-MM-DD of a day that exists, or two of them with `..` between."""
    parts = text.split("..")
    return len(parts) <= 2 and all(is_day(p) and _exists(p) for p in parts) and parts == sorted(parts)


def is_day(text: str) -> bool:
    """Whether a text is written like YYYY, YYYY-MM or YYYY-MM-DD."""
    import re

    return bool(re.fullmatch(r"(?!0000|9999)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", text))


def _exists(text: str) -> bool:
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    longest = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return not day or int(day) <= longest[int(month) - 1]


def find(folder: str) -> str | None:
    """The configuration file of a folder: its own or the nearest one above it."""
    folder = os.path.abspath(folder)
    while True:
        path = os.path.join(folder, FILE_NAME)
        if os.path.isfile(path):
            return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def chain(path: str) -> tuple[list[Source], str]:
    """A configuration file and every file it extends, nearest first, and the profile they start from.

    Raises:
        ConfigError: with every mistake in any of them.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    profile = ""
    open_files: set[str] = set()  # those whose `extends` are being followed

    def visit(path: str, origin: tuple[Source, Path] | None) -> None:
        nonlocal profile
        real = os.path.abspath(path)
        if real in open_files:
            assert origin
            problems.append(origin[0].problem(origin[1], "config_cycle", value=path))
            return
        if any(os.path.abspath(s.path) == real for s in sources):
            return  # two files may extend the same third one
        try:
            source = parse(path, store.current(path))
        except OSError as error:
            reason = error.strerror or str(error)
            if origin:
                problems.append(origin[0].problem(origin[1], "config_open", value=path, detail=reason))
            else:
                problems.append(Problem(path, 1, 1, "", "config_open", {"value": path, "detail": reason}))
            return
        except ConfigError as error:
            problems.extend(error.problems)
            return
        sources.append(source)
        if not isinstance(source.data, dict):
            problems.append(source.problem((), "config_mapping"))
            return
        problems.extend(_check(source))
        open_files.add(real)
        for n, name in enumerate(texts(source.data.get("extends"))):
            at: Path = ("extends", n) if isinstance(source.data["extends"], list) else ("extends",)
            if name in TIERS:
                profile = profile or name
            elif "/" in name or "\\" in name or name.endswith((".yml", ".yaml")):
                visit(os.path.join(os.path.dirname(path), name), (source, at))
            else:
                problems.append(source.problem(at, "config_value", value=name, nearest=nearest(name, TIERS)))
        open_files.discard(real)

    visit(path, None)
    if problems:
        raise ConfigError(problems)
    return sources, profile or "default"


def merge(sources: list[Source], profile: str) -> Config:
    """The settings of a chain of files: the nearer file wins, lists add up."""
    first: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {key: [] for key, form in _KEYS.items() if form == "texts"}
    options: dict[str, dict[str, Any]] = {}
    unit: dict[str, Any] = {}
    dates: list[tuple[str, str]] = []
    ignores: list[Ignore] = []
    tables: list[tuple[str, Mapping[str, Any]]] = []
    per_file: list[tuple[str, Mapping[str, Any]]] = []
    for source in sources:
        data = source.data
        folder = os.path.dirname(source.path)
        for key in ("stage", "lang", "fail-level"):
            first.setdefault(key, data.get(key) or "") if data.get(key) else None
        if data.get("baseline"):
            first.setdefault("baseline", os.path.join(folder, data["baseline"]))
        for key in lists:
            lists[key].extend(os.path.join(folder, v) if key == "timeline" else v for v in texts(data.get(key)))
        for code, values in _placed(data.get("options") or {}, folder).items():
            options[code] = {**values, **options.get(code, {})}
        tables[:0] = [(code, _as_texts(changes)) for code, changes in (data.get("tables") or {}).items()]
        unit = {**(data.get("unit") or {}), **unit}
        per_file[:0] = [(glob, _section(section.data, folder)) for glob, section in sections(source)]
        date = data.get("date")
        dates.extend(date.items() if isinstance(date, dict) else [("*", str(date))] if date else [])
        for n, entry in enumerate(data.get("ignore") or ()):
            line = source.marks[("ignore", n)][0]
            ignores.append(Ignore(**{k: str(v) for k, v in entry.items()}, file=source.path, line=line))
    if leaders := _leaders(unit):
        options["CON106"] = {"leaders": leaders, **options.get("CON106", {})}
    if names := [*texts(unit.get("name")), *texts(unit.get("short"))]:
        for code in ("CON201", "CON204", "CON205"):
            options[code] = {"unit": names, **options.get(code, {})}
    return Config(
        paths=tuple(s.path for s in sources),
        profile=profile,
        disable=tuple(lists["disable"]),
        enable=tuple(lists["enable"]),
        options=options,
        ignore=tuple(ignores),
        words=tuple(dict.fromkeys((*lists["words"], *_unit_words(unit)))),
        unit=unit,
        date=tuple((glob, str(value)) for glob, value in dates),
        stage=first.get("stage", ""),
        plugins=tuple(lists["plugins"]),
        exclude=tuple(lists["exclude"]),
        timeline=tuple(lists["timeline"]),
        tables=tuple(tables),
        lang=first.get("lang", ""),
        fail_level=first.get("fail-level", ""),
        baseline=first.get("baseline", ""),
        per_file=tuple(per_file),
    )


def _placed(options: Mapping[str, Mapping[str, Any]], folder: str) -> dict[str, dict[str, Any]]:
    """Options of rules with their paths seen from the folder of their file."""
    return {
        code: {key: os.path.join(folder, str(v)) if key in _PATHS else v for key, v in values.items()}
        for code, values in options.items()
    }


def _section(data: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """What files have of their own, every key given."""
    return {
        **{key: texts(data.get(key)) for key in ("disable", "enable")},
        "options": _placed(data.get("options") or {}, folder),
        "stage": data.get("stage") or "",
    }


def narrowed(config: Config, numbers: Iterable[int]) -> Config:
    """The settings of files for which some entries of `per-file` hold, the last of them above all."""
    for n in numbers:
        _, section = config.per_file[n]
        options = {code: {**config.options.get(code, {}), **values} for code, values in section["options"].items()}
        config = config._replace(
            disable=(*(name for name in config.disable if name not in section["enable"]), *section["disable"]),
            enable=(*(name for name in config.enable if name not in section["disable"]), *section["enable"]),
            options={**config.options, **options},
            stage=section["stage"] or config.stage,
        )
    return config


def _unit_words(unit: Mapping[str, Any]) -> list[str]:
    """Every name that an office states about itself: protected from the word rules."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key not in ("until", "from", "post"):
                    walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    for key in ("name", "short", "departments", "campaigns", "brands"):
        walk(unit.get(key))
    return [word for word in found if len(word) > 1]


def _leaders(unit: Mapping[str, Any]) -> list[str]:
    """The leaders that an office states, as names or as mappings with name and post: each as name, blank, post."""
    stated = unit.get("leaders") or []
    people = [p if isinstance(p, dict) else {"name": p} for p in (stated if isinstance(stated, list) else [stated])]
    return [f"{person.get('name', '')} {person.get('post') or ''}".strip() for person in people if person.get("name")]


def texts(value: Any) -> list[str]:
    """A list of texts that may be stated as a single one."""
    return [] if value is None else [str(v) for v in value] if isinstance(value, list) else [str(value)]


def sections(source: Source) -> list[tuple[str, Source]]:
    """What a file says of files by glob, each as a file of settings of its own."""
    found = []
    for glob, data in (source.data.get("per-file") or {}).items():
        marks = {at[2:]: mark for at, mark in source.marks.items() if at[:2] == ("per-file", glob)}
        found.append((glob, Source(source.path, data, marks)))
    return found


def _check(source: Source, keys: Mapping[str, Any] = _KEYS) -> list[Problem]:
    """The mistakes in the keys of one file, or of a section of it."""
    problems: list[Problem] = []
    for key, value in source.data.items():
        form = keys.get(key)
        at: Path = (key,)
        if form is None:
            problems.append(source.problem(at, "config_unknown", value=key, nearest=nearest(key, keys)))
        elif value is None or form == "any":
            continue
        elif isinstance(form, tuple):
            if value not in form:
                close = nearest(value, form)
                problems.append(source.problem(at, "config_choice", value=value, choices=tuple(form), nearest=close))
        elif form == "texts":
            items = value if isinstance(value, list) else [value]
            for n, item in enumerate(items):
                if isinstance(item, (dict, list)) or item is None or not str(item).strip():
                    problems.append(source.problem((key, n) if items is value else at, "config_text"))
        elif form == "text":
            if not isinstance(value, str) or not value.strip():
                problems.append(source.problem(at, "config_text"))
        elif not isinstance(value, list if form == "ignore" else dict) and form != "date":
            problems.append(source.problem(at, "config_list" if form == "ignore" else "config_mapping"))
        elif form == "ignore":
            problems.extend(p for n, entry in enumerate(value) for p in _check_ignore(source, (key, n), entry))
        elif form == "per-file":
            for glob, section in sections(source):
                if isinstance(section.data, dict):
                    problems.extend(_check(section, _PER_FILE))
                else:
                    problems.append(source.problem((key, glob), "config_mapping"))
        elif form == "options":
            for code, values in value.items():
                if not isinstance(values, dict):
                    problems.append(source.problem((key, code), "config_mapping"))
        elif form == "tables":
            problems.extend(p for code, changes in value.items() for p in _check_changes(source, (key, code), changes))
        elif form == "unit":
            for name in value:
                if name not in _UNIT:
                    close = nearest(name, _UNIT)
                    problems.append(source.problem((key, name), "config_unknown", value=name, nearest=close))
        elif form == "date":
            for glob, date in value.items() if isinstance(value, dict) else (("", value),):
                if not is_date(str(date)):
                    problems.append(source.problem((key, glob) if glob else at, "config_date", value=date))
    return problems


def _as_texts(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes to a table whose words are texts: YAML reads 5 as a number."""
    made = {**changes}
    made["add"] = {str(wrong): str(right) for wrong, right in (changes.get("add") or {}).items()}
    made["drop"] = [str(word) for word in changes.get("drop") or ()]
    return made


def _check_changes(source: Source, at: Path, changes: Any) -> list[Problem]:
    """The mistakes of form in the changes to one table."""
    if not isinstance(changes, dict):
        return [source.problem(at, "config_mapping")]
    problems = []
    for key, value in changes.items():
        if key not in _TABLE:
            problems.append(source.problem((*at, key), "config_unknown", value=key, nearest=nearest(key, _TABLE)))
        elif not isinstance(value, _TABLE[key]):
            problems.append(source.problem((*at, key), "config_mapping" if key == "add" else "config_list"))
        elif key in ("add", "drop"):
            items = value.items() if key == "add" else enumerate(value)
            problems += [
                source.problem((*at, key, n), "config_text") for n, item in items if item in ("", None) or n == ""
            ]
    return problems


def _check_ignore(source: Source, at: Path, entry: Any) -> list[Problem]:
    if not isinstance(entry, dict):
        return [source.problem(at, "config_mapping")]
    known = [name for name in Ignore._fields if name not in ("file", "line")]
    problems = [
        source.problem((*at, key), "config_unknown", value=key, nearest=nearest(key, known))
        for key in entry
        if key not in known
    ]
    problems += [
        source.problem((*at, key), "config_text")
        for key, value in entry.items()
        if isinstance(value, (dict, list)) or value is None
    ]
    if not any(entry.get(key) for key in ("rule", "text", "path")):
        problems.append(source.problem(at, "config_ignore_all"))
    if "until" in entry and not (is_day(str(entry["until"])) and len(str(entry["until"])) == 10):
        problems.append(source.problem((*at, "until"), "config_date", value=entry["until"]))
    return problems
