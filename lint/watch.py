"""`--watch`: check again whenever a document or a configuration was changed, until Ctrl-C."""

from __future__ import annotations

import os
import time

from lint import cli, config, files
from lint.record import TYPE_CHECKING
from lint.speech import Speaker

if TYPE_CHECKING:
    from types import SimpleNamespace

    from lint.ruleset import Catalogue

    State = dict[str, tuple[int, int]]

# seconds between two looks; documents are few and their times are cheap to ask for
_PAUSE = 1.0


def watch(given: SimpleNamespace, shipped: Catalogue) -> int:
    """Check, wait for a change, check again: what did not change is known from the cache.

    Returns:
        The status of the last run; a configuration that cannot be used is told and waited for.
    """
    status, seen, run = 0, None, None
    try:
        while True:
            state = _state(given, run)
            if state != seen:
                if seen is not None:
                    speaker = run.speaker if run else Speaker(given.lang or "zh", shipped.messages)
                    changed = sorted(p for p in state.keys() | seen.keys() if state.get(p) != seen.get(p))
                    cli.note(speaker.say("watched", files=speaker.say("list_joint").join(changed[:3])))
                try:
                    run = cli.Run(given, shipped)
                    state = _state(given, run)
                    status = cli.once(run)
                except (cli.Usage, config.ConfigError) as error:
                    for text in cli.told(error, given.lang or "zh"):
                        cli.note(text)
                    status = 2
                # what was changed while it was checked is checked again; settings of further folders are known now
                seen = {path: state.get(path, last) for path, last in _state(given, run).items()}
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return status


def _state(given: SimpleNamespace, run: cli.Run | None) -> State:
    """Time and size of every file that a run reads: documents, and the configurations above them."""
    if run is None:
        return {}
    state: State = {}
    chosen = files.choose(given.paths or ["."], lambda path: False, False).paths
    folders = {os.path.dirname(path) for path in chosen}
    for path in (*chosen, *run.settings(), *(config.find(folder) or "" for folder in folders)):
        try:
            status = os.stat(path)
        except OSError:
            continue
        state[path] = status.st_mtime_ns, status.st_size
    return state
