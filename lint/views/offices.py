"""Whose document it is: the office that the title begins with or that signs, and the place it belongs to."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

LEVELS = "省市州盟县区旗镇乡"
OFFICE = ("政府", "委员会", "局", "委", "办公室", "厅", "院", "中心", "会", "部", "组")
_UNITS = (
    *OFFICE,
    *LEVELS,
    "公司",
    "集团",
    "学校",
    "中学",
    "小学",
    "大学",
    "医院",
    "街道",
    "社区",
    "村",
    "办事处",
    "所",
    "站",
)
# 青山县水利局关于…, 青山县水利局2023年工作总结
_UNIT = Pattern(
    r"[\s　]*(?P<unit>[^\s\d，。、：“”《》（）]{4,24}?)(?=关于|转发|印发|批转|[12]\d{3}年|二〇|[（(][12]\d{3})"
)
# the place that an office's name begins with, by its levels: 青山市 绿水县
_PLACE = Pattern(rf"(?:中共|中国共产党)?(?P<name>[^\W\d_A-Za-z各本全有相直{LEVELS}]{{2,5}})(?P<level>[{LEVELS}])")


class Office(NamedTuple):
    """An office and its place: 青山县水利局, 青山, 县; empty strings where a document does not tell."""

    name: str
    place: str
    level: str


def office(doc: Document) -> Office:
    """The office that a document is from."""
    return doc.fact(_office)


def _office(doc: Document) -> Office:
    found = parts(doc)
    m = _UNIT.match(found.title)
    name = m["unit"] if m and m["unit"].endswith(_UNITS) else ""
    if not name:
        signed = next((p for p in found.parts if p.name == "落款"), None)
        line = "".join(doc.prose[signed.start : signed.end].split()) if signed else ""
        name = line if line.endswith(_UNITS) and len(line) < 25 else ""
    return Office(name, *place(name))


def place(name: str) -> tuple[str, str]:
    """The place that an office's name begins with, and its level; empty where it begins with none."""
    m = _PLACE.match(name)
    return (m["name"], m["level"]) if m else ("", "")
