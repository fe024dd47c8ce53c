"""What `docs/ci.md` and `action.yml` offer to copy: valid by its readers' schemas, and run in a repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = [yaml.load(block, yaml.BaseLoader) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.S)]
WORKFLOWS = [block for block in BLOCKS if "jobs" in block]
(GITLAB,) = (block["gongwen-lint"] for block in BLOCKS if "gongwen-lint" in block)
(HOOKS,) = (block for block in BLOCKS if "repos" in block)
ACTION = yaml.load((ROOT / "action.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
(CHECK,) = (step for step in ACTION["runs"]["steps"] if step.get("name") == "check")

CLEAN = "关于做好防汛工作的通知\n各乡镇：\n请加强值守，落实责任。\n2023年6月30日\n"
# one error in a new sentence, beside an old one
BLANK = CLEAN.replace("。\n2023", "。走访XX户。\n2023")
# a warning alone
WARNING = CLEAN.replace("落实责任。", "落实责任。 ")


def schema(name, path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_what_is_copied_is_valid(number, tmp_path):
    block = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)[number]
    path = tmp_path / "copied.yml"
    path.write_text(block, encoding="utf-8")
    if BLOCKS[number] in WORKFLOWS:
        schema("vendor.github-workflows", path)
    elif "gongwen-lint" in BLOCKS[number]:
        schema("vendor.gitlab-ci", path)
    else:
        command = [sys.executable, "-m", "pre_commit", "validate-config", str(path)]
        subprocess.run(command, check=True)


def test_the_action_is_valid_and_uses_all_it_takes():
    schema("vendor.github-actions", ROOT / "action.yml")
    given = {value: name for name, value in CHECK["env"].items()}
    for name in ACTION["inputs"]:
        expression = f"${{{{ inputs.{name} }}}}"
        used = given.get(expression)
        assert re.search(rf"\${used}\b", CHECK["run"]) if used else expression in str(ACTION["runs"]["steps"][0])
        assert f"| `{name}` |" in PAGE
    assert set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.M)) == set(ACTION["inputs"])
    # an input inside a script would be text of that script
    assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])


def test_workflows_give_the_action_what_it_takes():
    steps = [step for flow in WORKFLOWS for job in flow["jobs"].values() for step in job["steps"]]
    asked = [step for step in steps if step.get("uses", "").startswith("example/gongwen-lint")]
    assert len(asked) >= 2
    assert all(set(step.get("with", {})) <= set(ACTION["inputs"]) for step in asked)


def test_hooks_are_ours():
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert {hook["id"] for repo in HOOKS["repos"] for hook in repo["hooks"]} <= known


@pytest.fixture
def repository(tmp_path):
    """A clone with a branch: what was there before is on `origin/main`, with one old finding."""
    identity = {f"GIT_{who}_{what}": "t@example.cn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull}

    def git(*argv, cwd=None):
        done = subprocess.run(["git", *argv], cwd=cwd or tmp_path / "文 档", env=env, check=True, capture_output=True)
        return done.stdout.decode().strip()

    folder = tmp_path / "文 档"
    git("init", "--quiet", "--bare", "--initial-branch=main", str(tmp_path / "hub.git"), cwd=tmp_path)
    git("clone", "--quiet", str(tmp_path / "hub.git"), str(folder), cwd=tmp_path)
    (folder / "旧 稿.txt").write_text("走访XX户。\n", encoding="utf-8")
    (folder / "通 知.txt").write_text(CLEAN, encoding="utf-8")
    git("add", "-A")
    git("commit", "--quiet", "-m", "old")
    git("push", "--quiet", "origin", "HEAD:main")
    git("fetch", "--quiet")

    def change(text):
        (folder / "通 知.txt").write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "--quiet", "-m", "change")
        return folder

    change.git, change.folder = git, folder
    return change


def bash(script, folder, **env):
    """A step as a runner runs it, with the command of this environment first on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    whole = {**os.environ, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONUTF8": "1", **env}
    return subprocess.run(command, cwd=folder, env=whole, capture_output=True, encoding="utf-8")


def action(repository, **inputs):
    """The check step of the action in a pull request against main, and the step's summary."""
    summary = repository.folder.parent / "summary.md"
    summary.write_text("", encoding="utf-8")
    values = {name: inputs.pop(name.replace("-", "_"), entry["default"]) for name, entry in ACTION["inputs"].items()}
    assert not inputs
    env = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda m: values[m[1]], value)
        for name, value in CHECK["env"].items()
    }
    env |= {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "GITHUB_STEP_SUMMARY": str(summary)}
    return bash(CHECK["run"], repository.folder, **env), summary.read_text(encoding="utf-8")


def test_the_action_stops_one_bad_change(repository):
    repository(BLANK)
    done, summary = action(repository)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.startswith("::error file=通 知.txt,line=3,") and "旧 稿" not in done.stdout
    assert summary.splitlines()[:3] == ["## gongwen-lint: 查1个文件：必改1处。", "", "### 通 知.txt"]
    assert "必改｜" in summary and "PLH101" in summary


def test_the_action_lets_a_warning_pass_and_tells_of_it(repository):
    repository(WARNING)
    done, summary = action(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::warning " in done.stdout and "请核｜" in summary


def test_the_action_tells_what_was_waived(repository):
    entry = "ignore:\n- {rule: PLH101, path: '通 知.txt', text: 走访XX户, reason: 数字待公布}\n"
    (repository.folder / ".gongwen-lint.yaml").write_text(entry, encoding="utf-8")
    repository(BLANK)
    done, summary = action(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "### 本次新增豁免1条" in summary and "数字待公布" in summary


def test_the_inputs_of_the_action(repository):
    repository(BLANK)
    (repository.folder / "别 处").mkdir()
    (repository.folder / "别 处" / "b.txt").write_text("走访XX户。\n", encoding="utf-8")
    done, summary = action(repository, no_text="true", diff_base="none", sarif="a b.sarif", args="--select PLH101")
    assert done.returncode == 1 and done.stdout.count("::error ") == 3
    assert "走访" not in done.stdout + summary
    assert len(json.loads((repository.folder / "a b.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 3
    done, _ = action(repository, paths="别 处\n旧 稿.txt\n", diff_base="none", fail_level="info")
    assert done.returncode == 1 and "通 知" not in done.stdout and "旧 稿" in done.stdout
    subprocess.run(
        [sys.executable, "-m", "lint", "baseline", "create", "."],
        cwd=repository.folder,
        check=True,
        capture_output=True,
    )
    done, _ = action(repository, baseline=".gongwen-lint-baseline.json", diff_base="none")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_the_gitlab_job(repository):
    base = repository.git("rev-parse", "HEAD")
    folder = repository(BLANK)
    done = bash("\n".join(GITLAB["script"]), folder, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1 and "PLH101" in done.stdout, done.stdout + done.stderr
    reports = GITLAB["artifacts"]["reports"]
    (row,) = json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))
    # what its validator asks for (app/validators/json_schemas/codeclimate.json)
    assert {"description", "fingerprint", "severity", "location"} <= set(row)
    assert row["location"]["path"] == "通 知.txt" and isinstance(row["location"]["positions"]["begin"]["line"], int)
    assert ElementTree.parse(folder / reports["junit"]).getroot().get("failures") == "1"
    for name in GITLAB["artifacts"]["paths"]:
        assert (folder / name).is_file()
    # a change that touches no document still leaves whole reports
    done = bash("\n".join(GITLAB["script"]), folder, CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD")
    assert done.returncode == 0 and json.loads((folder / reports["codequality"]).read_text(encoding="utf-8")) == []


def test_what_reviewdog_is_given(repository):
    folder = repository(BLANK)
    (script,) = (
        step["run"]
        for flow in WORKFLOWS
        for job in flow["jobs"].values()
        for step in job["steps"]
        if "rdjson" in step.get("run", "")
    )
    command, _, reader = script.partition("|")
    assert reader.strip().startswith("reviewdog -f=rdjson")
    done = bash(command, folder, GITHUB_BASE_REF="main")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert found["severity"] == "ERROR" and found["location"]["range"]["start"]["line"] == 3
