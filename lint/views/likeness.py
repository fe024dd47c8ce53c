"""Whether one character is easily typed or read for another: the same or a similar sound, or a similar shape.

Sounds are those of `sounds.bin`; similar sounds and shapes those of `characters.bin`, which has the usual characters.
"""

from __future__ import annotations

from lint.views import sounds

# rare characters, mostly of surnames and places, and what is written for them
_PAIRS = frozenset(
    map(
        frozenset,
        (
            "傅付 萧肖 阎闫 佘余 佘舍 冼洗 卞卡 冉再 栾峦 臧藏 祁祈 郗希 覃谭 玮伟 亳毫 阜埠 陂坡 埔浦 埔铺 颍颖 "
            "沭沐 睢雎 邳丕 邳坯 郓郸 鄄甄 滕藤 淄缁 涞莱 涞来 溧栗 溧漂 盱旴 眙贻 歙翕 黟黔 泾径 浠稀 蕲靳 潢黄 "
            "淅浙 淅析 郏夹 郾偃 沁心 泌沁 汶纹 郯谈 莒营 郫脾 邛印 犍健 筠均 珙拱 岷珉 冕免 掖液 崆空 峒洞 猗椅 "
            "隰湿 岢苛 岚风 芮丙 汾纷 沅元 沅浣 芷止 溆叙 澧沣 邵昭 郴彬 耒来 醴豊 攸修 炅灵 浈贞 濠毫 岑芩 邕色 "
            "钦饮 崇祟 梧悟 湄媚 洮桃 湟皇 祁邢 漳彰 漳樟 沣丰 鄠户 垣恒 垣桓"
        ).split(),
    )
)


def alike(one: str, other: str) -> bool:
    """Whether two characters sound or look alike."""
    if frozenset((one, other)) in _PAIRS or sounds.shipped().same(one, other):
        return True
    from lint.views import counts  # maps its table into memory: only for two that do not sound the same

    known, pair = counts.shipped(), (ord(one), ord(other))
    return any(b in known.heard[a] or b in known.seen[a] for a, b in (pair, pair[::-1]))
