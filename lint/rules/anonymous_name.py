"""某 in the place of a name that the writer left out: 某某局, 我某镇; not the 某 that shields a person in a case."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import SURNAMES, names_case
from lint.views.parts import in_form, parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_ADMIN = "省|市|州|县|区|旗|乡|镇|村|街道|局|委|厅|部|署|单位|公司|集团|学校|医院|学院|支部|党委|党组|社区|企业"
# 某县某局, 某市委, 我某局: an office that speaks of itself by 某
_OFFICE = Pattern(rf"(?:某某+|某(?=(?:{_ADMIN})))")
_SELF = Pattern(rf"(?:(?:我|现任|任|中共|在|全|本|^|[，。；、“])某(?:{_ADMIN}))|某(?:{_ADMIN})(?:委|党[委组]|政府|某)")
_DATE = Pattern(r"某年某?月?|某月某日")
_NAMED = Pattern(_ADMIN)
# whom to call is no secret: 联系人：王某某
_CONTACT = Pattern(
    r"(?:联系人|经办人|联络员|联系电话|咨询电话|述职人|汇报人|报告人|主持人|记录人|责任人)[：:][ 　]*[^\W\d_a-zA-Z]?$"
)
# 董事长　某某, alone on a line
_SPEAKER = Pattern(r"(?:书记|主任|长|主席|经理)[ 　]+$")
_QUOTED = Pattern(r"[“‘][^”’]{0,12}$")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The places where 某 or 某某 stands for a name that has to be filled in."""
    text = doc.prose
    if parts(doc).kind in ("通报", "公示", "公告") or not hits:
        return
    speaks = len(_SELF.findall(text)) >= 3
    for m in _OFFICE.finditer(text):
        start, _ = doc.line(m.start())
        if (
            in_form(doc, m.start())
            or names_case(doc, m.start())
            or _QUOTED.search(text, max(start, m.start() - 14), m.start())
        ):
            continue
        double = len(m[0]) > 1
        before, after = text[max(start, m.start() - 1) : m.start()], text[m.end() : m.end() + 1]
        # 张某某到案: a person whose given name is withheld
        contact = _CONTACT.search(text, max(start, m.start() - 12), m.start())
        alone = text[m.end() : m.end() + 1] in ("", "\n") and _SPEAKER.search(text, start, m.start())
        person = before in SURNAMES or not "\u4e00" <= after <= "\u9fff"
        if double and not contact and not alone and not _NAMED.match(text, m.end()) and person:
            continue
        if double or (speaks and before not in ("如", "对", "个")):
            yield Finding(m.start(), m.end(), severity=None if double else "warning")
