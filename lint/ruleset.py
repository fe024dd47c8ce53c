"""From entries to rules: the only file that knows where rules live.

`rules.yaml`, the data tables and a user's configuration are compiled to plain data once and kept in the store, keyed by
the content of every file that took part; a normal run parses no YAML.
"""

from __future__ import annotations

import os
import sys
import zlib

from lint import __version__, kinds, store, terms
from lint import config as settings
from lint.config import Config, ConfigError, Problem, Source
from lint.model import SEGMENTS, SEVERITIES, TIERS, Rule, Timeline
from lint.record import TYPE_CHECKING, NamedTuple
from lint.speech import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from typing import Any

_HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(_HERE, "data")
# shipped files besides the tables that rules name
_MESSAGES = os.path.join(DATA, "messages.yaml")
_TIMELINE = os.path.join(DATA, "timeline.yaml")

_COMMON: dict[str, str] = {
    "code": "text",
    "name": "text",
    "kind": "text",
    "severity": "text",
    "tier": "text",
    "message": "languages",
    "doc": "page",
    "refs": "texts",
    "terms": "texts",
    "facts": "texts",
    "marks": "texts",
    "scope": "texts",
    "options": "mapping",
    "bad": "list",
    "good": "list",
    "preview": "flag",
    "across": "flag",
}
# the arguments of kinds that are patterns
_PATTERNS = frozenset(("patterns", "unless", "near", "first", "second"))
# keys of an entry that are fields of its rule as they stand
_IN_FIELDS = frozenset(
    (
        "name",
        "message",
        "severity",
        "tier",
        "marks",
        "scope",
        "doc",
        "bad",
        "good",
        "refs",
        "preview",
        "source",
        "places",
    )
)
# what an entry carries besides its arguments
_OF_ENTRY = ("trusted", "source", "places", "fields")


class Catalogue(NamedTuple):
    """All that a run needs to know about its rules and settings."""

    rules: tuple[Rule, ...]
    words: terms.Index  # for `terms.scan`; rule numbers are positions in `rules`
    messages: Mapping[str, Mapping[str, Any]]  # name -> language -> template, from messages.yaml
    timelines: Timeline
    config: Config
    key: str  # names this set of rules, settings, tables and tool version


def rules_path() -> str:
    """`rules.yaml` inside the installed package, or at the root of the repository in an editable install."""
    inside = os.path.join(_HERE, "rules.yaml")
    return inside if os.path.exists(inside) else os.path.join(os.path.dirname(_HERE), "rules.yaml")


def load(
    config: str | None = None, *, cache: bool = True, pages: bool = False, narrow: Sequence[int] = ()
) -> Catalogue:
    """The rules and settings in force under a configuration file (None: the shipped rules alone).

    Args:
        config: path of a configuration file.
        cache: whether the compiled form may be taken from and put into the store.
        pages: whether rules carry their manual pages and examples, which a check does not need.
        narrow: the numbers of the entries of `per-file` that hold.

    Raises:
        ConfigError: with every mistake in the configuration.
    """
    key = _key(config)
    # one file for each configuration, installation and interpreter, replaced when anything in its key changed
    who = f"{os.path.abspath(config) if config else ''} {bool(config)} {_HERE} {sys.version}"
    name = f"rules-{zlib.crc32(who.encode('utf-8', 'surrogatepass')):08x}.bin"
    record = store.load(name) if cache and not pages else None
    if record is None or record["key"] != key or any(_file_digest(path) != digest for path, digest in record["deps"]):
        record = _compile(config, pages)
        if cache and not pages:
            store.save(name, record)
    found = Config(*record["config"])
    found = found._replace(ignore=tuple(settings.Ignore(*entry) for entry in found.ignore))
    shared, found = found.options, settings.narrowed(found, narrow)
    rules = [_rule(entry, found.options.get(entry["code"], {})) for entry in record["entries"]]
    words = terms.Index(record["index"] if found.options == shared else index(rules))
    if found.plugins:
        rules += _plugins(found, frozenset(r.code for r in rules))
        words = terms.Index(index(rules))
    # the files that a configuration names count too
    key = _digest(f"{key} {record['deps']} {narrow}".encode("utf-8", "surrogatepass"))
    return Catalogue(tuple(rules), words, record["messages"], Timeline(record["timelines"]), found, key)


def problems_text(problems: Iterable[Problem], lang: str) -> list[str]:
    """Each mistake of a configuration as `file:line:column: key: what is wrong and what is meant`."""
    speaker = Speaker(lang, settings.parse(_MESSAGES, store.current(_MESSAGES)).data)
    lines = []
    for problem in sorted(problems, key=lambda p: p[:3]):
        values = {"value": "", "nearest": "", **problem.values}
        text = speaker.say(problem.say, **values)
        if values["nearest"]:
            text += speaker.say("did_you_mean", **values)
        key = f" {problem.key}:" if problem.key else ""
        lines.append(f"{problem.path}:{problem.line}:{problem.column}:{key} {text}")
    return lines


def select(
    catalogue: Catalogue,
    *,
    profile: str = "",
    select: Sequence[str] = (),
    extend: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> frozenset[str]:
    """The codes that run: those of the tier, narrowed by `select`, with `extend` and without what is disabled.

    A prefix in `select` narrows the tier, a full code or name always selects; a preview rule needs its full code.
    """
    tiers = TIERS[: TIERS.index(profile or catalogue.config.profile) + 1]
    chosen = {r.code for r in catalogue.rules if r.tier in tiers and not r.preview}
    added = (*catalogue.config.enable, *extend)
    named = {*catalogue.config.disable, *select, *added, *ignore}
    exact = {name: r.code for r in catalogue.rules for name in (r.code, r.name) if name in named} if named else {}
    if select:
        chosen = {code for code in chosen if code.startswith(tuple(select))}
    chosen |= {r.code for r in catalogue.rules if added and r.code.startswith(added) and not r.preview}
    chosen -= {code for code in chosen if code.startswith(catalogue.config.disable)}
    chosen -= {exact[name] for name in catalogue.config.disable if name in exact}
    chosen |= {exact[name] for name in (*select, *added) if name in exact}
    chosen -= {code for code in chosen if ignore and code.startswith(tuple(ignore))}
    return frozenset(chosen - {exact[name] for name in ignore if name in exact})


def unknown(catalogue: Catalogue, names: Iterable[str]) -> list[tuple[str, str]]:
    """Those names that are no code, name or prefix of a rule, each with the nearest spelling."""
    known = [name for r in catalogue.rules for name in (r.code, r.name)]
    return [
        (name, settings.nearest(name, known))
        for name in names
        if not name or not (name in known or any(r.code.startswith(name) for r in catalogue.rules))
    ]


def rows(code: str, config: str | None = None) -> list[list[str]]:
    """The rows of a rule's data: its table, or the pairs and words it lists."""
    entry = next(e for e in _compile(config, pages=True)["entries"] if e["code"] == code)
    if "table" in entry:
        return [list(map(str, row)) for row in entry["table"]]
    found = [list(map(str, pair)) for key in ("swap", "either") for pair in (entry.get(key) or {}).items()]
    return found + [[str(item)] for key in ("words", "patterns", "members", "names") for item in entry.get(key) or ()]


def _digest(data: bytes) -> str:
    """A fingerprint that tells a file's versions apart; two check sums, because importing hashlib costs too much."""
    return f"{len(data):x}-{zlib.crc32(data):08x}-{zlib.adler32(data):08x}"


def _file_digest(path: str) -> str:
    try:
        return _digest(store.current(path))
    except OSError:
        return ""


def _key(config: str | None) -> str:
    """What the compiled form depends on, besides the files that a configuration names.

    The tool's own files are told apart by size and time, as Python does for its byte code; the user's by content.
    """
    own = [os.path.join(DATA, name) for name in sorted(os.listdir(DATA)) if name.endswith((".tsv", ".yaml"))]
    own += [rules_path(), *(os.path.join(_HERE, f"{name}.py") for name in ("config", "kinds", "ruleset", "terms"))]
    facts = [__version__, sys.version, sys.byteorder, config or "", _file_digest(config) if config else ""]
    facts += [f"{path} {status.st_size} {status.st_mtime_ns}" for path in own for status in (os.stat(path),)]
    return _digest("\n".join(facts).encode("utf-8", "surrogatepass"))


def _compile(config: str | None, pages: bool) -> dict[str, Any]:
    """The record of a rule set: plain data only."""
    from lint.views import tables  # only when something changed

    shipped = settings.parse(rules_path(), store.current(rules_path()))
    sources, profile = settings.chain(config) if config else ([], "default")
    problems: list[Problem] = []
    entries = _entries(shipped, shipped.data["rules"], ("rules",), True, problems)
    deps: list[tuple[str, str]] = [(s.path, _file_digest(s.path)) for s in sources]
    for source in reversed(sources):  # a nearer file's rule replaces the one of the same code
        own = _entries(source, source.data.get("rules") or [], ("rules",), False, problems, deps)
        taken = {entry["code"] for entry in own}
        entries = [entry for entry in entries if entry["code"] not in taken] + own
    found = settings.merge(sources, profile)
    for source in reversed(sources):
        entries = _changed(source, entries, problems)
    parts = [section for source in sources for _, section in settings.sections(source)]
    problems += _check_codes([*sources, *parts], entries, found)
    codes = {str(name): str(entry["code"]) for entry in entries for name in (entry["name"], entry["code"])}
    stated = {
        codes.get(name, name): _pattern_places(source, ("options", name), options)
        for source in reversed(sources)
        for name, options in (source.data.get("options") or {}).items()
    }
    entries = [
        {**e, "places": {**e.get("places", {}), **stated.get(e["code"], {})}} if e["code"] in stated else e
        for e in entries
    ]
    found = found._replace(
        options=_by_code(codes, found.options),
        per_file=tuple(
            (glob, {**section, "options": _by_code(codes, section["options"])}) for glob, section in found.per_file
        ),
    )
    timelines = [settings.parse(_TIMELINE, store.current(_TIMELINE)).data]
    for path in found.timeline:
        try:
            facts = settings.parse(path, store.current(path))
        except OSError as error:
            detail = error.strerror or str(error)
            at = _stated(sources, "timeline", path)
            problems.append(at._replace(say="config_open", values={"value": path, "detail": detail}))
        except ConfigError as error:
            problems.extend(error.problems)
        else:
            problems.extend(tables.problems(facts))
            timelines.append(facts.data)
            deps.append((path, _file_digest(path)))
    if problems:
        raise ConfigError(problems)
    # names that stand in a table of facts, shipped or the user's own, wake the rules that read it
    entries = [
        {**e, "terms": [*(e.get("terms") or ()), *tables.words(timelines, e["facts"])]} if e.get("facts") else e
        for e in entries
    ]
    if not pages:
        entries = [{k: v for k, v in e.items() if k not in ("doc", "bad", "good", "refs")} for e in entries]
        # a check needs no sources: the columns behind wrong, right and guard
        entries = [{**e, **_lean(e)} for e in entries]
    entries.sort(key=lambda e: str(e["code"]))
    entries = [{"fields": _fields(e), **{k: v for k, v in e.items() if k not in _IN_FIELDS}} for e in entries]
    return {
        "key": _key(config),
        "deps": deps,
        "entries": entries,
        "index": index([_rule(entry, found.options.get(entry["code"], {})) for entry in entries]),
        "messages": settings.parse(_MESSAGES, store.current(_MESSAGES)).data,
        "timelines": timelines,
        "config": tuple(tuple(map(tuple, v)) if v is found.ignore else v for v in found),
    }


def _by_code(codes: Mapping[str, str], options: Mapping[str, Any]) -> dict[str, Any]:
    """Options by the codes of their rules, whether they were given by code or by name."""
    return {codes.get(name, name): values for name, values in options.items()}


def _lean(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The words and the table of an entry as a check needs them: of most it asks only whether there are any."""
    if "terms" in entry and entry["kind"] == "python":
        return {"terms": kinds.pack([term] for term in entry["terms"])}
    if "table" in entry and entry["kind"] == "substitution":
        return {"table": kinds.pack([*(entry.get("swap") or {}).items(), *entry["table"]]), "swap": None}
    if "table" in entry and entry["kind"] == "consistency":
        return {"table": [row[:3] for row in entry["table"]]}
    return {}


def _changed(source: Source, entries: list[dict[str, Any]], problems: list[Problem]) -> list[dict[str, Any]]:
    """The entries with the rows that one file adds to their tables or drops from them; a row added twice wins."""
    made = list(entries)
    for code, changes in (source.data.get("tables") or {}).items():
        n = next((n for n, e in enumerate(made) if code in (e["code"], e["name"]) and "table" in e), None)
        if n is None:
            known = [name for e in made if "table" in e for name in (e["code"], e["name"])]
            close = settings.nearest(code, known)
            problems.append(source.problem(("tables", code), "config_no_table", value=code, nearest=close))
            continue
        rows = {row[0]: row for row in made[n]["table"]}
        for at, word in enumerate(map(str, changes.get("drop") or ())):
            if rows.pop(word, None) is None:
                close = settings.nearest(word, rows)
                where = ("tables", code, "drop", at)
                problems.append(source.problem(where, "config_value", value=word, nearest=close))
        rows.update({str(w): [str(w), str(right), "", source.path] for w, right in (changes.get("add") or {}).items()})
        made[n] = {**made[n], "table": [rows[word] for word in sorted(rows)]}
    return made


def index(rules: Sequence[Rule]) -> dict[str, Any]:
    """The index of the words that wake these rules, for `terms.scan`."""
    words: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for term in dict.fromkeys(rule.terms):
            words.setdefault(term, []).append(number)
    return terms.build({term: tuple(numbers) for term, numbers in words.items()})


def _entries(
    source: Source,
    items: Any,
    at: tuple[str | int, ...],
    shipped: bool,
    problems: list[Problem],
    deps: list[tuple[str, str]] | None = None,
) -> list[dict[str, Any]]:
    """The entries of one file, checked, with their tables read in."""
    if not isinstance(items, list):
        problems.append(source.problem(at, "config_list"))
        return []
    entries, seen = [], set()
    for n, item in enumerate(items):
        here = (*at, n)
        if not isinstance(item, dict):
            problems.append(source.problem(here, "config_mapping"))
            continue
        found = list(_check_entry(source, here, item, shipped))
        if str(item.get("code")) in seen:
            found.append(source.problem((*here, "code"), "config_twice"))
        seen.add(str(item.get("code")))
        problems.extend(found)
        if found:
            continue
        entry = {**_as_text(item), "trusted": shipped, "source": source.path}
        if not shipped:
            entry["places"] = {"": _place(source, here), **_pattern_places(source, here, item)}
        if isinstance(entry.get("table"), str):
            path = os.path.join(DATA if shipped else os.path.dirname(source.path), entry["table"])
            try:
                entry["table"] = table(path)
                if any(len(row) < 2 for row in entry["table"]):
                    problems.append(source.problem((*here, "table"), "config_table", value=path))
                    continue
            except (OSError, UnicodeDecodeError) as error:
                detail = getattr(error, "strerror", None) or str(error)
                problems.append(source.problem((*here, "table"), "config_open", value=path, detail=detail))
                continue
            if deps is not None:
                deps.append((path, _file_digest(path)))
        entries.append(entry)
    return entries


def _as_text(item: Mapping[str, Any]) -> dict[str, Any]:
    """An entry whose texts are texts: YAML reads 5 and 2020 as numbers. Its form was checked before."""
    forms = {**_COMMON, **_arguments(str(item.get("kind")))}
    made: dict[str, Any] = {}
    for key, value in item.items():
        form = forms.get(key, "").rstrip("!")
        if form == "page" and not isinstance(value, dict):
            form = "text"
        if form == "text" and value is not None:
            value = str(value)
        elif form == "texts":
            value = [str(v) for v in value]
        elif form in ("pairs", "languages", "page"):
            value = {k: str(v) for k, v in value.items()}
        elif form == "names":
            value = {k: {f: str(v) for f, v in life.items()} for k, life in value.items()}
        made[key] = value
    return made


def table(path: str) -> list[list[str]]:
    """The rows of a tab-separated table below its header; lines that begin with `#` are comments.

    Raises:
        OSError, UnicodeDecodeError: when it cannot be read.
    """
    lines = store.current(path).decode("utf-8").split("\n")
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    return [row.rstrip("\r").split("\t") for row in rows[1:]]


def _check_entry(source: Source, at: tuple[str | int, ...], item: dict[str, Any], shipped: bool) -> Iterable[Problem]:
    kind = item.get("kind")
    for key in ("code", "name", "kind", "message"):
        if key not in item:
            yield source.problem(at, "config_missing", value=key)
    if kind == "python" and not shipped:
        yield source.problem((*at, "kind"), "config_python")
    elif isinstance(kind, str) and kind != "python" and kind not in kinds.KINDS:
        close = settings.nearest(kind, kinds.KINDS)
        yield source.problem((*at, "kind"), "config_choice", value=kind, choices=tuple(kinds.KINDS), nearest=close)
    arguments = _arguments(kind) if isinstance(kind, str) and kind in kinds.KINDS else {}
    for key, value in item.items():
        form = arguments.get(key) or _COMMON.get(key)
        if form is None or (key == "facts" and not shipped):
            if kind == "python" or arguments:
                known = (*_COMMON, *arguments)
                yield source.problem((*at, key), "config_unknown", value=key, nearest=settings.nearest(key, known))
            continue
        yield from _check_value(source, (*at, key), value, form)
    choices: dict[str, tuple[str | None, ...]] = {"severity": SEVERITIES, "tier": (*TIERS, None)}
    for key, allowed in choices.items():
        if key in item and item[key] not in allowed:
            close = settings.nearest(item[key], [a for a in allowed if a])
            yield source.problem(
                (*at, key), "config_choice", value=item[key], choices=tuple(a for a in allowed if a), nearest=close
            )
    for n, scope in enumerate(item.get("scope") or () if isinstance(item.get("scope"), list) else ()):
        if isinstance(scope, str) and scope not in SEGMENTS:
            close = settings.nearest(scope, SEGMENTS)
            yield source.problem((*at, "scope", n), "config_value", value=scope, nearest=close)
    for argument in arguments:
        if arguments[argument].endswith("!") and argument not in item:
            yield source.problem(at, "config_missing", value=argument)
    yield from _check_patterns(source, at, item)


def _patterns(at: tuple[str | int, ...], item: Mapping[str, Any]) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """The patterns that an entry or its options state, each with its place."""
    for key in _PATTERNS:
        values = item.get(key)
        for n, pattern in enumerate(values if isinstance(values, list) else [values] if values else ()):
            if isinstance(pattern, str):
                yield (*at, key, n) if isinstance(values, list) else (*at, key), pattern


def _check_patterns(source: Source, at: tuple[str | int, ...], item: Mapping[str, Any]) -> Iterable[Problem]:
    for place, pattern in _patterns(at, item):
        if why := _bad_pattern(pattern):
            yield source.problem(place, "config_pattern", value=pattern, detail=why)


def _place(source: Source, at: tuple[str | int, ...]) -> str:
    return f"{source.path}:{source.problem(at, '').line}"


def _pattern_places(source: Source, at: tuple[str | int, ...], item: Mapping[str, Any]) -> dict[str, str]:
    """Where each pattern stands, as file:line."""
    return {pattern: _place(source, place) for place, pattern in _patterns(at, item)}


def _bad_template(template: str) -> str:
    """What is wrong with a message: its fields are plain names in braces; empty for a sound one."""
    from string import Formatter

    try:
        for _, name, spec, conversion in Formatter().parse(template):
            if name is not None and (not name.isidentifier() or spec or conversion):
                return "{" + name + "}"
    except ValueError as error:
        return str(error)
    return ""


def _bad_pattern(pattern: str) -> str:
    module = kinds.own_patterns()
    try:
        module.compile(pattern.replace("{here}", "x"), module.M)
    except (module.error, RecursionError, OverflowError) as error:
        return str(error)
    return ""


def _arguments(kind: str) -> dict[str, str]:
    """The keyword arguments of a kind's function and the form of each; `!` marks one that is required."""
    if kind not in kinds.KINDS:
        return {}
    import inspect

    forms = {
        "Sequence[str]": "texts",
        "Mapping[str, str]": "pairs",
        "Mapping[str, str] | None": "pairs",
        "Mapping[str, Mapping[str, str]]": "names",
        "Sequence[Sequence[str]]": "text",  # the name of a table
        "Sequence[Sequence[str]] | bytes": "text",
        "bool": "flag",
        "int": "number",
        "str": "text",
        "str | None": "text",
    }
    found = {}
    for name, parameter in inspect.signature(kinds.KINDS[kind]).parameters.items():
        if name != "trusted":
            found[name] = forms[parameter.annotation] + ("!" if parameter.default is parameter.empty else "")
    return found


def _check_value(source: Source, at: tuple[str | int, ...], value: Any, form: str) -> Iterable[Problem]:
    form = form.rstrip("!")
    if form == "page" and not isinstance(value, dict):
        form = "text"  # of one language, which serves every one
    if form == "text" and not isinstance(value, (str, int, float)) and not (at[-1] == "tier" and value is None):
        yield source.problem(at, "config_text")
    elif form == "flag" and not isinstance(value, bool):
        yield source.problem(at, "config_flag")
    elif form == "number" and (not isinstance(value, int) or isinstance(value, bool)):
        yield source.problem(at, "config_number")
    elif form in ("list", "texts") and not isinstance(value, list):
        yield source.problem(at, "config_list")
    elif form == "texts":
        for n, item in enumerate(value):
            if not isinstance(item, (str, int, float)) or item == "":
                yield source.problem((*at, n), "config_text")
    elif form in ("mapping", "pairs", "languages", "page", "names") and not isinstance(value, dict):
        yield source.problem(at, "config_mapping")
    elif form in ("pairs", "languages", "page"):
        for key, item in value.items():
            if not isinstance(item, (str, int, float)) or key == "" or (form != "pairs" and item == ""):
                yield source.problem((*at, key), "config_text")
            elif form != "pairs" and key not in settings.LANGUAGES:
                close = settings.nearest(key, settings.LANGUAGES)
                yield source.problem((*at, key), "config_unknown", value=key, nearest=close)
            elif form == "languages" and (why := _bad_template(str(item))):
                yield source.problem((*at, key), "config_template", value=why)
        if form != "pairs" and "zh" not in value:
            yield source.problem(at, "config_missing", value="zh")

    elif form == "names":
        for name, life in value.items():
            if not isinstance(life, dict) or name == "":
                yield source.problem((*at, name), "config_mapping")
                continue
            for key, date in life.items():
                if key not in ("from", "until", "new"):
                    close = settings.nearest(key, ("from", "until", "new"))
                    yield source.problem((*at, name, key), "config_unknown", value=key, nearest=close)
                elif key != "new" and not settings.is_day(str(date)):
                    yield source.problem((*at, name, key), "config_date", value=date)


def _check_codes(sources: Sequence[Source], entries: Sequence[Mapping[str, Any]], found: Config) -> list[Problem]:
    """Codes named in `disable`, `enable`, `options` and `ignore` that belong to no rule."""
    names = [str(name) for entry in entries for name in (entry["code"], entry["name"])]
    codes = [str(entry["code"]) for entry in entries]
    problems = []

    def look(source: Source, at: tuple[str | int, ...], name: str, prefix: bool) -> None:
        if name in names or (prefix and any(code.startswith(name) for code in codes)):
            return
        problems.append(source.problem(at, "config_code", value=name, nearest=settings.nearest(name, names)))

    for source in sources:
        # a plugin's codes are known only to the plugin
        if found.plugins:
            continue
        for key in ("disable", "enable"):
            value = source.data.get(key) or []
            for n, name in enumerate(value if isinstance(value, list) else [value]):
                look(source, (key, n) if isinstance(value, list) else (key,), str(name), True)
        for code, options in (source.data.get("options") or {}).items():
            look(source, ("options", code), code, False)
            entry = next((e for e in entries if code in (e["code"], e["name"])), None)
            known = _options(entry) if entry else {}
            problems.extend(_check_patterns(source, ("options", code), options))
            for key, value in options.items() if entry else ():
                if key not in known:
                    close = settings.nearest(key, known)
                    problems.append(source.problem(("options", code, key), "config_unknown", value=key, nearest=close))
                else:
                    problems.extend(_check_value(source, ("options", code, key), value, known[key]))
        for n, entry in enumerate(source.data.get("ignore") or ()):
            if entry.get("rule"):
                look(source, ("ignore", n, "rule"), str(entry["rule"]), True)
    return problems


def _options(entry: Mapping[str, Any]) -> dict[str, str]:
    """The options that a rule takes, with the form of each: the keywords of its check, or of its kind."""
    if entry["kind"] != "python":
        return {key: form for key, form in _arguments(str(entry["kind"])).items() if key != "table"}
    import inspect

    forms = {bool: "flag", int: "number", str: "text", tuple: "texts"}
    function = _Later(str(entry["name"]), "compare" if entry.get("across") else "check")
    found = inspect.signature(function.load()).parameters.values()
    return {p.name: forms.get(type(p.default), "any") for p in found if p.kind == p.KEYWORD_ONLY}


def _fields(entry: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """Those fields of an entry's rule that are plain data, in four runs as they stand in `Rule`."""
    scope = entry.get("scope")
    texts = (tuple(entry.get(key) or ()) for key in ("bad", "good", "refs"))
    return (
        (str(entry["code"]), str(entry["name"])),
        (entry["message"], entry.get("severity", "warning"), entry.get("tier", "default")),
        (tuple(entry.get("marks") or ()), frozenset(scope) if scope else None),
        (entry.get("doc", ""), *texts, entry.get("preview", False), entry["source"], entry.get("places", {})),
    )


def _rule(entry: Mapping[str, Any], options: Mapping[str, Any]) -> Rule:
    # what a configuration states runs under its limits, in a shipped rule too
    trusted = entry["trusted"] and _PATTERNS.isdisjoint(options)
    (code, name), said, where, rest = entry["fields"]
    if entry["kind"] == "python":
        check: Callable[..., Any] = _Later(name, "compare" if entry.get("across") else "check")
        stated = entry.get("terms") or ()
        words: Collection[str] = kinds.Rows(stated) if isinstance(stated, bytes) else tuple(stated)
        options = {**(entry.get("options") or {}), **options}
    else:
        given = {k: v for k, v in entry.items() if k not in _COMMON and k not in _OF_ENTRY}
        if "terms" in entry and entry["kind"] in ("existence", "conditional"):
            given["terms"] = entry["terms"]
        words, check = kinds.KINDS[entry["kind"]](**{**given, **options}, trusted=trusted)
        options = {}
    collect = _Later(name, "collect") if entry.get("across") else None
    return Rule(*(code, name, check, *said, words, *where, options, collect, *rest))


class _Later:
    """A function of a rule with logic, imported from `lint/rules/` when it is first called."""

    __slots__ = ("_check", "_function", "name")

    def __init__(self, name: str, function: str = "check") -> None:
        self.name = name
        self._function = function
        self._check: Any = None

    def load(self) -> Any:
        """The function itself."""
        if self._check is None:
            module = f"lint.rules.{self.name.replace('-', '_')}"
            __import__(module)
            self._check = getattr(sys.modules[module], self._function)
        return self._check

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.load()(*args, **options)


def _stated(sources: Sequence[Source], key: str, name: str) -> Problem:
    """A problem, still to be said, where a name or path stands in a list of texts."""
    return next(
        source.problem((key, n) if isinstance(source.data[key], list) else (key,), "")
        for source in sources
        for n, value in enumerate(settings.texts(source.data.get(key)))
        if name in (value, os.path.join(os.path.dirname(source.path), value))
    )


def _plugins(found: Config, taken: frozenset[str]) -> list[Rule]:
    """The rules of the installed modules that the configuration names: each has a tuple `RULES`.

    Raises:
        ConfigError: for a module that cannot be imported or has no rules that can be used.
    """
    from lint import plugins  # only where a configuration names one

    rules: list[Rule] = []
    problems = []
    for name in found.plugins:
        try:
            own = plugins.load(name, found.paths, taken | {r.code for r in rules})
            rules += [r._replace(options={**r.options, **found.options.get(r.code, {})}) for r in own]
        except plugins.Unusable as error:
            sources, _ = settings.chain(found.paths[0])
            at = _stated(sources, "plugins", name)
            problems.append(at._replace(say="config_plugin", values={"value": name, "detail": str(error)}))
    if problems:
        raise ConfigError(problems)
    return rules
