"""The command `compare`: every difference of wording between a signed draft and the paper that was issued.

Left out is what is filled at sign-off: the document number, the day of issue and the line that says who printed it.
Paragraphs are compared, then the characters of those that differ; blanks, headers, footers and text boxes do not count.
"""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher

from lint import api, cli, readers, store
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
    matcher = SequenceMatcher(None, [line.text for line in old], [line.text for line in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        left, right = old[a:b], new[c:d]
        # one by one from the top; what is left over stands on one side only
        while left or right:
            if left and right and _alike(left[0].text, right[0].text):
                yield from _within(left.pop(0), right.pop(0))
            elif left and (not right or not any(_alike(left[0].text, other.text) for other in right)):
                gone = left.pop(0)
                yield Difference(gone.place, gone.text, "")
            else:
                come = right.pop(0)
                yield Difference(come.place, "", come.text)


def _alike(a: str, b: str) -> bool:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _within(old: Line, new: Line) -> Iterator[Difference]:
    """The differences of two paragraphs, each with what stands around it."""
    a, b = old.text, new.text
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Difference(old.place, a[i:j], b[k:m], a[max(0, i - _AROUND) : i], a[j : j + _AROUND])
