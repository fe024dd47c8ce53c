"""A language model as a second opinion on wrong characters; the models are made here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from lint import api, ruleset

ROOT = Path(__file__).parent.parent
VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    *"各级人民政府付应当加强领导在党的坚下吓部门认真履行职责",
    "，",
    "。",
]
SURE = "各级人民政付应当加强领导。"
RIGHT = "各级人民政府应当加强领导。"


def save(folder: Path, table: np.ndarray, inputs: tuple[str, ...] = ("input_ids",)) -> Path:
    """A model whose scores for each token are its row of a table."""
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["logits"])]
    graph = helper.make_graph(
        nodes,
        "rows",
        [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in inputs],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(table.astype(np.float32), "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save(model, folder / "model.onnx")
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    return folder / "model.onnx"


def prefers(char: str, at: str, by: float) -> np.ndarray:
    """A table that gives a character more than the others where a token stands."""
    table = np.zeros((len(VOCABULARY), len(VOCABULARY)))
    table[VOCABULARY.index(at), VOCABULARY.index(char)] = by
    return table


def checked(folder: Path, text: str = SURE, extra: str = "") -> list[tuple[str, str]]:
    config = folder / ".gongwen-lint.yaml"
    options = "".join(f"  {code}: {{model: model.onnx{extra}}}\n" for code in ("TYP501", "TYP502"))
    config.write_text(f"extends: strict\noptions:\n{options}", encoding="utf-8")
    task = api.task(ruleset.load(str(config)), profile="strict")
    task = task._replace(selected=frozenset(("TYP501", "TYP502")))
    return [(d.code, d.message) for d in api.check_bytes(text.encode(), "a.txt", task).diagnostics]


def test_a_model_that_agrees_changes_nothing(tmp_path):
    save(tmp_path, prefers("府", "[MASK]", 5.0))
    assert [code for code, _ in checked(tmp_path)] == ["TYP501"]


def test_a_model_that_knows_better_takes_the_finding_back(tmp_path):
    save(tmp_path, prefers("付", "[MASK]", 50.0))
    assert [code for code, _ in checked(tmp_path)] in ([], ["TYP502"])


def test_a_model_that_corrects_reads_what_stands_there(tmp_path):
    # at the place stands 付, not a mask
    save(tmp_path, prefers("付", "付", 50.0), ("input_ids", "token_type_ids", "attention_mask"))
    assert [code for code, _ in checked(tmp_path)] == ["TYP501"]
    assert [code for code, _ in checked(tmp_path, extra=", masked: false")] in ([], ["TYP502"])


def test_right_text_stays_right(tmp_path):
    save(tmp_path, prefers("付", "[MASK]", 50.0))
    assert checked(tmp_path, RIGHT) == []


def test_a_changed_model_is_loaded_anew(tmp_path):
    save(tmp_path, prefers("府", "[MASK]", 5.0))
    before = checked(tmp_path)
    save(tmp_path, prefers("付", "[MASK]", 50.0))
    assert checked(tmp_path) != before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "model.onnx").unlink(), "没有文件"),
        (lambda folder: (folder / "vocab.txt").unlink(), "vocab.txt"),
        (lambda folder: (folder / "vocab.txt").write_text("[UNK]\n付\n", encoding="utf-8"), "[CLS]、[SEP]、[MASK]"),
        (lambda folder: (folder / "model.onnx").write_bytes(b"none"), "打不开"),
        (lambda folder: save(folder, np.zeros((3, 3))), "不合要求"),
    ],
)
def test_what_is_wrong_with_a_model_is_said(tmp_path, spoil, said):
    save(tmp_path, prefers("府", "[MASK]", 5.0))
    spoil(tmp_path)
    found = checked(tmp_path)
    assert {code for code, _ in found} == {"E911"} and all(said in message for _, message in found)


def test_what_must_be_installed_is_said(tmp_path, monkeypatch):
    save(tmp_path, prefers("府", "[MASK]", 5.0))
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert 'pip install "gongwen-lint[neural]"' in checked(tmp_path)[0][1]


def test_without_the_option_nothing_is_imported(tmp_path):
    report = tmp_path / "报告.txt"
    report.write_text(SURE, encoding="utf-8")
    code = (
        "import sys; from lint.cli import main; main(['check', '--isolated', sys.argv[1]]); "
        "print(any(name in sys.modules for name in ('onnxruntime', 'numpy', 'lint.views.neural')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(report)], capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "False", done.stderr
