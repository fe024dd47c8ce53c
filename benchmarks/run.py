"""How long whole runs of gongwen-lint take, beside bare Python and one peer, all in one sitting.

Every figure is a process seen from outside: started, its output read to the end, waited for. The commands take turns,
so that a busy machine slows all of them alike; compare the ratios, not the milliseconds of two machines.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, ".peers")
CODESPELL = "codespell==2.4.3"
SUFFIXES = (".txt", ".md", ".markdown")
MB = 1_000_000
# what a check costs is seen only where its result is not known yet
ANEW = "--no-cache"
OFF = ("--ignore", "TYP5")
ROWS = f"{text.ROWS:,} rows of one's own"
BIN = "Scripts" if os.name == "nt" else "bin"
EXE = ".exe" if os.name == "nt" else ""

# what a run that was interrupted says on standard error: files checked, of how many
_INTERRUPTED = re.compile("中断：查了([0-9]+)个文件，共([0-9]+)个".encode())


class Failed(Exception):
    """A command that could not be run or did not end as it should; the message says which and how."""


class Case(NamedTuple):
    """One row: a command, the text it is given and the exit statuses that mean it did its work."""

    name: str
    command: tuple[str, ...]
    size: int = 0  # bytes of text
    files: int = 0
    well: tuple[int, ...] = (0,)
    cold: bool = False  # the cache folder is emptied before every run
    peer: str = ""  # the row of the peer with the same text
    most: float = 0.0  # seconds after which it is interrupted, as with Ctrl-C; what it did until then counts


class Seen(NamedTuple):
    """One run of a command."""

    seconds: float
    peak: int | None  # bytes; None where the platform does not tell
    spent: float | None  # seconds on processors
    share: float = 1.0  # of the files, those that were checked before it was interrupted


class Row(NamedTuple):
    """A case with its runs."""

    case: Case
    runs: tuple[Seen, ...]

    @property
    def median(self) -> float:
        """Seconds of the run in the middle."""
        return statistics.median(s.seconds for s in self.runs)

    @property
    def best(self) -> float:
        """Seconds of the fastest run."""
        return min(s.seconds for s in self.runs)

    @property
    def spent(self) -> float | None:
        """Seconds on processors of the run in the middle."""
        return statistics.median(s.spent for s in self.runs if s.spent is not None) if hasattr(os, "wait4") else None

    @property
    def done(self) -> float:
        """Bytes of text that the run in the middle looked at."""
        return self.case.size * statistics.median(s.share for s in self.runs)

    @property
    def rate(self) -> float:
        """Bytes in a second, of the run in the middle."""
        return statistics.median(self.case.size * s.share / s.seconds for s in self.runs)

    @property
    def peak(self) -> int | None:
        """Bytes of memory of the greediest run."""
        return max((s.peak for s in self.runs if s.peak is not None), default=None)


def main() -> int:
    """Measure, print the table, and return the exit status."""
    given = _parser().parse_args()
    if not hasattr(os, "wait4"):
        _note("memory is not measured: this platform has no wait4")
    work = tempfile.mkdtemp(prefix="gongwen-lint-bench-")
    try:
        peer = None if given.no_peer else _peer()
        cases = _cases(work, given.text, given.quick, peer)
        rows = _measure(cases, 3 if given.quick and given.runs is None else given.runs or 5, work)
    except Failed as error:
        _note(str(error))
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("\n".join(_table(rows)))
    if given.json:
        with open(given.json, "w", encoding="utf-8") as file:
            json.dump(_figures(rows, given.text), file, ensure_ascii=False, indent=1)
            file.write("\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0], allow_abbrev=False)
    parser.add_argument("--runs", type=_count, metavar="N", help="runs of each command after one to warm up (5)")
    parser.add_argument("--text", metavar="FOLDER", help="measure on the text and Markdown files of this folder")
    parser.add_argument("--quick", action="store_true", help="leave out the 4 MB and 10 MB rows; 3 runs")
    parser.add_argument("--no-peer", action="store_true", help="leave out codespell, which is fetched from PyPI")
    parser.add_argument("--json", metavar="FILE", help="write every run to this file")
    return parser


def _count(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number


def _note(sentence: str) -> None:
    print(f"benchmarks: {sentence}", file=sys.stderr, flush=True)


def _peer() -> str:
    """The command of codespell, in an environment of its own that is made when it is first needed."""
    python = os.path.join(PEERS, BIN, f"python{EXE}")
    command = os.path.join(PEERS, BIN, f"codespell{EXE}")
    if not os.path.exists(command):
        _note(f"installing {CODESPELL} into {os.path.relpath(PEERS)}")
        for words in ([sys.executable, "-m", "venv", PEERS], [python, "-m", "pip", "install", "--quiet", CODESPELL]):
            done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            if done.returncode:
                said = done.stdout.decode("utf-8", "replace").strip()
                raise Failed(f"cannot install {CODESPELL} (--no-peer leaves it out):\n{said}")
    return command


def _cases(work: str, folder: str | None, quick: bool, peer: str | None) -> list[Case]:
    """The rows, with their text written below `work`."""
    tool = os.path.join(os.path.dirname(sys.executable), f"gongwen-lint{EXE}")
    if not os.path.exists(tool):
        raise Failed(f"no command gongwen-lint beside {os.path.basename(sys.executable)}: run `make test` once")

    def stream() -> Iterator[str]:
        return _pieces(folder) if folder else text.reports()

    def case(name: str, path: str, size: int, files: int, *flags: str, cold: bool = False, like: str = "") -> Case:
        command = (tool, "check", "--isolated", *flags, path)
        return Case(name, command, size, files, (0, 1), cold, like if peer else "")

    def other(name: str, path: str, size: int, files: int) -> Case:
        return Case(name, (str(peer), path), size, files, (0, 65))

    one, one_size, _ = _write(stream(), work, "one", 1, False)
    many, many_size, count = _write(stream(), work, "many", MB, True)
    single, single_size, _ = _write(stream(), work, "single", MB, False)
    cases = [
        Case("`python -c pass`", (sys.executable, "-c", "pass")),
        Case("`gongwen-lint --version`", (tool, "--version")),
        case("check, 10 KB, cold", one, one_size, 1, cold=True, like="codespell, 10 KB"),
        case("check, 10 KB, unchanged", one, one_size, 1, like="codespell, 10 KB"),
        case("check, 10 KB", one, one_size, 1, ANEW, like="codespell, 10 KB"),
        case("check, 1 MB in 10 KB files", many, many_size, count, ANEW, like="codespell, 1 MB in 10 KB files"),
        case("check, 1 MB in one file", single, single_size, 1, ANEW, like="codespell, 1 MB in one file"),
    ]
    for name, path, size, files in (
        ("check, 10 KB", one, one_size, 1),
        ("check, 1 MB in 10 KB files", many, many_size, count),
        ("check, 1 MB in one file", single, single_size, 1),
    ):
        cases.append(case(f"{name}, detector off", path, size, files, ANEW, *OFF))
    # one's own rules, without the detector: the same run with no table and with a long one
    for name, count in (("no rows of one's own", 0), (ROWS, text.ROWS)):
        config = _configured(work, count)
        command = (tool, "check", ANEW, *OFF, "--config", config, one)
        cases.append(Case(f"check, 10 KB, {name}", command, one_size, 1, (0, 1)))
    if not quick:
        path, size, _ = _write(stream(), work, "single4", 4 * MB, False)
        cases.append(case("check, 4 MB in one file", path, size, 1, ANEW))
        path, size, count10 = _write(stream(), work, "many10", 10 * MB, True)
        cases.append(case("check, 10 MB in 10 KB files", path, size, count10, ANEW))
    if peer:
        cases += [
            other("codespell, 10 KB", one, one_size, 1),
            other("codespell, 1 MB in 10 KB files", many, many_size, count),
            other("codespell, 1 MB in one file", single, single_size, 1),
        ]
    return cases


def _configured(work: str, count: int) -> str:
    """The path of a configuration with a rule of so many rows."""
    folder = os.path.join(work, f"rows{count}")
    os.mkdir(folder)
    with open(os.path.join(folder, "own.tsv"), "w", encoding="utf-8", newline="\n") as file:
        file.write("wrong\tright\n" + "".join(f"{wrong}\t{right}\n" for wrong, right in text.table(count)))
    path = os.path.join(folder, "own.yaml")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(
            "extends: default\nrules:\n- code: OWN101\n  name: own-word\n  kind: substitution\n  table: own.tsv\n"
            "  message: {zh: '“{found}”应为“{fix}”。'}\n"
        )
    return path


def _write(stream: Iterator[str], work: str, name: str, least: int, apart: bool) -> tuple[str, int, int]:
    """Write reports until `least` bytes are there, as files of a folder or as one file; its path, bytes and reports."""
    path = os.path.join(work, name if apart else f"{name}.txt")
    size, number = 0, 0
    if apart:
        os.mkdir(path)
    while size < least:
        data = next(stream).encode()
        with open(os.path.join(path, f"{number:05}.txt") if apart else path, "ab") as file:
            file.write(data)
        size += len(data)
        number += 1
    return path, size, number


def _pieces(folder: str) -> Iterator[str]:
    """The lines of a folder's files in rotation, in pieces of about 10 KB."""
    lines = list(_lines(folder))
    if not any(line.strip() for line in lines):
        raise Failed(f"no text in {folder}: needs UTF-8 files with one of {', '.join(SUFFIXES)}")
    piece, size = [], 0
    for line in itertools.cycle(lines):
        piece.append(line)
        size += len(line.encode())
        if size >= text.SIZE:
            yield "".join(piece)
            piece, size = [], 0


def _lines(folder: str) -> Iterable[str]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES):
                path = os.path.join(root, name)
                try:
                    with open(path, encoding="utf-8-sig") as file:
                        yield from (line if line.endswith("\n") else f"{line}\n" for line in file)
                except UnicodeDecodeError:
                    _note(f"left out, not UTF-8: {path}")


def _measure(cases: Sequence[Case], runs: int, work: str) -> list[Row]:
    """Run every case once to warm up, then `runs` times, the cases taking turns."""
    seen: dict[str, list[Seen]] = {case.name: [] for case in cases}
    for turn in range(runs + 1):
        _note("warming up" if turn == 0 else f"run {turn} of {runs}")
        for case in cases:
            run = _run(case, work)
            if turn:
                seen[case.name].append(run)
    return [Row(case, tuple(seen[case.name])) for case in cases]


def _run(case: Case, work: str) -> Seen:
    """One run of a command, its output read and thrown away."""
    cache = os.path.join(work, "cold" if case.cold else "cache")
    if case.cold:
        shutil.rmtree(cache, ignore_errors=True)
    # PYTHON… settings of the caller (no bytecode, no buffering) are not those of a user
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["PYTHONPYCACHEPREFIX"] = os.path.join(work, "bytecode")
    environment["GONGWEN_LINT_CACHE_DIR"] = cache
    began = time.perf_counter()
    try:
        process = subprocess.Popen(
            case.command,
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
        )
    except OSError as error:
        raise Failed(f"{case.name}: {error}") from None
    assert process.stdout
    tail = b""
    alarm = threading.Timer(case.most, process.send_signal, (signal.SIGINT,))
    if case.most and os.name != "nt":  # there it would end the measuring too
        alarm.start()
    while piece := process.stdout.read(1 << 16):
        tail = (tail + piece)[-2000:]
    alarm.cancel()
    interrupted = _INTERRUPTED.search(tail) if case.most else None
    peak = spent = None
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        # Linux counts KiB, macOS bytes
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        spent = usage.ru_utime + usage.ru_stime
    else:
        process.wait()
    seconds = time.perf_counter() - began
    process.stdout.close()
    if interrupted:
        return Seen(seconds, peak, spent, int(interrupted[1]) / int(interrupted[2]))
    if process.returncode not in case.well:
        raise Failed(f"{case.name}: exit status {process.returncode}\n{tail.decode('utf-8', 'replace')}")
    return Seen(seconds, peak, spent)


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """The figures as a Markdown table, and what they say of growth."""
    runs = len(rows[0].runs)
    by_name = {row.case.name: row for row in rows}
    bare = rows[0].median
    yield f"Python {platform.python_version()}, {sys.platform}; whole processes, median of {runs}"
    yield ""
    yield "| | ms | fastest | MB/s | peak MiB | × bare Python | × codespell |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for row in rows:
        cells = [
            row.case.name,
            _number(row.median * 1000),
            _number(row.best * 1000),
            _number(row.case.size / MB / row.median) if row.case.size >= MB else "",
            _number(row.peak / 2**20) if row.peak is not None else "",
            _number(row.median / bare),
            _number(row.median / by_name[row.case.peer].median) if row.case.peer else "",
        ]
        yield "| " + " | ".join(cells) + " |"
    if rows[0].peak is not None:
        yield ""
        # a process is counted from its fork on, when it still is the one that measures
        yield f"Peaks below {_number(rows[0].peak / 2**20)} MiB, the size of the measuring process, do not show."
    without, with_rows = (by_name[f"check, 10 KB, {name}"].best for name in ("no rows of one's own", ROWS))
    yield ""
    yield f"{ROWS} add {_number((with_rows - without) / rows[0].best)} times bare Python (fastest runs)."
    growth = _growth(by_name)
    if growth:
        yield ""
        yield f"One file, {growth[0]:.2f} times the text: {growth[1]:.2f} times the time above that of a 10 KB file."


def _growth(rows: dict[str, Row]) -> tuple[float, float] | None:
    """How much more text the largest single file holds than the 1 MB one, and how much longer it takes."""
    large, small, start = (rows.get(f"check, {size}") for size in ("4 MB in one file", "1 MB in one file", "10 KB"))
    if not (large and small and start):
        return None
    # both contain one start-up, which a 10 KB run nearly is
    times = (large.median - start.median) / (small.median - start.median)
    return large.case.size / small.case.size, times


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _figures(rows: Sequence[Row], folder: str | None) -> dict[str, object]:
    """The figures as plain data."""
    by_name = {row.case.name: row for row in rows}
    return {
        "python": platform.python_version(),
        "platform": sys.platform,
        "text": "folder" if folder else f"seed {text.SEED}",
        "growth": _growth(by_name),
        "rows": [
            {
                "name": row.case.name,
                "bytes": row.case.size,
                "files": row.case.files,
                "median_ms": round(row.median * 1000, 3),
                "fastest_ms": round(row.best * 1000, 3),
                "runs_ms": [round(s.seconds * 1000, 3) for s in row.runs],
                "peak_bytes": row.peak,
                "by_python": round(row.median / rows[0].median, 3),
                "by_codespell": round(row.median / by_name[row.case.peer].median, 3) if row.case.peer else None,
            }
            for row in rows
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
