"""`gongwen-lint date`: the two intervals, each piece of evidence with its place, and what cannot be read."""

from __future__ import annotations

import json

import pytest

_REPORT = "关于2023年工作的情况汇报\n　　一、工作\n　　完成清淤。\n渠道管理处\n2024年1月5日\n"


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = "a.txt") -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def test_intervals_and_evidence(run, write):
    write(_REPORT)
    ran = run("date", "a.txt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "a.txt",
        "  所述时期：2023年",
        "  成文日期：2024年1月5日",
        "  5:1　“2024年1月5日” 落款　成文日期：2024年1月5日",
        "  1:3　“2023年” 标题　所述时期：2023年，成文日期：2023年12月至2024年3月",
    ]


def test_the_guess_for_an_undated_text(run, write):
    write("深入贯彻党的十九届四中全会精神，巡查渠道。\n")
    assert run("date", "a.txt").out.splitlines()[1:] == [
        "  所述时期：没有找到",
        "  成文日期：不早于2019年10月31日",
        "  很可能写于：2019年10月31日至2021年1月27日",
        "  1:5　“党的十九届四中全会” 文中已提到十九届四中全会，2019年10月　成文日期：不早于2019年10月31日",
        "  1:5　“党的十九届四中全会” 以十九届四中全会精神部署工作，没有提到十九届五中全会（2020年10月）　"
        "很可能写于：不晚于2021年1月27日",
    ]
    told = json.loads(run("date", "a.txt", "--output-format", "json").out)
    assert (told["issued"], told["likely"]) == (
        {"from": "2019-10-31", "to": None},
        {"from": "2019-10-31", "to": "2021-01-27"},
    )
    assert told["evidence"][-1]["issued"] == {"from": None, "to": "2021-01-27"}


def test_in_english(run, write):
    write(_REPORT)
    assert run("date", "a.txt", "--lang", "en").out.splitlines()[1:4] == [
        "  speaks of: 2023",
        "  issued: 2024-01-05",
        "  5:1  “2024年1月5日” signature  issued: 2024-01-05",
    ]


def test_no_date_is_said_plainly(run, write):
    write("巡查渠道。\n")
    ran = run("date", "a.txt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "a.txt",
        "  所述时期：没有找到",
        "  成文日期：没有找到",
        "  文中没有写明日期；会议、机构、规划是否过时无从检查。可在落款写明，或用 --date 指定。",
    ]


@pytest.mark.parametrize(
    ("name", "flags", "config", "line"),
    [
        ("a.txt", ("--date", "2024-02"), "", "  -　“2024-02” --date 指定　成文日期：2024年2月"),
        (
            "2024年工作要点.txt",
            (),
            "",
            "  -　“2024年工作要点.txt” 文件名　所述时期：2024年，成文日期：2023年11月15日至2024年6月30日",
        ),
        ("a.txt", (), 'date: {"*.txt": 2022}\n', "  -　“2022” 配置指定　成文日期：2022年"),
        (
            "a.txt",
            ("--isolated", "--date", "2023"),
            'date: {"*.txt": 2022}\n',
            "  -　“2023” --date 指定　成文日期：2023年",
        ),
        (
            "a.txt",
            ("--date", "2023-11..2024-02"),
            "",
            "  -　“2023-11..2024-02” --date 指定　成文日期：2023年11月至2024年2月",
        ),
    ],
)
def test_dates_stated_outside_the_text(run, write, name, flags, config, line):
    write("巡查渠道。\n", name)
    if config:
        write(config, ".gongwen-lint.yaml")
    ran = run("date", name, *flags)
    assert ran.code == 0 and ran.out.splitlines()[3:] == [line]


def test_json(run, write):
    write(_REPORT)
    write("截至2023年11月底，累计清淤3公里。\n", "b.txt")
    write("巡查渠道。\n", "c.txt")
    ran = run("date", "a.txt", "b.txt", "c.txt", "--output-format", "json")
    first, second, third = map(json.loads, ran.out.splitlines())
    assert first["period"] == {"from": "2023-01-01", "to": "2023-12-31"}
    assert first["issued"] == {"from": "2024-01-05", "to": "2024-01-05"}
    assert first["evidence"][0] == {
        "kind": "signature",
        "line": 5,
        "column": 1,
        "text": "2024年1月5日",
        "why": "落款",
        "period": None,
        "issued": {"from": "2024-01-05", "to": "2024-01-05"},
    }
    assert second["issued"] == {"from": "2023-11-01", "to": None}
    assert (third["period"], third["issued"], third["evidence"]) == (None, None, [])


def test_what_cannot_be_read_ends_with_2_and_the_rest_is_told(run, write):
    write(_REPORT)
    ran = run("date", "none.txt", "a.txt")
    assert ran.code == 2
    assert ran.err.startswith("none.txt: 没有检查：打不开（") and ran.err.rstrip().endswith("E906")
    assert ran.out.splitlines()[0] == "a.txt"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("date",), "用法不对"),
        (("date", "a.txt", "--date", "soon"), "--date 的“soon”不是日期"),
        (("date", "a.txt", "--output-format", "xml"), "没有“xml”"),
        (("dat", "a.txt"), "没有“dat”这个命令；是不是“date”？"),
    ],
)
def test_usage(run, write, argv, said):
    write(_REPORT)
    ran = run(*argv)
    assert ran.code == 2 and ran.out == "" and said in ran.err


def test_help_knows_the_command(run):
    assert "gongwen-lint date" in run("--help").out
    assert run("date", "--help").code == 0
