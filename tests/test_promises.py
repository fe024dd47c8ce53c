"""What the pages promise: examples/clean is silent, docs are fresh, README commands run, data is in order."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from wordfile import docx, p

from lint import api, ruleset, terms
from lint.speech import Speaker

ROOT = Path(__file__).parent.parent
CLEAN = sorted(p for p in (ROOT / "examples" / "clean").iterdir() if p.is_file())


def test_there_is_a_clean_document_of_every_kind():
    assert len(CLEAN) >= 25


@pytest.mark.parametrize("path", CLEAN, ids=lambda p: p.stem)
def test_clean_documents_are_silent(path):
    result = api.check_path(str(path), api.task(ruleset.load(), stage="final"))
    assert [(d.code, d.place.line, d.text, d.message) for d in result.diagnostics] == []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_same_text_gives_the_same_findings_in_every_encoding(encoding):
    task = api.task(ruleset.load())
    for path in sorted((ROOT / "examples" / "drafts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        plain = api.check_bytes(text.encode(), path.name, task).diagnostics
        other = api.check_bytes(text.replace("\n", "\r\n").encode(encoding), path.name, task).diagnostics
        assert plain and plain == other


def test_drafts_show_every_default_family():
    task = api.task(ruleset.load())
    found = {
        d.code for path in (ROOT / "examples" / "drafts").iterdir() for d in api.check_path(str(path), task).diagnostics
    }
    assert {"PLH", "REF", "NUM", "STR", "TYP"} <= {code[:3] for code in found}
    assert {r.code for r in ruleset.load().rules if r.code.startswith("PLH1") and r.tier} - found <= {
        "PLH107",
        "PLH190",
    }


def test_findings_do_not_depend_on_the_order_of_rules():
    catalogue = ruleset.load()
    task = api.task(catalogue)
    turned = catalogue._replace(rules=catalogue.rules[::-1], words=terms.Index(ruleset.index(catalogue.rules[::-1])))
    for path in sorted((ROOT / "examples" / "drafts").iterdir()):
        there = api.check_path(str(path), task).diagnostics
        back = api.check_path(str(path), task._replace(catalogue=turned)).diagnostics
        assert there == back


def test_the_rule_pages_are_fresh():
    from lint import pages

    catalogue = ruleset.load(pages=True)
    made = pages.markdown(catalogue.rules, Speaker("zh", catalogue.messages))
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == made, "run: make docs"


def test_codes_and_names_are_unique_and_sorted():
    entries = yaml.safe_load((ROOT / "rules.yaml").read_text(encoding="utf-8"))["rules"]
    codes = [entry["code"] for entry in entries]
    assert len(set(codes)) == len(codes)
    assert len({entry["name"] for entry in entries}) == len(entries)
    for entry in entries:
        assert re.fullmatch(r"(PLH|REF|NUM|STR|TYP|PHR|PUN|CON|DOC)\d{3}", entry["code"])


def test_every_sentence_has_both_languages_and_the_same_values():
    messages = yaml.safe_load((ROOT / "lint" / "data" / "messages.yaml").read_text(encoding="utf-8"))
    entries = yaml.safe_load((ROOT / "rules.yaml").read_text(encoding="utf-8"))["rules"]
    for name, languages in [*messages.items(), *((e["code"], e["message"]) for e in entries)]:
        assert set(languages) == {"zh", "en"}, name


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_commands_of_the_readme_run(name, tmp_path):
    """Every line that begins with `gongwen-lint` in a console block of the README runs as it says."""
    text = (ROOT / name).read_text(encoding="utf-8")
    commands = re.findall(r"^gongwen-lint .*$", "\n".join(re.findall(r"```console\n(.*?)```", text, re.S)), re.M)
    assert len(commands) >= 4
    (tmp_path / "报告.txt").write_text("走访XX户，坚持鲜明的人们立场。\n2023年6月30日\n", encoding="utf-8")
    (tmp_path / "报告.docx").write_bytes(docx(p("走访XX户，坚持鲜明的人们立场。") + p("2023年6月30日")))
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.cn"]
    for argv in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *argv], cwd=tmp_path, check=True)
    for command in commands:
        argv = shlex.split(command.split("  #")[0])
        done = subprocess.run([sys.executable, "-m", "lint", *argv[1:]], cwd=tmp_path, capture_output=True)
        assert done.returncode in (0, 1), (command, done.stderr.decode())
        assert b"Traceback" not in done.stderr


def test_every_hook_is_in_the_readme():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert all(f"id: {hook['id']}" in text for hook in hooks)


SHARED = ROOT.parent / "shared"


@pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the five real reports lie beside the repository only at work"
)
def test_the_real_reports():
    command = [sys.executable, SHARED / "bench" / "score_spans.py", "--command", f"{sys.executable} -m lint"]
    command += ["--docs", SHARED / "seeds", "--gold", SHARED / "gold" / "seeds.tsv"]
    command += ["--traps", SHARED / "gold" / "seeds-traps.tsv"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT)
    score = re.search(r"recall ([\d.]+) .* precision ([\d.]+) .* traps hit (\d+)", done.stdout)
    assert score, done.stdout + done.stderr
    assert "placeholder              found  149 of  149" in done.stdout
    assert float(score[1]) >= 0.70 and float(score[2]) >= 0.97 and score[3] == "0", done.stdout


def test_json_values_are_plain():
    task = api.task(ruleset.load())
    from lint.report import Style
    from lint.report import json as reporter

    results = [api.check_path(str(p), task) for p in (ROOT / "examples" / "drafts").iterdir()]
    assert json.loads("\n".join(reporter.report(results, Style(task.speaker))))
