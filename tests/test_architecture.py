"""Promises about the code: imports point down the layers, and heavy ones wait until they are needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import lint

PACKAGE = Path(lint.__file__).parent
# from the top down; a module may import its own layer's neighbours only where listed, and anything below
LAYERS = [
    {"lint.__main__", "lint.cli", "lint.options", "lint.commands", "lint.annotate", "lint.compare", "lint.lsp"}
    | {"lint.pool", "lint.watch", "lint.ignoring", "lint.completion"},
    {"lint.api", "lint.files", "lint.repo"},
    {"lint.fix", "lint.baseline", "lint.since", "lint.waivers", "lint.examples", "lint.pages", "lint.comments"}
    | {"lint.cache", "lint.packing"},
    {"lint.ruleset", "lint.engine"},
    {"lint.kinds", "lint.rules", "lint.plugins"},
    {"lint.views", "lint.readers", "lint.report", "lint.terms", "lint.suppress", "lint.config"},
    {"lint.speech", "lint.patterns", "lint.store", "lint.fingerprint", "lint.office", "lint.entries", "lint.disk"}
    | {"lint.differing"},
    {"lint.model"},
    {"lint.record"},
]
TREES = ("lint.rules", "lint.views", "lint.readers", "lint.report")


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(p for p in parts if p != "__init__")
        if name != "lint":
            yield name, path


def layer(name: str) -> int:
    tree = next((t for t in TREES if name == t or name.startswith(f"{t}.")), name)
    return next(n for n, names in enumerate(LAYERS) if tree in names)


def imported(path: Path):
    """The modules a file imports at run time; what stands under TYPE_CHECKING is for the type checker only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "lint":
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if (PACKAGE.parent / full.replace(".", "/")).with_suffix(".py").exists() else node.module
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "lint")


@pytest.mark.parametrize(("name", "path"), [pytest.param(*m, id=m[0]) for m in modules()])
def test_imports_point_down(name, path):
    for other in imported(path):
        if other == "lint":
            continue
        same_tree = any(name.startswith(t) and other.startswith(t) for t in TREES)
        # reporters draw on results, whose class they need for types only
        assert layer(other) > layer(name) or same_tree or layer(other) == layer(name), f"{name} imports {other}"


def test_the_engine_is_given_its_rules():
    names = set(imported(PACKAGE / "engine.py"))
    assert not any(n.startswith(("lint.rules", "lint.ruleset", "lint.kinds")) for n in names)


def test_a_normal_run_imports_nothing_heavy(tmp_path):
    report = tmp_path / "报告.txt"
    report.write_text("关于防汛工作的报告\n全县干部群众团结一心。\n2023年6月30日\n", encoding="utf-8")
    code = (
        "import sys; from lint.cli import main; main(['check', '--isolated', sys.argv[1]]); "
        "heavy = {'yaml', 'jieba', 'rich', 'dataclasses', 'inspect', 'importlib.metadata', 'pathlib', "
        "'json', 'subprocess', 'tempfile', 'difflib', 'logging', 'hashlib.sha', "
        "'zipfile', 'pyexpat', 'asyncio', 'pygls', 'lint.readers.docx'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    for _ in range(2):  # the first run compiles the rules and needs yaml
        done = subprocess.run([sys.executable, "-c", code, str(report)], capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stdout + done.stderr


def test_public_names():
    assert sorted(lint.__all__) == lint.__all__
    assert all(hasattr(lint, name) for name in lint.__all__)
