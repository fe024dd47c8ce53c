"""The unfilled blanks of a document: runs of marks that stand for a word, a number or a date.

Nearly every mark has honest uses: × multiplies and refuses, * points to a footnote and masks an identity number, X is a
ray and an axis, 〇 a digit, __ a line in a form. So every run is judged by what stands beside it, by its line and by
the kind of document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.views import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document

X = "XxＸｘ×✕╳✖"
STAR = "*＊﹡∗✱"
LINE = "_＿"
RING = "○〇◯"
BOX = "□■▇█△▲●◆?？"
_ANY = re.escape(X + STAR + LINE + RING)
_RUN = re.compile(
    rf"\d*(?:[{X}]+|[{re.escape(STAR)}]+|[{LINE}]{{2,}}|(?<=[ 　])_(?=[ 　])|[{RING}]+|([{re.escape(BOX)}])\1+)"
    rf"(?:[.．](?:[{X}]+|[{re.escape(STAR)}]+|[{LINE}]{{2,}}|\d+))?"
)
# 20xx, 201X, 二〇XX, 20__; any 年月日 with a mark in one of its places; and those whose numbers were deleted
_WORDLESS = re.escape(X + STAR + LINE)
_YEAR = (
    rf"(?:(?:19|20|１９|２０)[\d０-９]?[{_ANY}]{{1,2}}|[二一][〇○零Oo0九][{_WORDLESS}]{{1,2}}|二[〇○零][{RING}]?[{X}])"
)
_DATE = re.compile(
    rf"""
      (?<![\dA-Za-z])(?:{_YEAR}|[{_ANY}]{{1,4}}|(?:19|20)\d\d)[ ]?年[ ]?
        (?:[{_ANY}]{{1,2}}|\d{{1,2}})[ ]?月(?:[ ]?(?:[{_ANY}]{{1,2}}|\d{{1,2}})[ ]?[日号])?
    | (?<![\dA-Za-z]){_YEAR}(?=[ ]?年|[-—–~～至./〕\]］）)”》度]|$|[^\dA-Za-z])
    | (?<![\dA-Za-z{_ANY}])[{_ANY}]{{1,2}}[ ]?月[ ]?(?:[{_ANY}]{{1,2}}|\d{{1,2}})[ ]?[日号]
    | (?<![\dA-Za-z{_ANY}])\d{{1,2}}[ ]?月[ ]?[{_ANY}]{{1,2}}[ ]?[日号]
    """,
    re.X | re.M,
)
# a date whose numbers were deleted
_GAP = re.compile(
    r"""
      (?<!\d)(?:(?:19|20)\d\d|二[〇○零]..)[ ]?年(?:[ 　]+月(?:[ 　]*日)?|\d{1,2}月[ 　]+日)
    | (?<!\d)20\d?[ 　]+年(?=\S)
    | (?:(?<=[于在从自至到，。：“（(])|^)年[ 　]{0,4}月(?:[ 　]{0,4}日)?(?=$|[至到在任，。）)起])
    """,
    re.X | re.M,
)
_GAPS = ("年 ", "年　", " 年", "　年", "年月", "月 ", "月　")
# “X四五” “十X五” 规划
_PLAN = re.compile(
    rf"[{X}{re.escape(STAR)}○]{{1,2}}[一二三四五]五(?=[”\"]?(?:规划|计划|时期|期间|末|开局))|十[{X}{re.escape(STAR)}○]{{1,2}}五(?=[”\"]?(?:规划|计划|时期))"
)
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s，。；）》”]+|www\.[\w./-]+|[\w.+*-]+@[\w*-]+(?:\.[\w*-]+)+|(?<![^\W_])[\w*-]+(?:[\\/.][\w*-]+)*\.(?:docx?|xlsx?|pptx?|txt|pdf|md|py|ya?ml|json|csv|jpg|png|zip|rar|wps|ofd|cn|com|org|net|gov|edu)\b",
    re.I,
)
_MARKS = re.compile(rf"[{_ANY}{re.escape(BOX)}]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_NUMERAL = "零〇一二三四五六七八九十百千两廿卅"
# what a masked number counts, and what a masked name ends with
_MEASURE = frozenset(
    "个名人次件项条家户场期份篇部台座所处间套辆艘架只头匹亩米吨元万亿千百十年月日号周天时分秒岁届轮批组队支班级类种章节页行列"
    "幅张本册卷封幢栋层楼室车路线段公里斤克升倍成度位口对双片块颗株棵枚面门股笔宗起例票站点剧"
)
_ADMIN = frozenset("省市州盟县区旗乡镇村街社局委厅部署办处科室院校所站厂矿场队团会党政府司集公大中小学医银分支税财教")
_UNIT = re.compile(r"(?:km|kg|cm|mm|m|t|kW|MW|kV|KV|GB|TB|MB|ha|h|G)?(?:[²³2]|/[a-z])?(?![A-Za-z])")
# a date reaches so far from a mark in it
_REACH = 12
# what a masked name or number follows
_LEADS = frozenset("在共计约达为的由经和与及对于到从至向各全本该将把被给让使了过是有获得近超第每")
# words in which one X is a letter
_LETTER = re.compile(r"(?:光|射线|线|轴|型|形|染色体|证书|档案|世代|因子|坐标|方向|波段|刀|片|战警|元素|值|变量)")
# who speaks of marks rather than leaving them: quoted marks in such a line are examples
DEFINES = re.compile(
    r"字样|格式|式样|样式|书名号|引号|括号|形如|依次|替换|代替|代指|代称|表示|标注|标记|标出|符号|占位|隐去|略去|写作|写成|写法|用作|照抄|照搬|套用|"
    r"模板|范文|漏填|未填|空着|空白|留空|不得出现|[号按]键|涉密|脱密|脱敏|[例比]?如[，：:]?[“‘《]|这种|所谓|类似|之类|”式|错误|有误|"
    r"打[“‘]?[×xX*√○]|画[“‘]?[×xX*√○]|填[“‘]?[×xX*√○]"
)
# a whole line that shows how not to write
_SAMPLE = re.compile(
    r"[\s　]*(?:[（(]?\d*[）).、]?)?(?:错误|反面|正确|正面)?(?:示例|例句|错例|反例|正例|误|正)[一二三\d]?[：:]"
)
_STANDS_FOR = re.compile(r"(?:表示|代替|代指|代表|隐去|略去|为必填|为必选|为选填|号键|标注|注[:：])")
_TICKED = re.compile(r"(?:打|画|划|标|记|填|选|勾|判|加|带|注|按)[“‘（(]?$")
# the surnames of nearly everybody
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_BEFORE_NAMES = "和与及由为对被将人告者员长记任主生士师友户民某等是的给向同以让请查把中"
_CASE = re.compile(
    r"案|违纪|违法|违规|受贿|贪污|处分|查处|举报|犯罪|嫌疑|涉嫌|被告|原告|判处|曝光|诈骗|肇事|信访人|当事人|患者|公示|名单|中奖|获奖|申请人|候选人|典型"
)
# kinds in which persons are masked by rule
_MASKING_KINDS = frozenset(("通报", "公示", "公告", "名单"))
_CELLS = re.compile(r"[\t|]")


class Blank(NamedTuple):
    """A blank that nobody filled: its place and what it stands for.

    Kinds: word (a name or number), date, sign-off (filled when the document is signed).
    """

    kind: str
    start: int
    end: int


def blanks(doc: Document) -> tuple[Blank, ...]:
    """The unfilled blanks of a document in order; they do not overlap."""
    return doc.fact(_blanks)


def _blanks(doc: Document) -> tuple[Blank, ...]:
    text = doc.prose
    marks = [m.span() for m in _MARKS.finditer(text)]
    dates: dict[int, re.Match[str]] = {}
    runs: dict[int, re.Match[str]] = {}
    for start, end in marks:
        for m in _DATE.finditer(text, max(0, start - _REACH), end + _REACH):
            if m.start() not in dates or m.end() > dates[m.start()].end():  # another mark's window may cut a date
                dates[m.start()] = m
        for m in _PLAN.finditer(text, max(0, start - 1), end + 6):
            dates.setdefault(m.start(), m)
        while start > 0 and text[start - 1] in "0123456789":
            start -= 1
        if (run := _RUN.match(text, start)) and run.end() >= end:
            runs.setdefault(start, run)
    if any(gap in text for gap in _GAPS):
        for m in _GAP.finditer(text):
            dates.setdefault(m.start(), m)
    found: list[Blank] = []
    taken = _Taken()
    for m in sorted(dates.values(), key=lambda m: (m.start(), -m.end())):
        if taken.meets(*m.span()) or _in_address(doc, *m.span()) or not _is_date_blank(doc, text, *m.span()):
            continue
        kind = "sign-off" if _at_sign_off(doc, m.start()) and _year_known(m[0]) else "date"
        found.append(Blank(kind, *m.span()))
        taken.add(*m.span())
    left = [m for m in runs.values() if not taken.meets(*m.span())]
    habits, bold = _habits(text, left), _bold(doc)
    last = -1
    for m in left:
        if m.start() in bold or m.start() < last or not _is_blank(doc, text, m, habits):
            continue
        if _in_address(doc, *m.span()):
            continue
        start, end = _trim(text, m.start(), m.end())
        last = end
        kind = "sign-off" if _at_sign_off(doc, start) and text[end : end + 1] == "号" else "word"
        found.append(Blank(kind, start, end))
    return tuple(sorted(found, key=lambda b: b.start))


class _Taken:
    """Spans that are taken, by the characters they cover."""

    __slots__ = ("_covered",)

    def __init__(self) -> None:
        self._covered: set[int] = set()

    def add(self, start: int, end: int) -> None:
        self._covered.update(range(start, end))

    def meets(self, start: int, end: int) -> bool:
        return not self._covered.isdisjoint(range(start, end))


def _in_address(doc: Document, start: int, end: int) -> bool:
    """Whether a run is part of a web or mail address or a file name."""
    first, last = parts.line_at(doc, start)
    return any(m.start() < end and start < m.end() for m in _ADDRESS.finditer(doc.prose, first, last))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A run without a decimal part that is only the end of a sentence."""
    while end > start and text[end - 1] in ".．":
        end -= 1
    return start, end


def _habits(text: str, runs: list[re.Match[str]]) -> dict[str, int]:
    """How often each class of mark occurs between Han characters: a document that masks once masks often."""
    counts = {"x": 0, "*": 0, "_": 0, "o": 0, "□": 0}
    for m in runs:
        left, right = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        if _HAN.match(right) and (not left or _HAN.match(left) or left in "，。；、：“《\n"):
            counts[_class(m[0])] += 1
    return counts


def _class(run: str) -> str:
    mark = run.lstrip("0123456789")[:1]
    return "x" if mark in X else "*" if mark in STAR else "_" if mark in LINE else "o" if mark in RING else "□"


def _at_sign_off(doc: Document, offset: int) -> bool:
    """Whether a place is filled when the document is signed: its number, signer or day of issue.

    Only the serial number and the day are unknown till then; the office's own name and the year are not.
    """
    return parts.part(doc, offset) in ("发文字号", "签发人", "成文日期")


def _is_date_blank(doc: Document, text: str, start: int, end: int) -> bool:
    found = text[start:end]
    marked = re.search(rf"[{_ANY}]", found)
    if (marked and _only_numerals(found)) or parts.in_form(doc, start):
        return False
    if not marked and not re.search(r"[年月][ 　]|[ 　]年|年月", found):
        return False
    if not marked and text[max(0, start - 1) : start] == "：":  # a label in a form
        return False
    if set(found) & set(LINE) and _is_form_line(text, *parts.line_at(doc, start)):
        return False
    return not speaks_of_marks(text, start, end, parts.line_at(doc, start))


def _year_known(found: str) -> bool:
    """Whether a date has its year, so that only month and day are open."""
    return bool(re.match(rf"(?:(?:19|20)\d\d|二[〇○零][^{_WORDLESS}年]{{2}})[ ]?年", found))


def _only_numerals(found: str) -> bool:
    """Whether every ring is the digit 〇 of a Chinese numeral (二〇二三年, 一○月)."""
    marks = [c for c in found if c in X + STAR + LINE]
    if marks:
        return False
    return all(
        (n > 0 and found[n - 1] in _NUMERAL + RING) or (n + 1 < len(found) and found[n + 1] in _NUMERAL + RING)
        for n, c in enumerate(found)
        if c in RING
    ) and any(c in _NUMERAL.replace("〇", "") for c in found)


def _is_form_line(text: str, start: int, end: int) -> bool:
    """Whether a line consists of labels with room behind them: 姓名：____　单位：____"""
    line = text[start:end].strip(" \t　")
    if not line.strip(LINE + " 　-—") or "□" in line:
        return True
    if re.match(rf"(?:[^{LINE} 　\t]{{1,8}}[{LINE}]{{2,}}[ 　\t]*)+$", line) and re.search(r"[ 　\t]", line):
        return True  # 同意____　不同意____
    if re.search(r"式样|样式|样本|格式", line):
        return True
    return bool(
        re.match(
            rf"(?:[^，。；、：:{LINE}]{{1,24}}[：:]?[ 　]*[¥￥]?[{LINE}]{{2,}}[ 　]*"
            rf"(?:[元日年月时分％%（(][^{LINE}：:，。；]{{0,12}})?[；;。、，]?[ 　\t]*)+$",
            line,
        )
        and re.search(rf"[：:][ 　]*[¥￥]?[{LINE}]", line)
    )


def speaks_of_marks(text: str, start: int, end: int, line: tuple[int, int]) -> bool:
    """Whether the line tells how marks are used, and this one is its example."""
    around = text[slice(*sentence(text, start, end, line))]
    behind = re.compile(r"[”’》）)号]?[ 　]*").match(text, end)
    if end - start <= 4 and behind and _STANDS_FOR.match(text, behind.end()):
        return True
    if _SAMPLE.match(text, *line) or (
        re.search(r"[带标加注]$", text[line[0] : start]) and text[end : end + 1] in "号的"
    ):
        return True
    if not DEFINES.search(around):
        return False
    opened = max(text.rfind(q, line[0], start) for q in '“‘"')
    closed = max(text.rfind(q, line[0], start) for q in "”’")
    if opened > closed:
        return True
    return bool(_TICKED.search(text[max(line[0], start - 3) : start]))


def sentence(text: str, start: int, end: int, line: tuple[int, int]) -> tuple[int, int]:
    """The sentence around a place, within its line."""
    left = max(text.rfind(mark, line[0], start) for mark in "。；！？") + 1
    ends = [at for mark in "。；！？" if (at := text.find(mark, end, line[1])) >= 0]
    return max(left, line[0]), min(ends, default=line[1])


def _is_blank(doc: Document, text: str, m: re.Match[str], habits: dict[str, int]) -> bool:
    start, end = m.span()
    run = m[0]
    line = parts.line_at(doc, start)
    alone = not text[line[0] : start].strip(" \t　\ufffc") and not text[end : line[1]].strip(" \t　\ufffc")
    left = text[start - 1] if start > line[0] else ""
    right = text[end] if end < line[1] else ""
    cell = doc.segment(start)
    if cell is not None and cell.kind == "table":
        cell_text = text[cell.start : cell.end].strip(" \t\n　")
        if cell_text == run and (len(run) == 1 or _class(run) in ("_", "o", "□")):
            return False
        alone = False
    if parts.in_form(doc, start) or speaks_of_marks(text, start, end, line):
        return False
    judge = {"x": _is_x, "*": _is_star, "_": _is_line, "o": _is_ring, "□": _is_box}[_class(run)]
    return judge(_Seen(doc, text, start, end, run, left, right, line, alone, habits[_class(run)]))


class _Seen(NamedTuple):
    """A run with its neighbours."""

    doc: Document
    text: str
    start: int
    end: int
    run: str
    left: str  # the character before it in its line, or ""
    right: str
    line: tuple[int, int]
    alone: bool  # on its line
    habit: int  # how many runs of its class the document has between Han characters

    @property
    def beyond(self) -> str:
        """The first character to the right that is no blank, within the line."""
        return self.text[self.end : self.line[1]].lstrip(" 　")[:1]

    @property
    def before(self) -> str:
        """The last character to the left that is no blank, within the line."""
        return self.text[self.line[0] : self.start].rstrip(" 　")[-1:]


def _han(char: str) -> bool:
    return bool(char) and bool(_HAN.match(char))


def _ascii(char: str) -> bool:
    """Whether a character is an ASCII letter or digit."""
    return char.isascii() and char.isalnum()


def _in(char: str, chars: str | frozenset[str]) -> bool:
    """Whether a character, and not the edge of the line, is one of these."""
    return bool(char) and char in chars


def _counted(char: str) -> bool:
    """Whether a blank before this character stands for a number or a share."""
    return _in(char, _MEASURE) or _in(char, "%％‰")


def _is_x(seen: _Seen) -> bool:
    run, left, right = seen.run, seen.left, seen.right
    marks = run.lstrip("0123456789")
    digits = len(run) - len(marks)
    numbered = left in ".．" and seen.text[seen.start - 2 : seen.start - 1].isdigit()  # 1.××县
    if _ascii(left) or (_in(left, "_-./\\@#+＋=·") and not numbered) or _in(right, "+＋=_@\\"):
        return False
    if _in(right, ".．") and _ascii(seen.text[seen.end + 1 : seen.end + 2]):
        return False
    if right.isascii() and right.isalpha():
        return len(marks) > 1 and _followed_by_unit(seen)
    if right.isdigit():
        return len(marks) > 1 and not digits and _before_number(seen)
    if digits:  # 1XX人, 3X户; 2×系列 is a product
        return _counted(right) and not (len(marks) == 1 and "×" in marks)
    if len(marks) == 1:
        return right != "-" and _is_single_x(seen)
    if _is_letters(seen):
        return False
    if seen.alone:
        return True
    if _name_is_masked(seen):
        return False
    return (
        _han(seen.before)
        or _han(seen.beyond)
        or _in(seen.before, "，。；：、“《（(—【[")
        or _in(seen.beyond, "，。；：、”》）)%％‰—】]")
    )


def _followed_by_unit(seen: _Seen) -> bool:
    unit = _UNIT.match(seen.text, seen.end)
    return unit is not None and bool(unit[0])


def _before_number(seen: _Seen) -> bool:
    """Whether a masked name runs into a year or a voltage, and is not the beginning of a model number."""
    if re.match(r"(?:19|20)\d\d年", seen.text[seen.end : seen.end + 5]):
        return True
    return _han(seen.left) and not re.search(r"型号|编号|号码|车牌|代码|标准", seen.text[seen.line[0] : seen.start])


def _is_letters(seen: _Seen) -> bool:
    """Whether X is a letter or a Roman numeral: chromosomes, the articles of treaties, the Olympic Games."""
    line = seen.text[slice(*seen.line)]
    if re.search(r"染色体|核型|综合征", line):
        return True
    if seen.left == "第" and set(seen.run) <= {"X"}:
        behind = seen.text[seen.end : seen.end + 8]
        return bool(re.match(r"届.{0,4}奥", behind) or (behind[:1] == "条" and re.search(r"协定|公约|议定书", line)))
    return False


def _is_single_x(seen: _Seen) -> bool:
    run, left, right = seen.run, seen.left, seen.right
    if _in(left, "√／/（([〔~～") or _in(right, "√／/") or (_in(right, "）)]〕") and not _han(left)):
        return False
    if _in(left, "【[") and _in(right, "】]"):
        return _han(seen.text[seen.end + 1 : seen.end + 2])
    if _LETTER.match(seen.text, seen.end) or _is_letters(seen) or (_in(left, "设令") and _in(right, "为是")):
        return False
    if _name_is_masked(seen):
        return False
    if run in "×✕╳✖":
        return _is_cross(seen)
    if not _han(right):
        # 执政X，
        stands = _han(left) and left not in "和与或及的为是"
        return _in(right, "%％‰") or (_in(right, "，。；、”》") and stands and seen.habit > 0)
    return _counted(right) or _in(right, _ADMIN) or _han(left) or _in(left, "，。；：、“《（(") or not left


def _is_cross(seen: _Seen) -> bool:
    """A single ×: 数据要素×行动 and 华为×大学 join names, 第×条 is the form of a citation, ×县 is a blank."""
    left, right = seen.left, seen.right
    if left == "第" and _in(right, "条款项章节编"):
        return seen.habit > 2
    if not _han(right):
        return _in(right, "%％‰")
    if seen.habit >= 5:
        return True
    known = _counted(right) or _in(right, _ADMIN)
    return known and (not _han(left) or left in _LEADS or _counted(right) or seen.habit >= 3)


def _is_star(seen: _Seen) -> bool:
    run, left, right = seen.run, seen.left, seen.right
    marks = run.lstrip("0123456789")
    digits = len(run) - len(marks)
    if seen.alone or (left.isalpha() and left.isascii()) or _in(left, "\\/_.·-"):
        return False
    if (right.isalpha() and right.isascii()) or _in(right, "./\\=_@-"):
        return len(marks) > 1 and not digits and _followed_by_unit(seen)
    if digits:  # 1**人, not 34012319** and not *21*
        if digits > 2 or right.isdigit() or _in(left, STAR + "#"):
            return False
        return _counted(right) or (_han(right) and len(marks) > 1)
    if left.isdigit() or right.isdigit():  # 138****1234, 3*5
        return False
    if _name_is_masked(seen) or (_in(left, "（(") and _in(right, "）)")):
        return False
    if len(marks) == 1:
        return _is_single_star(seen)
    return _han(seen.beyond) or _han(seen.before) or _in(left, "“《（(【[") or _in(right, "”》%％‰，。；、】]")


def _is_single_star(seen: _Seen) -> bool:
    left, right = seen.left, seen.right
    spaced = _in(right, " 　") or _in(left, " 　")
    if not seen.before:
        # at the start of a line: a bullet or a footnote, unless it is the first of several masked names
        if spaced:
            line = seen.text[slice(*seen.line)]
            return _in(seen.beyond, _ADMIN) and len(re.findall(r"(?<![^\s　一-鿿])[*＊][ 　]+[一-鿿]", line)) > 1
        return _in(right, _ADMIN) and right not in "党大中小会公"
    if spaced:
        return _in(seen.beyond, _ADMIN) or _counted(seen.beyond)
    return _han(right) or _in(right, "%％‰")


def _is_line(seen: _Seen) -> bool:
    if len(seen.run) == 1 and not (_counted(seen.beyond) and _han(seen.before)):
        return False
    if seen.alone or (seen.left.isalpha() and seen.left.isascii()) or (seen.right.isalpha() and seen.right.isascii()):
        return False
    if _is_form_line(seen.text, *seen.line) or (_in(seen.before, "：:") and not _han(seen.right)):
        return False
    if parts.parts(seen.doc).kind in ("合同", "协议"):
        return False
    return _han(seen.before) or _han(seen.beyond)


def _is_ring(seen: _Seen) -> bool:
    run, left, right = seen.run, seen.left, seen.right
    if seen.alone or run[0].isdigit() or _in(left, _NUMERAL + "0123456789") or _in(right, _NUMERAL):
        return False
    if _in(left, "√×△●（([") or _in(right, "√×△●）)]") or _ascii(left) or _ascii(right) or _name_is_masked(seen):
        return False
    if len(run) > 1:
        return _han(left) or _han(right)
    if not seen.before and (seen.habit < 3 or not _in(right, _ADMIN)):  # a bullet
        return False
    if not _han(right) or right in "型号形":
        return False
    return (_counted(right) or _in(right, _ADMIN)) and (not _han(left) or left in _LEADS or seen.habit >= 3)


def _is_box(seen: _Seen) -> bool:
    if seen.alone or re.search(r"[碑铭]|缺字|题记|拓", seen.text[slice(*seen.line)]):
        return False
    if seen.run[0] in "?？":
        # a question asked twice ends its clause; a number nobody knew is counted
        return (_in(seen.beyond, _ADMIN) and not seen.before) or (_han(seen.left) and _counted(seen.right))
    if seen.run[0] in "△▲●◆■" and not seen.before:
        return _in(seen.right, _ADMIN) or _in(seen.right, "同公")
    return _han(seen.right) and (not seen.left or _han(seen.left))


def _name_is_masked(seen: _Seen) -> bool:
    """Whether a mark hides a person's given name on purpose: 张*、李** in a list, 王××案."""
    if len(seen.run) > 2 or not _in(seen.left, SURNAMES):
        return False
    before = seen.text[max(seen.line[0], seen.start - 2) : seen.start - 1]
    if before and (_RUN.match(before) or (_han(before) and before not in _BEFORE_NAMES)):
        return False
    kind = parts.parts(seen.doc).kind
    cased = kind in _MASKING_KINDS or bool(_CASE.search(seen.text[slice(*seen.line)]))
    # a name that ends the phrase is a name in a list; before a title (张**书记) only cases mask it
    return cased or (not _han(seen.right) and seen.run[0] not in "Xx")


def names_case(line: str) -> bool:
    """Whether a line tells of a case, a complaint or a list in which persons are masked by rule."""
    return bool(_CASE.search(line))


def _bold(doc: Document) -> frozenset[int]:
    """Where asterisks of Markdown emphasis begin in a text that is no Markdown: they are markup, not blanks.

    `**` pairs hug a phrase that stands between line ends or punctuation; blanks stand between Han characters. A
    document whose asterisks nearly all pair up like that was pasted from Markdown.
    """
    return frozenset(span[0] for pair in bold_pairs(doc) for span in pair)


def bold_pairs(doc: Document) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """The pairs of `**` that are Markdown emphasis in the prose of a document."""
    return doc.fact(_bold_pairs)


def _bold_pairs(doc: Document) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    text = doc.prose
    if "**" not in text:
        return ()
    pairs = []
    total = 0
    for start, end in parts.lines(doc):
        stars = list(re.finditer(r"(?<!\*)\*\*(?!\*)", text[start:end]))
        total += len(stars)
        pairs += list(_hugging(text, start, end, [(start + m.start(), start + m.end()) for m in stars]))
    return tuple(pairs) if len(pairs) * 2 >= total * 0.8 else ()


def _hugging(
    text: str, start: int, end: int, stars: list[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    n = 0
    while n + 1 < len(stars):
        (a, b), (c, d) = stars[n], stars[n + 1]
        inner = text[b:c]
        before = text[start:a].rstrip(" 　")[-1:]
        after = text[d:end].lstrip(" 　")[:1]
        opens = not before or (not _han(before) and before not in "“《")
        closes = not after or not _han(after) or inner.endswith(("：", ":", "。"))
        if inner.strip() == inner and len(inner) > 1 and opens and closes:
            yield (a, b), (c, d)
            n += 2
        else:
            n += 1
