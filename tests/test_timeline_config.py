"""An office's own table of dated facts: its names wake the rules, and every mistake in it is told with its place."""

from __future__ import annotations

import json

import pytest

_TABLE = """\
meta: {known_until: 2028-12-31}
congresses:
- {term: 21, start: 2027-10-18, end: 2027-10-24, source: 公报}
plenums:
- {term: 21, session: 1, start: 2027-10-25, end: 2027-10-25}
campaigns:
- {official: 灌溉文化学习教育, start: 2024-03, end: 2024-09, announced: 2024-02}
- {official: 守渠学习教育, short: [守渠教育], start: 2027-03}
agencies:
- {old: 河道养护所, new: 河道管护中心, from: 2022-06}
laws:
- {old: 清源市渠道管理办法, new: 清源市渠道条例, from: 2023-01-01}
terms:
- {old: 河长办公会, new: 河湖长会议, from: 2022-01-01}
first_use:
- {term: 清源渠精神, from: 2024-05-01}
five_year_plans:
- {name: 十七五, start: 2036, end: 2040}
"""


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = ".gongwen-lint.yaml") -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def _found(run, date: str) -> list[tuple[str, str]]:
    ran = run("check", "a.txt", "--date", date, "--select", "REF", "--output-format", "json")
    assert ran.code in (0, 1), ran.err
    return (
        [(f["code"], f["text"]) for f in map(json.loads, ran.out.splitlines())]
        if ran.out[:1] == "{"
        else [(f["code"], f["text"]) for f in json.loads(ran.out or "[]")]
    )


@pytest.mark.parametrize(
    ("text", "date", "found"),
    [
        ("坚持以党的二十大精神为指导。", "2028-06-01", [("REF101", "党的二十大")]),
        ("贯彻落实党的二十一大精神。", "2026-06-01", [("REF102", "党的二十一大")]),
        ("贯彻落实党的二十一大精神。", "2028-06-01", []),
        ("贯彻落实党的二十二大精神。", "2028-06-01", [("REF102", "党的二十二大")]),
        ("下一步，扎实开展灌溉文化学习教育。", "2025-06-01", [("REF301", "灌溉文化学习教育")]),
        ("下一步，扎实开展灌溉文化学习教育。", "2024-06-01", []),
        ("扎实开展灌溉文化学习教育。", "2023-06-01", [("REF302", "灌溉文化学习教育")]),
        # a campaign whose end is not stated is under way
        ("下一步，扎实开展守渠教育。", "2028-06-01", []),
        ("扎实开展守渠教育。", "2026-06-01", [("REF302", "守渠教育")]),
        ("下一步，协调河道养护所清淤。", "2023-06-01", [("REF311", "河道养护所")]),
        ("依据《清源市渠道管理办法》处理。", "2023-09-01", [("REF321", "清源市渠道管理办法")]),
        ("继续加强河长办公会调度。", "2023-06-01", [("REF331", "河长办公会")]),
        ("弘扬清源渠精神。", "2023-06-01", [("REF341", "清源渠精神")]),
        ("2037年是“十七五”开局之年。", "2035-06-01", [("REF201", "2037年")]),
        # the shipped rows stay in force
        ("贯彻落实党的十九大精神。", "2028-06-01", [("REF101", "党的十九大")]),
    ],
)
def test_names_of_the_own_table_wake_the_rules(run, write, text, date, found):
    write(_TABLE, "facts/own.yaml")
    write("timeline: [facts/own.yaml]\n")
    write(text + "\n", "a.txt")
    assert _found(run, date) == found


def test_without_the_table_the_same_names_say_nothing(run, write):
    write("下一步，扎实开展灌溉文化学习教育，协调河道养护所清淤。\n", "a.txt")
    assert _found(run, "2025-06-01") == []


def test_a_changed_table_is_seen_at_once(run, write):
    write("timeline: own.yaml\n")
    write("下一步，协调河道养护所清淤。\n", "a.txt")
    write("agencies: [{old: 河道站, new: 河道管护中心, from: 2022-06}]\n", "own.yaml")
    assert _found(run, "2023-06-01") == []
    write(_TABLE, "own.yaml")
    assert _found(run, "2023-06-01") == [("REF311", "河道养护所")]


_MISTAKES = """\
meta: {known: 2028-12-31}
congresess: []
plenums:
- {term: 21, sesion: 2, start: 2028-02-30, end: 2028-03-01}
- {term: twenty, session: 1, start: 2027-10-25, end: 2027-10-20, sure: no}
- 二十一届三中全会
agencies: {old: 甲, new: 乙}
laws:
- {old: 法, new: 清源市渠道条例, from: 2023年}
- {old: 清源市渠道办法, new: 清源市渠道条例, from: 2023}
- {old: 清源市渠道办法, new: 清源市渠道规定, from: 2024}
campaigns:
- {official: 守渠学习教育, short: 守渠教育, start: 2027}
first_use:
- {term: [清源渠精神], from: 2024}
sessions:
- {kind: plenums, term: 21, most: 7}
anniversaries:
- {names: [], year: 19490}
"""


def test_all_mistakes_of_a_table_at_once(run, write):
    write(_MISTAKES, "own.yaml")
    write("timeline: [own.yaml, none.yaml]\n")
    write("巡查渠道。\n", "a.txt")
    ran = run("check", "a.txt")
    assert (ran.code, ran.out) == (2, "")
    said = [line.rpartition("own.yaml:")[2] for line in ran.err.splitlines() if "own.yaml:" in line]
    assert said == [
        "1:1: meta: 缺“known_until”。",
        "1:8: meta.known: 没有“known”这个键。是不是“known_until”？",
        "2:1: congresess: 没有“congresess”这个键。是不是“congresses”？",
        "4:3: plenums[1]: 缺“session”。",
        "4:14: plenums[1].sesion: 没有“sesion”这个键。是不是“session”？",
        "4:25: plenums[1].start: “2028-02-30”不是日期；须是 2023、2023-06 或 2023-06-30。",
        "5:4: plenums[2].term: “twenty”须是1至99的整数。",
        "5:49: plenums[2].end: “2027-10-20”早于开始的“2027-10-25”。",
        "5:66: plenums[2].sure: 没有“no”；可用：yes、mid。",
        "6:3: plenums[3]: 须是“键: 值”。",
        "7:1: agencies: 须是列表（每项以“- ”开头）。",
        "9:4: laws[1].old: “法”至少要有两个字。",
        "9:26: laws[1].from: “2023年”不是日期；须是 2023、2023-06 或 2023-06-30。",
        "11:3: laws[3]: 重复出现。",
        "13:22: campaigns[1].short: 须是列表（每项以“- ”开头）。",
        "15:4: first_use[1].term: 须是文字。",
        "17:4: sessions[1].kind: 没有“plenums”；可用：plenum、ccdi、npc、cppcc。是不是“plenum”？",
        "19:4: anniversaries[1].names: 须是列表（每项以“- ”开头）。",
        "19:15: anniversaries[1].year: “19490”须是1800至2200的整数。",
    ]
    assert "timeline[2]: 打不开“" in ran.err and "none.yaml" in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 甲\n", ":1:1: 须是“键: 值”。"),
        ("agencies: [{old: 甲所\n", "不是合法的 YAML"),
        ("agencies: &a []\nlaws: *a\n", "不允许 YAML 的锚点"),
    ],
)
def test_files_that_are_no_tables(run, write, text, said):
    write(text, "own.yaml")
    write("timeline: own.yaml\n")
    write("巡查渠道。\n", "a.txt")
    ran = run("check", "a.txt")
    assert ran.code == 2 and said in ran.err and "own.yaml" in ran.err


def test_rules_of_a_configuration_cannot_read_the_tables(run, write):
    write(
        "rules:\n- code: OWN1\n  name: own\n  kind: existence\n  message: {zh: x}\n"
        "  words: [巡查]\n  facts: [laws.old]\n"
    )
    write("巡查渠道。\n", "a.txt")
    ran = run("check", "a.txt")
    assert ran.code == 2 and ":7:3: rules[1].facts: 没有“facts”这个键。" in ran.err
