"""What is installed is pinned and comes out the same everywhere; what runs needs no network and few wheels."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from wordfile import docx, p

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import bundle  # noqa: E402

DRAFT = "关于防汛工作的通知\n坚持鲜明的人们立场，走访XX户。\n2023年6月30日\n"
# every socket is refused, as audit hooks see it: also those that a library opens
OFFLINE = bundle.REFUSE + "\nfrom lint.cli import main\nsys.exit(main(sys.argv[1:]))\n"
COMMANDS = (
    ("check", "a.txt", "a.md", "a.docx", "a.html"),
    *(("check", "a.txt", "--output-format", name) for name in ("json", "sarif", "junit", "github")),
    ("check", "a.txt", "--fix", "--diff"),
    ("check", "a.docx", "--fix"),
    ("check", ".", "--statistics", "--no-text"),
    ("annotate", "a.docx"),
    ("compare", "a.txt", "a.docx"),
    ("date", "a.txt"),
    ("rule", "TYP101"),
    ("baseline", "create", "a.txt"),
    ("init",),
)


@pytest.fixture
def documents(tmp_path):
    (tmp_path / "a.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "a.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "a.html").write_text(f"<p>{DRAFT}</p>", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(docx("".join(p(line) for line in DRAFT.splitlines())))
    return tmp_path


def python(code: str, *argv: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", code, *argv]
    return subprocess.run(words, capture_output=True, encoding="utf-8", cwd=folder)


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_no_command_uses_the_network(documents, argv):
    done = python(OFFLINE, *argv, folder=documents)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "network:" not in done.stdout + done.stderr


def test_the_refusal_refuses(tmp_path):
    done = python(bundle.REFUSE + "import socket; socket.create_connection(('127.0.0.1', 9))", folder=tmp_path)
    assert done.returncode != 0 and "network: socket." in done.stderr


@pytest.mark.parametrize("missing", ["regex", "yaml._yaml", "jieba", "regex yaml._yaml jieba"])
def test_it_runs_without_wheels_that_are_compiled(documents, missing):
    """`re` runs a user's patterns, PyYAML reads settings by itself."""
    (documents / ".gongwen-lint.yaml").write_text(
        'rules:\n- {code: OWN1, name: own, kind: existence, message: {zh: x}, patterns: ["走访\\\\w+户"]}\n',
        encoding="utf-8",
    )
    code = (
        f"import os, sys; sys.modules.update(dict.fromkeys({missing.split()!r})); "
        "from lint.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    environment = {**os.environ, "GONGWEN_LINT_CACHE_DIR": str(documents / "cache")}  # nothing compiled before
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "a.txt", "--output-format", "concise"],
        capture_output=True,
        encoding="utf-8",
        cwd=documents,
        env=environment,
    )
    assert done.returncode == 1, done.stderr
    assert {"TYP101", "PLH101", "OWN1"} <= set(re.findall(r"[A-Z]{3}\d+", done.stdout))
    assert "Traceback" not in done.stderr


def test_an_installation_without_compiled_wheels(documents):
    """Our wheel installed with `pip --no-deps` and PyYAML's Python alone: no other package is there at all."""
    import yaml

    site = documents / "site"
    wheel = bundle.build(str(documents / "dist"))
    words = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(site), wheel]
    subprocess.run(words, check=True)
    (site / "yaml").mkdir()
    for path in Path(yaml.__file__).parent.glob("*.py"):
        shutil.copy(path, site / "yaml")
    (documents / ".gongwen-lint.yaml").write_text(
        'rules:\n- {code: OWN1, name: own, kind: existence, message: {zh: x}, patterns: ["走访[^，。]+户"]}\n',
        encoding="utf-8",
    )
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from lint.cli import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONUTF8": "1", "GONGWEN_LINT_CACHE_DIR": str(documents / "cache")}

    def installed(*argv: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-I", "-S", "-c", code, str(site), *argv]
        return subprocess.run(words, capture_output=True, encoding="utf-8", cwd=documents, env=environment)

    shutil.copytree(ROOT / "examples" / "drafts", documents / "drafts")
    check = ("check", "--no-cache", "--profile", "strict", "--output-format", "json", "a.txt", "a.docx", "drafts")
    done = installed(*check)
    assert done.returncode == 1 and "OWN1" in done.stdout, done.stderr
    usual = python("import sys; from lint.cli import main; sys.exit(main(sys.argv[1:]))", *check, folder=documents)
    assert done.stdout == usual.stdout
    assert installed("check", "a.txt", "--fix").returncode == 1
    assert "人民立场" in (documents / "a.txt").read_text(encoding="utf-8")
    assert installed("rule", "TYP101").returncode == 0


def test_a_wheel_is_the_same_bytes_twice(tmp_path):
    """Built from two copies of other times and rights, in folders of other names."""
    made = []
    for name, mode, when in (("one", 0o644, 1_000_000_000), ("另一处", 0o600, 1_500_000_000)):
        copy = tmp_path / name
        for part in ("lint", "rules.yaml", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                copy.mkdir(exist_ok=True)
                shutil.copy(source, copy / part)
        for path in copy.rglob("*"):
            if path.is_file():
                path.chmod(mode)
                os.utime(path, (when, when))
        words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy / "dist")]
        environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
        subprocess.run(words, cwd=copy, check=True, capture_output=True, env=environment)
        (wheel,) = (copy / "dist").glob("*.whl")
        made.append(wheel)
    first, second = (wheel.read_bytes() for wheel in made)
    assert first == second
    names = set(zipfile.ZipFile(made[0]).namelist())
    assert {"lint/rules.yaml", "lint/py.typed", "lint/data/messages.yaml", "lint/data/words.bin"} <= names
    assert "lint/data/characters.bin" in names
    assert not any(name.startswith(("tests", "examples", "tools", "benchmarks")) for name in names)


def test_a_bundle_lists_what_it_holds(tmp_path):
    (tmp_path / "regex-1.0-py3-none-any.whl").write_bytes(b"x")
    (tmp_path / "README.txt").write_bytes(b"x")
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert bundle.requirements(str(tmp_path)) == f"regex==1.0 --hash=sha256:{digest}\n"


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_everything_is_pinned_and_no_registry_is_named(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text and "index" not in text
    blocks = re.findall(r"^[A-Za-z0-9._-]+==.*(?:\n .*)*", text, re.M)
    assert blocks and all("--hash=sha256:" in block for block in blocks)


def test_the_locks_hold_what_the_project_names():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    def named(key: str) -> set[str]:
        listed = re.search(rf"^{key} = \[(.*?)\]\n", project, re.M | re.S)
        assert listed, key
        return {re.sub("[-_.]+", "-", n).lower() for n in re.findall(r'"([A-Za-z0-9._-]+)', listed[1])}

    runtime = named("dependencies") | named("pdf") | named("lsp")
    assert runtime <= bundle.pinned(str(ROOT / "requirements.txt"))
    assert runtime | named("dev") <= bundle.pinned(str(ROOT / "requirements-dev.txt"))
