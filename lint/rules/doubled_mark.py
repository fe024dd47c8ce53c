"""Two point marks, or two percent signs, in a row."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# full-width marks, some perhaps half-width; three full stops and more are an ellipsis, another rule's matter
_RUN = Pattern(
    r"(?<![，。、；：])。[！？](?![！？])|[，。、；：,;]*[，。、；：][，。、；：,;]*|[%％]{2,}|[！？][。，；、]"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Runs of two and more; which one stays is certain where all are the same, or a full stop ends the paragraph."""
    text = doc.prose
    for m in _RUN.finditer(text):
        run = m[0]
        if len(run) < 2 or (run.strip("。") == "" and len(run) > 2):
            continue
        kinds = set(run.replace(",", "，").replace(";", "；").replace("％", "%"))
        last = run[-1] == "。" and text[m.end() : m.end() + 1] in ("", "\n")
        if run[-1] in "！？":
            yield Finding(m.start(), m.end(), {})
            continue
        fix = (
            run[0]
            if run[0] in "！？" and run[1] == "。"
            else kinds.pop()
            if len(kinds) == 1
            else "。"
            if last
            else None
        )
        yield Finding(m.start(), m.end(), {}, fix)
