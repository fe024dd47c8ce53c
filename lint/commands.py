"""The commands beside `check`: the date of a document, the manual page of a rule and a first configuration."""

from __future__ import annotations

import json
import os
import sys
from datetime import date

from lint import api, baseline, cache, cli, config, disk, examples, files, pages, ruleset, store
from lint.fix import apply
from lint.model import Said
from lint.record import TYPE_CHECKING
from lint.speech import Speaker, gist
from lint.views.dates import OPEN, dates, shown
from lint.views.likely import likely

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import SimpleNamespace

    from lint.examples import Example
    from lint.model import Document, Rule
    from lint.ruleset import Catalogue
    from lint.views.dates import Dates, Evidence, Interval
    from lint.views.likely import Likely

PRE_COMMIT = ".pre-commit-config.yaml"


def run(given: SimpleNamespace) -> int:
    """Run a command.

    Raises:
        Usage: when it cannot be done.
    """
    return {
        "date": _date,
        "rule": _rule,
        "init": _init,
        "baseline": _baseline,
        "clean": _clean,
        "completion": _completion,
    }[given.command](given)


def _date(given: SimpleNamespace) -> int:
    """Say of each file when it was issued and what it speaks of, and why."""
    status = 0
    for path in given.paths:
        folder = "" if path == "-" else os.path.dirname(path)
        catalogue = ruleset.load(given.config or (None if given.isolated else config.find(folder)))
        # no rule is asked: the document alone tells its dates
        task = api.task(catalogue, lang=given.lang or "", date=given.date)._replace(selected=frozenset())
        result = api.check_input("stdin.txt", task) if path == "-" else api.check_path(path, task)
        name = api.relative(result.path)
        if result.doc is None:
            status = 2
            for d in result.diagnostics:
                print(f"{name}: {d.message} {d.code}", file=sys.stderr)
        elif given.output_format == "json":
            print(json.dumps(_date_data(result.doc, name, task.speaker), ensure_ascii=False))
        else:
            for line in _date_lines(result.doc, name, task.speaker):
                print(line)
    return status


def _date_lines(doc: Document, name: str, speaker: Speaker) -> Iterator[str]:
    found = dates(doc)
    yield name
    for label, interval in (("dated_period", found.period), ("dated_issued", found.issued)):
        yield "  " + speaker.say(label, date=shown(interval) if interval else Said("dated_unknown"))
    guess = likely(doc)
    if guess:
        yield "  " + speaker.say("dated_likely", date=shown(guess.issued))
    if not found.evidence:
        yield "  " + speaker.say("dated_nothing")
    for evidence in _told(found, guess):
        place = doc.origin.locate(evidence.start)
        issued = "dated_likely" if guess and evidence is guess.evidence[-1] else "dated_issued"
        tells = [
            speaker.say(label, date=shown(interval))
            for label, interval in (("dated_period", evidence.period), (issued, evidence.issued))
            if interval
        ]
        quote = _quote(doc, evidence)
        yield "  " + speaker.say(
            "dated_because",
            place=f"{place.line}:{place.column}" if evidence.end else "-",
            quote=f"“{quote}” " if quote else "",
            why=evidence.said,
            tells=speaker.say("dated_joint").join(tells),
        )


def _date_data(doc: Document, name: str, speaker: Speaker) -> dict[str, object]:
    found, guess = dates(doc), likely(doc)
    return {
        "path": name,
        "period": _ends(found.period),
        "issued": _ends(found.issued),
        "likely": _ends(guess.issued if guess else None),
        "evidence": [
            {
                "kind": e.kind,
                "line": doc.origin.locate(e.start).line if e.end else None,
                "column": doc.origin.locate(e.start).column if e.end else None,
                "text": _quote(doc, e),
                "why": speaker.say(e.said.name, **e.said.values),
                "period": _ends(e.period),
                "issued": _ends(e.issued),
            }
            for e in _told(found, guess)
        ],
    }


def _told(found: Dates, guess: Likely | None) -> tuple[Evidence, ...]:
    """All evidence, that of a guess last."""
    return (*found.evidence, *(guess.evidence if guess else ()))


def _quote(doc: Document, evidence: Evidence) -> str:
    """The text that dates the document: in it, in its name, or stated from outside."""
    if evidence.end:
        return doc.text[evidence.start : evidence.end]
    if evidence.kind == "file-name":
        return doc.path.replace("\\", "/").rpartition("/")[2]
    return doc.given.date or ""


def _ends(interval: Interval | None) -> dict[str, str | None] | None:
    if interval is None:
        return None
    first = None if interval.start == date.min else interval.start.isoformat()
    return {"from": first, "to": None if interval.end == OPEN else interval.end.isoformat()}


def _rule(given: SimpleNamespace) -> int:
    catalogue = ruleset.load(given.config or (config.find("") if given.examples else None), pages=True)
    lang = given.lang or "zh"
    speaker = Speaker(lang, catalogue.messages)
    rules = list(catalogue.rules)
    if given.examples:
        return _try_examples(catalogue, given, speaker)
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


def _try_examples(catalogue: Catalogue, given: SimpleNamespace, speaker: Speaker) -> int:
    """Try the examples of a configuration's own rules, of its plugins and of its changes to tables."""
    sources = (*catalogue.config.paths, *catalogue.config.plugins)
    own = [(r.code, r.bad, r.good) for r in catalogue.rules if r.source in sources]
    codes = {name: r.code for r in catalogue.rules for name in (r.code, r.name)}
    own += [(codes[c], v.get("bad") or (), v.get("good") or ()) for c, v in catalogue.config.tables]
    tried = [
        (code, examples.parse(example))
        for code, bad, good in own
        if given.code in (None, code)
        for example in (*bad, *good)
    ]
    failed = [failure for code, example in tried if (failure := _failure(catalogue, code, example))]
    for name, values in failed:
        print(speaker.say(name, **values))
    print(speaker.say("examples_tried", count=len(tried), failed=len(failed)), file=sys.stderr)
    return int(bool(failed))


def _failure(catalogue: Catalogue, code: str, example: Example) -> tuple[str, dict[str, str]] | None:
    """What an example gets wrong first: the name of a message and its values; None where it holds."""
    task = api.task(catalogue, date=example.date, stage=example.stage)._replace(selected=frozenset((code,)))
    found = {(d.start, d.end): d for d in api.check_bytes(example.text.encode(), example.name, task).diagnostics}
    values = {"rule": code, "text": example.text}
    for start, end, fix in example.expected:
        finding = found.pop((start, end), None)
        if finding is None:
            return "example_missed", {**values, "found": example.text[start:end]}
        fixed = apply(example.text, finding.fix or ())
        made = fixed[start : len(fixed) - len(example.text) + end]
        if fix is not None and made != fix:
            return "example_fix", {**values, "found": finding.text, "fix": made, "expected": fix}
    extra = next(iter(found.values()), None)
    return ("example_extra", {**values, "found": extra.text}) if extra else None


def _line(rule: Rule, speaker: Speaker) -> str:
    first = gist(rule, speaker.lang)
    return f"{rule.code}  {speaker.say(rule.severity)}  {rule.tier or '-':8} {rule.name:28} {first}"


def _init(given: SimpleNamespace) -> int:
    """Write what is not there yet; a file that exists is never changed."""
    speaker = Speaker(given.lang or "zh", ruleset.load().messages)
    for name, sentence in ((config.FILE_NAME, "init_config"), (PRE_COMMIT, "init_hook")):
        content = speaker.text(sentence)
        try:
            if os.path.lexists(name):
                raise FileExistsError
            disk.create(name, content.encode())
        except FileExistsError:
            if name == PRE_COMMIT and not _names_us(name):
                print(speaker.say("init_add", name=name))
                print(content, end="")
            else:
                print(speaker.say("init_kept", name=name))
        except OSError as error:
            raise cli.Usage("cannot_write", path=os.path.abspath(name), detail=error.strerror or str(error)) from None
        else:
            print(speaker.say("init_written", name=name))
    print(speaker.say("init_next"), end="")
    return 0


def _names_us(path: str) -> bool:
    """Whether a file speaks of this program; what cannot be read does not."""
    try:
        return b"gongwen-lint" in store.content(path)
    except OSError:
        return False


def _clean(given: SimpleNamespace) -> int:
    """Take out of the store what earlier runs put there."""
    speaker = Speaker(given.lang or "zh", ruleset.load(cache=False).messages)
    try:
        count, size = cache.clean()
    except OSError as error:
        raise cli.Usage("cannot_write", path=store.folder(), detail=error.strerror or str(error)) from None
    print(speaker.say("cleaned", files=count, size=size // 1000, folder=store.folder()))
    return 0


def _completion(given: SimpleNamespace) -> int:
    """Print what a shell reads to complete the words of this program."""
    from lint import completion

    if given.shell not in completion.SHELLS:
        raise cli.Usage("usage_choice", flag="completion", value=given.shell, choices=tuple(completion.SHELLS))
    print(completion.script(given.shell), end="")
    return 0


_ACTIONS = ("create", "update", "prune")


def _baseline(given: SimpleNamespace) -> int:
    """Make a baseline, take out of it what was mended, or what belongs to files that are gone."""
    action, *paths = given.words
    if action not in _ACTIONS:
        close = config.nearest(action, _ACTIONS)
        name = "no_such_command_near" if close else "no_such_command"
        raise cli.Usage(name, value=f"baseline {action}", nearest=f"baseline {close}", choices=_ACTIONS)
    governs = given.config or (None if given.isolated else config.find(""))
    stated = ruleset.load(governs).config.baseline if governs else ""
    path = given.baseline or (api.relative(os.path.relpath(stated)) if stated else baseline.NAME)
    if action == "create" and os.path.exists(path):
        raise cli.Usage("baseline_exists", path=path)
    known = None if action == "create" else cli.load_baseline(path)
    kept: dict[str, Mapping[str, int]] = {}
    if known:
        kept = {n: c for n, c in known.files.items() if os.path.exists(os.path.join(known.folder, n))}
    status = 0
    if action != "prune":
        folder = os.path.dirname(os.path.abspath(path))
        given.baseline, given.paths = None, paths
        for name, counts, ran in _counted(given, folder):
            if counts is None:
                status = 2
            elif known is None:
                kept[name] = counts
            elif name in kept:
                kept[name] = baseline.shrunk(kept[name], counts, ran)
    before = sum(sum(counts.values()) for counts in known.files.values()) if known else 0
    after = sum(sum(counts.values()) for counts in kept.values())
    try:
        baseline.dump(path, kept)
    except OSError as error:
        raise cli.Usage("cannot_write", path=path, detail=error.strerror or str(error)) from None
    speaker = Speaker(given.lang or "zh", ruleset.load().messages)
    is_stated = stated and os.path.abspath(stated) == os.path.abspath(path)
    made = "baseline_made_used" if is_stated else "baseline_made"
    print(
        speaker.say(
            made if known is None else "baseline_shrunk",
            path=path,
            count=after,
            gone=before - after,
            name=config.FILE_NAME,
        )
    )
    return status


def _counted(given: SimpleNamespace, folder: str) -> Iterator[tuple[str, dict[str, int] | None, frozenset[str]]]:
    """Each file as seen from a folder, with the counts of its findings for a baseline and the codes that ran.

    Of what could not be checked there are no counts; it is told on standard error.
    """
    run = cli.Run(given, ruleset.load())
    chosen = files.choose(given.paths or ["."], run.excluded, given.force_exclude)
    if not chosen.paths:
        raise cli.Usage("no_files", skipped=chosen.skipped)
    for result in run.results(chosen.paths):
        for d in result.diagnostics:
            if d.broken:
                cli.note(f"{result.path}: {d.message} {d.code}")
        text = result.doc.text if result.doc else ""
        counts = None if result.broken else baseline.counts(text, result.diagnostics)
        yield baseline.place(result.path, folder), counts, run.task(result.path).selected
