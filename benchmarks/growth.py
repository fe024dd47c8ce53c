"""How time and memory grow: with the text, the rules, the rows of one's own tables and the processes, in one run.

`python benchmarks/growth.py` writes docs/growth.md and docs/growth.svg. A run over many files is interrupted after
`--most` seconds, as with Ctrl-C, and what it looked at until then counts; of a single file nothing is known before its
end, so one that would take longer, by the size before it, is left out aloud. `--only` and `--quick` leave out rows.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from math import log10
from typing import TYPE_CHECKING, NamedTuple

import run
import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MB = run.MB
PAGE = os.path.join(os.path.dirname(run.HERE), "docs")
OFF = ("--no-cache", *run.OFF)
ON = (run.ANEW,)
# the cheapest rule that looks at every text: what it finds is remembered like the rest
CHEAP = ("--select", "PUN108")


class Plan(NamedTuple):
    """What is measured: a name for its row, what it belongs to, its text and the flags of its command."""

    group: str
    series: str
    name: str
    size: int  # bytes of text
    apart: bool  # in files of 10 KB
    flags: tuple[str, ...]
    rows: int | None = None  # of a table of one's own
    before: bool = False  # whether it is run once before, so that something is remembered


def plans(quick: bool) -> Iterator[Plan]:
    """Every row; quick ones have 1 MB at most."""
    sizes = (MB,) if quick else (MB, 10 * MB, 100 * MB)
    for size in sizes:
        shown = f"{size // MB} MB"
        yield Plan("files", "files, detector off", f"{shown}, detector off", size, True, OFF)
        yield Plan("files", "files", shown, size, True, ON)
    for size in sizes:
        series = "unchanged files"
        yield Plan("unchanged", series, f"{size // MB} MB, unchanged", size, True, CHEAP, before=True)
    for size in (10_000, 100_000, MB) if quick else (10_000, 100_000, MB, 4 * MB, 20 * MB):
        shown = f"{size / MB:g} MB"
        yield Plan("one", "one file, detector off", f"{shown}, detector off", size, False, OFF)
        yield Plan("one", "one file", shown, size, False, ON)
    for name, flags in (
        ("PUN alone", ("--select", "PUN")),
        *((f"{tier}", ("--profile", tier)) for tier in ("minimal", "default", "strict")),
    ):
        yield Plan("rules", "", name, MB, True, (*OFF, *flags))
    for rows in (0, 1_000, 10_000) if quick else (0, 1_000, 10_000, 100_000):
        yield Plan("rows", "", f"{rows:,} rows", 10_000 if quick else MB, True, OFF, rows, True)
    for jobs in (1, 2) if quick else (1, 2, 4):
        yield Plan("jobs", "", f"--jobs {jobs}", (1 if quick else 4) * MB, True, (*OFF, "--jobs", str(jobs)))


GROUPS = {
    "files": "Many files of 10 KB",
    "unchanged": "Many files of 10 KB that were checked before (with one rule)",
    "one": "One file",
    "rules": "Rules, on 1 MB in 10 KB files, detector off",
    "rows": "Rows of a table of one's own, detector off",
    "jobs": "Processes, detector off",
}


def measure(chosen: Sequence[Plan], runs: int, most: float, work: str) -> Iterator[tuple[Plan, run.Row]]:
    """Each plan with its runs; what is left out is said on standard error."""
    tool = os.path.join(os.path.dirname(sys.executable), f"gongwen-lint{run.EXE}")
    cases = _cases(work, tool)
    run._run(cases(Plan("", "", "warm-up", 10_000, False, ON), 0), work)
    rates: dict[str, float] = {}
    for plan in chosen:
        expected = plan.size / rates[plan.series] if plan.series in rates else 0.0
        if not plan.apart and expected > most:
            run._note(f"left out: one file of {plan.name} would take {expected:.0f} s (--most {most:.0f})")
            continue
        run._note(f"{plan.group}: {plan.name}")
        case = cases(plan, most if plan.apart else 0.0)
        if plan.before:  # to the end: what was remembered is what is measured
            run._run(case._replace(most=0.0), work)
        row = run.Row(case, tuple(run._run(case, work) for _ in range(runs)))
        rates[plan.series] = row.rate
        yield plan, row


def _cases(work: str, tool: str) -> Callable[[Plan, float], run.Case]:
    """Makes the case of a plan, its text written when it is first needed."""
    written: dict[tuple[int, bool], tuple[str, int, int]] = {}

    def case(plan: Plan, most: float) -> run.Case:
        key = plan.size, plan.apart
        if key not in written:
            name = f"{plan.size}-{'files' if plan.apart else 'one'}"
            written[key] = run._write(text.reports(), work, name, plan.size, plan.apart)
        path, size, count = written[key]
        config = ("--isolated",) if plan.rows is None else ("--config", _configured(work, plan.rows))
        command = (tool, "check", *config, *plan.flags, path)
        return run.Case(plan.name, command, size, count, (0, 1), most=most)

    return case


def _configured(work: str, count: int) -> str:
    path = os.path.join(work, f"rows{count}", "own.yaml")
    return path if os.path.exists(path) else run._configured(work, count)


_HEAD = "| | MB | looked at | s | processor s | MB/s | peak MiB |"
_RULE = "| --- |" + " ---: |" * 6


def table(found: Sequence[tuple[Plan, run.Row]]) -> Iterator[str]:
    """A table for each group that was measured."""
    for group, title in GROUPS.items():
        mine = [(plan, row) for plan, row in found if plan.group == group]
        if not mine:
            continue
        yield from ("", f"## {title}", "", _HEAD, _RULE)
        for plan, row in mine:
            cells = (
                plan.name,
                f"{row.case.size / MB:.2f}",
                f"{row.done / MB:.2f}",
                run._number(row.median),
                run._number(row.spent) if row.spent is not None else "",
                f"{row.rate / MB:.2f}",
                run._number(row.peak / 2**20) if row.peak is not None else "",
            )
            yield "| " + " | ".join(cells) + " |"


_COLORS = ("#b3261e", "#1f6feb", "#2e7d32", "#8e5b00", "#6a3fa0")


def plot(found: Sequence[tuple[Plan, run.Row]]) -> str:
    """Seconds and memory over the size of the text, both axes of sizes logarithmic, as SVG."""
    series: dict[str, list[run.Row]] = {}
    for plan, row in found:
        if plan.series:
            series.setdefault(plan.series, []).append(row)
    panels = (
        ("seconds (of what was interrupted: at the same pace)", lambda row: row.case.size / row.rate, "s"),
        ("peak memory, MiB", lambda row: (row.peak or 2**20) / 2**20, "MiB"),
    )
    width, height, left, top = 420, 260, 60, 40
    parts = []
    for n, (title, value, unit) in enumerate(panels):
        x0, values = left + n * (width + 90), [value(row) for rows in series.values() for row in rows]
        low, high = log10(min(values)), log10(max(values))

        def place(
            row: run.Row, x0: int = x0, value: Callable[..., float] = value, low: float = low, high: float = high
        ):
            x = x0 + (log10(row.case.size) - 4) / 4 * width
            return x, top + height - (log10(value(row)) - low) / ((high - low) or 1) * height

        parts.append(f'<text x="{x0}" y="{top - 18}" font-weight="bold">{title}</text>')
        parts.append(f'<rect x="{x0}" y="{top}" width="{width}" height="{height}" fill="none" stroke="#8a8f98"/>')
        for power, name in ((4, "10 KB"), (5, "100 KB"), (6, "1 MB"), (7, "10 MB"), (8, "100 MB")):
            x = x0 + (power - 4) / 4 * width
            parts.append(f'<text x="{x:.0f}" y="{top + height + 16}" text-anchor="middle">{name}</text>')
        for color, rows in zip(_COLORS, series.values(), strict=False):
            points = [place(row) for row in rows]
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2"/>')
            for (x, y), row in zip(points, rows, strict=True):
                parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>')
                parts.append(f'<text x="{x + 5:.1f}" y="{y - 4:.1f}">{run._number(value(row))} {unit}</text>')
    for n, (color, name) in enumerate(zip(_COLORS, series, strict=False)):
        y = top + height + 40 + n * 16
        parts.append(f'<rect x="{left}" y="{y - 9}" width="12" height="10" fill="{color}"/>')
        parts.append(f'<text x="{left + 18}" y="{y}">{name}</text>')
    size = f'width="{left + 2 * width + 150}" height="{top + height + 50 + 16 * len(series)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">'
    return "\n".join((head, '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>", ""))


def main() -> int:
    """Measure, and write docs/growth.md and docs/growth.svg."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0], allow_abbrev=False)
    parser.add_argument("--only", default=",".join(GROUPS), help=f"some of {', '.join(GROUPS)}, with commas between")
    parser.add_argument("--quick", action="store_true", help="no more than 1 MB in a row")
    parser.add_argument("--most", type=float, default=200, metavar="SECONDS", help="of one run (200)")
    parser.add_argument("--runs", type=run._count, default=1, help="of each row (1)")
    parser.add_argument("--note", default="", help="a sentence about the machine")
    parser.add_argument("--folder", default=PAGE, help="where the page and the plot are written (docs)")
    given = parser.parse_args()
    groups = given.only.split(",")
    if unknown := set(groups) - set(GROUPS):
        parser.error(f"no group: {', '.join(sorted(unknown))}")
    work = tempfile.mkdtemp(prefix="gongwen-lint-growth-")
    try:
        chosen = [plan for plan in plans(given.quick) if plan.group in groups]
        found = list(measure(chosen, given.runs, given.most, work))
    except (run.Failed, subprocess.SubprocessError) as error:
        run._note(str(error))
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    page = (
        "# Growth",
        "",
        f"Made by `python benchmarks/growth.py{' --quick' if given.quick else ''}`: whole processes, one by one;",
        f"Python {platform.python_version()}, {os.cpu_count()} cores. {given.note}".rstrip(),
        "The text is made from a fixed seed: drafts of 10 KB with some thirty findings each, one behind the other",
        f"where they are one file. A run over many files was interrupted after {given.most:.0f} seconds: *looked at*",
        "is what it did until then. The memory of several processes is that of the first.",
        *(
            ("", "![seconds and memory over the size of the text](growth.svg)")
            if any(p.series for p, _ in found)
            else ()
        ),
        *table(found),
        "",
    )
    with open(os.path.join(given.folder, "growth.md"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(page))
    if any(plan.series for plan, _ in found):
        with open(os.path.join(given.folder, "growth.svg"), "w", encoding="utf-8", newline="\n") as file:
            file.write(plot(found))
    print("\n".join(page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
