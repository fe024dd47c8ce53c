"""Every output format: its form as its readers check it, its column unit, and what several at once write where."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, ValidationError
from xmlschema import XMLSchema

from lint.cli import FORMATS

# 𠮷 is one code point, two UTF-16 units, four bytes; the tab and the curly quotes are one column each
_TEXT = '“𠮷庆”\t渠今年共完成XX项，按期通水。\r\n鲜明的人们立场<&>"。\r\n'
_NAME = "文稿 一/巡查 报告.txt"


@pytest.fixture
def checked(run, tmp_path):
    """Runs a check of the text above under its name, in a format."""
    path = tmp_path / _NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(_TEXT.encode())

    def checked(*flags: str):
        return run("check", "--isolated", "--select", "PLH101,TYP", *flags, _NAME)

    return checked


def test_every_format_has_its_file_and_its_line_in_the_manual() -> None:
    root = Path(__file__).parent.parent
    manuals = [(root / "docs" / name).read_text(encoding="utf-8") for name in ("output.md", "output.en.md")]
    for name in FORMATS:
        assert (root / "lint" / "report" / f"{name}.py").is_file()
        assert all(f"{name}`" in manual for manual in manuals)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_both_findings_and_nothing_on_a_wrong_command(checked, name) -> None:
    ran = checked("--output-format", name)
    assert ran.code == 1 and "PLH101" in ran.out and "TYP" in ran.out
    assert checked("--output-format", name, "--select", "NO999").out == ""


@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("sarif", "jsonl", "rdjsonl")])
def test_every_format_is_what_it_was(checked, name) -> None:
    """Byte for byte what `tests/golden` holds; with GOLDEN=1 in the environment it is written anew."""
    golden = Path(__file__).parent / "golden" / f"{name}.txt"
    out = checked("--output-format", name).out
    if os.environ.get("GOLDEN"):
        golden.write_text(out, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == out


def test_jsonl_has_the_objects_of_json(checked) -> None:
    lines = checked("--output-format", "jsonl").out.splitlines()
    assert list(map(json.loads, lines)) == json.loads(checked("--output-format", "json").out)


SCHEMAS = Path(__file__).parent / "schemas"
# in one text: several places for one finding, fixes, Word's and a silenced one, what has no place at all
_OTHERS = {
    "甲 乙/两处.md": "共培训干部320人次。\n\n今年培训干部302人次，共计3人、5人，合计29人。\n\n"
    "<!-- gongwen-lint: ignore[PLH] 样稿 -->\n\n共完成XX项。\n",
    "坏.docx": "no package",
    "空.txt": "按期通水。\n",
    "号/一.txt": "青水发〔2023〕12号\n\n青山县水利局关于开展检查的通知\n\n各科室：\n请抓好落实。\n",
    "号/二.txt": "青水发〔2023〕12号\n\n青山县水利局关于防汛值班的通知\n\n各科室：\n请抓好落实。\n",
}


def _report(run, tmp_path, name: str, *flags: str) -> str:
    """The report in a format of the text above and others, in whose findings every field occurs."""
    for path, text in {**_OTHERS, _NAME: _TEXT}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    ran = run("check", "--isolated", "--repo", "--profile", "strict", "--output-format", name, *flags, ".")
    assert ran.code == 2, ran.err
    return ran.out


def _valid(value: object, name: str, within: str = "") -> None:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    if within:
        schema = {"$ref": f"#/definitions/{within}", "definitions": schema["definitions"]}
    Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER).validate(value)


@pytest.mark.parametrize("flags", [(), ("--lang", "en"), ("--no-text",)])
def test_reports_are_valid_by_the_schemas_of_their_readers(run, tmp_path, flags) -> None:
    log = json.loads(_report(run, tmp_path, "sarif", *flags))
    _valid(log, "sarif-2.1.0.json")
    (told,) = log["runs"]
    has = {key for result in told["results"] for key in result}
    assert {"relatedLocations", "suppressions", "partialFingerprints"} <= has and ("fixes" in has) != (
        "--no-text" in flags
    )
    _valid(json.loads(_report(run, tmp_path, "gitlab", *flags)), "gitlab-codequality.json")
    told = json.loads(_report(run, tmp_path, "rdjson", *flags))
    _valid(told, "rdjson.json")
    assert any("related_locations" in row for row in told["diagnostics"])
    for line in _report(run, tmp_path, "rdjsonl", *flags).splitlines():
        _valid(json.loads(line), "rdjson.json", "diagnostic")
    XMLSchema(SCHEMAS / "junit-10.xsd").validate(_report(run, tmp_path, "junit", *flags))


@pytest.mark.parametrize(
    ("name", "within", "value"),
    [
        ("sarif-2.1.0.json", "", {"version": "2.1.0", "runs": [{}]}),
        ("sarif-2.1.0.json", "artifactLocation", {"uri": "文稿 一.txt"}),
        ("gitlab-codequality.json", "position", {"line": 0}),
        ("rdjson.json", "position", {"line": 1, "col": 1}),
    ],
)
def test_the_schemas_refuse_what_is_wrong(name, within, value) -> None:
    with pytest.raises(ValidationError):
        _valid(value, name, within)


def test_sarif(checked) -> None:
    log = json.loads(checked("--output-format", "sarif").out)
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    blank, word = run["results"]
    (location,) = blank["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == (
        "%E6%96%87%E7%A8%BF%20%E4%B8%80/%E5%B7%A1%E6%9F%A5%20%E6%8A%A5%E5%91%8A.txt"
    )
    region = {"startLine": 1, "startColumn": 12, "endLine": 1, "endColumn": 14, "snippet": {"text": "XX"}}
    assert location["physicalLocation"]["region"] == region
    rules = run["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [blank["ruleId"], word["ruleId"]]
    rule = rules[blank["ruleIndex"]]
    assert rule["properties"]["precision"] == "very-high" and "空白" in rule["help"]["text"]
    assert rule["defaultConfiguration"]["level"] == blank["level"] == "error"
    english = json.loads(checked("--output-format", "sarif", "--lang", "en").out)["runs"][0]["tool"]["driver"]["rules"][
        0
    ]
    assert english["help"]["text"].startswith(english["shortDescription"]["text"][:40])
    assert english["shortDescription"]["text"].startswith("Blanks left unfilled")
    (change,) = word["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] and change["replacements"][0]["deletedRegion"]


def test_sarif_tells_what_was_silenced(run, tmp_path) -> None:
    (tmp_path / "a.md").write_text("<!-- gongwen-lint: ignore[PLH] 样稿 -->\n\n今年共完成XX项。\n", encoding="utf-8")
    ran = run("check", "--isolated", "--select", "PLH101", "--output-format", "sarif", "a.md")
    (result,) = json.loads(ran.out)["runs"][0]["results"]
    assert ran.code == 0 and result["suppressions"] == [{"kind": "inSource"}]


def test_fingerprints_are_unique_and_stay_when_lines_move(run, tmp_path) -> None:
    def prints(text: str) -> list[str]:
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        out = run("check", "--isolated", "--select", "PLH101", "--output-format", "gitlab", "a.txt").out
        return [row["fingerprint"] for row in json.loads(out)]

    first = prints("今年共完成XX项。\n今年共完成XX项。\n")
    assert len(set(first)) == 2
    assert prints("新的一段。\n今年共完成XX项。\n今年共完成XX项。\n") == first


def test_gitlab(checked) -> None:
    blank, word = json.loads(checked("--output-format", "gitlab").out)
    assert set(blank) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert blank["description"].startswith("PLH101: ") and blank["severity"] == "major"
    assert blank["location"] == {
        "path": _NAME,
        "positions": {"begin": {"line": 1, "column": 12}, "end": {"line": 1, "column": 14}},
    }
    assert word["location"]["positions"]["begin"]["line"] == 2


def test_rdjson_counts_bytes(checked) -> None:
    told = json.loads(checked("--output-format", "rdjson").out)
    blank, word = told["diagnostics"]
    bytes_before = len("“𠮷庆”\t渠今年共完成".encode())
    assert blank["location"] == {
        "path": _NAME,
        "range": {
            "start": {"line": 1, "column": bytes_before + 1},
            "end": {"line": 1, "column": bytes_before + 3},
        },
    }
    assert (blank["severity"], blank["code"]["value"]) == ("ERROR", "PLH101")
    start = word["suggestions"][0]["range"]["start"]
    assert start["line"] == 2 and (start["column"] - 1) % 3 == 0
    lines = [json.loads(line) for line in checked("--output-format", "rdjsonl").out.splitlines()]
    assert [{k: v for k, v in line.items() if k != "source"} for line in lines] == told["diagnostics"]


def test_junit(checked, run, tmp_path) -> None:
    (tmp_path / "b.txt").write_text("按期通水。\n", encoding="utf-8")
    root = ElementTree.fromstring(checked("--output-format", "junit", "b.txt", "none.txt").out)
    suites = {suite.get("name"): suite for suite in root}
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "2", "1")
    assert [case.find("failure") is not None for case in suites[_NAME]] == [True, True]
    assert [case.find("failure") for case in suites["b.txt"]] == [None]
    assert suites["none.txt"][0].find("error").get("message")


def test_checkstyle(checked) -> None:
    root = ElementTree.fromstring(checked("--output-format", "checkstyle").out)
    (file,) = root
    blank, _ = file
    assert file.get("name") == _NAME
    assert (blank.get("line"), blank.get("column"), blank.get("severity")) == ("1", "12", "error")
    assert blank.get("source") == "gongwen-lint.PLH101"


def test_xml_holds_what_xml_cannot(run, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("今年\x01<共>&“完成”XX项\ufffe。\n", encoding="utf-8")
    for name in ("junit", "checkstyle"):
        ran = run("check", "--isolated", "--select", "PLH101", "--output-format", name, "a.txt")
        assert ElementTree.fromstring(ran.out) is not None


def test_github_shows_the_gravest_and_lists_the_rest(run, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("今年共完成XX项。\n" * 12 + "今年完成任务。 \n", encoding="utf-8")
    out = run("check", "--isolated", "--select", "PLH101,PUN102", "--output-format", "github", "a.txt").out.splitlines()
    commands = [line.split(" ")[0] for line in out if line.startswith("::") and "file=" in line]
    assert commands == ["::error"] * 10 + ["::warning"]
    assert out[11:] == [*out[11:12], *out[12:14], "::endgroup::"] and out[11].startswith("::group::另有2处")
    assert out[12].startswith("a.txt:11:6: 必改")


def test_step_summary(checked, monkeypatch, tmp_path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    ran = checked()
    assert ran.out.startswith("::error file=")
    lines = summary.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["before", "## gongwen-lint: 查1个文件：必改2处。"]
    assert lines[3] == "### 文稿 一/巡查 报告.txt" and lines[5].endswith("PLH101")


def test_several_formats_at_once(checked, tmp_path) -> None:
    ran = checked("--output-format", "concise", "--output-format", "sarif=a.sarif", "--output-format", "junit=b.xml")
    assert ran.out == checked("--output-format", "concise").out
    assert (tmp_path / "a.sarif").read_text(encoding="utf-8") == checked("--output-format", "sarif").out
    assert (tmp_path / "b.xml").read_text(encoding="utf-8") == checked("--output-format", "junit").out


def test_what_a_run_writes_is_no_document_of_it(run, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("今年共完成XX项。\n", encoding="utf-8")
    flags = ("check", "--isolated", "--output-format", "markdown=summary.md", "-o", "b.txt", "--output-format", "full")
    for _ in range(2):
        assert run(*flags).err.startswith("查1个文件：")
        assert "XX" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--output-format", "full", "--output-format", "json"), "只有一种格式能写到标准输出"),
        (("--output-format", "serif=a"), "没有“serif”"),
        (("--output-format", "sarif=none/a.sarif"), "none/a.sarif"),
    ],
)
def test_outputs_that_cannot_be_written(checked, flags, said) -> None:
    ran = checked(*flags)
    assert (ran.code, ran.out) == (2, "") and said in ran.err


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_of_the_text_in_a_public_log(checked, name) -> None:
    ran = checked("--no-text", "--output-format", name)
    assert ran.code == 1 and "PLH101" in ran.out and "今年共完成" not in ran.out and "按期通水" not in ran.out
