"""This tool beside others that look at Chinese or at spelling, in one sitting: what a run costs, and what each finds.

Peers are fetched from npm and PyPI into benchmarks/.peers when they are first needed; what cannot be had is left out
aloud. The text is made by the project from a fixed seed. Compare the ratios of one run, not milliseconds of two.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import run
import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NODE = os.path.join(run.PEERS, "node")
PYTHON = os.path.join(run.PEERS, "python")
PAGE = os.path.join(os.path.dirname(run.HERE), "docs")
MB = run.MB
# seconds after which our own run over many files is interrupted; its row is counted by what it did until then
MOST = 200
_PLACE = re.compile(r"^(?:.*?:)?(\d+):\d+", re.M)


class Peer(NamedTuple):
    """Another tool: where it comes from, how it is run on a file or folder, and the lines its output names."""

    name: str
    package: str
    node: bool
    words: tuple[str, ...]
    files: str  # how a folder is given: "folder", "glob" (quoted) or "list"
    lines: Callable[[str], list[int]]
    well: tuple[int, ...] = (0, 1)
    most: int = 100 * MB  # more is not tried: its time grows faster than the text


def _places(output: str) -> list[int]:
    return [int(m[1]) for m in _PLACE.finditer(output)]


def _autocorrect(output: str) -> list[int]:
    found = json.loads(output[output.index("{") :])
    return [line["l"] for message in found["messages"] for line in message["lines"]]


def _indented(output: str) -> list[int]:
    return [int(m[1]) for m in re.finditer(r"^\s+(\d+):\d+", output, re.M)]


PEERS = (
    Peer(
        "autocorrect", "autocorrect-node@2", True, ("autocorrect", "--lint", "--format", "json"), "folder", _autocorrect
    ),
    Peer("zhlint", "zhlint@0.8", True, ("zhlint",), "glob", _places, most=MB),
    Peer("lint-md", "@lint-md/cli@2", True, ("lint-md",), "folder", _indented, most=MB),
    Peer(
        "textlint, brackets in Chinese",
        "textlint@15 textlint-rule-zh-half-and-full-width-bracket@1",
        True,
        ("textlint", "--rule", "zh-half-and-full-width-bracket", "--format", "unix"),
        "folder",
        _places,
        most=10 * MB,
    ),
    Peer("codespell", "codespell==2.4.3", False, ("codespell",), "folder", _places, (0, 65)),
    Peer("typos", "typos", False, ("typos", "--format", "brief"), "folder", _places, (0, 2)),
    Peer("proselint", "proselint", False, ("proselint", "check"), "folder", _places, most=MB),
)
# the ways of our own command that are measured
OURS = {
    "gongwen-lint": ("--no-cache",),
    "gongwen-lint, detector off": ("--no-cache", "--ignore", "TYP5"),
    "gongwen-lint, minimal": ("--no-cache", "--profile", "minimal"),
    "gongwen-lint, strict": ("--no-cache", "--profile", "strict"),
    "gongwen-lint, unchanged files": (),
    "gongwen-lint, --jobs 2": ("--no-cache", "--jobs", "2"),
}
# a wrong sentence of each kind beside the right one; what stands in braces is filled as in text.py
KINDS: dict[str, tuple[tuple[str, str], ...]] = {
    "blanks": (
        ("全年共召开专题会议XX次，印发文件**份。", "全年共召开专题会议12次，印发文件30份。"),
        ("截至{year}年XX月，{thing}项目完工＿＿处。", "截至{year}年5月，{thing}项目完工9处。"),
    ),
    "wrong words": (
        ("坚持人们立场，推动{work}工作。", "坚持人民立场，推动{work}工作。"),
        ("组织各村签定{work}承诺书。", "组织各村签订{work}承诺书。"),
        ("既使遇到困难也不松劲。", "即使遇到困难也不松劲。"),
    ),
    "sums": (
        (
            "全年检查{work}29次，其中日常检查12次、专项检查5次、联合检查11次。",
            "全年检查{work}28次，其中日常检查12次、专项检查5次、联合检查11次。",
        ),
    ),
    "meetings out of date": (
        (
            "今后要以党的十八届六中全会精神为指导，深入学习贯彻党的十八大精神。",
            "今后要不断总结经验，把{work}工作做得更细。",
        ),
    ),
    "punctuation": (
        ("会议听取了{office}的汇报,同意{thing}选址意见。", "会议听取了{office}的汇报，同意{thing}选址意见。"),
        ("{office}负责{work}，，各村配合。", "{office}负责{work}，各村配合。"),
        ("印发了《{work}管理办法。", "印发了《{work}管理办法》。"),
    ),
}


class Draft(NamedTuple):
    """A report with known slips: the kind of slip of each wrong line, counted from 1."""

    text: str
    wrong: dict[int, str]


def draft(dice: Random) -> Draft:
    """A report in which every third paragraph holds one wrong sentence, and as many the right one beside it."""
    lines = text.report(dice, clean=True).split("\n")
    wrong: dict[int, str] = {}
    for n, line in enumerate(lines[2:-3], 2):
        if len(line) < 60 or dice.random() > 0.5:
            continue
        kind = dice.choice(list(KINDS))
        slip, right = dice.choice(KINDS[kind])
        chosen = dice.random() < 0.6
        lines[n] = line + text.fill(dice, slip if chosen else right)
        if chosen:
            wrong[n + 1] = kind
    return Draft("\n".join(lines), wrong)


def install(peers: Sequence[Peer]) -> list[Peer]:
    """Fetch what is not there yet; those that can be had."""
    there = []
    npm = shutil.which("npm")
    for peer in peers:
        if not os.path.exists(_command(peer)):
            run._note(f"installing {peer.package}")
            if peer.node:
                words = [npm or "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", NODE]
            else:
                python = os.path.join(PYTHON, run.BIN, f"python{run.EXE}")
                if not os.path.exists(python):
                    subprocess.run([sys.executable, "-m", "venv", PYTHON], check=True)
                words = [python, "-m", "pip", "install", "--quiet"]
            try:
                subprocess.run([*words, *peer.package.split()], check=True, capture_output=True)
            except (OSError, subprocess.CalledProcessError) as error:
                run._note(f"{peer.name} is left out: {error}")
                continue
        there.append(peer)
    return there


def _command(peer: Peer) -> str:
    folder = os.path.join(NODE, "node_modules", ".bin") if peer.node else os.path.join(PYTHON, run.BIN)
    return os.path.join(
        folder, peer.words[0] + (".cmd" if peer.node and os.name == "nt" else "" if peer.node else run.EXE)
    )


def words(peer: Peer, path: str) -> tuple[str, ...]:
    """The command on a file or folder."""
    if peer.files == "glob":  # only below the folder it is run in
        name = os.path.basename(path)
        path = os.path.join(name, "*.md") if os.path.isdir(path) else name
    return (_command(peer), *peer.words[1:], path)


def cases(work: str, peers: Sequence[Peer], middle: int, large: bool) -> list[run.Case]:
    """The rows of the table of speed: every tool on one file, on many and on one large file of `middle` bytes."""
    tool = os.path.join(os.path.dirname(sys.executable), f"gongwen-lint{run.EXE}")
    found = [run.Case("python -c pass", (sys.executable, "-c", "pass"))]
    shown = f"{middle / MB:g} MB"
    sizes = [("10 KB", 1, False), (f"{shown} in 10 KB files", middle, True), (f"{shown} in one file", middle, False)]
    if large:
        sizes += [(f"{size} MB in 10 KB files", size * MB, True) for size in (10, 100)]
        sizes += [("20 MB in one file", 20 * MB, False)]
    for name, least, apart in sizes:
        path, size, count = _markdown(run._write(text.reports(), work, name.replace(" ", "-"), least, apart))
        for ours, flags in OURS.items():
            if least <= MB or ours in ("gongwen-lint", "gongwen-lint, detector off"):
                command = (tool, "check", "--isolated", *flags, path)
                found.append(run.Case(f"{ours}, {name}", command, size, count, (0, 1), most=MOST if apart else 0))
        for peer in peers:
            if least <= peer.most:
                found.append(run.Case(f"{peer.name}, {name}", words(peer, path), size, count, peer.well))
    for rows in (1_000, 10_000):  # what a large table of an office costs
        path = os.path.join(work, f"rows-{rows}")
        os.mkdir(path)
        with open(os.path.join(path, ".gongwen-lint.yaml"), "w", encoding="utf-8") as file:
            file.write("tables:\n  TYP101:\n    add:\n")
            file.writelines(f"      错{chr(0x4E00 + n % 5000)}{chr(0x5000 + n // 5000)}字: 对字\n" for n in range(rows))
        shutil.copy(os.path.join(work, "10-KB.md"), path)
        command = (tool, "check", "--no-cache", path)
        found.append(run.Case(f"gongwen-lint, {rows:,} rows more, 10 KB", command, 10_000, 1, (0, 1)))
    return found


def _markdown(written: tuple[str, int, int]) -> tuple[str, int, int]:
    """The same files under the name that every peer reads."""
    path, size, count = written
    if os.path.isdir(path):
        for name in os.listdir(path):
            os.rename(os.path.join(path, name), os.path.join(path, name.replace(".txt", ".md")))
        return path, size, count
    os.rename(path, path.replace(".txt", ".md"))
    return path.replace(".txt", ".md"), size, count


def found(peers: Sequence[Peer], work: str, count: int) -> Iterator[tuple[str, dict[str, int], int, int]]:
    """What each tool finds in drafts with known slips: lines found of each kind, right lines blamed, findings."""
    dice = Random(text.SEED)
    drafts = [draft(dice) for _ in range(count)]
    total = {kind: sum(k == kind for d in drafts for k in d.wrong.values()) for kind in KINDS}
    right = sum(bool(line) and n not in d.wrong for d in drafts for n, line in enumerate(d.text.split("\n"), 1))
    yield "there are", total, right, sum(total.values())
    ours = os.path.join(os.path.dirname(sys.executable), f"gongwen-lint{run.EXE}")
    flags = ("check", "--isolated", "--no-cache", "--output-format", "concise")
    tools: list[tuple[str, Callable[[str], tuple[str, ...]], Callable[[str], list[int]]]]
    tools = [("gongwen-lint", lambda path: (ours, *flags, path), _places)]
    tools += [(peer.name, lambda path, peer=peer: words(peer, path), peer.lines) for peer in peers]
    for name, command, lines in tools:
        kinds, blamed, findings = dict.fromkeys(KINDS, 0), 0, 0
        for number, one in enumerate(drafts):
            path = os.path.join(work, f"draft-{number}.md")
            with open(path, "w", encoding="utf-8") as file:
                file.write(one.text)
            done = subprocess.run(
                command(path), capture_output=True, encoding="utf-8", cwd=work, stdin=subprocess.DEVNULL
            )
            told = lines(re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr))
            findings += len(told)
            for line in set(told):
                if line in one.wrong:
                    kinds[one.wrong[line]] += 1
                else:
                    blamed += 1
        yield name, kinds, blamed, findings


def _speed(rows: Sequence[run.Row]) -> Iterator[str]:
    by_name = {row.case.name: row for row in rows}

    def whole_time(row: run.Row) -> float:
        """Seconds for all of the text, of what was interrupted at the pace until then."""
        return row.case.size / row.rate if row.case.size else row.median

    yield "| | ms | MB/s | peak MiB | gongwen-lint is so many times slower (detector off) |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for row in rows:
        size = row.case.name.rpartition(", ")[2]
        whole, off = (by_name.get(f"{name}, {size}") for name in ("gongwen-lint", "gongwen-lint, detector off"))
        ratio = f"{whole_time(whole) / row.median:.2f} ({whole_time(off) / row.median:.2f})" if whole and off else ""
        cells = [
            row.case.name,
            run._number(whole_time(row) * 1000),
            run._number(row.rate / MB) if row.case.size > 20_000 else "",
            run._number(row.peak / 2**20) if row.peak is not None else "",
            ratio if not row.case.name.startswith(("gongwen", "python")) else "",
        ]
        yield "| " + " | ".join(cells) + " |"


def plot(rows: Sequence[run.Row]) -> str:
    """Bars, one for each tool on each size, over a logarithmic axis of seconds, as SVG."""
    from math import log10

    shown = [row for row in rows if "rows more" not in row.case.name]
    left, width, height = 330, 420, 18
    low, high = -2.0, max(1.0, max(log10(row.median) for row in shown))

    def x(seconds: float) -> float:
        return left + max(0.0, (log10(seconds) - low) / (high - low)) * width

    bars = []
    for n, row in enumerate(shown):
        y, ours = 10 + n * height, row.case.name.startswith("gongwen")
        bars.append(f'<text x="{left - 6}" y="{y + 12}" text-anchor="end">{row.case.name}</text>')
        bars.append(
            f'<rect x="{left}" y="{y + 2}" width="{x(row.median) - left:.1f}" height="{height - 5}" '
            f'fill="{"#b3261e" if ours else "#8a8f98"}"/>'
        )
        bars.append(f'<text x="{x(row.median) + 4:.1f}" y="{y + 12}">{row.median:.2f} s</text>')
    size = f'width="{left + width + 80}" height="{20 + len(shown) * height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">'
    return "\n".join((head, '<rect width="100%" height="100%" fill="#fff"/>', *bars, "</svg>", ""))


def main() -> int:
    """Measure, and write docs/peers.md and docs/peers.svg."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--size", type=int, default=MB, help="bytes of the rows in the middle")
    parser.add_argument("--large", action="store_true", help="10 and 100 MB in files and 20 MB in one file too")
    parser.add_argument("--drafts", type=int, default=5, help="drafts with known slips")
    parser.add_argument("--note", default="", help="a sentence about the machine")
    given = parser.parse_args()
    peers = install(PEERS)
    work = tempfile.mkdtemp(prefix="gongwen-lint-peers-")
    try:
        findings = list(found(peers, work, given.drafts))
        rows = run._measure(cases(work, peers, given.size, given.large), given.runs, work)
    except run.Failed as error:
        run._note(str(error))
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    kinds = list(KINDS)
    table = [
        f"| | {' | '.join(kinds)} | right lines blamed | findings |",
        f"| --- |{' ---: |' * (len(kinds) + 2)}",
        *(f"| {name} | {' | '.join(str(c[k]) for k in kinds)} | {blamed} | {n} |" for name, c, blamed, n in findings),
    ]
    page = (
        "# Beside other tools",
        "",
        f"Made by `python benchmarks/peers.py`; median of {given.runs} whole processes in turns. {given.note}".rstrip(),
        "None of the others is made for official documents; codespell, typos and proselint know English only and show",
        "what reading costs. Text and slips are made here from a fixed seed, so they favour our own idea of a slip.",
        "A slip counts as found when its line is named; autocorrect, zhlint and lint-md want a blank between Han and",
        "digits, so they name nearly every line, a wrong one like a right one.",
        "",
        *table,
        "",
        "![seconds of each run](peers.svg)",
        "",
        *_speed(rows),
        "",
    )
    with open(os.path.join(PAGE, "peers.md"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(page))
    with open(os.path.join(PAGE, "peers.svg"), "w", encoding="utf-8", newline="\n") as file:
        file.write(plot(rows))
    print("\n".join(page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
