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
