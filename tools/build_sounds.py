"""Write lint/data/sounds.bin and shapes.bin: phrases, to be found in a text by their sound and by their shape.

    python tools/build_sounds.py TEXTS UNIHAN [OUT]

TEXTS holds *.txt or *.txt.xz, official prose in which slips are rare; UNIHAN is the folder that
tools/build_characters.py needs too. It needs `pip install numpy pypinyin jieba` (BSD, MIT, MIT), one core and about
2 GB. Same input, same bytes. No text is stored, only phrases of three and more characters (by shape four and more, and
no sayings) of these kinds:

- *fixed*: those of lint/data/spoken.tsv, and the right forms of the tables of wrong words and set phrases;
- sayings: those of jieba's dictionary that are not rare, and those of pypinyin that stand in the texts.

By shape, each character is one of a class: look-alikes of ALIKE, then those that Unihan's codes make each other's
nearest. What sounds or looks like a phrase and is a word itself, is let pass by lint/data/spoken.tsv, or stands in the
texts, is kept as an exception.

Pairs of characters were tried as well (示犯 for 示范: no word, nowhere in 20 million characters, where chance alone
would put the two together several times). On 680,000 characters of other official prose the surest 5,400 of them
spoke seventeen times, always wrongly (自建|照明, 分|险种); so did strings of two words (安全等|技术). Neither is kept.
25,000 more phrases, written office by office (消费者权益保护, 乡村振兴), told four more of 463 slips in invented
drafts, one less, and three right strings (来返人员): what clerks mistype is mostly no set phrase.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import numpy as np
from pypinyin import Style, pinyin
from pypinyin.constants import PHRASES_DICT

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import slips  # noqa: E402
from build_characters import look_alikes  # noqa: E402

from lint.views import sounds as store  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HAN = re.compile("[一-鿿]+")
# the count in jieba's dictionary from which a saying is not rare
USUAL = 3
# characters that are often taken for one another, from common knowledge
ALIKE = (
    "己已巳 未末 干千 没设投 冶治 籍藉 尉慰 拉托拖 辨辩辫 戍戌戊 折析拆 大太犬 人入八 土士 王玉主 鸟乌岛 免兔 "
    "庄压 厂广 厉历 仓仑 今令 代伐 休体 住往 侧测 便使 偏编遍 准淮 刊刑 列例 副剧 劝动 勒勤 升开 买卖 印卯 原愿 "
    "及乃 友反 受爱 向问 含舍 呜鸣 味昧 哀衷 喝渴 囚困因团 坏环 块快 坡披 坚竖 埋理 堆推 处外 夏复 失先 夫天 "
    "奖浆 委季 宇字 官宫 客容 宜宣 寒赛塞 尘尖 屋层 崇祟 巨臣 市布 师帅 廷延 待侍 徒徙 微徽 思恩 晴睛情 惜措借 "
    "偷愉 戒成 找我 执热 扬杨场 抓爪 抵低 拔拨 特持 损捐 探深 援缓暖 搏博 撤撒 揭竭 斤斥 旱早 明朋 晓绕烧 曲由 "
    "期欺 木本 杜社 栏拦 村材 栽裁 核刻 梁粱 检捡 次决 欧殴 段般 毫豪 汗汁 沟构 汲吸 注住 浇挠 浅钱残 海悔 消销 "
    "淘掏 清请 渡度 滞带 漫慢 炼练 灸炙 煤媒 爪瓜 牧收 狠狼 玩完 班斑 瑞端 甲申 画面 疾病 盲育 盆盗 睹赌 矛予 "
    "砍坎 票粟栗 祛怯 科料 租祖 积职 稍捎 究穷 突实 章竟 符付 答签 管官 粹碎 系素 纠叫 纳钠 织炽 细纽 终络 绝艳 "
    "绩债 缴激 罚罢 耍要 耐而 职识 肃萧 股服 脉咏 腊惜 自目 色包 苗描 荐存 莱菜 蓝篮 薄簿 虚虑 蛋蚕 被披 装袋 "
    "裕浴 规视 访仿 评坪 诈炸 话活 误娱 谅凉 豆亘 负贝 贡责 贷货 贸留 贿赂 赢羸 走足 跋拔 跟根 较校 辅捕 辉挥 "
    "辑缉 迎仰 违伟 述术 送选 逐遂 通道 遣遗 邻领 部陪 酒洒 醒醇 量童 钉订 钩钓 铁轶 锐说 键健 阅阁 防访 阻租 "
    "院完 除徐 险验 隐稳 雪雷 靠靡 须项 颁领 预项 馈溃 驱躯 验俭 鲁普 "
)
# sayings that another string of the same sound stands beside by right: 逆市上涨 of a share, 万世不移 of a truth
DOUBTFUL = frozenset(("逆势上涨", "万世不易"))


def main(argv: Sequence[str]) -> int:
    """Build the files."""
    folder, unihan = map(Path, argv[:2])
    out = Path(argv[2]) if len(argv) > 2 else ROOT / "lint" / "data"
    text = "\n".join(read(folder))
    units = np.frombuffer(text.encode("utf-16-le"), "<u2").astype(np.uint64)
    if len(units) != len(text):
        raise SystemExit("characters beyond the first plane: take them out first")
    words, saying = dictionary()
    spoken_of = table("spoken", "phrase", "kind")
    fixed = {phrase for phrase, kind in spoken_of if kind == "find"} | set(right_forms())
    words |= {phrase for phrase, kind in spoken_of if kind == "pass"} | fixed
    standing = {text_of(key) for key in np.unique(keys(units, 4)).tolist()}
    others = {w for w, often in saying.items() if often >= USUAL or w in standing} - fixed - DOUBTFUL
    usual = Counter(text)
    chars = sorted({char for phrase in fixed | others for char in phrase} | set(usual))
    long = {phrase for phrase in fixed if len(phrase) > 3}
    for name, mapped, first, rest in (
        ("sounds", {char: slips.folded(spoken(char)) for char in chars if HAN.fullmatch(char)}, fixed, others),
        ("shapes", shapes(long, look_alikes(unihan, usual)), long, set()),
    ):
        phrases = [*sorted(first), *sorted(rest)]
        excepted = written_otherwise(phrases, words, mapped, text, units)
        data = store.pack(phrases, len(first), sorted(excepted), mapped)
        (out / f"{name}.bin").write_bytes(data)
        print(f"{name}: {len(first)} fixed, {len(rest)} other phrases, {len(excepted)} exceptions, {len(data)} bytes")
    return 0


def shapes(phrases: Iterable[str], alike: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The class of look-alikes of the characters of phrases and of those in a class with others, named by one of it."""
    named: dict[str, str] = {}
    for group in ALIKE.split():
        for char in group:
            named.setdefault(char, group[0])
    for char, nearest in sorted((char, row[0]) for char, row in alike.items() if row):
        if alike.get(nearest, ())[:1] == [char] and not {char, nearest} & named.keys():
            named |= {char: char, nearest: char}
    return {char: named.get(char, char) for char in sorted({*named, *"".join(phrases)})}


def read(folder: Path) -> Iterator[str]:
    """The texts of a folder."""
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.txt.xz")]):
        data = path.read_bytes()
        yield (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")


def dictionary() -> tuple[set[str], dict[str, int]]:
    """All words of the dictionaries, and the sayings of four characters among them with their counts."""
    words = set(PHRASES_DICT)
    saying = {w: 0 for w in PHRASES_DICT if len(w) == 4 and HAN.fullmatch(w)}
    with jieba.dt.get_dict_file() as lines:
        for line in lines:
            word, times, kind = line.decode("utf-8").split()
            words.add(word)
            if len(word) == 4 and kind[0] in "il" and HAN.fullmatch(word):
                saying[word] = int(times)
    return words, saying


def right_forms() -> Iterator[str]:
    """The right forms of the project's own tables of wrong words and set phrases, of Han characters only."""
    for name in ("typos", "formulations", "formulation_swaps"):
        yield from (right for (right,) in table(name, "right") if re.fullmatch("[一-鿿]{4,9}", right))


def table(name: str, *columns: str) -> list[tuple[str, ...]]:
    """Some columns of a table in lint/data."""
    lines = (ROOT / "lint" / "data" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    header, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [tuple(row[header.index(column)] for column in columns) for row in rows]


def text_of(key: int) -> str:
    """The four characters of a number that `keys` made."""
    return "".join(chr(key >> 16 * n & 0xFFFF) for n in range(4))


def keys(units: np.ndarray, length: int) -> np.ndarray:
    """Each string of a length, at most four, as a number."""
    size = len(units) - length + 1
    return np.bitwise_or.reduce([units[n : n + size] << np.uint64(16 * n) for n in range(length)])


def spoken(char: str) -> str:
    """The usual reading of a character, without its tone."""
    sound: str = pinyin(char, style=Style.NORMAL)[0][0]
    return sound


def written_otherwise(
    phrases: Sequence[str], words: set[str], sound: Mapping[str, str], text: str, units: np.ndarray
) -> set[str]:
    """What sounds like a phrase, and is a word or stands in the texts."""
    number = {s: n for n, s in enumerate(sorted(set(sound.values())), 1)}
    bits = len(number).bit_length()
    table = np.zeros(1 << 16, np.uint64)
    for char, s in sound.items():
        table[ord(char)] = number[s]
    shared = Counter(store.heard(p, sound) for p in phrases)
    heard = shared.keys()
    found = {w for w in words if 3 <= len(w) <= 9 and store.heard(w, sound) in heard}
    # the places where the first three sounds of a phrase stand; the rest is compared one by one
    lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for spelled in heard:
        lengths[spelled[:3]].add(len(spelled))
    units_heard = table[units]
    size = len(units) - 2
    starts = sum((units_heard[n : n + size] << np.uint64(bits * n) for n in range(3)), np.zeros(size, np.uint64))
    firsts = np.array(
        sorted(sum(number[s] << bits * n for n, s in enumerate(spelled)) for spelled in lengths), np.uint64
    )
    begun = firsts[np.searchsorted(firsts, starts).clip(max=len(firsts) - 1)] == starts
    for at in np.flatnonzero(begun).tolist():
        for length in lengths[store.heard(text[at : at + 3], sound)]:
            piece = text[at : at + length]
            if piece not in found and store.heard(piece, sound) in heard:
                found.add(piece)
    known = frozenset(phrases)
    return {w for w in found | known if w not in known or shared[store.heard(w, sound)] > 1}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
