"""The detector of wrong characters: its table, what it finds, and what it leaves alone."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lint import api, ruleset
from lint.views import counts, doubts, suspicions, trees

ROOT = Path(__file__).parent.parent
FILE = ROOT / "lint" / "data" / "characters.bin"
CONTEXT = "各级人民政府应当加强对本行政区域内安全生产工作的领导。"


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location("build_characters", ROOT / "tools" / "build_characters.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(text: str, *codes: str, **options):
    task = api.task(ruleset.load(), profile="strict", **options)
    task = task._replace(selected=frozenset(codes or ("TYP501", "TYP502")))
    return api.check_bytes(text.encode("utf-8", "surrogatepass"), "text.txt", task).diagnostics


def level(text: str, table: counts.Counts | None = None) -> int:
    return (table or counts.shipped()).known[counts.number(text)]


# ---- the table


def test_the_file_is_one_of_this_version_and_small():
    data = FILE.read_bytes()
    numbers = memoryview(data)[: counts.HEADER].cast("I")
    assert data[:4] == counts.MAGIC and numbers[1] == counts.FORMAT
    sizes = [(2 if code == "H" else 4) * n for code, n in zip(counts.CODES, numbers[5:], strict=False)]
    assert counts.HEADER + sum((size + 3) // 4 * 4 for size in sizes) == len(data) <= 15_000_000


def test_another_version_is_refused():
    data = bytearray(FILE.read_bytes()[: counts.HEADER])
    data[4] += 1
    with pytest.raises(ValueError, match="characters"):
        counts.Counts(bytes(data))


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("国", 20, 31),
        ("人民政府", 15, 31),
        ("科学发展", 8, 31),
        ("可学发展", 0, 0),
        ("政付", 0, 0),
        ("饕餮", 0, 2),
        ("\ufffc\ufffc", 0, 0),
    ],
)
def test_levels(text, least, most):
    assert least <= level(text) <= most
    assert counts.shipped().known.each([counts.number(text)])[0] == level(text)


def test_a_level_is_said_as_a_number_of_two_digits():
    assert [counts.count(level) for level in (0, 1, 2, 5, 10, 20)] == [0, 1, 2, 7, 69, 7600]


def test_words_of_one_sound():
    words = counts.shipped().homophones(counts.number("事实"))
    said = {chr(word & 0xFFFF) + chr(word >> 16) for word in words}
    assert {"实施", "时事", "事实"} <= said and "人民" not in said
    assert counts.shipped().homophones(counts.number("㐀㐁")) == ()


# ---- the builder


def test_what_is_packed_is_read_back(builder, tmp_path):
    (tmp_path / "a.txt").write_text(CONTEXT * 3 + "\n" + "加强领导\n" * 5, encoding="utf-8")
    pieces = list(builder.read(tmp_path, None))
    tallies = {n: builder.Tally(builder.grouped(pieces), n) for n in builder.LEAST}
    words = {"领导": 500, "岭导": 5}
    confused = builder.slips.confusions({"导": 40, "倒": 40, "道": 40}, words, {"导": ["异"]})
    data = [builder.pack(tallies, (), words, confused, np.zeros(0), np.zeros(0)) for _ in range(2)]
    assert data[0] == data[1]
    table = counts.Counts(data[0])
    assert counts.count(level("加强领导", table)) in range(4, 8)
    assert level("加强令导", table) == 0
    known = table.known
    assert known[counts.number("领导") ^ counts.WORD] > known[counts.number("岭导") ^ counts.WORD] > 0
    assert ord("导") in table.after[ord("领")] and ord("领") in table.before[ord("导")]
    assert not table.heard[ord("领")]  # nothing sounds like it here


def test_strings_are_known_by_sound_and_with_a_gap(builder, tmp_path):
    (tmp_path / "a.txt").write_text("认真加强领导，落实到位。\n" * 40, encoding="utf-8")
    tallies = {n: builder.Tally(builder.grouped(list(builder.read(tmp_path, None))), n) for n in builder.LEAST}
    usual = tallies[1].characters(())
    confused = builder.slips.confusions(usual, {}, {})
    table = counts.Counts(builder.pack(tallies, (), {}, confused, np.zeros(0), np.zeros(0)))
    (sound,) = map(chr, table.sounds[ord("领")])
    known = table.known
    assert known[counts.number("加强" + sound)] == level("加强领", table) > 0
    (behind_a_mark,) = map(chr, table.sounds[ord("认")])
    assert known[counts.number("。\n" + behind_a_mark)] == 0 < level("。\n", table)  # is no evidence
    assert known[counts.number("真强" + sound)] == 0
    assert known[counts.number("加强导") | counts.NO_THIRD << 48] == level("加强领导", table)
    assert known[counts.number("加领导") | counts.NO_SECOND << 48] == level("加强领导", table)
    assert known[counts.number("加领") | counts.NO_SECOND << 48] == level("加强领", table)
    assert known[counts.number("领，") | counts.NO_SECOND << 48] == 0  # a clause may end anywhere


def test_pairs_are_known_by_sound_and_what_always_follows_them(builder, tmp_path):
    (tmp_path / "a.txt").write_text("认真加强领导，落实到位。\n" * 60, encoding="utf-8")
    tallies = {n: builder.Tally(builder.grouped(list(builder.read(tmp_path, None))), n) for n in builder.LEAST}
    confused = builder.slips.confusions(tallies[1].characters(()), {}, {})
    table = counts.Counts(builder.pack(tallies, (), {}, confused, np.zeros(0), np.zeros(0)))
    (sound,) = map(chr, table.sounds[ord("领")])
    known = table.known
    assert known[counts.number(sound + "导")] == level("领导", table) == level("强领", table) > doubts.PAIR
    assert known[counts.number("强" + sound)] == level("强领", table)
    assert known[counts.number("位" + sound)] == 0
    assert known[counts.number("加强") | counts.NO_THIRD << 32] == level("加强领", table)
    assert known[counts.number("领导") << 16 | counts.NO_FIRST] == level("强领导", table)
    assert known[counts.number("领导") | counts.NO_THIRD << 32] == 0  # a mark follows


def test_sayings_are_found_with_any_of_their_characters_wrong():
    known = counts.shipped().known
    four = counts.number("一如既往")
    assert [known[doubts.without(four, gap)] for gap in range(4)] == [1, 1, 1, 1]
    assert known[doubts.without(counts.number("一如导府"), 3)] == 0


def test_new_words_are_short_sorted_and_unique(builder):
    words = builder.new_words()
    assert words == sorted(set(words)) and all(2 <= len(word) <= 4 for word in words)


def test_what_looks_alike_does_so_either_way(builder):
    assert builder._both_ways({"治": ["活"], "活": ["舌"]}) == {"治": {"活"}, "活": {"治", "舌"}, "舌": {"活"}}


def test_lines_of_a_text_left_out_are_not_counted(builder, tmp_path):
    for name in ("train", "clean"):
        (tmp_path / name).mkdir()
    (tmp_path / "train" / "a.txt").write_text(f"{CONTEXT}\n短句照数。\n", encoding="utf-8")
    (tmp_path / "clean" / "b.txt").write_text(f"　{CONTEXT}\n短句照数。\n", encoding="utf-8")
    assert [p.text for p in builder.read(tmp_path / "train", tmp_path / "clean")] == ["短句照数。\n"]


def test_trees_learn_a_threshold(builder):
    dice = random.Random(1)
    x = np.array([[dice.uniform(-9, 9), dice.uniform(0, 1)] for _ in range(600)])
    y = (x[:, 0] > 2).astype(float)
    table = trees.Trees(builder.grow(x, y, np.ones(len(y)), 60, 0.09).tolist())
    assert table.confidence((6.0, 0.5)) > 0.95
    assert table.confidence((-6.0, 0.5)) < 0.1


def test_slips_can_be_undone(builder):
    confused = builder.slips.Confusions(
        {"强": {"墙": 1.0}}, {"领": {"林": 1.0}}, {"政": {"攻": 1.0}}, {"生产": {"盛产": 1.0}}
    )
    changed, made = builder.slips.inject(CONTEXT * 40, confused, random.Random(3))
    assert made and changed != CONTEXT * 40
    for slip in reversed(made):
        changed = changed[: slip.start] + slip.right + changed[slip.end :]
    assert changed == CONTEXT * 40


# ---- what it finds and what not


MUST_FIND = [
    ("在党的坚强领导吓，各级部门认真履行职责。", "吓", "下"),
    ("各级人民政付应当加强领导。", "付", "府"),
    ("坚持和完善人民代表大会制渡，发展全过程人民民主。", "渡", "度"),
    ("进一步加强安全生产工做，落实安全生产责任制。", "做", "作"),
    ("坚持和完善中国特色社主义制度，推进国家治理现代化。", "社", "社会"),  # left out
    ("全面加强党的领导导，落实管党治党责任。", "导导", "导"),  # doubled
    ("全面推进一法治国，建设法治政府。", "一", "依"),  # a numeral
    ("推进社会组义现代化建设。", "组", "主"),  # only ends a known string
    ("我们将一如继往地做好工作。", "继", "既"),  # a saying that the counted text hardly has
]
MUST_LEAVE = [
    CONTEXT,
    "",
    "\n\n",
    "的",
    "他说：“各级人民政付应当加强领导。”",  # a quotation
    "印发《各级人民政付应当加强领导》。",  # a title
    "莫莫格湿地、敕勒川草原、三晋大地。",
    "中流击楫，惩前毖后，治病救人。",
    "选手王皓楠、李昊桐、徐淙祥参赛。",
    "亟需加强廉政建设，有效遂行任务，紧扣增进民生福祉。",  # new words
    "坚持学深悟透，支农支小，互促共进，爱国爱港力量不断壮大。",
    "海军部队一艘艘战舰奔赴大洋。",
]


@pytest.mark.parametrize(("text", "wrong", "right"), MUST_FIND)
def test_slip_is_found(text, wrong, right):
    (one,) = found(text)
    assert one.fix is not None and not one.safe
    (edit,) = one.fix
    assert (text[edit.start : edit.end], edit.text) == (wrong, right)


@pytest.mark.parametrize("text", MUST_LEAVE)
def test_right_text_is_left_alone(text):
    assert found(text) == ()


def test_a_long_text_is_read_in_pieces():
    text = (CONTEXT + "\n") * 1500 + MUST_FIND[1][0] + "\n" + CONTEXT
    (one,) = found(text)
    assert one.start == text.index("人民政付")


def test_what_was_seen_before_changes_nothing():
    texts = [MUST_FIND[0][0], MUST_LEAVE[-1], *(text for text, _, _ in MUST_FIND)]
    apart = [[(d.start, d.fix) for d in found(text)] for text in texts]
    assert [[(d.start, d.fix) for d in found(text)] for text in texts] == apart


@pytest.mark.parametrize("word", ["人民", "好", "进行"])
def test_what_comes_again_and_again_was_not_typed_twice_by_mistake(word):
    table = counts.shipped()
    found = [doubt for piece in doubts.pieces(word * 500, table) for doubt in doubts.doubts(piece, table)]
    assert not [doubt for doubt in found if doubt.kind == doubts.DOUBLE]


# only likely: at a confidence between that of a draft and that of any text
LIKELY_SLIP = "发挥示范作用，实现双下将。"


@pytest.mark.parametrize(
    ("first", "codes"),
    [
        ("", ["TYP502"]),
        ("在XX省推进会上的讲话", ["TYP501"]),
        ("×射线检查", ["TYP502"]),  # no blank
        (MUST_FIND[1][0], ["TYP501", "TYP501"]),  # a sure slip
        ("一线挂职段炼，树立形象。", ["TYP501", "TYP501"]),  # two likely ones
    ],
)
def test_a_draft_is_told_by_its_blanks_and_slips(first, codes):
    text = "\n".join((first, *[CONTEXT] * 22, LIKELY_SLIP))
    assert [d.code for d in found(text)] == codes


def test_two_words_that_begin_alike_are_no_slip_in_a_draft_either():
    text = "\n".join(("在XX省推进会上的讲话", *[CONTEXT] * 22, "有的单位采取领导领学、专家解读的办法。"))
    assert "TYP501" not in [d.code for d in found(text)]


def test_a_short_text_is_no_draft():
    assert [d.code for d in found("在XX省推进会上的讲话\n" + LIKELY_SLIP)] == ["TYP502"]


def test_opposites_around_a_character_make_it_right():
    text = "完善办法，罚多奖少，激励作用不明显。"
    candidates = [one for one in suspicions.judged(text, counts.shipped()) if text[one.start : one.end] == "奖"]
    assert candidates == []


def test_places_count_code_points():
    text = "😀𠮷" + MUST_FIND[1][0]
    (one,) = found(text)
    assert text[one.start : one.end] == "人民政付"


def test_half_a_surrogate_pair_does_no_harm():
    (one, *_) = suspicions.best(suspicions.judged("\ud800" + MUST_FIND[1][0], counts.shipped()))
    assert one.fix == "府"


def test_a_protected_word_is_left_alone(tmp_path):
    config = tmp_path / ".gongwen-lint.yaml"
    config.write_text("extends: default\nwords: [政付]\n", encoding="utf-8")
    task = api.task(ruleset.load(str(config)), select=["TYP501", "TYP502"])
    text = MUST_FIND[1][0].encode()
    assert api.check_bytes(text, "text.txt", task._replace(selected=frozenset(("TYP501", "TYP502")))).diagnostics == ()


def test_a_table_comes_first():
    text = "各级党委要认真贯彻列次全会精神，各级人民政付应当加强领导。"
    codes = {d.text: d.code for d in api.check_bytes(text.encode(), "a.txt", api.task(ruleset.load())).diagnostics}
    assert codes["列次全会"] == "TYP101"


def test_nothing_is_loaded_when_it_is_not_selected(tmp_path):
    report = tmp_path / "报告.txt"
    report.write_text(CONTEXT, encoding="utf-8")
    code = (
        "import sys; from lint.cli import main; main(['check', '--isolated', *sys.argv[1:]]); "
        "print('lint.views.counts' in sys.modules, 'mmap' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for extra, expected in ((["--ignore", "TYP501"], "False False"), ([], "True True")):
        done = subprocess.run(
            [sys.executable, "-c", code, *extra, str(report)], capture_output=True, encoding="utf-8", env=environment
        )
        assert done.stdout.splitlines()[-1] == expected, done.stderr
