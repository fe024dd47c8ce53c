"""A word written twice in a row (推进推进), or a particle doubled where no word border runs between (队伍的的)."""

from __future__ import annotations

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# Words that are never said twice for emphasis or in turn (研究研究, 讨论讨论, 坚持坚持再坚持 may be). In 20 million
# characters of laws, reports and news their doubles were slips, or there were none.
_WORDS = (
    "进一步|推进|推动|进行|加强|完善|提高|提升|开展|深化|强化|促进|加快|贯彻|实施|建立|健全|巩固|规范|优化|实现|增强|扩大|打造|"
    "以及|并且|或者|关于|对于|由于|为了|根据|按照|通过|因此|同时|目前|切实|认真|积极|全面|深入|充分|着力|大力|持续|有效|严格|确保|"
    "制定|落实|形成|牢固树立|高质量|党中央|总书记|习近平|新时代|工作|"
    "处理|融合|典型|管理|服务|建设|发展|监督|保护|整治|治理|培训|教育|负责|保障|规划|改革|创新|整改|排查|帮扶|振兴|统筹|引导|督导|部署|审批|审核|考核|评价|项目|问题|情况|措施|"
    "制度|机制|体系|能力|水平|质量|成效|责任|意识|作风|企业|单位|社会|经济|环境|安全|生产|活动|任务|目标|结合|围绕|聚焦|突出|做好|存在|取得|完成|达到|召开|举办|"
    "参加|参与|采取|利用|解决|已经|必须|应当|方面|相关|有关|主要|重要|重点|基本|基础|明显|显著|广大"
)
# 快的 and 的士 are names
_DOUBLED = Pattern(
    rf"({_WORDS})\1(?!\1)|(?<!快)的的(?![确士哥姐票])|了了(?![之断却然无])|是是(?!非)|和和(?![美气睦平乐善])|(?<=\d)次次"
)
# What makes of the second one another word: 工作|工作时长, 落实|落实处
_LONGER = {
    "工作": "者人员时量日地站室证组会单报票流总作要计制方规机件服台餐年经簿坊",
    "规范": "化性书",
    "通过": "率",
    "习近平": "新",
}


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The doubles; the fix drops the second one."""
    text = doc.prose
    for m in _DOUBLED.finditer(text):
        length = (m.end() - m.start()) // 2
        middle = m.start() + length
        if _begins_longer(text, middle, m.end()) or (length == 1 and _ends_longer(text, m.start(), middle)):
            continue
        if length > 1 and text[m.end() : m.end() + 1] in _LONGER.get(m[1], "\0"):
            continue
        word = text[m.start() : middle]
        yield Finding(*m.span(), {"found": m[0], "fix": word}, (Edit(middle, m.end(), ""),))


def _ends_longer(text: str, start: int, middle: int) -> bool:
    """Whether a word ends in the middle of a double that begins before it (目的|的)."""
    return any(is_word(text[max(middle - length, 0) : middle]) for length in range(middle - start + 1, 5))


def _begins_longer(text: str, middle: int, end: int) -> bool:
    """Whether a word begins in the middle of a double that ends after it (和|和平)."""
    return any(is_word(text[middle : middle + length]) for length in range(end - middle + 1, 5))
