"""The REF rules through the public door: severity, evidence in the message, silence without evidence."""

from __future__ import annotations

import pytest

from lint import api, ruleset

_CATALOGUE = ruleset.load(None, cache=False)
_REPORT = "渠道管理处{title}\n　　一、工作情况\n　　{first}\n　　二、下一步打算\n　　{second}\n{sign}"


def _check(
    text: str, date: str | None = None, name: str = "材料.txt", lang: str = "zh"
) -> list[tuple[str, str, str, str]]:
    task = api.task(_CATALOGUE, select=["REF"], date=date, lang=lang)
    found = api.check_bytes(text.encode(), name, task).diagnostics
    return [(d.code, d.severity, d.text, d.message) for d in found]


def _brief(text: str, date: str | None = None, name: str = "材料.txt") -> list[tuple[str, str]]:
    return [(code, severity) for code, severity, *_ in _check(text, date, name)]


@pytest.mark.parametrize(
    ("text", "date", "found"),
    [
        # across congresses: silent in the days of grace, then a warning, then an error
        ("坚持以党的十九大精神为指导。", "2022-11-20", []),
        ("坚持以党的十九大精神为指导。", "2023-01-20", [("REF101", "warning")]),
        ("坚持以党的十九大精神为指导。", "2023-06-20", [("REF101", "error")]),
        # a text that knows the newer congress is only asked
        ("坚持以党的十九大精神为指导。\n深入学习党的二十大报告。", "2023-06-20", [("REF101", "warning")]),
        # an older plenum of the same term is never an error
        ("认真贯彻落实党的二十届三中全会精神。", "2025-12-28", []),
        ("认真贯彻落实党的二十届三中全会精神。", "2026-09-28", [("REF101", "warning")]),
        # a window counts from its first day
        ("坚持以党的十九大精神为指导。", "2022", []),
        ("坚持以党的十九大精神为指导。", "2023", [("REF101", "warning")]),
        # what is not known is not said: facts end at known_until
        ("深入贯彻党的二十一大精神。", "2031-01-01", []),
        ("深入贯彻党的二十届五中全会精神。", "2026-11-15", []),
        # a row that rests on one source never carries an error
        ("2020年3月召开的全国政协十三届三次会议", None, [("REF105", "warning")]),
    ],
)
def test_how_grave(text: str, date: str | None, found: list[tuple[str, str]]) -> None:
    assert _brief(text, date) == found


@pytest.mark.parametrize(
    ("first", "second", "sign", "found"),
    [
        # the review is judged by its period, the plan by the day of issue
        ("以党的十九届六中全会精神为指导，完成清淤。", "巡查渠道。", "渠道管理处\n2023年1月5日\n", []),
        (
            "完成清淤。",
            "以党的十九届六中全会精神为指导，巡查渠道。",
            "渠道管理处\n2023年1月5日\n",
            [("REF101", "warning")],
        ),
        ("以实际行动迎接党的二十大，完成清淤。", "巡查渠道。", "", []),
        ("完成清淤。", "以实际行动迎接党的二十大，巡查渠道。", "", [("REF107", "error")]),
    ],
)
def test_review_and_plan(first: str, second: str, sign: str, found: list[tuple[str, str]]) -> None:
    assert _brief(_REPORT.format(title="2022年工作总结", first=first, second=second, sign=sign)) == found


@pytest.mark.parametrize(
    "text",
    [
        "坚持以党的十九大精神为指导。",
        "认真学习贯彻党的二十届三中全会精神。",
        "以实际行动迎接党的十九大胜利召开。",
        "明年扎实开展党纪学习教育，协调县环保局，依据《中华人民共和国合同法》办理，确保贫困户脱贫。",
        "深刻领悟“两个确立”的决定性意义，发展新质生产力。",
    ],
)
def test_without_evidence_nothing_is_said(text: str) -> None:
    assert _brief(text) == []


def test_a_file_name_alone_is_no_error() -> None:
    assert _brief("坚持以党的十九大精神为指导。", name="2024年工作要点.txt") == [("REF101", "warning")]


@pytest.mark.parametrize(
    ("text", "lang", "message"),
    [
        (
            "渠道管理处情况汇报\n　　一、思路\n　　以党的十九届六中全会精神为指导。\n渠道管理处\n2023年12月20日\n",
            "zh",
            "已过时：十九届六中全会（2021年11月）。本文日期2023年12月20日（落款），"
            "当时最新：党的二十大（2022年10月）、二十届二中全会（2023年2月）。改为最新会议；回顾当时学习的可保留。",
        ),
        (
            "渠道管理处情况汇报\n　　一、思路\n　　认真贯彻党的二十届三中全会精神。\n渠道管理处\n2023年12月20日\n",
            "zh",
            "当时还没有召开：二十届三中全会（2024年7月）。本文日期2023年12月20日（落款），"
            "当时最新：二十届二中全会（2023年2月）。核对会议，或核对本文日期。",
        ),
        (
            "渠道管理处情况汇报\n　　一、思路\n　　认真贯彻党的二十届三中全会精神。\n渠道管理处\n2023年12月20日\n",
            "en",
            " had not been held: 二十届三中全会 (2024-07). This document dates from 2023-12-20 (signature); "
            "the newest then was 二十届二中全会 (2023-02). Check the meeting, or the date of the document.",
        ),
        # what came after the facts end is unknown
        (
            "渠道管理处情况汇报\n　　一、思路\n　　以党的十九届六中全会精神为指导。\n渠道管理处\n2027年12月20日\n",
            "zh",
            "已过时：十九届六中全会（2021年11月）。本文日期2027年12月20日（落款），"
            "资料到2026年10月为止，其中最新：党的二十大（2022年10月）、二十届四中全会（2025年10月）。改为最新会议；回顾当时学习的可保留。",
        ),
    ],
)
def test_messages_show_the_date_and_why(text: str, lang: str, message: str) -> None:
    # behind the quote, whose length is the engine's choice
    assert [m.partition("”")[2] for *_, m in _check(text, lang=lang)] == [message]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("党的二十大和二十届二中、三中全会", ["congress 20 0", "plenum 20 2", "plenum 20 3"]),
        ("十九届二、三、四中全会", ["plenum 19 2", "plenum 19 3", "plenum 19 4"]),
        ("第二十届中央委员会第三次全体会议", ["plenum 20 3"]),
        ("中国共产党第二十次全国代表大会", ["congress 20 0"]),
        ("二十届历次全会", ["plenum 20 -1"]),
        ("十九届中央纪委五次全会、中央纪委二十届三次全会", ["ccdi 19 5", "ccdi 20 3"]),
        ("第十四届全国人民代表大会第二次会议、全国政协十四届二次会议", ["npc 14 2", "cppcc 14 2"]),
        # other bodies, and numbers that are no meetings
        ("省委十三届七次全会、民建十一届二中全会、共青团十九届二中全会", []),
        ("十大行动、二十大类商品、第十八届农博会、数十大项", []),
        ("省十四届人大三次会议、县十八届人民代表大会", []),
    ],
)
def test_mentions(text: str, kinds: list[str]) -> None:
    from lint import readers
    from lint.model import Given
    from lint.views.meetings import mentions

    doc = readers.read(text.encode(), "a.txt", Given(timeline=_CATALOGUE.timelines))
    assert [f"{m.kind} {m.term} {m.session}" for m in mentions(doc)] == kinds


_REVIEW = "渠道管理处{title}\n{body}\n"


@pytest.mark.parametrize(
    ("text", "date", "found"),
    [
        # ---- REF101 to REF107: what the examples of the rules leave out
        ("深入贯彻党的二十大和二十届二中全会精神。", "2021-06-01", ["REF102"]),
        ("深入贯彻二十届历次全会精神。", "2021-06-01", ["REF102"]),
        ("学习《党的二十大精神》读本。", "2021-06-01", []),
        ("下一步，深入学习贯彻党的二十大精神。", "2022-03-01", []),
        ("深入贯彻二十一届三中全会精神。", "2026-06-01", []),
        ("学习党的第二十届第三次全会精神。", None, ["REF106"]),
        ("以实际行动迎接党的二十一大。", "2023-06-01", []),
        ("《2025年是“十五五”开局之年》", None, []),
        # ---- REF301 to REF401: once for each name, not under the new name, not where the day is not sure
        ("开展党史学习教育。\n深入开展党史学习教育。", "2019-06-01", ["REF302"]),
        ("协调县环保局（县生态环境局）开展检查。", "2024-06-01", []),
        ("会同国土资源部门、环境保护部门开展检查。", "2024-06-01", ["REF311"]),  # 环境保护 is what the office does
        ("发展新质生产力。\n培育新质生产力。", "2021-06-01", ["REF341"]),
        ("关于报送资料的讲话\n（2024年6月15日）\n　　请各站于6月10日前报送资料。\n　　谢谢大家。\n", None, ["REF401"]),
        # ---- REF108: the order of a list
        ("贯彻党的二十届四中、三中全会精神。", None, ["REF108"]),
        ("贯彻党的二十届二中、二中全会精神。", None, ["REF108"]),
        ("贯彻党的二十届二中、三中全会精神。", None, []),
        ("贯彻十九届五中、六中全会和二十届一中、二中全会精神。", None, []),
        # two places are two thoughts
        ("学习二十届三中全会公报，重温二十届二中全会公报。", None, []),
        ("市委十三届三次、二次全会", None, []),
        # ---- REF109: who adopted what
        ("党的二十届二中全会通过了“十五五”规划建议。", None, ["REF109"]),
        ("十八届三中全会作出《中共中央关于全面推进依法治国若干重大问题的决定》。", None, ["REF109"]),
        ("党的二十届四中全会通过了“十五五”规划建议。", None, []),
        ("党的二十届三中全会以来，全处谋划落实“十五五”规划建议。", None, []),
        ("党的二十届三中全会召开后，县委十五届九次全会通过了“十五五”规划建议。", None, []),
        ("学习“党的二十届三中全会”通过“十五五”规划建议有关报道", None, []),
        # no meeting in front, a list in front
        ("审议通过了“十五五”规划建议。", None, []),
        ("二十届三中、四中全会先后通过了进一步全面深化改革、推进中国式现代化的决定。", None, []),
        # ---- REF111: yearly meetings that are stale
        ("深入贯彻落实2022年中央经济工作会议精神。", "2024-03-01", ["REF111"]),
        ("深入贯彻落实2022年全国两会精神。", "2023-06-01", ["REF111"]),
        ("深入贯彻落实十三届全国人大五次会议精神。", "2023-06-01", ["REF111"]),
        ("深入贯彻落实全国政协十三届五次会议精神。", "2023-06-01", ["REF111"]),
        # within the days of grace
        ("深入贯彻落实2022年全国两会精神。", "2023-04-10", []),
        ("深入贯彻落实2022年中央经济工作会议精神。", "2024-01-20", []),
        ("传达十三届全国人大五次会议精神2次。", "2024-06-01", []),
        # a newer one is named; history; records; no year
        ("深入贯彻落实2022年中央经济工作会议精神。\n贯彻2023年中央经济工作会议精神。", "2024-03-01", []),
        ("贯彻十四届全国人大一次、二次会议精神。\n落实十四届全国人大三次会议部署。", "2025-06-01", []),
        ("2022年全国两会以来，投资稳定增长。", "2024-03-01", []),
        ("传达2022年全国两会精神2次。", "2024-03-01", []),
        ("深入贯彻落实全国两会精神。", "2024-03-01", []),
        ("学习《2022年中央经济工作会议精神》读本。", "2024-03-01", []),
        # the review of 2023 follows the meeting of December 2022
        (_REVIEW.format(title="2023年工作总结", body="　　深入贯彻落实2022年中央经济工作会议精神。"), None, []),
        # ---- REF112: yearly meetings too early
        ("深入贯彻落实2024年中央经济工作会议精神。", "2024-03-01", ["REF112"]),
        ("学习2025年全国两会精神。", "2025-01-10", ["REF112"]),
        ("深入贯彻落实2024年中央经济工作会议精神。", "2024-12-20", []),
        ("深入贯彻落实2024年中央经济工作会议精神。", "2025-01-20", []),
        ("做好2025年全国两会期间供水保障。", "2025-01-10", []),
        ("2024年中央经济工作会议召开后，及时学习传达精神。", "2024-03-01", []),
        # not known is not said
        ("深入贯彻落实2027年中央经济工作会议精神。", "2027-03-01", []),
        ("学习《2024年中央经济工作会议精神》。", "2024-03-01", []),
        # ---- REF203: plans too early
        ("按照“十三五”规划纲要要求，加快堤防建设。", "2015-03-01", ["REF203"]),
        ("按照“十三五”规划纲要要求，加快堤防建设。", "2015-11-20", []),
        ("按照“十三五”规划编制的要求，开展调研。", "2015-03-01", []),
        ("按照“十三五”规划纲要要求，加快堤防建设。", None, []),
        ("学习《“十四五”规划纲要目标》，落实“十四五”规划思路。", "2019-03-01", []),
        ("按照全市“十三五”规划工作部署，开展走访。", "2015-03-01", []),
        # ---- REF322, REF323: versions
        ("学习2015年修订的《中国共产党纪律处分条例》。", "2019-06-01", ["REF322"]),
        ("执行《中国共产党章程》（2017年修正）。", "2023-06-01", ["REF322"]),
        ("学习2018年8月修订的《中国共产党纪律处分条例》。", "2023-06-01", []),
        ("依据2015年修订的《中国共产党纪律处分条例》，给予该同志处分。", "2019-06-01", []),
        ("2018年修订的《中国共产党纪律处分条例》共142条。", "2024-09-01", []),
        ("2019年，组织学习2018年修订的《中国共产党纪律处分条例》。", "2024-09-01", []),
        ("学习2020年修订的《中国共产党纪律处分条例》。", None, ["REF323"]),
        ("学习2016年修订的《中国共产党纪律处分条例》。", None, []),
        ("学习1997年印发的《中国共产党纪律处分条例》。", None, []),
        ("学习2018年修订的中国共产党纪律处分条例。", "2024-09-01", []),
        ("学习2018年修订的《中国共产党纪律处分条例释义》。", "2024-09-01", []),
        # one source is not enough to say that a year is wrong
        ("学习2020年修订的《中国共产党问责条例》。", None, []),
        ("学习2020年修订的《清源市渠道条例》。", None, []),
        # ---- REF403: days of the week
        ("定于2024年7月1日（星期二）召开。", None, ["REF403"]),
        ("定于2024年7月1日（周一）召开。", None, []),
        ("定于2024年7月7日（星期天）召开。", None, []),
        ("定于7月2日（星期一）召开。", "2024-06-20", ["REF403"]),
        ("定于7月1日（星期一）召开。", "2024-06-20", []),
        ("定于7月2日（星期一）召开。", "2024-06", ["REF403"]),
        # a day far from the issue: nobody knows which year is meant
        ("定于7月2日（星期一）召开。", "2024-01-20", []),
        ("农历2024年7月1日（星期二）", None, []),
        ("2024年7月1日周期性检修", None, []),
        ("2024年2月30日（星期五）", None, ["REF402"]),
        # ---- REF404: intervals
        ("2024至2021年，投资增长。", None, ["REF404"]),
        ("2024年7月至2023年3月", None, ["REF404"]),
        ("2024年5月20日至2024年5月10日", None, ["REF404"]),
        ("今年5月20日至3月10日，巡查12次。", None, ["REF404"]),
        ("5月20日至5月10日，巡查12次。", None, ["REF404"]),
        ("2021至2024年，投资增长。", None, []),
        ("2023年7月至2024年3月", None, []),
        ("2023年12月25日至1月5日，实行值守。", None, []),
        ("8月1日至3月31日，实行值守。", None, []),
        ("2024年4月1日至3月31日为考核年。", None, []),
        ("每年6月1日至5月20日休渔。", None, []),
        ("联系电话：0791-2023-2021年报", None, []),
        ("2024年6月10日至8日", None, ["REF404"]),
        ("2024年6月10日至5月，巡查12次。", None, []),
        ("2024年13月至5月", None, ["REF402"]),
        # ---- REF405: figures beyond the report
        (_REVIEW.format(title="2024年第一季度工作总结", body="今年1—6月，完成投资3亿元。"), None, ["REF405"]),
        ("今年1—11月，完成投资3亿元。", "2024-07-01", ["REF405"]),
        (_REVIEW.format(title="2024年第一季度工作总结", body="今年1—3月，完成投资3亿元。"), None, []),
        (_REVIEW.format(title="2024年上半年工作总结", body="力争1—9月完成投资3亿元。"), None, []),
        (_REVIEW.format(title="2024年上半年工作总结", body="较上年1—9月完成投资增加3亿元。"), None, []),
        (_REVIEW.format(title="2024年上半年工作总结", body="今年1—9月，要抓好清淤。"), None, []),
        ("1—11月，完成投资3亿元。", "2024-01-20", []),
        # a plan for January may look back on the year before
        (_REVIEW.format(title="2024年1月工作安排", body="1—11月，完成投资3亿元。"), None, []),
        # ---- REF406: the title's year
        (_REVIEW.format(title="2022年工作总结", body="　　2023年，全处完成清淤9公里。"), None, ["REF406"]),
        (_REVIEW.format(title="2023年工作总结", body="　　2023年，全处完成清淤9公里。"), None, []),
        (_REVIEW.format(title="2022年工作总结", body="　　2022年清淤9公里，2023年继续。"), None, []),
        (_REVIEW.format(title="2022年工作总结和2023年工作打算", body="　　2023年，抓好清淤。"), None, []),
        (_REVIEW.format(title="2023年上半年工作总结", body="　　2022年，全处完成清淤9公里。"), None, []),
        (
            _REVIEW.format(title="关于2022年审计整改情况的报告", body="一、整改\n完成。\n渠道管理处\n2024年6月1日"),
            None,
            [],
        ),
        (_REVIEW.format(title="2022年工作总结", body="　　2021年基础较弱，今年清淤9公里。"), None, []),
        (_REVIEW.format(title="2022年工作总结", body="一、工作\n2023年，全处清淤9公里。\n"), None, ["REF406"]),
        # ---- REF407: a year left over
        (
            _REVIEW.format(title="2024年述职报告", body="一、履职\n清淤。\n二、2024年努力方向\n抓好清淤。"),
            None,
            ["REF407"],
        ),
        (_REVIEW.format(title="2025年工作要点", body="为扎实做好2024年渠道管理工作，制定本要点。"), None, ["REF407"]),
        (_REVIEW.format(title="2024年述职报告", body="一、履职\n清淤。\n二、2025年努力方向\n抓好清淤。"), None, []),
        (_REVIEW.format(title="2024年工作总结", body="一、2024年工作安排\n清淤。\n二、问题\n人手不足。"), None, []),
        (_REVIEW.format(title="2024年工作总结", body="一、工作\n清淤。\n二、2024年工作安排落实情况\n完成。"), None, []),
        (_REVIEW.format(title="2025年工作要点", body="总结2024年渠道管理工作经验，制定本要点。"), None, []),
        # ---- REF411: anniversaries
        ("2021年是中国共产党成立99周年。", None, ["REF411"]),
        ("今年是新中国成立74周年。", "2024-09-01", ["REF411"]),
        ("今年是新中国成立75周年。", "2024-09-01", []),
        ("2021年是中国共产党成立一百周年。", None, []),
        ("喜迎建党105周年，筹办展览。", "2025-12-20", []),
        ("庆祝香港回归祖国25周年。", "2023-01-20", []),
        ("今年是公司改革开放办公室成立12周年。", "2024-09-01", []),
        ("今年是建党100周年，全处组织学习。", "2026-06-01", []),
        ("2024年是越南共产党成立94周年。", None, []),
        ("今年是新中国成立74周年。", None, []),
        ("2024年是越南建党94周年。", None, []),
        ("今年是新中国成立74周年，去年举办了展览。", "2024-09-01", []),
        ("喜迎新中国成立74周年。", "2023..2024", []),
        # ---- REF412: years in a row
        ("2021—2023年连续四年获评先进。", None, ["REF412"]),
        ("自2022年起，已连续四年获评先进。", "2024-06-01", ["REF412"]),
        ("2018—2023年连续三年获评先进。", None, ["REF412"]),
        ("2021—2023年连续三年获评先进。", None, []),
        ("2021—2023年连续两年增长。", None, []),
        ("自2022年起，已连续三年获评先进。", "2024-06-01", []),
        ("自2022年起，已连续四年获评先进。", None, []),
        ("连续四年获评先进。", "2024-06-01", []),
    ],
)
def test_worked_cases(text: str, date: str | None, found: list[str]) -> None:
    assert [code for code, _ in _brief(text, date)] == found


@pytest.mark.parametrize(
    ("text", "date", "severity"),
    [
        ("党的二十届二中全会通过了“十五五”规划建议。", None, "error"),
        ("贯彻党的二十届四中、三中全会精神。", None, "warning"),
        ("深入贯彻落实2022年中央经济工作会议精神。", "2026-03-01", "warning"),
        ("定于2024年7月1日（星期二）召开。", None, "error"),
        ("定于7月2日（星期一）召开。", "2024-06-20", "warning"),
        ("2024至2021年，投资增长。", None, "error"),
        ("今年5月20日至3月10日，巡查12次。", None, "warning"),
        ("2021年是中国共产党成立99周年。", None, "error"),
        ("今年是新中国成立74周年。", "2024-09-01", "warning"),
        ("2021—2023年连续四年获评先进。", None, "error"),
        ("2018—2023年连续三年获评先进。", None, "warning"),
    ],
)
def test_only_what_no_year_allows_is_an_error(text: str, date: str | None, severity: str) -> None:
    assert [s for _, s in _brief(text, date)] == [severity]
