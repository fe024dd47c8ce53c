"""Made-up reports to measure on: the same seed gives the same bytes on every machine.

The wording is this file's own and the places are invented. The dirt is that of real drafts: some twenty blanks
(XX, **, ＿＿) in 10 KB, meeting names of different age, a few slips of the pen.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20240101
ROWS = 20_000  # rows of a long table of one's own
SIZE = 10_000  # bytes of UTF-8 in one report, give or take a paragraph

_NUMERALS = "一二三四五六七八九十"
_LISTS: dict[str, tuple[str, ...]] = {
    "town": ("云岭镇", "石桥镇", "青禾乡", "柳湾街道", "北塘镇", "三河乡", "松林街道", "白鹭镇"),
    "office": ("党政办公室", "农业农村局", "财政所", "综治中心", "便民服务中心", "水务局", "教育局", "住建局"),
    "blank": ("XX", "XX", "XX", "**", "＿＿", "xx"),
    "meeting": (
        "党的十九大",
        "党的二十大",
        "党的十九届五中全会",
        "党的十九届六中全会",
        "党的二十届二中全会",
        "中央农村工作会议",
        "中央经济工作会议",
        "全国组织工作会议",
    ),
    "work": (
        "防汛",
        "护林防火",
        "秸秆禁烧",
        "垃圾分类",
        "道路养护",
        "农田灌溉",
        "食品安全",
        "信访接待",
        "人居环境整治",
    ),
    "thing": ("排水管网", "村级卫生室", "文化广场", "灌溉水渠", "停车泊位", "公共厕所", "养老驿站", "农贸市场"),
    "people": ("网格员", "驻村干部", "党员志愿者", "乡村医生", "护林员", "大学生村官", "退役军人", "村民代表"),
    "industry": ("茶叶", "食用菌", "肉牛养殖", "设施蔬菜", "乡村旅游", "水产养殖", "中药材", "农村电商"),
    "virtue": ("责任不落空", "工作有人管", "底数摸得清", "措施跟得上", "群众看得见", "问题改到位"),
    "slip": (
        "签定承诺书",
        "坚持人们立场",
        "既使遇到困难也不松劲",
        "按步就班推进",
        "做到再接再励",
        "把工作贯彻始终",
        "相互推委的现象时有发生",
    ),
}
_HEADINGS = (
    "加强组织领导，压实{work}责任",
    "突出工作重点，做强{industry}产业",
    "改善基础条件，补齐{thing}短板",
    "转变工作作风，服务基层群众",
    "完善制度机制，防范各类风险",
    "抓好队伍建设，发挥{people}作用",
    "坚持问题导向，推进专项整治",
    "统筹各方力量，办好民生实事",
)
_SENTENCES = (
    "今年以来，{town}把{work}列入重要议事日程，主要负责同志每周调度，分管同志带队检查{n}次，做到{virtue}。",
    "{office}牵头制定了{year}年{work}工作方案，明确{few}个方面{n}项任务，逐项落实到岗到人。",
    "全年新建改建{thing}{n}处，完成投资{n}万元，受益群众{n}户，群众反映较好。",
    "针对群众反映的{thing}问题，{town}组织{people}上门走访，收集意见{n}条，当场答复{few}条。",
    "依托{industry}合作社，带动脱贫户{n}户增收，户均年增收{n}元，土地流转面积达到{n}亩。",
    "认真学习贯彻{meeting}精神，举办专题读书班{few}期，参加学习的干部达到{n}人次。",
    "围绕学习宣传{meeting}精神，{people}深入田间地头宣讲{n}场，编印资料{n}份。",
    "从检查情况看，{work}工作基础仍然薄弱，个别村组台账记录不全，现场管理不够细致。",
    "建立“日巡查、周通报、月讲评”制度，对{few}个进度偏慢的村进行了约谈，整改问题{n}个。",
    "{month}月下旬，{office}会同{town}对{n}家经营户开展联合检查，发现隐患{few}处，已全部整改。",
    "投入资金{n}.{few}万元，比上年增长{few}.{few}%，其中用于{thing}的占{pct}%。",
    "坚持以岗位练兵促能力提升，组织{people}开展实操培训，参训率为{pct}%，合格率为{pct}%。",
    "利用“村村响”广播、微信群和宣传栏，广泛宣传{work}知识，营造了良好氛围。",
    "在{industry}产业方面，引进企业{few}家，签约项目{few}个，计划总投资{n}万元，预计{year}年底前建成投产。",
    "年初确定的重点任务中，{n}项已经完成，{few}项正在推进，总体进展符合预期。",
    "严格执行值班值守制度，{work}期间实行领导带班、{people}轮班，确保信息畅通、处置及时。",
    "通过入户核查、数据比对、集中评议等方式，共核实困难家庭{n}户，发放补助资金{n}元。",
    "老旧{thing}改造涉及{few}个村民小组，施工中注意减少对群众出行的影响，没有发生安全事故。",
    "同时也要看到，{industry}产业链条偏短，带动能力不强，产品销路主要依靠熟人介绍。",
    "下一步，{office}将把{work}与年度考核挂钩，对工作不力、造成后果的严肃追究责任。",
    "{people}人手偏紧，{few}个村尚未配齐，业务培训也不够系统，影响了工作效果。",
    "《{town}{work}管理办法》自{year}年{month}月{day}日起施行，原有规定同时停止执行。",
    "会议强调，要把{thing}建设与{industry}发展结合起来，既算经济账，也算民生账、长远账。",
    "{year}年{month}月{day}日，{town}召开{work}工作推进会，{few}名同志作了交流发言。",
    "全镇共有耕地{n}亩、林地{n}亩，{industry}种养面积稳定在{n}亩左右，机械化率达到{pct}%。",
    "机关支部与{few}个村党支部结对共建，帮助协调解决{thing}建设用地、用电等具体困难{few}件。",
)
# without a meeting, which may be out of date in the year of a report
_UNDATED = tuple(sentence for sentence in _SENTENCES if "{meeting}" not in sentence)
_DIRTY = (
    "全年共召开专题会议{blank}次，研究{work}议题{blank}个，印发文件{blank}份。",
    "{town}{blank}名{people}参加了培训，考核合格{blank}人。",
    "截至{year}年{blank}月，{thing}建设项目完成投资{blank}万元，完工{blank}处。",
    "经{blank}同志协调，{blank}公司捐赠物资价值{blank}万元。",
    "坚持以{meeting}精神为指引，{slip}，推动{work}工作取得新成效。",
    "少数干部思想认识有偏差，{slip}，需要在今后工作中加以解决。",
    "会议听取了{office}的汇报,同意{blank}村提出的{thing}选址意见。",
    "全年办理群众来信{n}件，其中{work}类{few}件、{thing}类{few}件。 ",
)


def reports(seed: int = SEED, size: int = SIZE) -> Iterator[str]:
    """Reports without end, each different.

    Args:
        seed: chooses the words.
        size: bytes of one report.
    """
    number = 0
    while True:
        yield report(Random(f"{seed} {number}"), size)
        number += 1


def report(random: Random, size: int = SIZE, clean: bool = False) -> str:
    """One report: title, opening, numbered headings with paragraphs, signature and date; a clean one has no slips."""
    year = random.randrange(2021, 2025)
    place = random.choice(_LISTS["town"])
    lines = [
        f"{place}{year}年工作总结",
        f"{year}年，在县委、县政府的正确领导下，{place}围绕中心、服务大局，各项工作稳步推进。现将情况报告如下：",
    ]
    written = len("\n".join(lines).encode())
    chapter = 0
    while written < size and chapter < len(_NUMERALS):
        added = _chapter(random, _NUMERALS[chapter], size - written, clean)
        lines += added
        written += len("\n".join(added).encode()) + 1
        chapter += 1
    lines += [f"{place}人民政府", f"{year}年12月{random.randrange(10, 31)}日", ""]
    return "\n".join(lines)


def table(count: int = ROWS, seed: int = SEED) -> list[tuple[str, str]]:
    """Made-up rows of wrong and right, of two to four characters that the reports use; none stands in the first one."""
    random = Random(seed)
    first = next(reports(seed))
    characters = sorted({character for character in first if "一" <= character <= "鿿"})
    rows: dict[str, str] = {}
    while len(rows) < count:
        wrong = "".join(random.choices(characters, k=random.randrange(2, 5)))
        if wrong not in first:
            rows[wrong] = f"{wrong}者"
    return sorted(rows.items())


def _chapter(random: Random, numeral: str, size: int, clean: bool) -> list[str]:
    """A first-level heading with what stands below it, cut off once `size` bytes are there."""
    first = random.randrange(len(_HEADINGS))
    lines = [f"{numeral}、{fill(random, _HEADINGS[first])}"]
    left = size
    for part in range(random.randrange(3, 5)):
        heading = _HEADINGS[(first + part + 1) % len(_HEADINGS)]
        lines.append(f"（{_NUMERALS[part]}）{fill(random, heading)}")
        listed = random.random() < 0.3
        for point in range(random.randrange(2, 4)):
            paragraph = _paragraph(random, clean)
            lines.append(f"{point + 1}.{paragraph}" if listed else paragraph)
            left -= len(lines[-1].encode())
            if left <= 0:
                return lines
    return lines


def _paragraph(random: Random, clean: bool) -> str:
    count = random.randrange(3, 6)
    right = _UNDATED if clean else _SENTENCES
    wrong = _UNDATED if clean else _DIRTY
    return "".join(fill(random, random.choice(wrong if random.random() < 0.25 else right)) for _ in range(count))


def fill(random: Random, template: str) -> str:
    """A template with a fresh choice for every place in it."""
    pieces = template.split("{")
    filled = pieces[0]
    for piece in pieces[1:]:
        name, _, after = piece.partition("}")
        filled += _value(random, name) + after
    return filled


def _value(random: Random, name: str) -> str:
    if name in _LISTS:
        return random.choice(_LISTS[name])
    first, last = {"n": (12, 980), "few": (2, 10), "pct": (61, 100), "year": (2021, 2026), "month": (1, 13)}.get(
        name, (1, 29)
    )
    return str(random.randrange(first, last))
