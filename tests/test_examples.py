"""Every rule's examples: what is marked is found with its fix, what is good stays silent, and fixed text is clean."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from lint import api, engine, examples, readers, ruleset
from lint.fix import apply
from lint.model import Document, Given
from lint.speech import gist


@lru_cache(maxsize=1)
def catalogue() -> ruleset.Catalogue:
    return ruleset.load(pages=True)


def check(code: str, example: examples.Example):
    task = api.task(catalogue(), select=[code], date=example.date, stage=example.stage)
    task = task._replace(selected=frozenset((code,)))
    if example.options:
        rules = [
            r._replace(options={**r.options, **example.options}) if r.code == code else r for r in catalogue().rules
        ]
        task = task._replace(catalogue=catalogue()._replace(rules=tuple(rules)))
    if code in task.across:
        return compared(task, example)
    if not example.marks:
        return api.check_bytes(example.text.encode(), example.name, task).diagnostics
    doc = readers.read(example.text.encode(), example.name, Given(date=example.date, stage=example.stage or "draft"))
    marked = Document(doc.path, doc.text, doc.segments, example.marks, doc.origin, doc.given)
    return engine.run(marked, catalogue().rules, catalogue().words, task.selected, task.speaker).diagnostics


def compared(task: api.Task, example: examples.Example):
    """What a rule that compares documents finds in the example, beside the other documents that it names."""
    given = Given(date=example.date, timeline=task.catalogue.timelines)
    texts = {**example.others, example.name: example.text}
    docs = {name: readers.read(text.encode(), name, given) for name, text in texts.items()}
    (rule,) = (rule for rule in task.catalogue.rules if rule.code in task.across)
    facts = {name: rule.collect(doc) for name, doc in docs.items()}
    assert "str" not in {type(value).__name__ for fact in facts.values() for value in flat(fact)}  # they may be kept
    found = list(rule.check({n: fact for n, fact in facts.items() if fact}, docs.__getitem__))
    assert {name for name, _ in found} <= {example.name}
    assert all(docs[r.path].text[r.start : r.end] for _, finding in found for r in finding.related)
    return tuple(engine.stamp(rule, finding, docs[name], task.speaker) for name, finding in found)


def flat(value):
    """The values in tuples of tuples."""
    return [inner for part in value for inner in flat(part)] if isinstance(value, tuple) else [value]


CASES = [(r.code, kind, n) for r in catalogue().rules for kind in ("bad", "good") for n in range(len(getattr(r, kind)))]


@pytest.mark.parametrize(("code", "kind", "number"), CASES)
def test_example(code, kind, number):
    rule = next(r for r in catalogue().rules if r.code == code)
    example = examples.parse(getattr(rule, kind)[number])
    found = check(code, example)
    assert not [d for d in found if d.broken], found
    if kind == "good":
        assert not example.expected
        assert [(d.text, d.message) for d in found] == []
        return
    if example.expected:
        assert [(d.start, d.end) for d in found] == [(e.start, e.end) for e in example.expected], found
    else:
        assert found  # a finding about the whole document has no place to mark
    for diagnostic, expected in zip(found, example.expected, strict=False):
        if expected.fix is None:
            assert diagnostic.fix is None
        else:
            fixed = apply(example.text, diagnostic.fix)
            assert fixed == example.text[: expected.start] + expected.fix + example.text[expected.end :]
    if any(e.fix is not None for e in example.expected) and all(e.fix is not None for e in example.expected):
        again = check(code, example._replace(text=apply(example.text, [e for d in found for e in d.fix])))
        assert again == ()


@pytest.mark.parametrize("rule", catalogue().rules, ids=lambda r: r.code)
def test_every_rule_has_a_page_and_examples(rule):
    assert rule.refs
    assert len(rule.bad) >= 1 and len(rule.good) >= 1
    assert set(rule.message) == {"zh", "en"}
    assert rule.name == rule.name.lower() and " " not in rule.name


@pytest.mark.parametrize("rule", catalogue().rules, ids=lambda r: r.code)
def test_every_page_is_in_both_languages(rule):
    assert set(rule.doc) == {"zh", "en"} and all(page.strip() for page in rule.doc.values())
    # words, names and titles are quoted as Chinese, the sentences around them are English
    english = re.sub("“[^”]*”|《[^》]*》|`[^`]*`", "", rule.doc["en"])
    assert not re.search("[，。；：、！？]", english)
    assert gist(rule, "en").endswith(".") and re.search("[。：]", gist(rule, "zh"))


def test_a_check_carries_no_pages():
    assert not any(rule.doc or rule.bad or rule.good for rule in ruleset.load().rules)


def test_reading_an_example_keeps_its_places():
    example = examples.parse(r"前[[人们->人民]]中\[[[[->，]]后[[的->]]")
    assert example.text == "前人们中[[后的"
    assert example.fixed == "前人民中[[，后"
    assert readers.read(example.text.encode(), "a.txt", Given()).text == example.text
