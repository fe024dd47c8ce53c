"""Marks that may stand for a blank, and the judgement of one run of them by its neighbours.

Nearly every mark has honest uses: × multiplies and refuses, * points to a footnote and masks an identity number, X is a
ray and an axis, 〇 a digit, __ a line in a form. A run is judged by what stands beside it, by its line, by the marks of
the whole document and by its kind.
"""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views import parts
from lint.views.canon import swapped
from lint.views.pattern import Pattern
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.model import Document

X = "XxＸｘ×✕╳✖"
STAR = "*＊﹡∗✱"
LINE = "_＿"
RING = "○〇◯"
BOX = "□■▇█△▲●◆?？"
EVERY = frozenset(X + STAR + LINE + RING + BOX)
# The marks of a class written alike, and blanks, dots and digits as ASCII: patterns over this text need no large
# character sets, which cost more to compile than a whole check.
_RINGED, _BOXED = "\x01", "\x02"
_CANON = {
    **dict.fromkeys(X[1:], "X"),
    **dict.fromkeys(STAR[1:], "*"),
    **dict.fromkeys(LINE[1:], "_"),
    **dict.fromkeys(RING, _RINGED),
    **dict.fromkeys(BOX, _BOXED),
    **{chr(ord("０") + n): str(n) for n in range(10)},
    "　": " ",
    "．": ".",
}
CLASSES = {"X": "x", "*": "*", "_": "_", _RINGED: "o", _BOXED: "□"}
MARKS = Pattern(r"[X*_\x01\x02]+")
RUN = Pattern(r"\d*(?:X+|\*+|_{2,}|(?<= )_(?= )|(?<=\w)_(?=[%％]|\._+\w)|\x01+|\x02+)(?:\.(?:X+|\*+|_{2,}|\x02+|\d+))?")
NUMERAL = "零〇一二三四五六七八九十百千两廿卅"
# what a masked number counts, and what a masked name ends with
_MEASURE = frozenset(
    "个名人次件项条家户场期份篇部台座所处间套辆艘架只头匹亩米吨元万亿千百十年月日号周天时分秒岁届轮批组队支班级类种章节页行列"
    "幅张本册卷封幢栋层楼室车路线段公里斤克升倍成度位口对双片块颗株棵枚面门股笔宗起例票站点剧"
)
_ADMIN = frozenset("省市州盟县区旗乡镇村街社局委厅部署办处科室院校所站厂矿场队团会党政府司集公大中小学医银分支税财教")
_COUNTED_IN = frozenset(("人次", "个月", "万元", "亿元", "件次", "公里"))
_UNIT = Pattern(r"(?:km|kg|cm|mm|m|t|kW|MW|kV|KV|GB|TB|MB|ha|h|G)?(?:²|³|2|/[a-z])?(?![A-Za-z])")
# what a masked name or number follows
_LEADS = frozenset("在共计约达为的由经和与及对于到从至向各全本该将把被给让使了过是有获得近超第每")
# words in which one X is a letter
_LETTERS = tuple("光 射线 线 轴 型 形 染色体 证书 档案 世代 因子 坐标 方向 波段 刀 片 战警 元素 值 变量".split(" "))
_NUMBERED = ("附件", "附表", "附图")
# what a quantity in a formula ends with
_QUANTITY = frozenset("额数率量价值例金）)积度")
# nobody needs more of a sentence, or of a quotation, than this to see what it is about
_SENTENCE, _QUOTED = 300, 100
# who speaks of marks rather than leaving them: quoted marks in such a sentence are examples
_EXPLAINS = tuple(
    (
        "字样 格式 式样 样式 书名号 引号 括号 形如 依次 替换 代替 代指 代称 表示 标注 标记 标出 "
        "符号 占位 隐去 略去 写作 写成 写法 用作 照抄 照搬 套用 模板 范文 漏填 未填 空着 空白 "
        "留空 不得出现 号键 按键 涉密 脱密 脱敏 这种 所谓 类似 之类 ”式 错误 有误"
    ).split(" ")
)
_EXAMPLES = (
    *(f"如{joint}{quote}" for joint in ("", "，", "：", ":") for quote in "“‘《"),
    *(f"{verb}{quote}{mark}" for verb in "打画填" for quote in ("", "“", "‘") for mark in "×xX*√○"),
)
# a whole line that shows how not to write
_SAMPLE = Pattern(r"\s*(?:\W?\d*\W?)?(?:错误|反面|正确|正面)?(?:示例|例句|错例|反例|正例|误|正)[一二三\d]?(?:：|:)")
_SHOWN = ("样表", "样式", "样张", "范本", "样本")
# whom to call, and who speaks or signs, is no secret: 联系人：李××, 联系电话：****
_LABELLED = Pattern(
    r"(?:联系人|联络员|经办人|联系电话|联系方式|咨询电话|电话|手机|述职人|汇报人|报告人|记录人|责任人)[：:][ 　]*"
    r"[^\W\da-zA-Z_]?$"
)
_STANDS_FOR = tuple("表示 代替 代指 代表 隐去 略去 为必填 为必选 为选填 号键 标注 注： 注:".split(" "))
_TICKED = tuple("打画划标记填选勾判加带注按")
_TAGGED = tuple("带标加注")
_CLOSERS = tuple("”’》）)号")
_SPACES = (" ", "　")
_BEFORE_NAMES = "和与及由为对被将人告者员长记任主生士师友户民某等是的给向同以让请查把中"
_CASES = tuple(
    (
        "案 违纪 违法 违规 受贿 贪污 处分 查处 举报 犯罪 嫌疑 涉嫌 被告 原告 判处 曝光 诈骗 肇事 "
        "信访人 当事人 患者 公示 名单 中奖 获奖 申请人 候选人 典型"
    ).split(" ")
)
# kinds in which persons are masked by rule
_MASKING_KINDS = frozenset(("通报", "公示", "公告", "名单"))
# lines of a form, over the canonical text
_VOTE = Pattern(r"(?:[^_ \t]{1,8}_{2,}[ \t]*)+$")
_LABELS = Pattern(
    r"(?:[^，。；、：:_]{1,24}(?:：|:)?[ ]*[¥￥]?_{2,}[ ]*"
    r"(?:[元日年月时分％%（(][^_：:，。；]{0,12})?[；;。、，]?[ \t]*)+$"
)
# whom to ask, told within a sentence: （联系人：____；电话：____）
_CONTACT = Pattern(
    r"[，。；（(][^。；：:\n]{0,12}"
    r"(?:联系人|联络员|(?:举报|监督|咨询|报名|值班|服务|投诉|联系)?电话|传真|邮箱)[：:][ 　]*$"
)
_ROOM = Pattern(r"(?:：|:)[ ]*[¥￥]?_")
_YEAR = Pattern(r"(?:19|20)\d\d年")
_SPACED_STAR = Pattern(r"\*[ ]+\w")
# the surnames of nearly everybody
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔"
    "伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙"
    "鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞"
    "姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)


def canon(doc: Document) -> str:
    """The prose with the marks of each class written alike; same length."""
    return doc.fact(_canon)


def _canon(doc: Document) -> str:
    return swapped(doc.prose, _CANON)


class Seen(NamedTuple):
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
        at = self.end
        while at < self.line[1] and self.text[at] in _SPACES:
            at += 1
        return self.text[at] if at < self.line[1] else ""

    @property
    def before(self) -> str:
        """The last character to the left that is no blank, within the line."""
        at = self.start
        while at > self.line[0] and self.text[at - 1] in _SPACES:
            at -= 1
        return self.text[at - 1] if at > self.line[0] else ""


def is_blank(seen: Seen) -> bool:
    """Whether a run of marks is a blank that nobody filled."""
    judge = {"x": _is_x, "*": _is_star, "_": _is_line, "o": _is_ring, "□": _is_box}[run_class(seen.doc, seen.start)]
    return judge(seen)


def run_class(doc: Document, start: int) -> str:
    """The class of the run of marks that begins, perhaps with digits, at an offset: x * _ o □."""
    text = canon(doc)
    while text[start].isdigit():
        start += 1
    return CLASSES[text[start]]


def speaks_of_marks(doc: Document, start: int, end: int) -> bool:
    """Whether the line tells how marks are used, and this one is its example."""
    text, line = doc.prose, doc.line(start)
    after = end + (text[end : end + 1] in _CLOSERS)
    while text[after : after + 1] in _SPACES:
        after += 1
    if end - start <= 4 and text.startswith(_STANDS_FOR, after):
        return True
    if (text[start - 1 : start] in _TAGGED and text[end : end + 1] in ("号", "的")) or is_sample(text, *line):
        return True
    if not explains(doc, *sentence(doc, start, end)):
        return False
    reach = max(line[0], start - _QUOTED)
    opened = max(text.rfind(q, reach, start) for q in '“‘"')
    closed = max(text.rfind(q, reach, start) for q in "”’")
    return opened > closed or text[max(line[0], start - 2) : start].rstrip("“‘（(").endswith(_TICKED)


def explains(doc: Document, start: int, end: int) -> bool:
    """Whether a sentence speaks of marks, gaps or ways of writing."""
    known = doc.fact(_explained)
    if start not in known:
        said = doc.prose[start:end]
        known[start] = _any(_EXPLAINS, said) or _any(_EXAMPLES, said)
    return known[start]


def _explained(doc: Document) -> dict[int, bool]:
    return {}  # filled as sentences are asked for


def is_sample(text: str, start: int, end: int) -> bool:
    """Whether a whole line shows how not to write (错误示例：……), or names a form (××征集表（样表）)."""
    if _any(_SHOWN, text[max(start, end - 6) : end]):
        return True
    head = text[start : min(end, start + 16)]
    return _any(("例：", "例:", "误：", "正：", "误:", "正:"), head) and bool(_SAMPLE.match(head))


def names_case(doc: Document, offset: int) -> bool:
    """Whether the sentence around tells of a case, a complaint or a list in which persons are masked by rule."""
    known = doc.fact(_cases)
    start, end = sentence(doc, offset, offset)
    if start not in known:
        known[start] = _any(_CASES, doc.prose[start:end])
    return known[start]


def _cases(doc: Document) -> dict[int, bool]:
    return {}  # filled as sentences are asked for


def sentence(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, within its line; very long ones are cut."""
    text, line = doc.prose, doc.line(start)
    first, last = max(line[0], start - _SENTENCE), min(line[1], end + _SENTENCE)
    for mark in "。；！？":
        if (at := text.rfind(mark, first, start)) >= 0:
            first = at + 1
        if (at := text.find(mark, end, last)) >= 0:
            last = at
    return first, last


def is_form_line(doc: Document, start: int, end: int) -> bool:
    """Whether a line consists of labels with room behind them: 姓名：____　单位：____"""
    line = canon(doc)[start:end].strip(" \t")
    # in a sentence □ is nothing to tick
    if (
        not line.strip("_ -—")
        or ("□" in doc.prose[start:end] and "。" not in line)
        or _any(("式样", "样式", "样本", "格式"), line)
    ):
        return True
    return bool(_VOTE.match(line) and (" " in line or "\t" in line)) or bool(_LABELS.match(line) and _ROOM.search(line))


def is_han(char: str) -> bool:
    """Whether a character is a Chinese letter."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def _any(words: Iterable[str], text: str) -> bool:
    for word in words:  # any(…) takes twice as long  # noqa: SIM110
        if word in text:
            return True
    return False


def _ascii(char: str) -> bool:
    """Whether a character is an ASCII letter or digit."""
    return char.isascii() and char.isalnum()


def _in(char: str, chars: str | frozenset[str]) -> bool:
    """Whether a character, and not the edge of the line, is one of these."""
    return bool(char) and char in chars


def _counted(char: str) -> bool:
    """Whether a blank before this character stands for a number or a share."""
    return _in(char, _MEASURE) or _in(char, "%％‰")


def _is_x(seen: Seen) -> bool:
    run, left, right = seen.run, seen.left, seen.right
    marks = run.lstrip("0123456789")
    digits = len(run) - len(marks)
    numbered = _in(left, ".．·") and seen.text[seen.start - 2 : seen.start - 1].isdigit()  # 1.××县, “7·××”强降雨
    if _ascii(left) or (_in(left, "_-./\\@#+＋=·") and not numbered) or _in(right, "+＋=_@\\"):
        return False
    if _in(right, ".．") and _ascii(seen.text[seen.end + 1 : seen.end + 2]):
        return False
    if right.isascii() and right.isalpha():
        return len(marks) > 1 and _followed_by_unit(seen)
    if right.isdigit():
        return len(marks) > 1 and not digits and _before_number(seen)
    if digits:  # 1XX人, 3X户; 2×系列 is a product
        if len(marks) > 1 and _labelled(seen):  # 电话：1380000XXXX
            return True
        return _counted(right) and not (len(marks) == 1 and "×" in marks)
    if len(marks) == 1:
        return right != "-" and not (marks == "×" and _multiplies(seen)) and _is_single_x(seen)
    if _is_letters(seen):
        return False
    if seen.alone:
        return True
    if _name_is_masked(seen) and not _labelled(seen):
        return False
    return (
        is_han(seen.before)
        or is_han(seen.beyond)
        or _in(seen.before, "，。；：、“《（(—【[")
        or _in(seen.beyond, "，。；：、”》）)%％‰—】]")
    )


def _labelled(seen: Seen) -> bool:
    """Whether a run stands behind the label of somebody who has to be named."""
    return bool(_LABELLED.search(seen.text, max(seen.line[0], seen.start - 12), seen.start))


def _multiplies(seen: Seen) -> bool:
    """Whether a × stands between two quantities: 应纳税额＝销售额×比例税率."""
    return is_han(seen.right) and (_in(seen.left, _QUANTITY) or _any(("＝", "=", "÷"), seen.text[slice(*seen.line)]))


def _followed_by_unit(seen: Seen) -> bool:
    unit = _UNIT.match(seen.text, seen.end)
    return unit is not None and bool(unit[0])


def _before_number(seen: Seen) -> bool:
    """Whether a masked name runs into a year or a voltage, and is not the beginning of a model number."""
    if _YEAR.match(seen.text, seen.end):
        return True
    return is_han(seen.left) and not _any(
        ("型号", "编号", "号码", "车牌", "代码", "标准"), seen.text[max(seen.line[0], seen.start - 20) : seen.start]
    )


def _is_letters(seen: Seen) -> bool:
    """Whether X is a letter or a Roman numeral: chromosomes, the articles of treaties, the Olympic Games."""
    line = seen.text[slice(*sentence(seen.doc, seen.start, seen.end))]
    if _any(("染色体", "核型", "综合征"), line):
        return True
    if seen.left == "第" and set(seen.run) <= {"X"}:
        behind = seen.text[seen.end : seen.end + 8]
        games = behind[:1] == "届" and "奥" in behind[:6]
        return games or (behind[:1] == "条" and _any(("协定", "公约", "议定书"), line))
    return False


def _is_single_x(seen: Seen) -> bool:
    run, left, right = seen.run, seen.left, seen.right
    if _in(left, "√／/（([〔~～") or _in(right, "√／/") or (_in(right, "）)]〕") and not is_han(left)):
        return False
    if _in(left, "【[") and _in(right, "】]"):
        return is_han(seen.text[seen.end + 1 : seen.end + 2])
    if seen.text.startswith(_LETTERS, seen.end) or _is_letters(seen) or (_in(left, "设令") and _in(right, "为是")):
        return False
    if _name_is_masked(seen):
        return False
    if run in "×✕╳✖":
        return _is_cross(seen)
    if not is_han(right):
        # 执政X，
        stands = is_han(left) and left not in "和与或及的为是"
        if _in(right, "）)") and seen.text.endswith(_NUMBERED, 0, seen.start):  # 见附件X）
            return True
        return _in(right, "%％‰") or (_in(right, "，。；、”》") and stands and seen.habit > 0)
    return _counted(right) or _in(right, _ADMIN) or is_han(left) or _in(left, "，。；：、“《（(") or not left


def _is_cross(seen: Seen) -> bool:
    """A single ×: 数据要素×行动 and 华为×大学 join names, 第×条 is the form of a citation, ×县 is a blank."""
    left, right = seen.left, seen.right
    if left == "第" and _in(right, "条款项章节编"):
        return seen.habit > 2
    if not is_han(right):
        # 位居全县第×。
        return _in(right, "%％‰") or (left == "第" and _in(right, "，。；、"))
    if seen.habit >= 5:
        return True
    known = _counted(right) or _in(right, _ADMIN)
    return known and (not is_han(left) or left in _LEADS or _counted(right) or seen.habit >= 3)


def _is_star(seen: Seen) -> bool:
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
        return _counted(right) or (is_han(right) and len(marks) > 1)
    if left.isdigit() or right.isdigit():  # 138****1234, 3*5
        return False
    if (_name_is_masked(seen) and not _labelled(seen)) or (_in(left, "（(") and _in(right, "）)")):
        return False
    if len(marks) == 1:
        return _is_single_star(seen)
    if _labelled(seen):
        return True
    return is_han(seen.beyond) or is_han(seen.before) or _in(left, "“《（(【[") or _in(right, "”》%％‰，。；、】]")


def _is_single_star(seen: Seen) -> bool:
    left, right = seen.left, seen.right
    spaced = _in(right, " 　") or _in(left, " 　")
    if not seen.before:
        # at the start of a line: a bullet or a footnote, unless it is the first of several masked names
        if spaced:
            reach = min(seen.line[1], seen.line[0] + _SENTENCE)
            others = sum(1 for _ in _SPACED_STAR.finditer(canon(seen.doc), seen.line[0], reach))
            return _in(seen.beyond, _ADMIN) and others > 1
        return _in(right, _ADMIN) and right not in "党大中小会公"
    if spaced:
        return _in(seen.beyond, _ADMIN) or _counted(seen.beyond)
    return is_han(right) or _in(right, "%％‰")


def _is_line(seen: Seen) -> bool:
    if len(seen.run) == 1 and not (_counted(seen.beyond) and is_han(seen.before)):
        return False
    if seen.alone or (seen.left.isalpha() and seen.left.isascii()) or (seen.right.isalpha() and seen.right.isascii()):
        return False
    if is_form_line(seen.doc, *seen.line) or parts.parts(seen.doc).kind in ("合同", "协议"):
        return False
    if _in(seen.before, "：:") and not is_han(seen.right):
        return bool(_CONTACT.search(seen.text, max(seen.line[0], seen.start - _SENTENCE), seen.start))
    return is_han(seen.before) or is_han(seen.beyond)


def _is_ring(seen: Seen) -> bool:
    run, left, right = seen.run, seen.left, seen.right
    if seen.alone or run[0].isdigit() or _in(left, NUMERAL + "0123456789") or _in(right, NUMERAL):
        return False
    if _in(left, "√×△●（([") or _in(right, "√×△●）)]") or _ascii(left) or _ascii(right) or _name_is_masked(seen):
        return False
    if len(run) > 1:
        # 县长　○○○
        return is_han(left) or is_han(right) or (is_han(seen.before) and not seen.beyond)
    if not seen.before and (seen.habit < 3 or not _in(right, _ADMIN)):  # a bullet
        return False
    if not is_han(right) or right in "型号形":
        return False
    return (_counted(right) or _in(right, _ADMIN)) and (not is_han(left) or left in _LEADS or seen.habit >= 3)


def _is_box(seen: Seen) -> bool:
    if (
        seen.alone
        or len(set(seen.run) - {".", "．"}) > 1
        or _any(("碑", "铭", "缺字", "题记", "拓"), seen.text[slice(*sentence(seen.doc, seen.start, seen.end))])
    ):
        return False
    if len(seen.run) == 1:
        # 选派●名, but ●人才 opens an item; a single □ is there to be ticked unless it counts, a single ？ asks
        word = seen.text[seen.end : seen.end + 2]
        counts = is_han(seen.left) and _counted(seen.right) and (word in _COUNTED_IN or not is_word(word))
        return counts and (seen.run in "△▲●◆■" or (seen.run == "□" and "。" in seen.text[slice(*seen.line)]))
    if _labelled(seen):
        return True
    if seen.run[0] in "?？":
        # a question asked twice ends its clause; a number nobody knew is counted
        return (_in(seen.beyond, _ADMIN) and not seen.before) or (is_han(seen.left) and _counted(seen.right))
    if seen.run[0] in "△▲●◆■" and not seen.before:
        return _in(seen.right, _ADMIN) or _in(seen.right, "同公")
    if _in(seen.left, "《“") and _in(seen.right, "》”"):
        return True
    return is_han(seen.right) and (not seen.left or is_han(seen.left) or seen.left in "《“、（，；：")


def _name_is_masked(seen: Seen) -> bool:
    """Whether a mark hides a person's given name on purpose: 张*、李** in a list, 王××案."""
    if len(seen.run) > 2 or not _in(seen.left, SURNAMES):
        return False
    before = seen.text[max(seen.line[0], seen.start - 2) : seen.start - 1]
    if before and (before in EVERY or (is_han(before) and before not in _BEFORE_NAMES)):
        return False
    kind = parts.parts(seen.doc).kind
    cased = kind in _MASKING_KINDS or names_case(seen.doc, seen.start)
    # a name that ends the phrase is a name in a list; before a title (张**书记) only cases mask it
    return cased or (not is_han(seen.right) and seen.run[0] not in "Xx")
