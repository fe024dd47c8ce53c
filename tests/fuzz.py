"""Fuzzing: every reader, the dates, numbers, fixes, directives, settings and baselines meet what nobody would write.

`python tests/fuzz.py --seconds 3600` goes through all targets in turn, by hand; the tests run a small part of it.
What must hold of any input: no crash, no rule that fails (E903–E905), every place inside the text, fixed bytes that the
same reader reads again and that need no second fixing, and no more than a second of work for 10 KB.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import tempfile
import time
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hostile import INLINE, LINES
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from test_ofd import ofd
from wordfile import docx, p, r, table

from lint import api, baseline, readers, ruleset
from lint.config import ConfigError
from lint.model import Given, ReadOnly
from lint.office import sheet
from lint.report import Style, sarif
from lint.report import json as json_report

if TYPE_CHECKING:
    from collections.abc import Callable

# seconds of work that 10 KB may cost, and after which a run is broken off
SLOW, HANGS = 1.0, 60


class Slow(Exception):
    """An input that takes longer than a second for 10 KB."""


class Hang(KeyboardInterrupt):
    """An input that is not done after a minute; no rule may swallow this."""


class Target(NamedTuple):
    """What is fuzzed: inputs and what is done with one."""

    inputs: st.SearchStrategy[Any]
    trial: Callable[[Any], None]


# ---- inputs

_WORD = st.sampled_from((*INLINE, *LINES))
_ANY = st.text(max_size=8) | st.text(
    st.characters(categories=("Nd", "No", "Nl", "Cf", "Zs", "Po", "Ps", "Pe")), max_size=5
)
_REPEATED = st.tuples(_WORD, st.sampled_from((2, 3, 5, 9, 40, 200))).map(lambda pair: pair[0] * pair[1])
TEXT = st.lists(_WORD | _WORD | _WORD | _WORD | _WORD | _ANY | _REPEATED, max_size=30).map("".join)
_ENCODINGS = st.sampled_from(
    ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5")
)
_MUTATION = st.tuples(
    st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12) | st.sampled_from((b"\0", b"\xff", b"\xed\xa0\x80"))
)


def mutated(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Bytes with ranges replaced: each from a share of the length on, so many bytes, by others."""
    for share, length, new in changes:
        at = int(share * len(data))
        data = data[:at] + new + data[at + length :]
    return data


def _encoded(text: str, encoding: str, changes: list[tuple[float, int, bytes]]) -> bytes:
    return mutated(text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "ignore"), changes)


RAW = st.builds(_encoded, TEXT, _ENCODINGS, st.just([]) | st.lists(_MUTATION, max_size=3)) | st.binary(max_size=300)
MIXED = st.lists(st.tuples(TEXT, _ENCODINGS).map(lambda t: _encoded(t[0], t[1], [])), max_size=3).map(b"".join)
_TAGS = st.sampled_from(
    (
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<table>",
            "<tr>",
            "<td colspan=3>",
            "</td>",
            "</tr>",
            "</table>",
            "<br>",
            "<pre>",
        ),
        *(
            "</pre>",
            "<script>",
            "</script>",
            "<style>",
            "<template>",
            "</template>",
            "<p hidden>",
            "<li>",
            "<h1>",
            "</h1>",
        ),
        *(
            "<!-- gongwen-lint: ignore -->",
            "<!--",
            "-->",
            "&#x4e00;",
            "&#99999999999;",
            "&amp",
            "&lt;",
            "<![CDATA[",
            "]]>",
            "<?x",
        ),
        *(
            "<!DOCTYPE x [",
            "<a href='",
            "<textarea>",
            "</textarea>",
            "<td colspan=99999>",
            "<svg>",
            "<p style='display : none'>",
        ),
    )
)
HTML = st.builds(_encoded, st.lists(_TAGS | _WORD | _ANY, max_size=60).map("".join), _ENCODINGS, st.just([]))
_XML_TEXT = TEXT.map(
    lambda t: "".join(c for c in t if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd")
)


def _word_file(texts: list[str], breaks: list[int], odd: list[str], flags: tuple[bool, bool]) -> bytes:
    body = []
    for n, text in enumerate(texts):
        cut = breaks[n % len(breaks)] if breaks else 5
        runs = [r(text[at : at + cut]) for at in range(0, len(text), max(cut, 1))] or [""]
        inner = [x for pair in zip(runs, [*odd, ""] * len(runs), strict=False) for x in pair]
        body.append(table((text, text[:3]), (text[3:6],)) if n % 4 == 3 else p(*inner))
    return docx("".join(body), strict=flags[0], compression=8 * flags[1])


_ODD = st.sampled_from(
    (
        *(
            '<w:ins w:id="1"><w:r><w:t>新</w:t></w:r></w:ins>',
            '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>',
        ),
        *(
            "<w:r><w:tab/></w:r>",
            "<w:r><w:br/></w:r>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:footnoteReference w:id='7'/></w:r>",
        ),
        *(
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "<w:hyperlink>",
            "</w:hyperlink>",
            "<w:sdt><w:sdtContent>",
            "</w:p><w:p>",
            "<w:r><w:noBreakHyphen/></w:r>",
        ),
        *(
            "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>",
            '<w:commentRangeStart w:id="0"/>',
            "<w:r><w:t/></w:r>",
            "<w:r><w:sym w:char='F0A8'/></w:r>",
        ),
    )
)
DOCX = st.builds(
    _word_file,
    st.lists(_XML_TEXT, max_size=6),
    st.lists(st.integers(1, 9), max_size=4),
    st.lists(_ODD, max_size=4),
    st.tuples(st.booleans(), st.booleans()),
)


def _repacked(data: bytes, name: str, changes: list[tuple[float, int, bytes]]) -> bytes:
    """A package with one member's bytes changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, mutated(content, changes) if member == name else content)
    return made.getvalue()


_XML_CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 30),
        _ODD.map(str.encode) | st.binary(max_size=4) | st.sampled_from((b"</w:t>", b"<w:t>", b"&#0;", b"\xed\xa0\x80")),
    ),
    min_size=1,
    max_size=3,
)


def _broken(packages: st.SearchStrategy[bytes], member: str) -> st.SearchStrategy[bytes]:
    inner = st.builds(_repacked, packages, st.just(member), _XML_CHANGES)
    return packages | packages | inner | st.builds(mutated, packages, st.lists(_MUTATION, min_size=1, max_size=3))


def odt(body: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "draw", "style", "svg-compatible")
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
    return made.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_ODT_PIECE = st.sampled_from(
    (
        *(
            "<text:p>",
            "</text:p>",
            "<text:s text:c='3'/>",
            "<text:s text:c='99999999999'/>",
            "<text:tab/>",
            "<text:line-break/>",
            "<text:span>",
        ),
        *(
            "</text:span>",
            "<text:h text:outline-level='9'>甲</text:h>",
            "<table:table><table:table-row><table:table-cell>",
            "<text:note-body>",
        ),
        *(
            "</table:table-cell></table:table-row></table:table>",
            "</text:note-body>",
            "<text:tracked-changes>",
            "</text:tracked-changes>",
        ),
    )
)
_ODT_TEXT = _XML_TEXT.map(lambda t: f"<text:p>{_escaped(t)}</text:p>")
ODT = st.lists(_ODT_TEXT | _ODT_TEXT | _ODT_PIECE, max_size=12).map("".join).map(odt)
_LINE = st.tuples(
    st.floats(-500, 500) | st.sampled_from((0.0, 1e308)),
    st.floats(-500, 500),
    _XML_TEXT.map(lambda t: _escaped(t.replace("\n", ""))[:80]),
)
OFD = st.lists(st.lists(_LINE, max_size=8), max_size=3).map(lambda pages: ofd(*pages))
_CELLS = st.lists(st.lists(_XML_TEXT.map(lambda t: t[:40]), max_size=4), max_size=5)
XLSX = _CELLS.map(lambda rows: sheet(("甲", "乙"), rows, (9, 9)))
_DATED = st.sampled_from(
    (
        *"零〇一二三四五六七八九十百千万亿点半两第年月日号周届次中全会年度至到—-~年内以来前后约余多",
        *(
            "2023",
            "20",
            "31",
            "13",
            "0",
            "00",
            "1—11月",
            "上半年",
            "第一季度",
            "十四五",
            "２０２３",
            "元年",
            "闰",
            "2024.2.30",
            "2023-13-01",
            "成文日期：",
            "今年",
            "去年",
        ),
        *(
            "党的二十大",
            "二十届三中全会",
            "增长",
            "%",
            "万元",
            "倍",
            "同比",
            "其中",
            "合计",
            "，",
            "。",
            "\n",
            " ",
            "/",
            ".",
            ",",
            "分之",
            "±",
            "²",
            "①",
            "Ⅳ",
            "㊣",
            "٣",
        ),
    )
)
DATED = st.lists(_DATED | _ANY, max_size=60).map("".join).map(lambda t: t.encode("utf-8", "replace"))
_DIRECTIVE = st.sampled_from(
    (
        *(
            "<!--",
            "-->",
            "gongwen-lint",
            ":",
            "：",
            "ignore",
            "ignore-file",
            "ignore-start",
            "ignore-end",
            "[",
            "]",
            "【",
            "TYP101",
            "PUN",
            ",",
            "，",
            " ",
            "\n",
        ),
        *(
            "\n\n",
            "人们立场",
            "XX次",
            "```",
            "> ",
            "| ",
            "<!-- gongwen-lint: ignore[TYP101] x -->",
            "<!-- gongwen-lint: ignore-start -->",
            "---\n",
            "# ",
            "`",
            "\\",
        ),
    )
)
DIRECTIVES = st.lists(_DIRECTIVE, max_size=50).map("".join).map(str.encode)
_YAML = st.sampled_from(
    (
        *(
            "extends: ",
            "rules:\n",
            "- ",
            "  ",
            "code: OWN1",
            "name: own",
            "kind: ",
            "existence",
            "substitution",
            "message: ",
            "{zh: x}",
            "patterns: ",
            '["(a"]',
            "swap: ",
        ),
        *(
            "{甲: 乙}",
            "disable: ",
            "[TYP101]",
            "options: ",
            "ignore: ",
            "words: ",
            "unit: ",
            "date: ",
            "2023",
            "2023-02-30",
            "stage: ",
            "final",
            "plugins: ",
            "timeline: ",
        ),
        *(
            "tables: ",
            "{TYP101: {add: {甲: 乙}}}",
            "exclude: ",
            "lang: ",
            "\n",
            "\n\n",
            ": ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "&a ",
            "*a",
            "<<: ",
            "!!python/object:x ",
            "? ",
            "| \n",
        ),
        *(
            "> \n",
            "'",
            '"',
            "#",
            "~",
            "null",
            "yes",
            "0x1F",
            "1:20",
            "1e999",
            ".inf",
            ".nan",
            "-0",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "\t",
            "\x00",
            "\u2028",
            "terms: ",
            "unless: ",
        ),
        *(
            "first: ",
            "second: ",
            "either: ",
            "members: ",
            "names: ",
            "{甲: {until: 2020}}",
            "most: ",
            "scope: ",
            "[body]",
            "severity: ",
            "table: ",
            "a.tsv",
            "fail-level: ",
            "bad: ",
        ),
    )
)
YAML = (st.lists(_YAML | _ANY, max_size=40).map("".join) | st.lists(_YAML, max_size=12).map("".join)).map(
    lambda t: t.encode("utf-8", "surrogatepass")
)
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(("gongwen-lint baseline", "files", "a.txt", "X:0")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("gongwen-lint baseline", "files", "a.txt", "X:0")), inner, max_size=3)
    ),
    max_leaves=8,
)


# ---- what is done with them


@cache
def _catalogue() -> ruleset.Catalogue:
    return ruleset.load()


def check(data: bytes, path: str, *, unsafe: bool = True, track: bool = True) -> None:
    """Check and fix one file with every rule; raises where a promise is broken."""
    catalogue = _catalogue()
    every = tuple(rule.code for rule in catalogue.rules)
    task = api.task(catalogue, profile="strict", select=every, fix=True, unsafe=unsafe, track=track)
    began = time.process_time()
    once = api.check_bytes(data, path, task)
    spent = time.process_time() - began
    _sound(once)
    list(json_report.report([once], Style(task.speaker)))
    list(sarif.report([once], Style(task.speaker, rules={r.code: r for r in catalogue.rules})))
    if once.doc is None:
        return
    size = max(len(data), len(once.doc.text.encode("utf-8", "surrogatepass")), 10_000)
    rounds = 2 if once.after == data else 10
    if spent > SLOW * rounds * size / 10_000:
        raise Slow(f"{spent:.1f} s for {size} bytes")
    if once.after != data:
        twice = api.check_bytes(once.after, path, task)
        _sound(twice)
        assert twice.doc is not None, "fixed bytes cannot be read"
        assert twice.doc.text == once.doc.text, "fixed bytes are read in another way"


def _sound(result: api.Result) -> None:
    length = len(result.doc.text) if result.doc else 0
    for d in (*result.diagnostics, *result.shadowed, *result.applied):
        assert d.code not in ("E903", "E904", "E905"), d.message
        assert result.doc is None or d.broken or d in result.applied or 0 <= d.start <= d.end <= length, d
        assert d.code != "E907" or result.after == result.before
    if result.doc:
        at = 0
        for segment in result.doc.segments:
            assert at <= segment.start <= segment.end <= length, segment
            at = segment.end


def _settings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, ".gongwen-lint.yaml")
        with open(path, "wb") as file:
            file.write(data)
        try:
            catalogue = ruleset.load(path, cache=False)
        except ConfigError as error:
            told = ruleset.problems_text(error.problems, "zh")
            assert told and all(line.startswith(f"{folder}{os.sep}") for line in told), told
            return
        result = api.check_bytes(
            "坚持人们立场，走访XX户，甲乙a，b。".encode(), os.path.join(folder, "a.txt"), api.task(catalogue)
        )
        assert not [d for d in result.diagnostics if d.code in ("E903", "E904")], result.diagnostics


def _baseline(value: Any) -> None:
    import json

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "b.json")
        with open(path, "w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(value, file)
        try:
            known = baseline.load(path)
        except baseline.Unusable:
            return
        baseline.dump(path, known.files)
        assert baseline.load(path) == known


def _docx(data: bytes) -> None:
    check(data, "a.docx")
    check(data, "a.docx", track=False)
    if data.startswith(b"PK"):
        from lint import comments

        try:
            doc = readers.read(data, "a.docx", Given())
            with_comment = comments.add(doc, [comments.Comment(0, min(2, len(doc.text)), ("甲",))])
        except (readers.Unreadable, ReadOnly):
            return
        assert readers.read(with_comment, "a.docx", Given()).text == doc.text


def _pdf(data: bytes) -> None:
    """pypdfium2 is others' work: only what we make of its answers is looked at."""
    try:
        readers.read(data, "a.pdf", Given())
    except readers.Unreadable:
        return


def _pdf_file(text: str) -> bytes:
    shown = "".join(c for c in text if " " <= c <= "~" and c not in "()\\")[:200]
    stream = f"BT /F1 12 Tf 50 700 Td ({shown}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
        + b"trailer<</Root 1 0 R>>"
    )


TARGETS: dict[str, Target] = {
    "text": Target(RAW | MIXED, lambda data: check(data, "a.txt")),
    "markdown": Target(RAW, lambda data: check(data, "a.md")),
    "html": Target(HTML | RAW, lambda data: check(data, "a.html")),
    "docx": Target(_broken(DOCX, "word/document.xml"), _docx),
    "odt": Target(_broken(ODT, "content.xml"), lambda data: check(data, "a.odt")),
    "ofd": Target(_broken(OFD, "Doc_0/Pages/Page_0/Content.xml"), lambda data: check(data, "a.ofd")),
    "xlsx": Target(_broken(XLSX, "xl/worksheets/sheet1.xml"), lambda data: check(data, "a.xlsx")),
    "pdf": Target(st.builds(mutated, TEXT.map(_pdf_file), st.lists(_MUTATION, max_size=3)), _pdf),
    "dates": Target(DATED, lambda data: check(data, "2023年工作总结.txt")),
    "directives": Target(DIRECTIVES, lambda data: check(data, "a.md", unsafe=False)),
    "settings": Target(YAML, _settings),
    "baseline": Target(_JSON, _baseline),
}


# ---- the long run


def trials(name: str, number: int, most: int, tried: Callable[[Any], None] = lambda _: None) -> None:
    """Try so many inputs of a target; the same number draws the same ones."""
    target = TARGETS[name]

    @seed(number)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
    )
    @given(target.inputs)
    def trial(value: Any) -> None:
        tried(value)
        target.trial(value)

    trial()


def _main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--target", action="append", choices=TARGETS, help="one of them (all)")
    parser.add_argument("--seconds", type=float, default=60, help="how long altogether")
    parser.add_argument("--seed", type=int, default=1)
    given_ = parser.parse_args()
    names = given_.target or list(TARGETS)
    ended = time.monotonic() + given_.seconds
    counts, found = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    spent = dict.fromkeys(names, 0.0)
    told: set[str] = set()
    number = given_.seed
    while time.monotonic() < ended:
        for name in names:
            last: list[Any] = [None]

            def tried(value: Any, name: str = name, last: list[Any] = last) -> None:
                counts[name] += 1
                last[0] = value
                if hasattr(signal, "setitimer"):
                    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)

            began = time.monotonic()
            try:
                trials(name, number, 20, tried)
            except (Exception, Hang) as error:
                where = error.__traceback__
                while where is not None and where.tb_next is not None:
                    where = where.tb_next
                line = f"{os.path.basename(where.tb_frame.f_code.co_filename)}:{where.tb_lineno}" if where else ""
                # what was found already is not told again
                kind = f"{name} {type(error).__name__} {line} {str(error)[:60]}"
                found[name] += kind not in told
                if kind not in told:
                    print(
                        f"FOUND {name} seed {number}: {type(error).__name__} at {line}: {str(error)[:300]}\n"
                        f"  {last[0]!r:.600}",
                        flush=True,
                    )
                told.add(kind)
            spent[name] += time.monotonic() - began
            if time.monotonic() >= ended:
                break
        number += 1
    for name in names:
        print(f"{name:12} {counts[name]:9} executions in {spent[name]:7.0f} s, {found[name]} findings")
    print(f"seeds {given_.seed}–{number}; {sum(counts.values())} executions, {sum(found.values())} findings")
    return int(any(found.values()))


def _hung(*_: object) -> None:
    raise Hang


if __name__ == "__main__":
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGVTALRM, _hung)
    sys.exit(_main())
