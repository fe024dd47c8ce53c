"""Faults while files are written: killed at every step, a full disk, failing calls; nothing may be lost.

`python tests/faults.py --count 1000` injects so many and prints what became of the files. Each run of the command line
is a child process; at its n-th step inside `lint.disk` or `lint.store` (every call of Python or of the system is one)
it kills itself, or the call fails. Then the file must hold what it held before or all of the new bytes, and a second
run completes it; what the cache holds must change no word of what a run says, neither of this one nor of the next.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import signal
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any, NamedTuple

from wordfile import docx, p

from lint import disk, store
from lint.cli import Run, main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT = "一、总体要求\n保持鲜明的人们立场，共走访XX户。\n" * 40
WORD = docx(p("保持鲜明的人们立场，共走访XX户。") * 20)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EINTR)
# what fails where a call fails: the calls of the system that writing needs
CALLS = (
    *(
        "open",
        "write",
        "writelines",
        "fsync",
        "replace",
        "link",
        "rename",
        "unlink",
        "chmod",
        "utime",
        "stat",
        "access",
    ),
    *("close", "mkdir"),
)


class Job(NamedTuple):
    """A run that writes: its files, its command and the file that it writes; without one it writes the cache alone."""

    name: str
    files: dict[str, bytes]
    argv: tuple[str, ...]
    target: str = ""


_ONLY = ("check", "--isolated", "--select", "TYP101")
_CHECK = (*_ONLY, "--fix")
_NOTED = "# 本单位\nwords: [x]\n".encode()
_KNOWN = ".gongwen-lint-baseline.json"
JOBS = (
    Job("text", {"a.txt": TEXT.encode()}, (*_CHECK, "a.txt"), "a.txt"),
    Job("GB 18030, CRLF", {"a.txt": TEXT.replace("\n", "\r\n").encode("gb18030")}, (*_CHECK, "a.txt"), "a.txt"),
    Job("Markdown", {"a.md": TEXT.encode()}, (*_CHECK, "a.md"), "a.md"),
    Job("HTML", {"a.html": f"<p>{TEXT}</p>".encode()}, (*_CHECK, "a.html"), "a.html"),
    Job("Word, in place", {"a.docx": WORD}, (*_CHECK, "--no-track", "a.docx"), "a.docx"),
    Job("Word, tracked copy", {"a.docx": WORD}, (*_CHECK, "a.docx"), "a-修订.docx"),
    Job("annotate", {"a.docx": WORD}, ("annotate", "--isolated", "--select", "TYP101", "a.docx"), "a-审核.docx"),
    Job(
        "baseline create",
        {"a.txt": TEXT.encode()},
        ("baseline", "create", "--select", "TYP101", "a.txt"),
        _KNOWN,
    ),
    Job(
        "baseline update",
        {"a.txt": TEXT.encode(), _KNOWN: b'{"gongwen-lint baseline": 1, "files": {"a.txt": {"TYP101:0": 2}}}'},
        ("baseline", "update", "--select", "TYP101", "a.txt"),
        _KNOWN,
    ),
    Job(
        "baseline prune",
        {_KNOWN: b'{"gongwen-lint baseline": 1, "files": {"a.txt": {"X:0": 2}}}'},
        ("baseline", "prune"),
        _KNOWN,
    ),
    Job("init", {}, ("init",), ".gongwen-lint.yaml"),
    Job(
        "report, new", {"a.txt": TEXT.encode()}, (*_ONLY, "--output-format", "json", "-o", "o.json", "a.txt"), "o.json"
    ),
    Job(
        "report, again",
        {"a.txt": TEXT.encode(), "o.sarif": b"of yesterday"},
        (*_ONLY, "--output-format", "sarif=o.sarif", "a.txt"),
        "o.sarif",
    ),
    Job("patch", {"a.txt": TEXT.encode()}, (*_ONLY, "--diff", "-o", "o.patch", "a.txt"), "o.patch"),
    Job(
        "add-ignore, new",
        {"a.txt": TEXT.encode()},
        ("check", "--select", "TYP101", "--add-ignore", "known", "a.txt"),
        ".gongwen-lint.yaml",
    ),
    Job(
        "add-ignore, more",
        {"a.txt": TEXT.encode(), ".gongwen-lint.yaml": _NOTED},
        ("check", "--select", "TYP101", "--add-ignore", "known", "a.txt"),
        ".gongwen-lint.yaml",
    ),
    Job("cache", {"a.txt": TEXT.encode(), "b.txt": b"a\n"}, (*_ONLY, "a.txt", "b.txt")),
)


class Fault(NamedTuple):
    """What goes wrong: "kill" at a step, or "fail", with an error number, of the n-th call that could."""

    kind: str
    step: int
    number: int = 0


def prepare(job: Job, folder: str) -> None:
    """Put a job's files into an empty folder."""
    for name, content in job.files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
        os.chmod(os.path.join(folder, name), 0o640)


def run(job: Job, folder: str, fault: Fault | None) -> tuple[int, int]:
    """Run a job in a child process; its wait status, and how many steps it made while it wrote.

    What it says is left in `OUTPUT`, beside the folder.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.chdir(folder)
        said = os.open(folder + OUTPUT, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        steps = Steps(fault)
        status = 70
        if job.target:
            for name in ("create", "put", "write"):
                setattr(disk, name, steps.watched(getattr(disk, name)))
            disk.begin = steps.opened(disk.begin)
            for name in ("finish", "drop"):
                setattr(disk, name, steps.watched(getattr(disk, name)))
        else:
            os.environ["GONGWEN_LINT_CACHE_DIR"] = os.path.join(folder, CACHE)
            store.save = steps.watched(store.save)
        try:
            status = main(job.argv)
        finally:
            sys.stdout.flush()
            os.write(writing, str(steps.count).encode())
            os._exit(status)
    os.close(writing)
    told = b""
    while piece := os.read(reading, 100):
        told += piece
    os.close(reading)
    _, status = os.waitpid(child, 0)
    return status, int(told or 0)


# beside a job's folder: what its last run said; in it: the cache, for the job that writes nothing else
OUTPUT, CACHE = ".said", "cache"
_EMIT = Run._emit.__code__


class Steps:
    """Counts the calls made while something is written, and strikes at one of them."""

    def __init__(self, fault: Fault | None) -> None:
        self.fault = fault
        self.count = 0

    def watched(self, call: Callable[..., None]) -> Callable[..., None]:
        """A function that writes, whose steps are counted."""

        def watch(*args: Any) -> None:
            sys.setprofile(self.seen)
            try:
                call(*args)
            finally:
                sys.setprofile(None)

        return watch

    def opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """A function that opens what others write to: each line of a report is a step too, until it is finished."""

        def watch(*args: Any) -> Any:
            sys.setprofile(self.seen)
            try:
                return call(*args)
            finally:
                sys.setprofile(self._between)

        return watch

    def _between(self, frame: Any, event: str, arg: Any) -> None:
        if frame.f_code is _EMIT or (frame.f_back and frame.f_back.f_code is _EMIT):
            self.seen(frame, event, arg)

    def seen(self, frame: Any, event: str, arg: Any) -> None:
        """One event of the interpreter."""
        if event not in ("call", "c_call", "c_return"):
            return
        if self.fault is not None and self.fault.kind == "fail":
            # the error of the system, as the call itself would raise it
            if event == "c_call" and getattr(arg, "__name__", "") in CALLS:
                self.count += 1
                if self.count == self.fault.step:
                    raise OSError(self.fault.number, os.strerror(self.fault.number))
            return
        self.count += 1
        if self.fault is not None and self.count == self.fault.step:
            os.kill(os.getpid(), signal.SIGKILL)


def content(path: str) -> bytes | None:
    """A file's bytes; None where there is none."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


class Outcome(NamedTuple):
    """What became of one fault: "before" or "after" is what the file held then; a loss says what was wrong."""

    job: str
    fault: Fault
    held: str
    loss: str = ""


def strike(job: Job, fault: Fault, folder: str, after: bytes) -> Outcome:
    """Inject one fault and look at what is there.

    Args:
        job: the run.
        fault: what goes wrong.
        folder: an empty folder.
        after: what the target holds after a run without fault.
    """
    prepare(job, folder)
    if not job.target:
        return _unsaid(job, fault, folder, after)
    target = os.path.join(folder, job.target)
    before = content(target)
    status, _ = run(job, folder, fault)
    now = content(target)
    held = "before" if now == before else "after" if now == after else ""
    loss = "" if held else f"{job.target} holds {now and len(now)} bytes, neither the old nor the new ones"
    for name, old in job.files.items():
        if name != job.target and content(os.path.join(folder, name)) != old:
            loss = f"{name} was changed"
    foreign = {n for n in os.listdir(folder) if not n.startswith(disk.LEFT)} - {*job.files, job.target}
    if foreign - {".pre-commit-config.yaml"}:
        loss = f"left behind: {sorted(foreign)}"
    if fault.kind == "fail" and os.WIFSIGNALED(status):
        loss = f"ended by signal {os.WTERMSIG(status)}"
    if fault.kind == "fail" and held == "before" and os.waitstatus_to_exitcode(status) in (0, 1) and before != after:
        loss = "nothing was written, and the run did not say so"
    if not loss and (now is None or now == before):
        run(job, folder, None)
        if content(target) != after:
            loss = "a second run does not complete it"
    return Outcome(job.name, fault, held, loss)


def _unsaid(job: Job, fault: Fault, folder: str, after: bytes) -> Outcome:
    """A fault while the cache is written: this run, unless it was killed, and the next one say what they always say."""
    status, _ = run(job, folder, fault)
    losses = []
    if fault.kind == "fail" and content(folder + OUTPUT) != after:
        losses.append("what the cache met was heard of")
    run(job, folder, None)
    if content(folder + OUTPUT) != after:
        losses.append("the next run says something else")
    losses += [f"{name} was changed" for name, old in job.files.items() if content(os.path.join(folder, name)) != old]
    return Outcome(job.name, fault, "before" if os.WIFSIGNALED(status) else "after", "; ".join(losses))


def faults(jobs: tuple[Job, ...], folder: str, after: dict[str, bytes]) -> Iterator[tuple[Job, Fault]]:
    """Every fault of every job: killed at each step, and each call failing with each error.

    Args:
        jobs: the runs.
        folder: where they are tried.
        after: takes what the target of each job holds after a run without fault, or what it says.
    """
    for job in jobs:
        with _empty(folder) as place:
            prepare(job, place)
            _, steps = run(job, place, None)
            made = content(os.path.join(place, job.target) if job.target else place + OUTPUT)
            assert made is not None, job.name
            after[job.name] = made
        with _empty(folder) as place:
            prepare(job, place)
            _, calls = run(job, place, Fault("fail", 0))
        yield from ((job, Fault("kill", n)) for n in range(1, steps + 1))
        yield from ((job, Fault("fail", n, number)) for n in range(1, calls + 1) for number in ERRORS)


class _empty:
    """An empty folder below another, gone afterwards."""

    def __init__(self, folder: str) -> None:
        self._path = tempfile.mkdtemp(dir=folder)

    def __enter__(self) -> str:
        return self._path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._path)
        if os.path.exists(self._path + OUTPUT):
            os.unlink(self._path + OUTPUT)


def _warm(folder: str, jobs: tuple[Job, ...]) -> None:
    """Import here, once, what every child would import."""
    here = os.getcwd()
    with open(os.devnull, "w", encoding="utf-8") as null, redirect_stdout(null), redirect_stderr(null):
        for job in jobs:
            with _empty(folder) as place:
                prepare(job, place)
                os.chdir(place)
                main(job.argv)
                os.chdir(here)


def inject(
    count: int, seed: int, folder: str, jobs: tuple[Job, ...] = JOBS, told: Callable[[str], object] = print
) -> list[Outcome]:
    """Inject so many faults, drawn from all there are (each once before any twice)."""
    after: dict[str, bytes] = {}
    _warm(folder, jobs)
    every = list(faults(jobs, folder, after))
    told(f"{len(every)} different faults in {len(jobs)} jobs")
    dice = random.Random(seed)
    drawn: list[tuple[Job, Fault]] = []
    while len(drawn) < count:
        drawn += dice.sample(every, min(len(every), count - len(drawn)))
    outcomes = []
    for job, fault in drawn:
        with _empty(folder) as place:
            outcomes.append(strike(job, fault, place, after[job.name]))
    return outcomes


def _main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", help="where files are written; a small file system makes the disk full")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        outcomes = inject(given.count, given.seed, folder)
    for job in JOBS:
        mine = [o for o in outcomes if o.job == job.name]
        old, new = (sum(o.held == held for o in mine) for held in ("before", "after"))
        print(f"{job.name:20} {len(mine):5} faults: {old:5} old, {new:5} new, {sum(bool(o.loss) for o in mine)} lost")
    losses = [o for o in outcomes if o.loss]
    for o in losses:
        print(f"LOSS {o.job}: {o.fault}: {o.loss}")
    killed = sum(o.fault.kind == "kill" for o in outcomes)
    print(f"{len(outcomes)} faults ({killed} kills, {len(outcomes) - killed} failing calls), {len(losses)} losses")
    return int(bool(losses))


if __name__ == "__main__":
    sys.exit(_main())
