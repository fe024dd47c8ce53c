"""A second opinion on candidates by a language model on this machine; needs the extra `neural` (onnxruntime).

The model is an ONNX file with a `vocab.txt` beside it, one word of its vocabulary on each line, as masked-language and
correction models of the BERT family have them. Its inputs are the numbers of the tokens and, where it has them, a mask
of what is text (`…mask…`) and a segment number (`…type…`); its first output is a row of scores over the vocabulary for
each token. Nothing is downloaded.
"""

from __future__ import annotations

import os
from functools import lru_cache
from math import exp, log

from lint.model import Said, Unusable
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from lint.views.suspicions import Suspicion

# Characters on either side of a candidate that the model sees, within the line
_AROUND = 60
# Candidates below this confidence are not worth a look by the model
_LEAST = 0.02
# How far the model can move the log odds of a candidate, either way
_MOST = 6.0
_SPECIAL = ("[UNK]", "[CLS]", "[SEP]", "[MASK]")


class Model(NamedTuple):
    """A model that was loaded."""

    session: Any  # onnxruntime.InferenceSession
    inputs: tuple[str, ...]
    numbers: Mapping[str, int]


def rescored(text: str, found: Iterable[Suspicion], path: str, masked: bool) -> list[Suspicion]:
    """Candidates with their log odds moved by how much likelier the model finds what was meant than what stands there.

    Those that change the length of the text are left as they are: a model of this kind compares only like with like.

    Args:
        text: the whole text.
        found: the candidates.
        path: the model's file.
        masked: whether the model is to guess what stands at a place (a masked-language model) or reads it as it stands
            (a correction model).

    Raises:
        Unusable: the model cannot be loaded or does not fit.
    """
    model = _loaded(path, os.stat(path).st_mtime_ns if os.path.exists(path) else 0)
    moved = []
    for one in found:
        if one.confidence >= _LEAST and len(one.fix) == one.end - one.start:
            gain = _gain(text, one, model, masked)
            odds = log(one.confidence / (1 - one.confidence)) + max(-_MOST, min(_MOST, gain))
            one = one._replace(confidence=1 / (1 + exp(-odds)))
        moved.append(one)
    return moved


@lru_cache(maxsize=1)
def _loaded(path: str, changed: int) -> Model:
    """The model of a file, loaded anew when the file was changed."""
    words = os.path.join(os.path.dirname(path), "vocab.txt")
    for needed in (path, words):
        if not os.path.isfile(needed):
            raise Unusable(Said("model_missing", {"path": needed}))
    try:
        import onnxruntime  # an extra: nothing else needs it
    except ImportError:
        raise Unusable(Said("model_runtime", {"command": 'pip install "gongwen-lint[neural]"'})) from None
    with open(words, encoding="utf-8") as file:
        numbers = {line.rstrip("\r\n"): n for n, line in enumerate(file)}
    lacking = [word for word in _SPECIAL if word not in numbers]
    if lacking:
        raise Unusable(Said("model_vocabulary", {"path": words, "words": tuple(lacking)}))
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # what goes wrong is raised and told below
    try:
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own classes are not public
        raise Unusable(Said("model_damaged", {"path": path, "detail": str(error)})) from error
    return Model(session, tuple(i.name for i in session.get_inputs()), numbers)


def _input(name: str, rows: Any) -> Any:
    """What one input of the model is given: all is text, of one segment."""
    return rows * 0 + 1 if "mask" in name else rows * 0 if "type" in name else rows


def _gain(text: str, one: Suspicion, model: Model, masked: bool) -> float:
    """The log probability of what was meant less that of what stands there."""
    import numpy as np  # comes with onnxruntime

    start = max(text.rfind("\n", 0, one.start) + 1, one.start - _AROUND)
    line_end = text.find("\n", one.end)
    end = min(line_end if line_end >= 0 else len(text), one.end + _AROUND)
    unknown = model.numbers["[UNK]"]
    tokens = [model.numbers.get(char.lower(), unknown) for char in text[start:end]]
    was = [model.numbers.get(char, unknown) for char in text[one.start : one.end]]
    meant = [model.numbers.get(char, unknown) for char in one.fix]
    if unknown in (*was, *meant):
        return 0.0
    first = one.start - start
    if masked:
        tokens[first : first + len(was)] = [model.numbers["[MASK]"]] * len(was)
    tokens = [model.numbers["[CLS]"], *tokens, model.numbers["[SEP]"]]
    rows = np.array([tokens], np.int64)
    given = {name: _input(name, rows) for name in model.inputs}
    try:
        scores = model.session.run(None, given)[0][0, first + 1 : first + 1 + len(was)]
        places = range(len(was))
        return float(sum(scores[n, meant[n]] - scores[n, was[n]] for n in places))
    except Exception as error:  # onnxruntime's own classes, and outputs of another shape
        raise Unusable(Said("model_shape", {"detail": str(error)})) from error
