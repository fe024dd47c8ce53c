"""Sums, announced numbers and ordinals: what must be found beside what must stay silent."""

from __future__ import annotations

import pytest

from lint import api, ruleset

OWN = ("NUM", "STR")


@pytest.fixture(scope="module")
def task() -> api.Task:
    return api.task(ruleset.load(None, cache=False), select=OWN)


def said(text: str, task: api.Task) -> list[tuple[str, str]]:
    return [(d.code, d.text) for d in api.check_bytes(text.encode(), "a.txt", task).diagnostics]


WRONG = [
    # a total before its parts
    ("全年开展巡查96次，其中日常巡查60次、专项巡查24次、夜间巡查13次。", "NUM101", "96次"),
    ("供应土地42宗2180亩，其中工业用地18宗1260亩、商业用地9宗430亩、公益用地16宗490亩。", "NUM101", "42宗"),
    ("受理信访件36件次，其中检举类19件、建议类6件、其他类13件。", "NUM101", "36件次"),
    ("现有职工210人，其中：男128人；女92人。", "NUM101", "210人"),
    ("全镇共有村级公路152公里，分别为主干道52公里、支道60公里、便道30公里。", "NUM101", "152公里"),
    # behind them, in parentheses, and by state
    ("新建水窖30口、改造水窖25口，共计60口。", None, None),  # new ones may be added to old ones
    ("发放宣传册320本、口袋书150本、指南85本，共计565本。", "NUM101", "565本"),
    ("全区有托育机构38家（公办机构12家、普惠机构16家、民办机构11家）。", "NUM101", "38家"),
    ("梳理问题57个，已解决43个、正在推进16个。", "NUM101", "57个"),
    ("交办事项60项，已办结48项，还有10项正在办理。", "NUM101", "60项"),
    ("反馈问题45个，已整改40个、正在整改3个。", "NUM101", "45个"),
    # 万 and 亿 are brought to one scale
    ("到位资金1.2亿元，其中省级资金6000万元、市级资金5000万元、县级资金2000万元。", "NUM101", "1.2亿元"),
    # far from the total, where the set is whole or nothing can be counted twice
    ("支部有党员35名，其中正式党员22名、预备党员3名。", "NUM101", "35名"),
    ("获得表彰30项，其中国家级2项、省级10项、市级28项。", "NUM101", "30项"),
    ("发展党员26名，其中一季度6名、二季度7名、三季度8名、四季度15名。", "NUM101", "26名"),
    ("征集建议46条，采纳22条、未采纳12条。", "NUM101", "46条"),
    ("应到代表86人，实到82人，赞成80票，反对2票，弃权1票。", "NUM101", "82人"),
    ("全县12个乡镇，其中8个镇、5个乡。", "NUM101", "12个"),
    ("全镇有党员1260名，其中农村党员820名、机关党员240名、非公党员180名。", "NUM101", "1260名"),
    ("办理建议18件、提案15件，共93件。", "NUM101", "93件"),
    ("新增幼儿园学位3600个、中小学学位8100个，共11760个。", "NUM101", "11760个"),
    ("配发马甲41件，尺码如下：S码4件、M码9件、L码27件。", "NUM101", "41件"),
    ("受理诉求862件，其中咨询类431件、求助类258件、投诉类829件。", "NUM101", "862件"),
    ("力争完成投资50亿元，其中公路33.0亿元、水运6.5亿元、站场13.0亿元。", "NUM101", "50亿元"),
    # a digit mistyped
    ("接听来电3256个，其中咨询类1620个、求助类856个、投诉类680个。", "NUM101", "3256个"),
    ("受理来件878347件，其中甲类619200件、乙类128108件、丙类130939件。", "NUM101", "878347件"),
    # 由……组成, 按……分, a colon, a comma
    ("总投资1.2亿元，由省级资金5000万元、市级资金3000万元和自筹资金3000万元组成。", "NUM101", "1.2亿元"),
    ("机关有干部88人，按学历分，研究生12人、本科45人、大专30人；按年龄分，青年20人、中年68人。", "NUM101", "88人"),
    ("共办理提案36件：重点提案12件、一般提案15件、联名提案8件。", "NUM101", "36件"),
    ("党员总数56名，男党员30名，女党员27名。", "NUM101", "56名"),
    # remarks in parentheses
    (
        "审结1199件（增长6%），其中甲类698件（简易385件、普通313件）、乙类73件（下降2%）、其他328件。",
        "NUM101",
        "1199件",
    ),
    ("现有在岗人员45名、退休人员12名，合计职工58名。", "NUM101", "58名"),
    # a part alone
    ("共有大学生村官85名，其中担任支部书记的120名。", "NUM102", "120名"),
]


@pytest.mark.parametrize(("text", "code", "quote"), WRONG)
def test_sums(text: str, code: str | None, quote: str | None, task: api.Task) -> None:
    assert said(text, task) == ([(code, quote)] if code else [])


RIGHT = [
    "全年开展巡查97次，其中日常巡查60次、专项巡查24次、夜间巡查13次。",
    "党员120名，其中女党员35名、少数民族党员8名。",
    "党员120名，其中女党员66名、少数民族党员28名、大专以上学历党员90名。",
    "全年走访320户，其中困难户120户、残疾户60户等。",
    "培训3200人次，其中党员1200人、群众1100人。",
    "代表团1329人，其中运动员886人，女运动员437人，男运动员449人。",
    "完成投资12.6亿元，其中工业6.4亿元、农业3.1亿元、服务业3.2亿元。",
    "约有职工300人，其中男180人、女130人。",
    "新增党员12名，共有党员150名。",
    "规模以上企业净增8家，其中新增11家、退出3家。",
    "检查企业80家、商铺120家，其中发现问题260个。",
    "2021年培训党员30人次、群众50人次，2022年以来累计培训200人次。",
    "投入资金300万元，其中撬动社会资本1200万元。",
    "新增学位3600个、改扩建学位8100个，共有学位51700个。",
    "今年办结18件、转办15件，共有93件在办。",
    "培训骨干30人，走访群众20人，共计服务群众500人。",
    "受理诉求862件，其中咨询类431件、求助类258件。",
    "现有党员120名，其中正式党员、预备党员分别为112名、8名。",
    "全市有企业1240家，其中规模以上企业800家、高新技术企业700家。",
    "发放贷款10亿元，其中涉农贷款8亿元、小微企业贷款6亿元。",
    "获得表彰30项，其中国家级2项、省级10项。",
    "争取项目30个，其中省级以上28个、国家级6个。",
    "应到代表86人，实到82人，赞成78票，反对2票，弃权1票。",
    "收到来电3256个，其中咨询类1620个、求助类856个。",
    "审结1099件（增长6%），其中甲类698件（简易385件、普通313件）、乙类73件（下降2%）、其他328件。",
    "机关有干部88人，按学历分，研究生12人、本科46人、大专30人；按年龄分，青年20人、中年68人。",
    "总投资1.2亿元，由省级资金5000万元、市级资金3000万元等组成。",
    "领导小组由5名委员组成，其中主任1名、副主任4名。",
    "完成督查26次：一季度即已完成12次，二季度8次。",
    "全县12个乡镇，其中8个镇、4个乡。",
    "学校有教师120名，女教师82名，党员65名。",
    "开展研讨3次，讲党课12次，共计组织活动30次。",
    "今年新增贷款5亿元，城镇新增就业2万人，农村劳动力转移3万人。",
    "实施项目20个，总投资35亿元，其中续建项目8个、新建项目12个，年度投资15亿元。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_sums_are_silent(text: str, task: api.Task) -> None:
    assert said(text, task) == []


ORDINALS = [
    ("一是抓学习；二是抓作风；四是抓制度。", [("STR101", "四是")]),
    ("一是抓学习；二是抓作风；二是抓制度；四是抓落实。", [("STR101", "二是")]),
    ("一是抓学习；三是抓作风；二是抓制度；四是抓落实。", [("STR101", "三是")]),
    ("成效：\n一是学风更浓。\n二是作风更实。\n四是服务更优。", [("STR101", "四是")]),
    ("一要早部署，二要早行动，四要早见效。", [("STR101", "四要")]),
    ("其一，思想松懈。其二，制度松弛。其四，监督松散。", [("STR101", "其四")]),
    ("一是抓学习，二是抓作风。\n一是抓项目，二是抓民生，三是抓生态。", []),
    ("一是抓学习：一要读，二要记；二是抓作风；三是抓落实。", []),
    ("一是抓学习；二、抓作风；三是抓制度。", []),
    ("对党忠诚，说一是一，说二是二。", []),
    ("做大第一、第二产业，第三产业占比稳步提高。", []),
    ("唯一是人才，三是后劲。", []),
    ("第一，抓党建。\n第二，抓发展。\n第三，抓民生。", []),
]


@pytest.mark.parametrize(("text", "found"), ORDINALS)
def test_ordinals(text: str, found: list[tuple[str, str]], task: api.Task) -> None:
    assert said(text, task) == found


HEADINGS = [
    ("一、甲事\n内容。\n二、乙事\n内容。\n四、丁事\n内容。", [("STR102", "四")]),
    ("（一）甲事。\n（二）乙事。\n（二）丙事。\n（四）丁事。", [("STR102", "（二）")]),
    ("1.甲事。\n2.乙事。\n4.丁事。\n5.戊事。", [("STR102", "4")]),
    ("一、甲\n（一）子。\n（二）丑。\n二、乙\n（三）寅。\n（五）卯。", [("STR102", "（五）")]),
    ("第一条　甲。\n第二条　乙。\n第三条　丙。\n第五条　戊。\n第六条　己。", [("STR102", "第五条")]),
    ("一、甲\n（一）子。\n（二）丑。\n二、乙\n（一）寅。\n（二）卯。", []),
    ("一、甲\n二、乙\n附件1\n一、子\n二、丑\n附件2\n一、寅", []),
    ("一、甲\n二、乙\n三、丙、四、丁\n五、戊", []),
    ("第十二条　修改为：甲。\n第十八条　修改为：乙。", []),
    ("1.5米以上为深水区。\n3.2米以下为浅水区。", []),
]


@pytest.mark.parametrize(("text", "found"), HEADINGS)
def test_headings(text: str, found: list[tuple[str, str]], task: api.Task) -> None:
    assert said(text, task) == found


ARITHMETIC = [
    ("财政收入由8.0亿元增至10.0亿元，增长20%。", [("NUM502", "20%")]),
    ("由8亿元增至10亿元，增长25%。", []),
    ("由8亿元增至10亿元，增长22%。", []),  # 7.5 to 8.5 and 9.5 to 10.5: the numbers are rounded
    ("按可比价由80.0亿元增至100.0亿元，增长18%。", []),
    ("合格率由90%提高到96%，提高6%。", [("NUM503", "6%")]),
    ("合格率由90%提高到96%，提高6.7%。", []),
    ("抽查200户，合格180户，合格率85%。", [("NUM504", "85%")]),
    ("抽查200户，合格181户，合格率90%。", []),  # cut off instead of rounded
    ("应到党员60名，实到57名，到会率90%。", [("NUM504", "90%")]),
    ("利润同比下降-3.2%。", [("NUM505", "下降-3.2%")]),
    ("营收1250万元，比上年增加250万元，增长20%。", [("NUM502", "20%")]),
    ("营收1250万元，较上年减少250万元，下降20%。", [("NUM502", "20%")]),  # 250 of 1500
    ("营收1250万元，比上年增加250万元，增长25%。", []),
    ("营收1，250亿元，比上年增加250亿元，增长26%。", []),  # set with a full-width comma
    ("营收1250万元，比上年增加250万元，同口径增长22%。", []),
    ("产量由40吨提高到80吨，提高2倍。", [("NUM502", "2倍")]),
    ("产量由40吨提高到120吨，提高2倍。", []),
    ("由12.5%降至13.1%。", [("NUM506", "降至")]),
    ("不良率由1.5%降至1.1%，由第9位升至第3位。", []),
    ("男性占55.1%，女性占44.8%。", []),  # rounded
    ("男性占55.1%，女性占46.9%。", [("NUM403", "46.9%")]),
    ("赞成的占55%，反对的占25%，党员占40%。", []),  # not of one set
    ("三次产业比调整为8：42：52。", [("NUM405", "8：42：52")]),
    ("三次产业比调整为8：42：51。", []),  # rounded
]


@pytest.mark.parametrize(("text", "found"), ARITHMETIC)
def test_arithmetic(text: str, found: list[tuple[str, str]], task: api.Task) -> None:
    assert said(text, task) == found


PLACES = [
    # a 一 that stands for 二, since 三 follows
    ("一、概况\n内容。\n一、做法\n内容。\n三、打算\n内容。\n", [("STR102", "一")]),
    ("一、概况\n内容。\n附件\n一、做法\n内容。\n二、打算\n内容。\n", []),
    # scope and period
    ("全年办理来信1256件。\n上半年办理来信1265件。\n", []),
    ("全市受理群众来信1256件。\n市本级受理群众来信1265件。\n", []),
    ("受理群众来信1256件。\n受理群众来信2300件。\n", []),  # no slip of the pen: two things
    ("受理群众来信1256件。\n受理群众来信1265件。\n", [("NUM401", "1265件")]),
    ("受理群众来信1256件，受理群众来信1265件。\n", []),  # one paragraph says both
    # other words before the phrase change nothing; a place, a goal, articles and cells do
    ("共培训党员干部320人次。\n我们组织培训党员干部302人次。\n", [("NUM401", "302人次")]),
    ("发放宣传资料12000份。\n深入宣传，发放宣传资料1200份。\n", [("NUM401", "1200份")]),
    ("项目到位资金12.6亿元。\n招商方面，项目到位资金16.2亿元。\n", [("NUM401", "16.2亿元")]),
    ("群众满意度达98.5%。\n窗口方面，群众满意度达95.8%。\n", [("NUM401", "95.8%")]),
    ("帮助解决困难问题56个。\n帮助解决困难问题65个。\n", [("NUM401", "65个")]),
    ("在甲镇，走访慰问困难群众126户。\n在乙镇，走访慰问困难群众162户。\n", []),
    ("目标是完成固定资产投资126亿元。\n实际完成固定资产投资162亿元。\n", []),
    ("第一条　退还所收采暖费金额的120%。\n第二条　退还所收采暖费金额的210%。\n", []),
    ("劳动和社会服务界 120人\n劳动和社会服务界 210人\n", []),
    ("开展集中学习24次。\n开展集中学习42次。\n", []),  # too short to be sure
    ("利润同比增长12.5%。\n利润同比增长15.2%。\n", []),
]


@pytest.mark.parametrize(("text", "found"), PLACES)
def test_two_places(text: str, found: list[tuple[str, str]], task: api.Task) -> None:
    assert said(text, task) == found


def test_a_second_gap_begins_behind_the_first(task: api.Task) -> None:
    text = "（一）甲事。\n（二）乙事。\n（四）丙事。\n（六）丁事。\n（七）戊事。\n"
    found = api.check_bytes(text.encode(), "a.txt", task).diagnostics
    assert [d.values["expected"] for d in found] == ["（三）", "（五）"]


def test_a_sum_names_its_parts(task: api.Task) -> None:
    text = "讲党课29次，其中书记讲党课1次、委员讲党课5次、支部书记讲党课22次。"
    (found,) = api.check_bytes(text.encode(), "a.txt", task).diagnostics
    assert found.message == "合计29次，分项1+5+22=28，差1。核对合计，或看是否漏一项。"
    assert [text[r.place.column - 1 : r.end_place.column - 1] for r in found.related] == ["1次", "5次", "22次"]


def test_a_renumbering_is_offered_only_where_the_list_counts_on(task: api.Task) -> None:
    counted = "一是甲事；二是乙事；二是丙事；四是丁事。"
    (found,) = api.check_bytes(counted.encode(), "a.txt", task).diagnostics
    assert found.fix is not None and found.fix[0].text == "三是"
    (found,) = api.check_bytes("一是甲事；二是乙事；四是丁事。".encode(), "a.txt", task).diagnostics
    assert (found.fix, found.suggestions) == (None, ("三是",))


def test_long_documents_take_time_in_proportion(task: api.Task) -> None:
    """No assertion on time: ten thousand lists of one paragraph come to an end."""
    text = "一是抓学习（共3次，其中甲1次、乙2次），二是抓作风。" * 2000
    assert said(text, task) == []


def articles(*numbers: str, last: str = "自发布之日起施行。") -> str:
    return "".join(f"第{n}条　各单位依照本办法第八条办理。\n" for n in numbers) + f"第七条　本办法{last}\n"


REFERENCES = [
    (articles(*"一二三四五六"), 6),
    (articles(*"二三四五六"), 5),  # the first left out
    (articles(*"一二三四五六", last="由办公室解释。"), 0),  # the end is not there
    (articles(*"三一五二"), 0),  # no regulation in order
]


@pytest.mark.parametrize(("text", "count"), REFERENCES)
def test_references_beyond_the_last_article(text: str, count: int, task: api.Task) -> None:
    assert said(text, task) == [("STR302", "本办法第八条")] * count
