"""When a document was issued and what it speaks of, by each kind of evidence."""

from __future__ import annotations

from datetime import date

import pytest

from lint import readers, ruleset
from lint.model import Given
from lint.views.dates import OPEN, Dates, dates, parse

_TIMELINE = ruleset.load(None, cache=False).timelines
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
            "caption",
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
