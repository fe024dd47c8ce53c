"""The hooks under a real pre-commit in a real git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from wordfile import docx, p

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CLEAN = "关于做好防汛工作的通知\n各乡镇：\n请加强值守，落实责任。\n2023年6月30日\n"
DIRTY = "关于做好防汛工作的通知\n各乡镇：\n走访XX户，坚持鲜明的人们立场。\n2023年6月30日\n"


def git(folder, *argv, **more):
    env = {**os.environ, "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.cn"}
    env |= {"GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.cn", "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(["git", *argv], cwd=folder, env=env, check=True, capture_output=True, **more)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """A git repository that holds the project as it stands, so that its own hook manifest is used."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in ("lint", "rules.yaml", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "hooks")
    return folder


@pytest.fixture
def documents(tmp_path, hooks):
    folder = tmp_path / "文 档"
    folder.mkdir()
    git(folder, "init", "-q")
    config = {"repos": [{"repo": hooks.as_posix(), "rev": "HEAD", "hooks": [{"id": "gongwen-lint"}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder


def pre_commit(folder, *argv, **more):
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONUTF8": "1", **more}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *argv], cwd=folder, env=env, capture_output=True, encoding="utf-8"
    )


def test_the_manifest(tmp_path):
    assert [hook["id"] for hook in HOOKS] == ["gongwen-lint", "gongwen-lint-fix", "gongwen-lint-repo"]
    for hook in HOOKS:
        assert hook["require_serial"] is True
        if hook["id"] == "gongwen-lint-repo":
            assert hook["pass_filenames"] is False and hook["stages"] == ["manual"]
        else:
            assert hook["types"] == ["file"]
        assert hook["minimum_pre_commit_version"] == "3.2.0"
    done = pre_commit(ROOT, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_init_chooses_the_files_that_the_hook_chooses(tmp_path):
    subprocess.run([sys.executable, "-m", "lint", "init"], cwd=tmp_path, check=True)
    config = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = config["repos"][0]["hooks"]
    assert {key: hook[key] for key in ("entry", "files", "types", "require_serial")} == {
        key: HOOKS[0][key] for key in ("entry", "files", "types", "require_serial")
    }


def test_the_hook_of_init_needs_no_registry(tmp_path):
    """`language: system`: pre-commit runs the installed command, and may use no index to make an environment."""
    git(tmp_path, "init", "-q")
    subprocess.run([sys.executable, "-m", "lint", "init"], cwd=tmp_path, check=True)
    (tmp_path / "总结.txt").write_text(DIRTY, encoding="utf-8")
    git(tmp_path, "add", "-A")
    installed = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))
    nowhere = {"PIP_NO_INDEX": "1", "PRE_COMMIT_HOME": str(tmp_path.parent / "home"), "PATH": installed}
    done = pre_commit(tmp_path, "run", **nowhere)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "总结.txt" in done.stdout and "TYP101" in done.stdout and "Installing" not in done.stderr


def test_the_hook_in_a_repository(documents, hooks):
    (documents / "净 稿.txt").write_text(CLEAN, encoding="utf-8")
    git(documents, "add", "-A")
    head = git(hooks, "rev-parse", "HEAD").stdout.decode().strip()
    config = documents / ".pre-commit-config.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("HEAD", head), encoding="utf-8")
    git(documents, "add", "-A")
    done = pre_commit(documents, "run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout

    (documents / "年终 总结（终稿）.txt").write_text(DIRTY, encoding="utf-8")
    git(documents, "add", "-A")
    done = pre_commit(documents, "run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "年终 总结（终稿）.txt" in done.stdout and "PLH101" in done.stdout and "TYP101" in done.stdout
    assert "净 稿" not in done.stdout

    git(documents, "commit", "-qnm", "first")
    (documents / "汇报.DOCX").write_bytes(docx("".join(p(line) for line in DIRTY.splitlines())))
    git(documents, "add", "-A")
    done = pre_commit(documents, "run")
    assert done.returncode == 1 and "汇报.DOCX" in done.stdout and "TYP101" in done.stdout, done.stdout


def test_try_repo_with_the_hook_that_compares_documents(documents, hooks):
    for name, matter in (("甲.txt", "开展节约用水检查"), ("乙.txt", "印发防汛值班安排")):
        text = f"青水发〔2023〕12号\n\n青山县水利局关于{matter}的通知\n\n各科室：\n请抓好落实。\n"
        (documents / name).write_text(text, encoding="utf-8")
    git(documents, "add", ".")
    done = pre_commit(documents, "try-repo", str(hooks), "gongwen-lint-repo", "--hook-stage", "manual")
    assert done.returncode == 1 and "CON301" in done.stdout and "甲.txt" in done.stdout and "乙.txt" in done.stdout


def test_try_repo_with_the_fixing_hook(documents, hooks):
    path = documents / "情况 汇报.txt"
    path.write_bytes(DIRTY.replace("\n", "\r\n").encode("gb18030"))
    git(documents, "add", "-A")
    done = pre_commit(documents, "try-repo", str(hooks), "gongwen-lint-fix", "--files", "情况 汇报.txt")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert path.read_bytes() == DIRTY.replace("人们", "人民").replace("\n", "\r\n").encode("gb18030")
