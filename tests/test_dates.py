"""When a document was issued and what it speaks of, by each kind of evidence."""

from __future__ import annotations

from datetime import date

import pytest

from lint import api, readers, ruleset
from lint.model import Given
from lint.views.dates import OPEN, Dates, dates, parse
from lint.views.likely import likely

_CATALOGUE = ruleset.load(None, cache=False)
_TIMELINE = _CATALOGUE.timelines
_BODY = "　　一、工作情况\n　　全年巡查渠道，完成清淤。\n"


def _dates(text: str, name: str = "材料.txt", stated: str | None = None, source: str = "option") -> Dates:
    given = Given(date=stated, date_source=source if stated else "", timeline=_TIMELINE)
    return dates(readers.read(text.encode(), name, given))


def _shown(found: Dates) -> str:
    if found.issued is None:
        return "?"
    end = "" if found.issued.end == OPEN else found.issued.end.isoformat()
    return f"{found.issued.start.isoformat()}..{end}"


@pytest.mark.parametrize(
    ("text", "name", "issued", "kind"),
    [
        # the end of the document
        (f"渠道管理处工作汇报\n{_BODY}渠道管理处\n2023年6月5日\n", "a.txt", "2023-06-05..2023-06-05", "signature"),
        (
            f"渠道管理处工作汇报\n{_BODY}渠道管理处\n二〇二三年六月五日\n",
            "a.txt",
            "2023-06-05..2023-06-05",
            "signature",
        ),
        (f"渠道管理处工作汇报\n{_BODY}渠道管理处\n2023年6月XX日\n", "a.txt", "2023-06-01..2023-06-30", "signature"),
        (f"渠道管理处工作汇报\n{_BODY}渠道管理处\n2026年　月　日\n", "a.txt", "2026-01-01..2026-12-31", "signature"),
        (
            f"渠道管理处工作汇报\n{_BODY}渠道管理处办公室　　2023年6月5日印发\n",
            "a.txt",
            "2023-06-05..2023-06-05",
            "signature",
        ),
        # the attachment's own date does not count
        (
            f"关于转发办法的通知\n{_BODY}渠道管理处\n2023年6月5日\n附件\n办法\n{_BODY}\n2022年1月1日\n",
            "a.txt",
            "2023-06-05..2023-06-05",
            "signature",
        ),
        # under the title
        (f"在全处大会上的讲话\n（2024年2月）\n{_BODY}", "a.txt", "2024-02-01..2024-02-29", "caption"),
        (f"工作报告\n——2024年1月9日在职工大会上\n{_BODY}", "a.txt", "2024-01-09..2024-01-23", "caption"),
        # a law: the last step counts, the day of its force does not
        (
            "清源市渠道条例\n2012年4月1日市人大通过　2012年5月30日省人大批准　自2012年9月1日起施行\n第一条　略\n",
            "a.txt",
            "2012-05-30..2012-07-29",
            "adoption",
        ),
        (f"渠道管理处文件\n渠发〔2022〕8号\n关于巡查的通知\n{_BODY}", "a.txt", "2022-01-01..2023-01-31", "number"),
        # a title looks back or forward
        (f"渠道管理处2023年工作总结\n{_BODY}", "a.txt", "2023-12-01..2024-03-31", "title"),
        (f"渠道管理处2023年上半年工作总结\n{_BODY}", "a.txt", "2023-06-05..2023-09-28", "title"),
        (f"渠道管理处2024年工作要点\n{_BODY}", "a.txt", "2023-11-15..2024-06-30", "title"),
        (f"渠道管理处2023年工作总结和2024年工作打算\n{_BODY}", "a.txt", "2023-12-01..2024-03-31", "title"),
        (f"2024年清源市政府工作报告\n{_BODY}", "a.txt", "2023-12-01..2024-06-30", "title"),
        (f"到2035年远景目标纲要宣传提纲\n{_BODY}", "a.txt", "?", ""),
        # file names: the last part only
        (_BODY, "2019/渠道.txt", "?", ""),
        (_BODY, "docs/2023年度述职报告.txt", "2023-12-01..2024-03-31", "file-name"),
        (_BODY, "2023总结.txt", "2023-12-01..2024-03-31", "file-name"),
        (_BODY, "汇报20240105.txt", "2024-01-04..2024-01-08", "file-name"),
        # phrases
        ("2023年上半年，处里巡查渠道。\n" + _BODY, "a.txt", "2023-06-05..2023-09-28", "phrase"),
        ("2021年1—11月，处里巡查渠道。\n" + _BODY, "a.txt", "2021-11-05..2022-02-28", "phrase"),
        ("今年是“十四五”规划收官之年，任务很重。\n" + _BODY, "a.txt", "2024-11-15..2025-12-31", "phrase"),
        ("今年是中国共产党成立100周年，任务很重。\n" + _BODY, "a.txt", "2020-11-15..2021-12-31", "phrase"),
        ("截至2023年11月底，累计清淤3公里。\n", "a.txt", "2023-11-01..", "phrase"),
        ("截至2023年11月底前，确保清淤3公里。\n", "a.txt", "?", ""),
        # what it cites as past, not what it awaits
        ("深入贯彻党的二十大精神，巡查渠道。\n", "a.txt", "2022-10-22..", "citation"),
        ("以实际行动迎接党的二十大胜利召开。\n", "a.txt", "?", ""),
        ("会议讨论了提请十四届全国人大二次会议审议的议案。\n", "a.txt", "?", ""),
        # a campaign may be named from the day it was announced, and be told of once it has begun
        ("准备开展党史学习教育。\n", "a.txt", "2020-12-01..", "citation"),
        ("党史学习教育开展以来，巡查渠道。\n", "a.txt", "2021-02-20..", "citation"),
        # the newest date of which it tells deeds
        ("2022年5月6日，全处召开动员会。2021年，完成清淤3公里。\n", "a.txt", "2022-05-06..", "citation"),
        ("2022年，全处累计清淤3公里。\n", "a.txt", "2022-01-01..", "citation"),
        ("2029年运动会的举办权交给清源。\n", "a.txt", "?", ""),
        ("力争2025年完成清淤，到2027年完成衬砌。\n", "a.txt", "?", ""),
        ("学习《关于2022年5月召开会议的通知》。\n", "a.txt", "?", ""),
        # the day of force is not the day of issue
        (f"渠道管理办法\n2023年3月1日 施行\n{_BODY}", "a.txt", "?", ""),
        (_BODY, "a.txt", "?", ""),
    ],
)
def test_each_kind_of_evidence(text: str, name: str, issued: str, kind: str) -> None:
    found = _dates(text, name)
    assert (_shown(found), found.evidence[0].kind if found.evidence else "") == (issued, kind)


@pytest.mark.parametrize(
    ("stated", "source", "text", "issued"),
    [
        ("2024", "option", _BODY, "2024-01-01..2024-12-31"),
        ("2024-02", "option", _BODY, "2024-02-01..2024-02-29"),
        ("2024-02-03", "config", _BODY, "2024-02-03..2024-02-03"),
        ("2023-11..2024-02", "option", _BODY, "2023-11-01..2024-02-29"),
        # a weaker source narrows, and is dropped where it contradicts
        ("2024", "option", f"{_BODY}渠道管理处\n2024年5月6日\n", "2024-05-06..2024-05-06"),
        ("2022", "option", f"{_BODY}渠道管理处\n2024年5月6日\n", "2022-01-01..2022-12-31"),
    ],
)
def test_stated_dates_come_first(stated: str, source: str, text: str, issued: str) -> None:
    assert _shown(_dates(text, stated=stated, source=source)) == issued


def test_front_matter_is_nearer_than_the_configuration() -> None:
    text = "---\ndate: 2023-05-06\n---\n\n渠道巡查\n"
    found = _dates(text, "a.md", "2020", "config")
    assert (_shown(found), found.evidence[0].kind) == ("2023-05-06..2023-05-06", "front-matter")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (f"渠道管理处2023年工作总结\n{_BODY}", "2023-01-01 2023-12-31"),
        (f"渠道管理处2023年上半年工作总结\n{_BODY}", "2023-01-01 2023-06-30"),
        (f"渠道管理处2023年前三季度工作汇报\n{_BODY}", "2023-01-01 2023-09-30"),
        ("2021年1—11月，处里巡查渠道。\n", "2021-01-01 2021-11-30"),
        (f"渠道管理处2023年工作总结\n{_BODY}渠道管理处\n2024年1月5日\n", "2023-01-01 2023-12-31"),
        (_BODY, ""),
    ],
)
def test_the_period(text: str, period: str) -> None:
    found = _dates(text).period
    assert (f"{found.start} {found.end}" if found else "") == period


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2024-01..2024-03", date(2024, 3, 31)),
        ("2024-02-30", None),
        ("2024..2023", None),
        ("soon", None),
    ],
)
def test_parse(text: str, ends: date | None) -> None:
    found = parse(text)
    assert (found.end if found else None) == ends


_GUIDED = (
    "　　一、指导思想\n　　深入贯彻{meeting}精神，坚持问题导向。\n"
    "　　二、主要工作\n　　全年巡查渠道三百公里，清淤五处。\n"
)
_LOOK_BACK = (
    "　　一、主要工作\n　　坚持以{meeting}精神为指导，巡查渠道三百公里。\n　　二、下一步打算\n"
    "　　认真贯彻落实{plan}精神，抓好清淤。\n"
)


def _report(title: str, body: str, sign: str = "", head: str = "") -> str:
    return f"{head}{title}\n{body}{sign}"


# name, text, issued, period, findings; the years run from 2012 to 2026
_REPORTS = [
    # a day of issue in Arabic, Chinese, full-width and mixed numerals
    (
        "a.txt",
        _report("关于渠道巡查工作的报告", _GUIDED.format(meeting="党的十七届六中全会"), "渠道管理处\n2012年3月8日\n"),
        "2012-03-08..2012-03-08",
        "",
        [],
    ),
    (
        "a.txt",
        _report("关于渠道巡查工作的报告", _GUIDED.format(meeting="党的十七大"), "渠道管理处\n二〇一三年六月十八日\n"),
        "2013-06-18..2013-06-18",
        "",
        ["REF101 error"],
    ),
    (
        "a.txt",
        _report("关于渠道巡查工作的报告", _GUIDED.format(meeting="党的十八大"), "渠道管理处\n２０１４年５月６日\n"),
        "2014-05-06..2014-05-06",
        "",
        [],
    ),
    (
        "a.txt",
        _report(
            "关于渠道巡查工作的报告", _GUIDED.format(meeting="党的十八届五中全会"), "渠道管理处\n二○一五年七月一日\n"
        ),
        "2015-07-01..2015-07-01",
        "",
        ["REF102 error"],
    ),
    (
        "a.txt",
        _report(
            "关于渠道巡查工作的报告", _GUIDED.format(meeting="党的十八届五中全会"), "渠道管理处\n2016 年 3 月 2 日\n"
        ),
        "2016-03-02..2016-03-02",
        "",
        [],
    ),
    (
        "a.txt",
        _report("关于渠道巡查工作的报告", _GUIDED.format(meeting="党的十九大"), "渠道管理处\n2016年9月　日\n"),
        "2016-09-01..2016-09-30",
        "",
        ["REF102 error"],
    ),
    (
        "a.txt",
        _report("关于渠道巡查工作的报告", _GUIDED.format(meeting="党的十九大"), "渠道管理处\n2018年　月　日\n"),
        "2018-01-01..2018-12-31",
        "",
        [],
    ),
    (
        "a.txt",
        _report(
            "关于渠道巡查工作的报告", _GUIDED.format(meeting="党的十八大"), "渠道管理处办公室　　2019年4月9日印发\n"
        ),
        "2019-04-09..2019-04-09",
        "",
        ["REF101 error"],
    ),
    # under the title
    (
        "a.txt",
        _report("在职工大会上的讲话\n（2020年3月5日）", _GUIDED.format(meeting="党的十九届四中全会")),
        "2020-03-05..2020-03-05",
        "",
        [],
    ),
    (
        "a.txt",
        _report("工作报告\n——2021年1月9日在职工代表大会上", _GUIDED.format(meeting="党的十九届六中全会")),
        "2021-01-09..2021-01-23",
        "",
        ["REF102 error"],
    ),
    # the number of the document
    (
        "a.txt",
        _report("关于渠道巡查的通知", _GUIDED.format(meeting="党的十九大"), head="渠道管理处文件\n渠发〔2022〕8号\n"),
        "2022-01-01..2023-01-31",
        "",
        [],
    ),
    (
        "a.txt",
        _report("关于渠道巡查的通知", _GUIDED.format(meeting="党的十九大"), head="渠道管理处文件\n渠发〔2024〕8号\n"),
        "2024-01-01..2025-01-31",
        "",
        ["REF101 error"],
    ),
    # the title alone, looking back, forward, on a part of the year
    (
        "a.txt",
        _report("渠道管理处2022年工作总结", _LOOK_BACK.format(meeting="党的十九届六中全会", plan="党的二十大")),
        "2022-12-01..2023-03-31",
        "2022-01-01..2022-12-31",
        [],
    ),
    (
        "a.txt",
        _report("渠道管理处2023年工作总结", _LOOK_BACK.format(meeting="党的二十大", plan="党的十九届六中全会")),
        "2023-12-01..2024-03-31",
        "2023-01-01..2023-12-31",
        ["REF101 warning"],
    ),
    (
        "a.txt",
        _report("渠道管理处2025年工作要点", _GUIDED.format(meeting="党的二十大和二十届二中、三中全会")),
        "2024-11-15..2025-06-30",
        "2025-01-01..2025-12-31",
        [],
    ),
    (
        "a.txt",
        _report("渠道管理处2026年工作要点", _GUIDED.format(meeting="2026年中央经济工作会议")),
        "2025-11-15..2026-06-30",
        "2026-01-01..2026-12-31",
        ["REF112 warning"],
    ),
    (
        "a.txt",
        _report("渠道管理处2024年上半年工作总结", "　　一、主要工作\n　　1—9月累计清淤30公里。\n"),
        "2024-06-05..2024-09-28",
        "2024-01-01..2024-06-30",
        ["REF405 warning"],
    ),
    (
        "a.txt",
        _report("渠道管理处2021年前三季度工作情况汇报", "　　一、主要工作\n　　1—9月累计清淤30公里。\n"),
        "2021-09-05..2021-12-29",
        "2021-01-01..2021-09-30",
        [],
    ),
    (
        "a.txt",
        _report("二〇一八年度渠道管理工作总结", _LOOK_BACK.format(meeting="党的十九大", plan="党的十九大")),
        "2018-12-01..2019-03-31",
        "2018-01-01..2018-12-31",
        [],
    ),
    # the file name alone
    (
        "渠道管理处2023年工作总结.txt",
        _LOOK_BACK.format(meeting="党的十八大", plan="党的二十大"),
        "2023-12-01..2024-03-31",
        "2023-01-01..2023-12-31",
        ["REF101 warning"],
    ),
    ("2016.12.20汇报.txt", _GUIDED.format(meeting="党的十八届六中全会"), "2016-12-19..2016-12-23", "", []),
    ("归档/2020年/汇报.txt", _GUIDED.format(meeting="党的十八大"), "2012-11-14..", "", []),
    # a phrase that names the period
    (
        "a.txt",
        "　　2023年上半年，全处巡查渠道三百公里。\n　　深入贯彻党的十九大精神。\n",
        "2023-06-05..2023-09-28",
        "2023-01-01..2023-06-30",
        ["REF101 warning"],
    ),
    (
        "a.txt",
        "　　今年是“十四五”规划开局之年，全处巡查渠道。\n　　扎实开展党史学习教育。\n",
        "2020-12-01..2021-12-31",
        "",
        [],
    ),
    ("a.txt", "　　截至2025年11月底，累计清淤三十公里。\n　　贯彻党的二十届三中全会精神。\n", "2025-11-01..", "", []),
    # what it cites: not earlier than the newest meeting
    (
        "a.txt",
        "　　认真学习党的二十届三中全会精神。\n　　深入贯彻党的十九大精神，完善渠道管理。\n",
        "2024-07-18..",
        "",
        [],
    ),
    # front matter
    (
        "a.md",
        "---\ndate: 2026-05-20\n---\n\n# 渠道汇报\n\n全面贯彻党的二十大和二十届二中、三中全会精神。\n",
        "2026-05-20..2026-05-20",
        "",
        ["REF104 warning"],
    ),
    (
        "a.md",
        "---\ndate: 2025-03\n---\n\n# 渠道汇报\n\n全面贯彻党的二十大和二十届二中、三中全会精神。\n",
        "2025-03-01..2025-03-31",
        "",
        [],
    ),
    # an annex of another day; a date in the text that signs nothing
    (
        "a.txt",
        _report(
            "关于印发办法的通知",
            _GUIDED.format(meeting="党的十九大"),
            "渠道管理处\n2019年6月5日\n附件\n渠道管理办法\n　　第一条　巡查。\n　　本办法自2023年1月1日起施行。\n",
        ),
        "2019-06-05..2019-06-05",
        "",
        [],
    ),
    (
        "a.txt",
        "　　2019年3月5日，全处召开动员会。\n　　深入贯彻党的十九大精神，完善渠道管理。\n　　会议要求抓好清淤。\n",
        "2019-03-05..",
        "",
        [],
    ),
]


@pytest.mark.parametrize(("name", "text", "issued", "period", "found"), _REPORTS)
def test_whole_reports(name: str, text: str, issued: str, period: str, found: list[str]) -> None:
    dated = _dates(text, name)
    told = f"{dated.period.start}..{dated.period.end}" if dated.period else ""
    task = api.task(_CATALOGUE, select=["REF"])
    diagnostics = api.check_bytes(text.encode(), name, task).diagnostics
    assert (_shown(dated), told, [f"{d.code} {d.severity}" for d in diagnostics]) == (issued, period, found)


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        # as long as it holds up a meeting and does not name the next
        ("深入贯彻党的十九届四中全会精神，巡查渠道。\n", "2019-10-31..2021-01-27"),
        ("深入贯彻党的二十大和二十届二中全会精神，巡查渠道。\n", "2023-02-28..2024-10-16"),
        # names a campaign often
        (
            "党史学习教育开展以来，巡查渠道。\n抓好党史学习教育。\n一、党史学习教育情况\n完成了。\n",
            "2021-02-20..2022-03-24",
        ),
        # done figures until a month
        (
            "党史学习教育开展以来，2021年，完成清淤。\n1-11月累计清淤3公里。\n党史学习教育抓得实。\n党史学习教育好。\n",
            "2021-11-25..2022-03-24",
        ),
        # nothing newer is known; told as history; nothing bounds it; it says its day
        ("深入贯彻党的二十届四中全会精神，巡查渠道。\n", "?"),
        ("党的十九届四中全会以来，巡查渠道。\n", "?"),
        ("2022年，全处累计清淤3公里。\n", "?"),
        ("巡查渠道。\n", "?"),
        (f"深入贯彻党的十九届四中全会精神，巡查渠道。\n{_BODY}渠道管理处\n2020年6月5日\n", "?"),
    ],
)
def test_when_an_undated_text_was_most_likely_written(text: str, issued: str) -> None:
    found = likely(readers.read(text.encode(), "材料.txt", Given(timeline=_TIMELINE)))
    assert (f"{found.issued.start}..{found.issued.end}" if found else "?") == issued


@pytest.mark.parametrize(
    ("config", "date", "found"),
    [
        ('date: {"2024/*.txt": 2024-05}\n', None, ["REF101"]),
        ('date: {"2021/*.txt": 2021}\n', None, []),
        ('date: {"*.txt": 2021}\n', "2024-05-06", ["REF101"]),
    ],
)
def test_dates_by_glob(run, tmp_path, config: str, date: str | None, found: list[str]) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / ".gongwen-lint.yaml").write_text(config, encoding="utf-8")
    (tmp_path / "2024" / "汇报.txt").write_text(_GUIDED.format(meeting="党的十九大"), encoding="utf-8")
    flags = ["--date", date] if date else []
    ran = run("check", "2024/汇报.txt", "--select", "REF", "--output-format", "concise", *flags)
    assert [code for code in ("REF101", "REF102") if code in ran.out] == found
