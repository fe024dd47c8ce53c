"""The parts of an official document (GB/T 9704—2012, 7.2–7.4), its kind, and its forms to be filled by others.

A first form: what the layout of plain text shows. Parts are whole lines.
"""

from __future__ import annotations

from bisect import bisect_right

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

# what a title ends with, longest first where one ends with another
_KINDS = (
    "决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 复函 函 纪要 总结 "
    "要点 方案 预案 计划 规划 安排 讲话 致辞 发言 简报 公示 办法 规定 细则 条例 规则 章程 "
    "制度 规程 合同 协议 汇报 述职 检查 材料 体会 提案 建议 答复 倡议书 申请书"
)
KINDS = tuple(_KINDS.split(" "))
# titles of what is blank by intent, and of lists in which names are masked by law
_FORM_WORDS = tuple(
    (
        "样表 样式 样本 格式 模板 范本 示范文本 回执 申请表 申报表 登记表 登记册 审批表 推荐表 报名表 评分表 "
        "统计表 备案表 填报表 汇总表 空白表 表样 履历表 签到表 填写说明 填写须知 填写要求 填报说明 填表说明"
    ).split(" ")
)
_FORM_ENDS = tuple("合同 协议书 承诺书 委托书 授权书 保证书 志愿书 申请书".split(" "))
_PAPERS = tuple("通知 通报 意见 报告 方案 决定 函".split(" "))
_SLIP = Pattern(r"[\s　]*(?:（?附：?）?)?[^\s，。；：]{0,14}回[\s　]*执(?:单|表)?[\s　]*$")
_NUMBER = Pattern(
    r"[\s　]*[^\s，。；：]{1,14}[〔\[［（(【]\s*(?:[12]\S{3}|[^\s，。]{0,4})\s*[〕\]］）)】][\s　]*第?"
    r"[^，。；：]{0,6}号[\s　]*(?:签发人[：:].*)?$"
)
_SIGNER = Pattern(r"签[\s　]*发[\s　]*人[：:]")
_ATTACHMENT = Pattern(r"[\s　]*附[\s　]*[件表录][\s　]*[\d一二三四五六七八九十]*[\s　]*[：:]?[\s　]*$")
_ATTACHMENT_LIST = Pattern(r"[\s　]*附[\s　]*件[\s　]*[：:][\s　]*\S")
_COPY = Pattern(r"[\s　]*(?:抄[\s　]*送|抄[\s　]*报|主[\s　]*送|分[\s　]*送)[\s　]*[：:]")
_ADDRESSEE = Pattern(r"[^。；！？]{2,160}[：:][\s　]*$")
_DAY = r"[\dX×xＸ*＊○〇一二三四五六七八九十_＿\s　]{0,6}"
_DATE = Pattern(rf"[\s　]*(?:[12２]\S{{3}}|二[〇○零Oo0]\S\S|[X×xＸ*○〇]{{2,4}})[\s　]*年{_DAY}月{_DAY}日[\s　]*$")
_TITLE_MOST = 70
_DATE_MOST = 40
_NUMERALS = frozenset("0123456789一二三四五六七八九十")


class Part(NamedTuple):
    """A part of the document: its name and its lines.

    Names: 发文字号 签发人 标题 主送 正文 附件说明 落款 成文日期 附件 抄送.
    """

    name: str
    start: int
    end: int


class Parts(NamedTuple):
    """What a document is made of."""

    kind: str  # one of KINDS, or "" where the title tells nothing
    title: str
    parts: tuple[Part, ...]
    forms: tuple[tuple[int, int], ...]  # ranges to be filled by somebody else


def parts(doc: Document) -> Parts:
    """The parts, kind and forms of a document."""
    return doc.fact(_parts)


def part(doc: Document, offset: int) -> str:
    """The name of the part an offset lies in; 正文 where nothing else is known."""
    found = doc.fact(_named)
    number = bisect_right(found, (offset, "\uffff")) - 1
    while number >= 0 and found[number][0] > offset - 400:
        if offset < found[number][2]:
            return found[number][1]
        number -= 1
    return "正文"


def in_form(doc: Document, offset: int) -> bool:
    """Whether an offset lies in what is blank by intent."""
    return any(start <= offset < end for start, end in parts(doc).forms)


def _named(doc: Document) -> list[tuple[int, str, int]]:
    """The parts that are lines, sorted."""
    return sorted((p.start, p.name, p.end) for p in parts(doc).parts if p.name != "附件")


def _parts(doc: Document) -> Parts:
    text = doc.prose
    proper = doc.proper
    filled = [(start, end) for start, end in doc.lines if start < proper and text[start:end].strip(" \t　\ufffc")]
    found: list[Part] = []
    title = _title(doc, filled)
    head = [span for span in filled[:14] if not title or span[0] < title[1] or span[0] - title[1] < 200]
    for start, end in head:
        line = text[start:end]
        if "号" in line and _NUMBER.match(line):
            found.append(Part("发文字号", start, end))
        if "签" in line and (signer := _SIGNER.search(line)):
            found.append(Part("签发人", start + signer.start(), end))
    if title:
        found.append(Part("标题", *title))
        following = [span for span in filled if span[0] > title[1]][:2]
        for start, end in following:
            if _ADDRESSEE.match(text[start:end]) and not _is_numbered(text[start:end]):
                found.append(Part("主送", start, end))
                break
    attached = [
        n
        for n, (start, end) in enumerate(filled)
        if n > 1 and _begins(text, start, "附") and _ATTACHMENT.match(text, start, end)
    ]
    forms: list[tuple[int, int]] = []
    for n, start_line in enumerate(attached):
        begin = filled[start_line][0]
        finish = filled[attached[n + 1]][0] if n + 1 < len(attached) else len(text)
        found.append(Part("附件", begin, finish))
        names = [text[s:e].strip(" \t　") for s, e in filled[start_line + 1 : start_line + 4]]
        if any(_is_form(name) for name in names if len(name) <= 40):
            forms.append((begin, finish))
    body_end = filled[attached[0]][0] if attached else len(text)
    for n, (start, end) in enumerate(filled):
        line = text[start:end]
        if (
            n > 0
            and start < body_end
            and "年" in line[:12]
            and _DATE.match(line)
            and _is_last_date(text, filled, n, body_end)
        ):
            found.append(Part("成文日期", start, end))
            above = filled[n - 1]
            if above[1] - above[0] <= 60 and not text[above[0] : above[1]].rstrip(" 　").endswith(("。", "；", "：")):
                found.append(Part("落款", *above))
        elif len(line) < 200 and _begins(text, start, "附") and _ATTACHMENT_LIST.match(line):
            found.append(Part("附件说明", start, end))
        elif _begins(text, start, "抄主分") and _COPY.match(line):
            found.append(Part("抄送", start, end))
        if n > 0 and end - start <= 24 and "执" in line and _SLIP.match(line):
            forms.append((start, len(text)))
    name = text[slice(*title)].replace("\n", "").strip(" \t　") if title else ""
    if _is_form(name) and not name.endswith(_PAPERS):
        forms = [(0, len(text) + 1)]
    return Parts(_kind(name), name, tuple(sorted(found, key=lambda p: p.start)), tuple(forms))


def _is_numbered(line: str) -> bool:
    """Whether a line begins with a number of an item: （一） 1. 一、 第三条."""
    line = line.lstrip(" \t　")
    start = at = int(line[:1] in ("（", "(", "第"))
    while line[at : at + 1] in _NUMERALS:
        at += 1
    ends = ("章", "节", "条") if line.startswith("第") else ("）", ")", "、", ".", "．")
    return at > start and line[at : at + 1] in ends


def _without_note(title: str) -> str:
    """A title without the note in brackets at its end: 管理办法（试行）."""
    if title[-1:] not in ("）", ")", "》"):
        return title
    opened = max(title.rfind(mark) for mark in "（(《")
    return title[:opened] if opened > 0 else title


def _begins(text: str, start: int, chars: str) -> bool:
    """Whether the first character of a line that is no blank is one of these."""
    while text[start : start + 1] in (" ", "　", "\t", "（"):
        start += 1
    return text[start : start + 1] in tuple(chars)


def _is_form(title: str) -> bool:
    """Whether a title names what is blank by intent."""
    return title.endswith(_FORM_ENDS) or any(word in title for word in _FORM_WORDS)


def _is_last_date(text: str, filled: list[tuple[int, int]], n: int, body_end: int) -> bool:
    """Whether a date line stands at the end of the document proper (a copy line or imprint may follow)."""
    rest = [text[s:e] for s, e in filled[n + 1 : n + 8] if s < body_end]
    return len(rest) < 7 and all(len(line) < 80 for line in rest)


def _title(doc: Document, filled: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The lines of the title: a short line near the top that ends with a kind, else a short first line."""
    text = doc.prose
    for segment in doc.segments:
        if segment.kind in ("title", "heading") and segment.level <= 1:
            return doc.line(segment.start)
        if segment.kind not in ("meta", "comment", "title", "heading"):
            break
    first = None
    for n, (start, end) in enumerate(filled[:14]):
        line = text[start:end].strip(" \t　\ufffc")
        if len(line) > _TITLE_MOST or line.endswith(("。", "；", "：", ":", "，", "！")) or _is_numbered(line):
            if len(line) > _TITLE_MOST or _is_numbered(line):
                break
            continue
        bare = _without_note(line)
        if bare.endswith(KINDS) or _is_form(bare):
            start_title = start
            # a title may be set over two or three lines
            for above in reversed(filled[:n]):
                piece = text[slice(*above)].strip(" \t　")
                if start_title - above[1] > 1 or len(piece) > 40 or _NUMBER.match(piece) or _SIGNER.search(piece):
                    break
                if piece.endswith(("文件", "号", "。", "：")) or not piece.startswith(("关于", "中共", "中国")):
                    break
                start_title = above[0]
            return start_title, end
        if first is None and n == 0 and len(line) >= 4:
            first = (start, end)
    return first


def _kind(title: str) -> str:
    bare = _without_note(title)
    best = max(((bare.rfind(kind), len(kind), kind) for kind in KINDS if kind in bare), default=(-1, 0, ""))
    return best[2] if best[0] >= len(bare) - best[1] - 4 else ""
