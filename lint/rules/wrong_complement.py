"""的 written for 得 before a complement (站的不高), or for 地 before a verb phrase (很好的将…结合)."""

from __future__ import annotations

from lint.kinds import lines_at
from lint.model import Edit, Finding
from lint.patterns import M
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# Verbs of one character, each without the nouns that end in it (小说, 大学, 车站). 存在, 提出 are in neither list:
# what follows them is a noun (存在的不足).
_SHORT = (
    "(?<![车网岗电驿])站|(?<![好观可])看|(?<![思理设感])想|谋|抓|做|(?<![大同科文中小教医哲数法美化留])学|(?<![血主水气高])管|查|改|"
    "走|干|讲|(?<![村部角段院])落|(?<![高电血气低])压|跟|(?<!小)吃|悟|挖|钻|(?<!可)靠|(?<![小传学])说|写|(?<![书日笔标])记|盯"
)
_LONG = (
    "坚持|落实|执行|贯彻|把握|理解|领会|领悟|掌握|结合|发挥|研究|学习|思考|谋划|推进|联系|了解|履行|考虑|准备|完成|宣传|运用|"
    "挖掘|剖析|查摆|认识|融合|钻研|监督|管理|服务|坚守|解决|部署|开展|配合|衔接|沟通|体现|调研|督促|整改"
)
# With 多 and 少 the 的-phrase is right (落实的多，检查的少): 少 stands with 写 and 记 alone.
_DEGREE = "好|深|透|实|细|严|紧|牢|准|稳|远|高|快|足"
_QUALITY = (
    "到位|深入|深刻|透彻|全面|充分|扎实|及时|彻底|细致|准确|牢固|紧密|严格|理想|顺利|系统|具体|精准|周密|自觉|主动|经常|广泛|"
    "有力|用心|清楚|明确|透明|规范|均衡|熟练|周全|完善|突出"
)
_END = r"(?=[，。；！？、…）”\s]|$|的(?:问题|地方|情况|现象|原因|环节|方面))"
_COMPLEMENT = tuple(
    Pattern(pattern, M)
    for pattern in (
        # 站的不高, 抓的不够
        rf"(?:{_SHORT})(?P<de>的)(?:还)?不(?:够|(?:够|太|很)?(?:{_QUALITY}|{_DEGREE})){_END}",
        # 坚持的不够好; without 够 or 太 it may be a noun phrase (管理的不规范)
        rf"(?:{_LONG})(?P<de>的)(?:还)?不(?:够|太)(?:{_QUALITY}|{_DEGREE}){_END}",
        r"(?:写|(?<![书日笔标])记)(?P<de>的)不少(?=[，。；！、]|$)",
        # 安全理念树的不够牢
        rf"(?<=[念识度想])树(?P<de>的)不够牢{_END}",
        # 抓的很紧, 做的比较好
        rf"(?:{_SHORT}|{_LONG})(?P<de>的)(?:还)?(?:很|更加|更|比较|较|非常|十分|相当|特别|太)(?:{_QUALITY}|{_DEGREE}){_END}",
    )
)
# In such a clause the words are a noun phrase: 反映出学习的不够深入
_NOMINAL = Pattern("由于|因为|反映|暴露|源于|在于|归因|归咎|弥补|克服")
_ADVERB = tuple(
    Pattern(pattern)
    for pattern in (
        # not 更好的将来, 更好的把握, 很好的把关
        r"[很更较]好(?P<de>的)(?:将(?![来士军领帅才会要是近在有])|把(?![握关手脉柄控式戏子守总]))(?=[^，。；\n]{2,40})",
        r"(?:清醒|深刻|充分|清楚|强烈|切身)(?P<de>的)(?:认识|意识|感受|体会)到(?!位)",
        # 更好的满足群众需要, 没有很好的与实际结合; not 得到更好的解决
        r"(?<![到以供行造的])(?<!(?<!没)有)(?:坚持不懈|持之以恒|坚定不移|[很更]好|(?:更加)?(?:主动|自觉|认真|深入)|牢牢|紧紧|旗帜鲜明|一如既往|"
        r"有针对性)(?P<de>的)(?:用(?![途水人户地电工餐品具车料材])|向(?![往上])|投身|满足(?!感)|履行|承担(?!者)|解决(?![方办好之途])|"
        r"做好|抓好|融入|运用(?!能)|与(?=[^，。；]{1,20}(?:结合|融合|衔接)))",
        r"(?:较好|很好|圆满|顺利|超额|如期|出色)(?P<de>的)完成了",
    )
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """One character each: 的 to 得 or 地."""
    text = doc.prose
    lines = lines_at(doc, hits)
    for char, patterns in (("得", _COMPLEMENT), ("地", _ADVERB)):
        for m in (m for pattern in patterns for line in lines for m in pattern.finditer(text, *line)):
            at = m.start("de")
            if char == "得" and _NOMINAL.search(text, _clause(text, m.start()), m.start()):
                continue
            fix = f"{text[m.start() : at]}{char}{text[at + 1 : m.end()]}"
            yield Finding(*m.span(), {"found": m[0], "fix": fix}, (Edit(at, at + 1, char),))


def _clause(text: str, at: int) -> int:
    """Where the clause around `at` begins."""
    return max(text.rfind(mark, 0, at) for mark in "，。；：\n") + 1
