"""Who holds which post, as a document tells it: 县水利局局长张建国."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

_POSTS = (
    "书记|副书记|主任|副主任|主席|副主席|部长|副部长|局长|副局长|县长|副县长|市长|副市长|区长|副区长|镇长|副镇长|"
    "乡长|副乡长|厅长|副厅长|处长|副处长|科长|副科长|股长|院长|副院长|校长|副校长|所长|副所长|站长|队长|组长|"
    "秘书长|副秘书长|董事长|总经理|会长|检察长|主持人|联系人"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路"
    "游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿"
    "桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
# behind the name: nothing of it, a mark, or what a person does
_HOLDER = Pattern(
    rf"(?P<post>{_POSTS})(?P<name>[{_SURNAMES}][^\W\d_A-Za-z]{{2}})"
    r"(?=[，。；、：（）“”\s]|同志|主持|出席|参加|指出|强调|带队|率|作|在|到|为|讲话|一行|宣读|对|表示|介绍|要求|说|深入|调研|传达|$)"
)
# another person may have held the post before, or hold it elsewhere
_FORMER = ("时任", "原", "前任", "历任", "曾任", "拟任", "候选", "现任")


class Holder(NamedTuple):
    """A name of three characters behind a post, and where it stands."""

    post: str
    name: str
    start: int
    end: int
    post_start: int


def holders(doc: Document) -> tuple[Holder, ...]:
    """The post-holders that a document names; not those of whom it says that they held or shall hold the post."""
    return doc.fact(_holders)


def _holders(doc: Document) -> tuple[Holder, ...]:
    text = doc.prose
    return tuple(
        Holder(m["post"], m["name"], *m.span("name"), m.start())
        for m in _HOLDER.finditer(text)
        if not any(word in text[max(0, m.start() - 20) : m.start()] for word in _FORMER)
    )
