"""Rules about personal data in documents that are published: a plugin of gongwen-lint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint import Document, Finding, Rule, Span

# GB 11643: 17 digits and a check digit, the last of which may be X
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def unmasked_identity_number(doc: Document, hits: tuple[Span, ...], *, sound: bool = True) -> Iterator[Finding]:
    """Identity numbers that stand in full.

    Args:
        doc: the document; `doc.prose` has holes where code and comments stand, at the same offsets.
        hits: where the rule's terms occur; this rule needs them only to be woken.
        sound: whether a number with a wrong check digit, as made up for forms, is left alone.
    """
    for m in _NUMBER.finditer(doc.prose):
        if not sound or _is_sound(m[0]):
            yield Finding(m.start(), m.end(), {"tail": m[0][-4:]})


def _is_sound(number: str) -> bool:
    """Whether the check digit is the one that ISO 7064 gives."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


RULES = (
    Rule(
        code="PRV101",
        name="unmasked-identity-number",
        check=unmasked_identity_number,
        message={
            "zh": "公民身份号码（尾号{tail}）没有遮盖。公开发布前遮盖出生日期，或删去。",
            "en": "An identity number (ending in {tail}) stands in full. Mask or remove it before publishing.",
        },
        severity="error",
        tier="default",
        terms=("身份证", "身份号码"),
        doc={
            "zh": "公开发布的文件里不应当有完整的公民身份号码。按 GB 11643 核对校验位，校验位不对的不算。",
            "en": "A published document holds no identity number in full. A wrong check digit (GB 11643) makes it "
            "another number.",
        },
        bad=("身份证号[[11010519491231002X]]",),
        good=(
            "身份证号110105********002X",
            "身份证号110105194912310021",  # the check digit is wrong
            "受理编号11010519491231002X",  # nothing speaks of an identity card
        ),
        refs=("GB 11643", "《个人信息保护法》第二十八条"),
    ),
)
