"""Shared by the tests: a cache of their own, and a command line that returns what a person sees."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from lint.cli import main

# a busy machine is no failure
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory):
    import os

    os.environ["GONGWEN_LINT_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        os.environ.pop(name, None)


@pytest.fixture(autouse=True, scope="session")
def heard_interrupts():
    """A shell's background job ignores Ctrl-C, and so would all that the tests start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def run(capfdbinary, monkeypatch, tmp_path):
    """Runs the command line in a temporary folder."""
    monkeypatch.chdir(tmp_path)

    def run(*argv: str) -> Ran:
        try:
            code = main(argv)
        except SystemExit as ended:
            code = ended.code
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return run


@pytest.fixture
def git(tmp_path):
    """A repository without a commit, and its commands."""

    def git(*words: str) -> str:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
        done = subprocess.run(["git", *identity, *words], cwd=tmp_path, capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    git("init", "--quiet", "--initial-branch=main")
    return git
