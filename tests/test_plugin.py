"""The plugin in `examples/plugin`, installed as a third party would: its rule, its page, its examples and tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parent.parent / "examples" / "plugin"


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """Runs Python with the plugin installed beside this project."""
    site = tmp_path_factory.mktemp("plugin") / "site-packages"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(PLUGIN)]
    subprocess.run(install, check=True)
    env = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}

    def python(*argv, cwd=None):
        return subprocess.run([sys.executable, *argv], cwd=cwd, env=env, capture_output=True, encoding="utf-8")

    return python


@pytest.fixture
def folder(tmp_path):
    (tmp_path / ".gongwen-lint.yaml").write_text("plugins: [gongwen_lint_privacy]\n", encoding="utf-8")
    (tmp_path / "公示.txt").write_text(
        "身份证号11010519491231002X，另一身份证号110105194912310021。\n", encoding="utf-8"
    )
    return tmp_path


def test_its_rule_is_like_a_shipped_one(python, folder):
    check = ("-m", "lint", "check", "--select", "PRV", "--output-format", "concise", ".")
    done = python(*check, cwd=folder)
    assert done.returncode == 1 and done.stdout.startswith("公示.txt:1:5: 必改｜"), done.stderr
    assert done.stdout.count("PRV101") == 1
    page = python("-m", "lint", "rule", "PRV101", "--config", ".gongwen-lint.yaml", cwd=folder)
    assert "不应当有完整的公民身份号码" in page.stdout
    page = python("-m", "lint", "rule", "PRV101", "--config", ".gongwen-lint.yaml", "--lang", "en", cwd=folder)
    assert "holds no identity number in full" in page.stdout and "不应当" not in page.stdout
    config = folder / ".gongwen-lint.yaml"
    config.write_text("plugins: [gongwen_lint_privacy]\noptions: {PRV101: {sound: false}}\n", encoding="utf-8")
    assert python(*check, cwd=folder).stdout.count("PRV101") == 2
    config.write_text("plugins: [gongwen_lint_privacy]\ndisable: [PRV]\n", encoding="utf-8")
    assert python("-m", "lint", "check", ".", cwd=folder).stdout.count("PRV101") == 0


def test_its_examples_hold(python):
    config = str(PLUGIN / "tests" / "gongwen-lint.yaml")
    done = python("-m", "lint", "rule", "--examples", "--config", config)
    assert done.returncode == 0 and done.stderr == "核对示例4条，0条不符。\n", done.stdout + done.stderr


def test_its_own_tests_pass(python):
    done = python(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", str(PLUGIN), "-c", os.devnull, "--rootdir", str(PLUGIN)
    )
    assert done.returncode == 0 and "2 passed" in done.stdout, done.stdout + done.stderr
