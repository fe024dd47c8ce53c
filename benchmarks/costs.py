"""Rules that cost far more than their neighbours: the first that anyone who wants a faster run should look at.

`python benchmarks/costs.py` runs every rule on made-up drafts and on the sound documents of `examples/clean` (or on
`--text FOLDER`), takes the cheapest of several runs, and lists the rules that cost ten times as much as three quarters
of those awake do at most. What several rules share is charged to the first of them in a run; *alone* is what a rule
costs with all that it asks for. It ends with 1 where a rule stands out that `KNOWN` does not expect to.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
from typing import TYPE_CHECKING

import run
import text

from lint import api, engine, readers, ruleset
from lint.model import Given
from lint.speech import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.ruleset import Catalogue

FAR = 10
# rules that look at every character by what they are, or that are the first to ask for what many share
KNOWN = {
    "NUM101": "reads all numbers, their units and what they add up to, for all of NUM",
    "NUM202": "reads what is listed, for all that count members",
    "NUM401": "compares every quantity with every other of its name",
    "PLH101": "looks for the blanks of all forms, for all of PLH",
    "REF101": "reads dates, meetings and what speaks of the past, for all of REF",
    "TYP109": "looks phrases up by their sound, at every character",
    "TYP501": "the statistical detector",
}
CLEAN = os.path.join(os.path.dirname(run.HERE), "examples", "clean")


def texts(folder: str | None, drafts: int) -> list[str]:
    """The documents that rules are run on."""
    if folder:
        return list(itertools.islice(run._pieces(folder), drafts))
    sound = [path for path in sorted(os.listdir(CLEAN)) if path.endswith(".txt")]
    found = list(itertools.islice(text.reports(), drafts))
    for name in sound:
        with open(os.path.join(CLEAN, name), encoding="utf-8") as file:
            found.append(file.read())
    return found


def costs(catalogue: Catalogue, documents: list[str], chosen: frozenset[str], runs: int) -> dict[str, float]:
    """Seconds of each rule on all documents, of each document the cheapest run."""
    speaker = Speaker("zh", catalogue.messages)
    total: dict[str, float] = {}
    for document in documents:
        best: dict[str, float] = {}
        for _ in range(runs):
            doc = readers.read(document.encode(), "a.txt", Given())
            found = engine.run(doc, catalogue.rules, catalogue.words, chosen, speaker).cost
            best = {code: min(seconds, best.get(code, seconds)) for code, seconds in found.items()}
        for code, seconds in best.items():
            total[code] = total.get(code, 0.0) + seconds
    return total


def fence(found: dict[str, float]) -> float:
    """What is far above all others."""
    return FAR * statistics.quantiles(found.values(), n=4)[2]


def table(found: dict[str, float], alone: dict[str, float], size: int, limit: float) -> Iterator[str]:
    """The rules beyond the limit, the dearest first."""
    middle, whole = statistics.median(found.values()), sum(found.values())
    yield "| | ms for 1 MB | alone | × the median rule | share | |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for code, seconds in sorted(found.items(), key=lambda item: -item[1]):
        if seconds > limit:
            each, own = (1000 * s / size * run.MB for s in (seconds, alone[code]))
            shown = f"{each:.0f} | {own:.0f} | {seconds / middle:.0f} | {seconds / whole:.0%}"
            yield f"| {code} | {shown} | {KNOWN.get(code, '')} |"


def main() -> int:
    """Measure, print the rules that stand out, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0], allow_abbrev=False)
    parser.add_argument("--text", metavar="FOLDER", help="measure on the text and Markdown files of this folder")
    parser.add_argument("--drafts", type=run._count, default=10, help="pieces of 10 KB (10)")
    parser.add_argument("--runs", type=run._count, default=3, help="runs of each document (3)")
    given = parser.parse_args()
    catalogue = ruleset.load()
    task = api.task(catalogue, profile="strict")
    documents = texts(given.text, given.drafts)
    size = sum(len(document.encode()) for document in documents)
    costs(catalogue, documents[:2], task.selected, 1)  # what is loaded once
    found = costs(catalogue, documents, task.selected, given.runs)
    limit = fence(found)
    far = [code for code, seconds in found.items() if seconds > limit]
    alone = {code: costs(catalogue, documents, frozenset((code,)), 1)[code] for code in far}
    print(f"{len(found)} rules were awake; {size / run.MB:.2f} MB in {len(documents)} documents")
    print("\n".join(table(found, alone, size, limit)))
    for code in sorted(set(far) - set(KNOWN)):
        print(f"{code} stands out and is not known to")
    return int(bool(set(far) - set(KNOWN)))


if __name__ == "__main__":
    sys.exit(main())
