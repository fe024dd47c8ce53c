"""Several processes check the files of a run; the results come in order and are those of one process.

What the cache knows is not sent to them. The rest is cut into slices of about equal bytes; a process checks a slice and
sends back the records of its results, from which this process makes the results as it does with what the cache knows.
Processes are started anew (spawn), as Windows and macOS do it.
"""

from __future__ import annotations

from contextlib import contextmanager

from lint import api, cli, patterns, ruleset
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from types import SimpleNamespace

    from lint.api import Result

    Records = list[tuple[str, list[tuple[bytes, bytes]]]]

# bytes of a slice: enough to be worth sending, few enough to end soon and together
_SLICE = 200_000
# so many slices for each process are on their way, so that results do not heap up
_AHEAD = 3


def results(run: cli.Run, paths: Sequence[str], jobs: int) -> Iterator[Result]:
    """The result of each file, in order.

    Args:
        run: the run, whose settings the processes take over.
        paths: the files.
        jobs: how many processes at most.

    Raises:
        Usage: when one of the processes dies.
    """
    silent: dict[str, Result] = {}
    sizes: dict[str, int] = {}
    for path in paths:
        if path == "-":
            continue
        try:
            size, result = api.glance(path, run.task(path))
        except OSError:
            continue  # told when its turn comes
        if result is not None:
            silent[path] = cli.named(result)
        elif size:
            sizes[path] = size
    if not sizes or (run.given.jobs in (None, "auto") and sum(sizes.values()) <= cli.SMALL):
        for path in paths:
            yield silent.pop(path) if path in silent else run.check(path)
    else:
        yield from _pooled(run, paths, silent, _slices(sizes, jobs), jobs)


def _pooled(
    run: cli.Run, paths: Sequence[str], silent: dict[str, Result], slices: Sequence[Sequence[str]], jobs: int
) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    run.share()
    where = {path: number for number, names in enumerate(slices) for path in names}
    pool = ProcessPoolExecutor(min(jobs, len(slices)), get_context("spawn"), _begin, (run.given,))
    sent: list[Future[Records]] = []
    received = 0
    try:
        for path in paths:
            while received <= where.get(path, -1):
                with _sheltered():
                    sent += [pool.submit(_check, names) for names in slices[len(sent) : received + _AHEAD * jobs]]
                for name, taken in sent[received].result():
                    cache = run.task(name).cache
                    assert cache
                    cache.add(taken)
                received += 1
            yield silent.pop(path) if path in silent else run.check(path)
    except BrokenProcessPool:
        raise cli.Usage("worker_died") from None
    except BaseException:
        _stop(pool)
        raise
    pool.shutdown()


@contextmanager
def _sheltered() -> Iterator[None]:
    """Processes that are started here do not get Ctrl-C before they ignore it; this one gets it behind the block."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _slices(sizes: Mapping[str, int], jobs: int) -> list[list[str]]:
    """The files in order, cut where a slice has its share of the bytes."""
    share = min(_SLICE, sum(sizes.values()) // jobs)
    slices: list[list[str]] = []
    room = 0
    for path, size in sizes.items():
        if room < size // 2 or not slices:
            slices.append([])
            room = share
        slices[-1].append(path)
        room -= size
    return slices


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the processes at once; nobody waits for what they do."""
    from multiprocessing import active_children

    pool.shutdown(wait=False, cancel_futures=True)
    for process in active_children():
        process.terminate()


# ---- in the other processes

_run: cli.Run


def _begin(given: SimpleNamespace) -> None:
    """Open rules and tables once."""
    import signal

    global _run
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the first process decides
    given.no_cache = True  # what is known was not sent
    _run = cli.Run(given, ruleset.load())
    _run.share()


def _check(paths: Sequence[str]) -> Records:
    """The records of files; what has none is checked by the first process."""
    found: Records = []
    for path in paths:
        task = _run.task(path)
        assert task.cache
        try:
            data = api.content(path, task)
        except OSError:
            continue
        # what was there before is taken away where the results are made
        api.check_bytes(data, path, task._replace(since=None, baseline=None))
        found.append((path, task.cache.take()))
    patterns.keep()
    return found
