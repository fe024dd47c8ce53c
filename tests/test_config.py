"""Settings: every mistake at once with file, line, column, key and the nearest spelling; and what they change."""

from __future__ import annotations

import json
import sys

import pytest

from lint import ruleset

DIRTY = "共走访XX户，保持鲜明的人们立场。\n2023年6月30日\n"


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = ".gongwen-lint.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    write(DIRTY, "a.txt")
    return write


def codes(ran):
    return [f["code"] for f in json.loads(ran.out)]


MISTAKES = """\
extend: default
extends: strickt
stage: finall
disable: [TYP101, PLH9]
options:
  PLH190: {leest: 3}
ignore:
- {rule: TYP999, reason: x}
- {txt: a, until: soon}
date: 2023-02-30
unit: {names: x}
rules:
- code: OWN1
  name: own
  kind: substitusion
  message: {zh: "{found"}
- code: OWN2
  name: own-two
  kind: substitution
  message: {zh: "“{found}”", english: "x"}
  swop: {a: b}
  severity: fatal
- code: OWN3
  name: own-three
  kind: existence
  message: {zh: x}
  patterns: ["(未闭合"]
- code: OWN4
  name: own-four
  kind: python
  message: {zh: x}
"""


def test_all_mistakes_at_once(run, write):
    write(MISTAKES)
    ran = run("check", "a.txt", "--output-format", "json")
    assert (ran.code, ran.out) == (2, "")
    said = ran.err.splitlines()
    for line, column, key, rest in [
        (1, 1, "extend", "没有“extend”这个键。是不是“extends”？"),
        (2, 1, "extends", "没有“strickt”。是不是“strict”？"),
        (3, 1, "stage", "没有“finall”；可用：draft、final。是不是“final”？"),
        (9, 4, "ignore[2].txt", "没有“txt”这个键。是不是“text”？"),
        (9, 12, "ignore[2].until", "“soon”不是日期"),
        (10, 1, "date", "“2023-02-30”不是日期"),
        (11, 8, "unit.names", "没有“names”这个键。是不是“name”？"),
    ]:
        assert any(f":{line}:{column}: {key}: {rest}" in s for s in said), (key, said)
    assert all(".gongwen-lint.yaml:" in s for s in said)


def test_mistakes_in_entries_and_codes(run, write):
    write("\n".join(MISTAKES.splitlines()[3:6] + MISTAKES.splitlines()[11:]) + "\n")
    ran = run("check", "a.txt")
    assert ran.code == 2
    for piece in [
        ":1:19: disable[2]: 没有“PLH9”这条规则。",
        ":3:12: options.PLH190.leest: 没有“leest”这个键。是不是“least”？",
        "rules[1].kind: 没有“substitusion”；可用：existence、substitution、",
        "rules[1].message.zh: 提示里的花括号",
        "rules[2].swop: 没有“swop”这个键。是不是“swap”？",
        "rules[2].severity: 没有“fatal”；可用：error、warning、info。",
        "rules[2].message.english: 没有“english”这个键。",
        "rules[3].patterns[1]: 表达式“(未闭合”写法不对",
        "rules[4].kind: 配置文件不能含代码规则",
    ]:
        assert piece in ran.err, (piece, ran.err)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("disable: [TYP101\n", "不是合法的 YAML"),
        ("a: 1\na: 2\n", "重复出现"),
        ("a: 1\na: 2\n", ":2:1: a: 重复出现"),
        ("words: [甲]\ndisable: *w\n", ":2:10: 不允许 YAML 的锚点"),
        ("words: &w [甲]\ndisable: *w\n", ":1:8: 不允许 YAML 的锚点"),
        ("words: [甲]\nunit:\n  &a name: x\n", ":3:3: 不允许 YAML 的锚点"),
        ("words: [甲]\nunit: " + "[" * 200_000 + "\n", ":2:26: 嵌套超过"),
        ("words: [甲]\nunit: " + "{a: " * 200_000 + "\n", "嵌套超过"),
        ("words: [" + "9" * 5000 + "]\nstage: 0x" + "f" * 5000 + "\n", ":2:1: stage"),
        ("timeline: [a.yaml, none.yaml]\nextends: 1\n", "没有“1”"),
        ("words: [甲]\ntimeline: [none.yaml]\n", ":2:12: timeline[1]: 打不开“"),
        ("words: [甲]\nplugins:\n- no_such_module_anywhere\n", ":3:3: plugins[1]: 模块"),
        (
            'rules:\n- {code: O1, name: o, kind: existence, message: {zh: x}, patterns: ["' + "(" * 2000 + '"]}\n',
            "写法不对",
        ),
        ("- a\n", "须是“键: 值”"),
        ("words: {a: b}\n", "须是文字"),
        ("extends: other.yaml\n", "打不开“"),
        ("plugins: [no_such_module_anywhere]\n", "模块“no_such_module_anywhere”不能用"),
        ("a: " + "[" * 60 + "]" * 60 + "\n", "嵌套超过"),
        ("timeline: [none.yaml]\n", "打不开“"),
        ('disable: ""\n', "须是文字"),
        ('words: [""]\n', "须是文字"),
        ("options: {TYP101: {swap: 5}}\n", "须是“键: 值”"),
        ("options: {TYP101: {table: x}}\n", "没有“table”这个键"),
        ("options: {PLH190: {least: a}}\n", "须是整数"),
        ("date: 0000\n", "不是日期"),
        *(
            (f"rules:\n- {{code: OWN1, name: own, {wrong}}}\n", said)
            for wrong, said in [
                ("kind: [x], message: {zh: x}", "须是文字"),
                ("kind: {x: y}, message: {zh: x}", "须是文字"),
                ("kind: existence, message: {zh: x}, words: [甲], scope: [[a]]", "须是文字"),
                ("kind: substitution, message: {zh: 5}, table: 5", "打不开“"),
                ("kind: substitution, message: {zh: x}, table: a.txt", "每行须有两列以上"),
                ('kind: existence, message: {zh: ""}, words: [甲]', "须是文字"),
                ("kind: timeline, message: {zh: x}, names: {会议: 5}", "须是“键: 值”"),
                ("kind: timeline, message: {zh: x}, names: {会议: {until: soon}}", "不是日期"),
            ]
        ),
    ],
)
def test_bad_files(run, write, text, said):
    write(text)
    ran = run("check", "a.txt")
    assert ran.code == 2 and ran.out == ""
    assert said in ran.err and "Traceback" not in ran.err


def test_numbers_are_texts_where_texts_belong(run, write):
    write(
        "rules:\n- {code: 5, name: 6, kind: substitution, message: {zh: 7}, swap: {走访: 8}}\n"
        "- {code: OWN2, name: own, kind: timeline, message: {zh: 9}, names: {立场: {until: 2020}}, scope: [body]}\n"
    )
    found = json.loads(run("check", "a.txt", "--select", "5,OWN2", "--output-format", "json").out)
    assert [(f["code"], f["message"]) for f in found] == [("5", "7"), ("OWN2", "9")]


def test_options_by_name(run, write):
    write("options: {template-document: {least: 1}}\n")
    assert "PLH190" in codes(run("check", "a.txt", "--output-format", "json"))


def test_two_files_may_extend_the_same_one(run, write):
    write("extends: [b.yaml, c.yaml]\n")
    write("disable: [TYP101]\n", "b.yaml")
    write("extends: b.yaml\n", "c.yaml")
    assert codes(run("check", "a.txt", "--output-format", "json")) == ["PLH101"]


def test_a_cycle_of_extends(run, write):
    write("extends: b.yaml\n")
    write("extends: .gongwen-lint.yaml\n", "b.yaml")
    assert "不能循环" in run("check", "a.txt").err


def test_nearest_file_upward_and_extends(run, write):
    write("extends: base/office.yaml\n")
    write("disable: [TYP101]\n", "base/office.yaml")
    write(DIRTY, "下级/b.txt")
    assert codes(run("check", "下级/b.txt", "--output-format", "json")) == ["PLH101"]
    write("disable: [PLH]\n", "下级/.gongwen-lint.yaml")
    assert codes(run("check", "下级/b.txt", "a.txt", "--output-format", "json")) == ["TYP101", "PLH101"]
    assert len(codes(run("check", "下级/b.txt", "--isolated", "--output-format", "json"))) == 2


def test_own_rules_of_every_kind(run, write):
    write("""
rules:
- {code: OWN1, name: old-name, kind: substitution, severity: error, message: {zh: "“{fix}”"}, swap: {旧局: 新局}}
- {code: OWN2, name: banned, kind: existence, message: {zh: x}, patterns: [大跃进式发展], unless: [反对大跃进式发展]}
- {code: OWN3, name: two-ways, kind: consistency, message: {zh: "{found}{fix}"}, either: {台帐: 台账}}
- {code: OWN4, name: too-often, kind: occurrence, message: {zh: "{count}"}, words: [非常], most: 1}
- {code: OWN5, name: no-lead, kind: conditional, message: {zh: x}, first: '附件\\d', second: "附件：", terms: [附件]}
- {code: OWN6, name: order, kind: phrase, message: {zh: "{fix}"}, members: [甲项, 乙项, 丙项]}
- {code: OWN7, name: ended, kind: timeline, message: {zh: x}, names: {专班办: {until: "2022", new: 新班办}}}
""")
    text = (
        "旧局发文，大跃进式发展；反对大跃进式发展。\n"
        "台账、台账、台帐。非常好非常多。见附件1。甲项、丙项、乙项。专班办印发。\n2023年6月30日\n"
    )
    write(text, "b.txt")
    found = json.loads(run("check", "b.txt", "--select", "OWN", "--output-format", "json").out)
    assert [(f["code"], f["text"]) for f in found] == [
        ("OWN1", "旧局"),
        ("OWN2", "大跃进式发展"),
        ("OWN3", "台帐"),
        ("OWN4", "非常"),
        ("OWN5", "附件1"),
        ("OWN6", "甲项、丙项、乙项"),
        ("OWN7", "专班办"),
    ]


def test_a_pattern_that_does_not_end_is_stopped(run, write, monkeypatch):
    monkeypatch.setattr("lint.kinds.TIMEOUT_SECONDS", 0.05)
    write('rules:\n- {code: OWN1, name: endless, kind: existence, message: {zh: x}, patterns: ["(a+)+b"]}\n')
    write("a" * 5000 + "\n2023年6月30日\n", "b.txt")
    ran = run("check", "b.txt", "--select", "OWN", "--output-format", "json")
    assert ran.code == 2 and codes(ran) == ["E905"]
    (found,) = json.loads(ran.out)
    assert "OWN1" in found["message"] and ".gongwen-lint.yaml:2 " in found["message"]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ('kind: existence\n  terms: [起点]\n  patterns:\n  - 无此\n  - "(a+)+b"', 9),
        ('kind: existence\n  words: [起点]\n  near: ["(a+)+b"]', 7),
        ('kind: conditional\n  first: 起点\n  second: "(a+)+b"', 7),
        ('kind: conditional\n  second: 起点\n  first: "(a+)+b"', 7),
    ],
)
def test_every_pattern_of_a_rule_is_stopped_in_its_place(run, write, monkeypatch, rule, line):
    monkeypatch.setattr("lint.kinds.TIMEOUT_SECONDS", 0.05)
    write(f"rules:\n- code: OWN1\n  name: endless\n  message: {{zh: x}}\n  {rule}\n")
    write(f"{'起点' + 'a' * 3000}，走访XX个\n" * 9 + "2023年6月30日\n", "b.txt")
    ran = run("check", "b.txt", "--output-format", "json")
    found = json.loads(ran.out)
    broken = [f for f in found if f["code"].startswith("E9")]
    assert ran.code == 2 and [f["code"] for f in broken] == ["E905"]  # one, however many places it has
    assert f".gongwen-lint.yaml:{line} " in broken[0]["message"]
    assert "PLH101" in codes(ran)  # the other rules went on


def test_patterns_in_options_are_a_user_s_own(run, write, monkeypatch):
    monkeypatch.setattr("lint.kinds.TIMEOUT_SECONDS", 0.05)
    code = next(r.code for r in ruleset.load().rules if getattr(r.check, "__qualname__", "").startswith("existence"))
    write(f'options:\n  {code}:\n    terms: []\n    patterns: ["(a+)+b"]\n')
    write("a" * 5000 + "\n2023年6月30日\n", "b.txt")
    ran = run("check", "b.txt", "--select", code, "--output-format", "json")
    assert codes(ran) == ["E905"] and ".gongwen-lint.yaml:4 " in ran.out
    write(f'options:\n  {code}:\n    patterns: ["(a"]\n')
    assert f":3:16: options.{code}.patterns[1]: 表达式" in run("check", "b.txt").err


def test_without_regex_patterns_run_on_re(run, write, monkeypatch):
    monkeypatch.setitem(sys.modules, "regex", None)
    write('rules:\n- {code: OWN1, name: own, kind: existence, message: {zh: x}, patterns: ["走访\\\\w+户"]}\n')
    assert "OWN1" in codes(run("check", "a.txt", "--output-format", "json"))
    write('rules:\n- {code: OWN1, name: own, kind: existence, message: {zh: x}, patterns: ["(未闭合"]}\n')
    assert "表达式“(未闭合”写法不对" in run("check", "a.txt").err


def test_a_nearer_rule_replaces_the_shipped_one(run, write):
    write("rules:\n- {code: TYP101, name: wrong-word, kind: substitution, message: {zh: x}, swap: {走访: 家访}}\n")
    assert [
        f["text"] for f in json.loads(run("check", "a.txt", "--select", "TYP101", "--output-format", "json").out)
    ] == ["走访"]


def test_words_and_unit_protect(run, write):
    assert "TYP101" in codes(run("check", "a.txt", "--output-format", "json"))
    for text in ("words: [鲜明的人们立场]\n", "unit: {name: 云溪县, brands: [人们立场]}\n"):
        write(text)
        assert codes(run("check", "a.txt", "--output-format", "json")) == ["PLH101"]


def test_dates_by_glob_and_stage(run, write):
    write("认真学习贯彻党的二十大精神。\n", "2021/要点.txt")
    write('date: {"2021/*.txt": 2021}\nstage: final\n')
    assert codes(run("check", "2021/要点.txt", "--select", "REF", "--output-format", "json")) == ["REF102"]
    assert codes(run("check", "2021/要点.txt", "--select", "REF", "--date", "2023", "--output-format", "json")) == []


def test_profiles_and_selection(run, write):
    table = run("check", "--show-settings", "--profile", "minimal").out
    assert "off  TYP103" in table or "on   TYP101" in table
    write("extends: minimal\nenable: [PLH108]\n")
    assert "on   PLH108" in run("check", "--show-settings").out
    assert "off  PLH106" in run("check", "--show-settings").out
    assert "on   PLH106" in run("check", "--show-settings", "--select", "PLH106").out
    assert "off  PLH106" in run("check", "--show-settings", "--select", "PLH106", "--ignore", "PLH").out
    assert "on   PLH106" in run("check", "--show-settings", "--profile", "default").out


PLUGIN = """
from lint import Finding, Rule


def check(doc, hits, **options):
    {body}


RULES = (Rule("ACME1", "acme", check, {{"zh": "{{found}}"}}, "error", terms=("走访",)),)
"""


@pytest.mark.parametrize(
    ("body", "expected", "status"),
    [
        ("return [Finding(h.start, h.end) for h in hits]", "ACME1", 1),
        ("raise RuntimeError('x')", "E903", 2),
        ("raise SystemExit(0)", "E903", 2),
        ("return [Finding(-1, 10 ** 9)]", "E904", 2),
        ("return ['nonsense']", "E904", 2),
        ("return None", "E903", 2),
        ("return [Finding(0, 1, severity='fatal')]", "E904", 2),
        ("return [Finding(0, 1, None)]", "E904", 2),
        ("return [Finding(0, 1, {(1, 2): 5})]", "E904", 2),
        ("return [Finding(0, 1, fix=5)]", "E904", 2),
        ("return [Finding(-1, 10 ** 9)] * 500", "E904", 2),
        ("return [Finding(0.0, 1)]", "E904", 2),
        ("return [Finding(2, 1)]", "E904", 2),
        ("class Odd(BaseException): pass\n    raise Odd()", "E903", 2),
        ("class Odd(Exception): __str__ = None\n    raise Odd()", "E903", 2),
        (
            "class Odd:\n        def __str__(self): raise ValueError\n    return [Finding(0, 1, {'x': Odd()})]",
            "E903",
            2,
        ),
        ("raise TimeoutError", "E903", 2),
        ("return (Finding(0, 1) for _ in iter(int, 1))", "E903", 2),
        ("print('{\\n}'); return [Finding(h.start, h.end) for h in hits]", "ACME1", 1),
        ("from lint import Edit; return [Finding(0, 3, fix=(Edit(0, 2, ''), Edit(1, 3, '')))]", "E904", 2),
    ],
)
def test_plugins_are_contained(run, write, tmp_path_factory, monkeypatch, body, expected, status):
    name = f"acme_{abs(hash(body))}"
    installed = tmp_path_factory.mktemp("site")
    (installed / f"{name}.py").write_text(PLUGIN.format(body=body), encoding="utf-8")
    monkeypatch.syspath_prepend(str(installed))
    write(f"plugins: [{name}]\n")
    ran = run("check", "a.txt", "--output-format", "json")
    found = codes(ran)
    assert expected in found and ran.code == status
    assert {"PLH101", "TYP101"} <= set(found)  # the other rules went on
    assert found.count(expected) == 1 and (status == 1 or name in ran.out)
    assert (f"{name}: {{\n{name}: }}\n" in ran.err) == ("print" in body)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('"ACME1"', "5"),
        ('"ACME1"', '"TYP101"'),
        ('"error"', '"fatal"'),
        ('("走访",)', "(5,)"),
        ("Rule(", "str("),
        ('{{"zh": "{{found}}"}}', '{{"en": "x"}}'),
        ("RULES", "OTHERS"),
        ("from lint", "print('x'); raise SystemExit; from lint"),
    ],
)
def test_rules_of_plugins_are_looked_through(run, write, tmp_path_factory, monkeypatch, change, told):
    name = f"acme_{abs(hash(change + told))}"
    installed = tmp_path_factory.mktemp("site")
    text = PLUGIN.replace(change, told).format(body="return []")
    (installed / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(installed))
    write(f"words: [甲]\nplugins: [{name}]\n")
    ran = run("check", "a.txt", "--output-format", "json")
    assert ran.code == 2 and ran.out == ""
    assert f".gongwen-lint.yaml:2:11: plugins[1]: 模块“{name}”不能用" in ran.err


def test_a_module_beside_the_documents_is_no_plugin(run, write, tmp_path, monkeypatch):
    write("raise SystemExit('ran')\n", "evil_module_here.py")
    write("plugins: [evil_module_here]\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    ran = run("check", "a.txt")
    assert ran.code == 2 and "not installed" in ran.err


def test_compiled_rules_follow_the_files(run, write, tmp_path):
    write("extends: b.yaml\n")
    write("disable: [TYP101]\n", "b.yaml")
    assert codes(run("check", "a.txt", "--output-format", "json")) == ["PLH101"]
    write("disable: [PLH101]\n", "b.yaml")
    assert codes(run("check", "a.txt", "--output-format", "json")) == ["TYP101"]


def test_a_torn_cache_is_no_error(run, write):
    import os
    from pathlib import Path

    run("check", "a.txt")
    for path in Path(os.environ["GONGWEN_LINT_CACHE_DIR"]).iterdir():
        path.write_bytes(path.read_bytes()[:-7] + b"garbage")
    assert codes(run("check", "a.txt", "--output-format", "json")) == ["PLH101", "TYP101"]


@pytest.mark.parametrize(
    ("doc", "zh", "en"),
    [("旧名不用。", "旧名不用。", "旧名不用。"), ('{zh: 旧名, en: "Old {}"}', "旧名", "Old {}"), ("5", "5", "5")],
)
def test_a_page_of_one_s_own_is_a_text_or_one_for_each_language(run, write, doc, zh, en):
    write(f"rules:\n- {{code: OWN1, name: old, kind: existence, words: [旧名], message: {{zh: x}}, doc: {doc}}}\n")
    for lang, said in (("zh", zh), ("en", en)):
        page = run("rule", "OWN1", "--config", ".gongwen-lint.yaml", "--lang", lang).out
        assert page.splitlines()[3] == said


@pytest.mark.parametrize(
    ("doc", "said"), [("{en: Old}", "缺“zh”"), ("{zh: 旧, e: x}", "没有“e”"), ("[旧]", "须是文字")]
)
def test_mistakes_in_a_page(run, write, doc, said):
    write(f"rules:\n- {{code: OWN1, name: old, kind: existence, words: [旧名], message: {{zh: x}}, doc: {doc}}}\n")
    ran = run("check", "a.txt")
    assert ran.code == 2 and "rules[1].doc" in ran.err and said in ran.err


TABLES = """
tables:
  TYP101:
    add: {河长治: 河长制, 截止: 截至}
    drop: [布署]
    bad: ["推行[[河长治->河长制]]"]
    good: ["会议布署工作"]
"""


def test_rows_are_added_to_tables_and_dropped(tmp_path, run):
    (tmp_path / ".gongwen-lint.yaml").write_text(TABLES, encoding="utf-8")
    (tmp_path / "a.txt").write_text("推行河长治，布署工作，报名截止。\n", encoding="utf-8")
    done = run("check", "a.txt", "--select", "TYP", "--output-format", "concise")
    assert "“河长治”应为“河长制”" in done.out and "“截止”应为“截至”" in done.out and "布署" not in done.out
    shown = run("rule", "TYP101", "--table", "--config", ".gongwen-lint.yaml").out
    assert "河长治\t河长制" in shown and "\n布署\t" not in shown
    assert run("rule", "--examples").code == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("会议布署工作", "推行河长治", "TYP101：“推行河长治”里不该查出“河长治”。"),
        ("[[河长治->河长制]]", "[[河长职->河长制]]", "TYP101：“推行河长职”没有查出“河长职”。"),
        ("->河长制]]", "->河长]]", "改法是“河长制”，示例写的是“河长”"),
    ],
)
def test_examples_of_tables_are_tried(tmp_path, run, old, new, told):
    (tmp_path / ".gongwen-lint.yaml").write_text(TABLES.replace(old, new), encoding="utf-8")
    done = run("rule", "--examples")
    assert done.code == 1 and told in done.out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("TYP101", "TYP999", ":3:3: tables.TYP999: 没有“TYP999”这条带词表的规则"),
        ("drop: [布署]", "drop: [布数]", ":5:12: tables.TYP101.drop[1]: 没有“布数”"),
        ("drop:", "drops:", ":5:5: tables.TYP101.drops: 没有“drops”这个键。是不是“drop”？"),
        ("drop: [布署]", "drop: 布署", ":5:5: tables.TYP101.drop: 须是列表"),
        ("add: {河长治: 河长制, 截止: 截至}", "add: [河长治]", ":4:5: tables.TYP101.add: 须是“键: 值”"),
    ],
)
def test_mistakes_in_tables_are_told(tmp_path, run, old, new, told):
    (tmp_path / ".gongwen-lint.yaml").write_text(TABLES.replace(old, new), encoding="utf-8")
    (tmp_path / "a.txt").write_text("推行河长制。\n", encoding="utf-8")
    done = run("check", "a.txt")
    assert done.code == 2 and told in done.err
