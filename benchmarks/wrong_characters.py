"""How well the detector of wrong characters (TYP501, TYP502) does on correct documents with artificial slips.

    wrong_characters.py CLEAN --texts FOLDER --unihan FOLDER [--half tune|test] [--show N]

CLEAN holds correct documents; every other one, in the order of their kinds and names, is for tuning, the rest for the
last look. --texts and --unihan are those of tools/build_characters.py, which needs the same packages: from the texts
come the counts by which slips are drawn. Half of the sentences of each document get slips (tools/slips.py, fixed
seed), and the detector runs over the whole. A sentence counts as found when the fixes offered for it give back exactly
what it was. Precision is over sentences with a finding, recall over those with a slip. Slips are drawn from the tables
that the detector looks candidates up in, so recall is an upper bound; pairs of real slips are scored elsewhere.
"""

from __future__ import annotations

import argparse
import collections
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lint import api, ruleset

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools")]

import build_characters as builder  # noqa: E402
import slips  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint import Diagnostic

PROFILES = {"default": ("TYP501",), "strict": ("TYP501", "TYP502")}


class Sentence(NamedTuple):
    """What stood in a sentence with slips or findings, what stands there, and what each profile would make of it."""

    right: str
    wrong: str
    mended: dict[str, str]


def main() -> None:
    """Print the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("clean", type=Path)
    cli.add_argument("--texts", type=Path, required=True)
    cli.add_argument("--unihan", type=Path, required=True)
    cli.add_argument("--half", choices=("tune", "test"), default="tune")
    cli.add_argument("--show", type=int, default=0, help="alarms on the untouched documents to print")
    args = cli.parse_args()
    confused = confusions(args.texts, args.clean, args.unihan)
    task = api.task(ruleset.load(), profile="strict")._replace(selected=frozenset(PROFILES["strict"]))
    paths = halves(args.clean, args.half)
    alarms: list[tuple[str, Diagnostic]] = []
    sentences: list[Sentence] = []
    fates: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    size = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        size += len(text)
        alarms += [(path.name, d) for d in check(text, path.name, task)]
        changed, made = slips.inject(text, confused, random.Random(f"6{path.name}"))
        found = check(changed, path.name, task)
        sentences += list(compare(changed, made, found))
        for slip in made:
            fates[slip.kind]["all"] += 1
            for profile, codes in PROFILES.items():
                fates[slip.kind][profile] += any(d.code in codes and restores(changed, d, slip) for d in found)
    print(f"{args.half}: {len(paths)} documents, {size} characters, {sum(f['all'] for f in fates.values())} slips")
    for profile in PROFILES:
        changed_now = [s for s in sentences if s.mended[profile] != s.wrong]
        right_now = sum(s.mended[profile] == s.right for s in changed_now)
        wrong = sum(s.wrong != s.right for s in sentences)
        p, r = right_now / max(1, len(changed_now)), right_now / max(1, wrong)
        count = sum(d.code in PROFILES[profile] for _, d in alarms)
        print(
            f"{profile:8} sentences P {p:.3f} R {r:.3f} F {2 * p * r / max(p + r, 1e-9):.3f}   "
            f"untouched: {count} alarms, {count * 1e4 / size:.3f} per 10,000 characters"
        )
    for kind, fate in sorted(fates.items()):
        shares = ", ".join(f"{fate[profile] / fate['all']:.3f} {profile}" for profile in PROFILES)
        print(f"  {kind:7} {fate['all']:5} slips, found {shares}")
    for name, d in alarms[: args.show]:
        print(f"{d.code} {name}:{d.place.line} {d.message}")


def halves(clean: Path, half: str) -> list[Path]:
    """The documents of one half: every other one of each kind."""
    return sorted(clean.glob("*.txt"), key=lambda p: (p.stem.split("-")[1:2], p.name))[half == "test" :: 2]


def confusions(texts: Path, left_out: Path, unihan: Path) -> slips.Confusions:
    """The confusions that slips are drawn from."""
    usual: collections.Counter[str] = collections.Counter()
    for piece in builder.read(texts, left_out):
        usual.update(piece.text)
    words = {word: n for word, n in builder.dictionary().items() if len(word) == 2 and n >= builder.SPOKEN}
    return slips.confusions(usual, words, builder.look_alikes(unihan, usual))


def check(text: str, name: str, task: api.Task) -> tuple[Diagnostic, ...]:
    """The detector's findings in a text."""
    return api.check_bytes(text.encode(), name, task).diagnostics


def compare(text: str, made: Sequence[slips.Slip], found: Sequence[Diagnostic]) -> list[Sentence]:
    """The sentences of a changed text that have slips or findings."""
    rows = []
    for m in slips.SENTENCE.finditer(text):
        here = [s for s in made if m.start() <= s.start < m.end()]
        offered = [d for d in found if d.fix and m.start() <= d.fix[0].start < m.end()]
        if here or offered:
            right = replaced(text, m.start(), m.end(), [(s.start, s.end, s.right) for s in here])
            mended = {
                profile: replaced(
                    text, m.start(), m.end(), [tuple(d.fix[0]) for d in offered if d.fix and d.code in codes]
                )
                for profile, codes in PROFILES.items()
            }
            rows.append(Sentence(right, m[0], mended))
    return rows


def replaced(text: str, start: int, end: int, edits: Sequence[tuple[int, int, str]]) -> str:
    """A piece of the text with edits made."""
    piece = text[start:end]
    for first, last, new in sorted(edits, reverse=True):
        piece = piece[: first - start] + new + piece[last - start :]
    return piece


def restores(text: str, diagnostic: Diagnostic, slip: slips.Slip) -> bool:
    """Whether a finding's fix undoes a slip."""
    assert diagnostic.fix
    edit = diagnostic.fix[0]
    if edit.start > slip.end or slip.start > edit.end:
        return False
    first, last = min(edit.start, slip.start), max(edit.end, slip.end)
    return replaced(text, first, last, [tuple(edit)]) == replaced(
        text, first, last, [(slip.start, slip.end, slip.right)]
    )


if __name__ == "__main__":
    main()
