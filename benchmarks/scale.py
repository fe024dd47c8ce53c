"""Many files: cold, warm and with one file changed, and one process beside two; whole processes, in ratios.

`python benchmarks/scale.py` makes files of about 10 KB from the sound documents in `examples/clean` (an archive is
mostly sound) and, for the rows of processes, the made-up drafts of `text.py`. Wall time depends on what else the
machine does; the time on processors hardly does. See docs/speed.md for how to read the table.
"""

from __future__ import annotations

import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Time = tuple[float, float]

HERE = os.path.dirname(os.path.abspath(__file__))
SIZE = 10_000


def main() -> int:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0], allow_abbrev=False)
    parser.add_argument("--files", type=int, default=10_000, metavar="N", help="files of 10 KB (10,000)")
    parser.add_argument("--drafts", type=int, default=60, metavar="N", help="drafts for the rows of processes (60)")
    parser.add_argument(
        "--select", metavar="CODE,…", help="rules of the first three rows (all: hours for 10,000 files)"
    )
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each warm row (5)")
    given = parser.parse_args()
    work = tempfile.mkdtemp(prefix="gongwen-lint-scale-")
    try:
        rows = _archive(work, given.files, given.select, given.runs) + _drafts(work, given.drafts)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("| | s | processor s | × bare Python | × reading | MB/s |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    bare = next(spent for name, (_, spent), _ in rows if name == BARE)
    reading = next(spent for name, (_, spent), _ in rows if name == READING)
    for name, (seconds, spent), size in rows:
        speed = f"{size / seconds / 1e6:.2f}" if size else ""
        print(f"| {name} | {seconds:.2f} | {spent:.2f} | {spent / bare:.0f} | {spent / reading:.2f} | {speed} |")
    return 0


BARE = "`python -c pass`"
READING = "reading and hashing the files"
_READ = (
    "import glob, hashlib, sys\n"
    "for path in glob.glob(sys.argv[1] + '/*/*.txt'):\n"
    "    with open(path, 'rb') as file: hashlib.blake2b(file.read())"
)


def _archive(work: str, files: int, select: str | None, runs: int) -> list[tuple[str, Time, int]]:
    folder = os.path.join(work, "archive")
    sound = "".join(_content(path) for path in sorted(glob.glob(os.path.join(HERE, "../examples/clean/*.txt"))))
    body = sound.encode()[:SIZE].decode(errors="ignore")
    for n in range(files):
        place = os.path.join(folder, f"{n // 500:03}")
        os.makedirs(place, exist_ok=True)
        _write(os.path.join(place, f"{n:05}.txt"), f"{body}\n第{n}份。\n")
    size = files * SIZE
    command = ("check", *(("--select", select) if select else ()), folder)
    one = os.path.join(folder, "000", "00000.txt")
    rows = [(BARE, _median(runs, lambda: _timed([sys.executable, "-c", "pass"], work)), 0)]
    rows.append((READING, _median(runs, lambda: _timed([sys.executable, "-c", _READ, folder], work)), size))
    rows.append((f"{files} files of 10 KB, cold", _tool(work, *command), size))
    rows.append(("the same, warm", _median(runs, lambda: _tool(work, *command)), size))

    def changed() -> Time:
        _write(one, f"{body}\n第{time.time_ns()}份。\n")
        return _tool(work, *command)

    rows.append(("the same, one file changed", _median(runs, changed), size))
    across = ("check", "--repo", "--select", "CON3", folder)
    rows.append((f"{files} files compared with each other (--repo), cold", _tool(work, *across), size))
    rows.append(("the same, warm", _median(runs, lambda: _tool(work, *across)), size))
    return rows


def _drafts(work: str, files: int) -> list[tuple[str, Time, int]]:
    """One process beside two, in turns, without what is known; then warm, where every finding is shown again."""
    folder = os.path.join(work, "drafts")
    os.makedirs(folder)
    size = 0
    for n, draft in zip(range(files), text.reports(), strict=False):
        _write(os.path.join(folder, f"{n:05}.txt"), draft)
        size += len(draft.encode())
    seen: dict[str, list[Time]] = {"1": [], "2": []}
    for _ in range(3):
        for jobs, times in seen.items():
            times.append(_tool(work, "check", "--no-cache", "--jobs", jobs, folder))
    rows = [(f"{files} drafts, --jobs {jobs}", _middle(times), size) for jobs, times in seen.items()]
    _tool(work, "check", folder)
    rows.append((f"{files} drafts, warm", _median(3, lambda: _tool(work, "check", folder)), size))
    return rows


def _content(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _write(path: str, content: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(content)


def _median(runs: int, run: Callable[[], Time]) -> Time:
    return _middle([run() for _ in range(runs)])


def _middle(times: Sequence[Time]) -> Time:
    return statistics.median(wall for wall, _ in times), statistics.median(spent for _, spent in times)


def _tool(work: str, *words: str) -> Time:
    return _timed([sys.executable, "-m", "lint", words[0], "--isolated", *words[1:]], work)


def _timed(command: list[str], work: str) -> Time:
    """Seconds of a whole process by the clock and on processors; 0 and 1 are good ends."""
    there = {
        **os.environ,
        "GONGWEN_LINT_CACHE_DIR": os.path.join(work, "store"),
        "PYTHONPATH": os.path.dirname(HERE),
    }
    began, before = time.perf_counter(), os.times()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=there, check=False)
    seconds, after = time.perf_counter() - began, os.times()
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode("utf-8", "replace"))
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, spent


if __name__ == "__main__":
    sys.exit(main())
