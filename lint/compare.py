"""The command `compare`: every difference of wording between a signed draft and the paper that was issued.

Left out is what is filled at sign-off: the document number, the day of issue and the line that says who printed it.
Paragraphs are compared, then the characters of those that differ; blanks, headers, footers and text boxes do not count.
"""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher

from lint import api, cli, readers, store
from lint.differing import opcodes, shared
from lint.model import Given
from lint.record import TYPE_CHECKING, NamedTuple
from lint.speech import Speaker
from lint.views.outline import label
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace

    from lint.model import Document
    from lint.ruleset import Catalogue

_FILLED = ("发文字号", "成文日期")
_PRINTED = re.compile(r"[^，。；]{0,40}\d{4}年\d{1,2}月\d{1,2}日印发$")
_BLANK = re.compile(r"[\s　]+")
_BESIDE = ("header", "footer", "box", "meta", "comment", "code")
# characters shown on each side of a difference
_AROUND = 8
# of two paragraphs that share less than this, one was replaced by the other
_ALIKE = 0.4
# among so many that came, the one is looked for that a paragraph became
_NEAR = 30


class Line(NamedTuple):
    """A paragraph as it is compared, and where it stands."""

    text: str
    place: str


class Difference(NamedTuple):
    """What one paper has and the other has not; an empty side is missing there."""

    place: str
    old: str
    new: str
    before: str = ""  # what both have around it
    after: str = ""


def run(given: SimpleNamespace, shipped: Catalogue) -> int:
    """Compare two files: 0 where they agree, 1 where they differ, 2 where one cannot be read."""
    speaker = Speaker(given.lang or "zh", shipped.messages)
    docs = [_read(path, speaker) for path in given.paths]
    old, new = docs
    if old is None or new is None:
        return 2
    found = list(differences(_lines(old), _lines(new)))
    if given.output_format == "json":
        print(json.dumps([d._asdict() for d in found], ensure_ascii=False, indent=1))
    else:
        for d in found:
            name = "compare_changed" if d.old and d.new else "compare_removed" if d.old else "compare_added"
            print(f"{d.place}｜" * bool(d.place) + speaker.say(name, **d._asdict()))
    cli.note(speaker.say("compared" if found else "compared_same", count=len(found)))
    return 1 if found else 0


def _read(path: str, speaker: Speaker) -> Document | None:
    try:
        return readers.read(store.content(path), path, Given())
    except readers.Unreadable as error:
        cli.note(f"{api.relative(path)}: {speaker.say(error.code, path=path, **error.values)} {error.code}")
    except OSError as error:
        cli.note(f"{api.relative(path)}: {speaker.say('E906', detail=error.strerror or str(error))} E906")
    return None


def _lines(doc: Document) -> list[Line]:
    """The paragraphs of a document without blanks and without what is filled at sign-off."""
    filled = {part.start for part in parts(doc).parts if part.name in _FILLED}
    found = []
    for start, end in doc.lines:
        text = _BLANK.sub("", doc.text[start:end])
        segment = doc.segment(start)
        beside = segment is not None and segment.kind in _BESIDE
        if text and not beside and start not in filled and not _PRINTED.fullmatch(text):
            found.append(Line(text, label(doc, start)))
    return found


def differences(old: list[Line], new: list[Line]) -> Iterator[Difference]:
    """Every difference of two papers, in order."""
    for kind, a, b, c, d in opcodes([line.text for line in old], [line.text for line in new]):
        if kind == "equal":
            continue
        # one by one from the top; what is left over stands on one side only
        for gone in old[a:b]:
            beside = next((n for n in range(c, min(d, c + _NEAR)) if _alike(gone.text, new[n].text)), None)
            if beside is None:
                yield Difference(gone.place, gone.text, "")
            else:
                yield from (Difference(come.place, "", come.text) for come in new[c:beside])
                yield from _within(gone, new[beside])
                c = beside + 1
        yield from (Difference(come.place, "", come.text) for come in new[c:d])


def _alike(a: str, b: str) -> bool:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return False
    return 2 * sum(count for *_, count in shared(a, b)) >= _ALIKE * (len(a) + len(b))


def _within(old: Line, new: Line) -> Iterator[Difference]:
    """The differences of two paragraphs, each with what stands around it."""
    a, b = old.text, new.text
    for kind, i, j, k, m in opcodes(a, b):
        if kind != "equal":
            yield Difference(old.place, a[i:j], b[k:m], a[max(0, i - _AROUND) : i], a[j : j + _AROUND])
