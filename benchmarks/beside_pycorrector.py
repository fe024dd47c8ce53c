"""The detector of wrong characters and pycorrector's n-gram corrector on the same sentences, in one run.

    python benchmarks/beside_pycorrector.py CLEAN --texts TEXTS --unihan FOLDER [--half test] [--sentences 400]

pycorrector's own model is a download; its n-grams are made here from the same text that the detector was counted from
(characters, up to four, absolute discounting). It needs, beside what `benchmarks/wrong_characters.py` needs,
`pip install --no-deps pycorrector` and `pip install kenlm pyahocorasick loguru six`: torch and transformers, which
other correctors of that package want, are not touched. Neither corrector sees more than a sentence.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import tempfile
import time
import types
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import wrong_characters as ours

from lint import api, ruleset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

DISCOUNT = 0.75
UNSEEN = -7.0  # log10 probability of a character that was never counted


class Pair(NamedTuple):
    """A sentence as it stands and as it should."""

    wrong: str
    right: str


def main() -> None:
    """Print the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("clean", type=Path)
    cli.add_argument("--texts", type=Path, required=True)
    cli.add_argument("--unihan", type=Path, required=True)
    cli.add_argument("--half", choices=("tune", "test"), default="test")
    cli.add_argument("--sentences", type=int, default=400)
    args = cli.parse_args()
    pairs = sentences(args.clean, args.half, ours.confusions(args.texts, args.clean, args.unihan), args.sentences)
    pieces = list(ours.builder.read(args.texts, args.clean))
    groups = ours.builder.grouped(pieces)
    tallies = [ours.builder.Tally(groups, n).total(()) for n in (1, 2, 3, 4)]
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "characters.arpa"
        model.write_text("\n".join(arpa(tallies)), encoding="utf-8")
        corrector = pycorrector(model)
        mends: dict[str, Callable[[str], str]] = {
            "pycorrector, n-grams": lambda sentence: corrector.correct(sentence)["target"],
            "default (TYP501)": mender("default"),
            "strict (TYP501, TYP502)": mender("strict"),
        }
        print(f"{len(pairs)} sentences, {sum(p.wrong != p.right for p in pairs)} with slips")
        for name, mend in mends.items():
            mend(pairs[0].wrong)
            began = time.process_time()
            mended = [mend(p.wrong) for p in pairs]
            print(f"{name:24} {score(pairs, mended)}  {1e3 * (time.process_time() - began) / len(pairs):7.2f} ms each")


def sentences(clean: Path, half: str, confused: ours.slips.Confusions, count: int) -> list[Pair]:
    """Some sentences of the clean documents, half of them with slips."""
    found = []
    for path in ours.halves(clean, half):
        text = path.read_text(encoding="utf-8")
        changed, made = ours.slips.inject(text, confused, random.Random(f"6{path.name}"))
        for m in ours.slips.SENTENCE.finditer(changed):
            here = [(s.start, s.end, s.right) for s in made if m.start() <= s.start < m.end()]
            if len(m[0]) >= 8:
                found.append(Pair(m[0], ours.replaced(changed, m.start(), m.end(), here)))
    random.Random(6).shuffle(found)
    return found[:count]


def mender(profile: str) -> Callable[[str], str]:
    """A sentence with the fixes that a profile of the detector offers."""
    task = api.task(ruleset.load(), profile="strict")._replace(selected=frozenset(ours.PROFILES[profile]))

    def mend(sentence: str) -> str:
        edits = [d.fix[0] for d in ours.check(sentence, "sentence.txt", task) if d.fix]
        return ours.replaced(sentence, 0, len(sentence), [tuple(edit) for edit in edits])

    return mend


def score(pairs: Sequence[Pair], mended: Sequence[str]) -> str:
    """Precision, recall and F by sentence: right is a sentence that is given back exactly as it should be."""
    changed = sum(new != p.wrong for p, new in zip(pairs, mended, strict=True))
    right = sum(new != p.wrong and new == p.right for p, new in zip(pairs, mended, strict=True))
    spoiled = sum(p.wrong == p.right != new for p, new in zip(pairs, mended, strict=True))
    p, r = right / max(1, changed), right / max(1, sum(p.wrong != p.right for p in pairs))
    untouched = max(1, sum(p.wrong == p.right for p in pairs))
    return (
        f"P {p:.3f} R {r:.3f} F {2 * p * r / max(p + r, 1e-9):.3f}  right sentences spoiled {spoiled / untouched:.3f}"
    )


def pycorrector(model: Path) -> Any:
    """The n-gram corrector of pycorrector over a model, without the package's other correctors."""
    spec = importlib.util.find_spec("pycorrector")
    assert spec and spec.submodule_search_locations
    package = types.ModuleType("pycorrector")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules["pycorrector"] = package
    from pycorrector.corrector import Corrector

    return Corrector(language_model_path=str(model))


def arpa(tallies: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[str]:
    """Counts as the lines of a language model: absolute discounting, with what is left to the shorter string."""
    keys = [k.astype(np.uint64) for k, _ in tallies]
    counts = [c.astype(float) for _, c in tallies]
    found = [np.log10(counts[0] / counts[0].sum())]
    back: list[np.ndarray] = []
    for n in range(1, len(keys)):
        before = keys[n] & np.uint64((1 << 16 * n) - 1)
        shorter = np.searchsorted(keys[n - 1], before)
        rest = keys[n] >> np.uint64(16)
        ending = np.searchsorted(keys[n - 1], rest)
        has = (ending < len(keys[n - 1])) & (keys[n - 1][np.minimum(ending, len(keys[n - 1]) - 1)] == rest)
        p = (counts[n] - DISCOUNT) / counts[n - 1][shorter]
        taken = np.bincount(shorter, p, len(keys[n - 1]))
        lower = np.where(has, 10 ** found[n - 1][np.minimum(ending, len(keys[n - 1]) - 1)], 0)
        covered = np.bincount(shorter, lower, len(keys[n - 1]))
        back.append(np.log10(np.maximum(1 - taken, 1e-4) / np.maximum(1 - covered, 1e-4)))
        found.append(np.log10(p))
    back.append(np.zeros(len(keys[-1])))
    kept = [np.array([_sound(int(k), n + 1) for k in row]) for n, row in enumerate(keys)]
    lines = ["\\data\\", *(f"ngram {n + 1}={int(ok.sum()) + 3 * (n == 0)}" for n, ok in enumerate(kept)), ""]
    for n, row in enumerate(keys):
        lines.append(f"\\{n + 1}-grams:")
        if n == 0:
            lines += [f"{UNSEEN}\t<unk>", f"{UNSEEN}\t<s>\t0", f"{UNSEEN}\t</s>"]
        for k, p, b in zip(row[kept[n]], found[n][kept[n]], back[n][kept[n]], strict=True):
            string = " ".join(chr(int(k) >> 16 * i & 0xFFFF) for i in range(n + 1))
            lines.append(f"{p:.4f}\t{string}" + (f"\t{b:.4f}" if n + 1 < len(keys) else ""))
        lines.append("")
    return [*lines, "\\end\\", ""]


def _sound(key: int, length: int) -> bool:
    """Whether a string is of characters that a line of a model can hold."""
    units = [key >> 16 * n & 0xFFFF for n in range(length)]
    return all(unit > 32 and not 0xD800 <= unit < 0xE000 and not chr(unit).isspace() for unit in units)


if __name__ == "__main__":
    main()
