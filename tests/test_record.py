"""The project's named tuples behave like those of the standard library."""

from __future__ import annotations

import pickle
from typing import NamedTuple

import pytest

from lint import record


class Ours(record.NamedTuple):
    """A doc."""

    a: int
    b: str = "x"
    c: tuple = ()

    @property
    def twice(self):
        return self.a * 2


class Theirs(NamedTuple):
    a: int
    b: str = "x"
    c: tuple = ()


CALLS = [((1,), {}), ((1, "y"), {}), ((1, "y", (2,)), {}), ((), {"a": 1}), ((1,), {"c": (3,)}), ((), {"c": (), "a": 2})]
BAD = [((), {}), ((1, 2, 3, 4), {}), ((1,), {"a": 2}), ((1,), {"d": 2}), ((), {"b": "y"})]


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_like_the_standard_one(values, named):
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)
    assert ours == theirs and tuple(ours) == tuple(theirs) and hash(ours) == hash(theirs)
    assert (ours.a, ours.b, ours.c) == (theirs.a, theirs.b, theirs.c)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._replace(b="z") == theirs._replace(b="z") and ours._asdict() == theirs._asdict()
    assert ours.twice == theirs.a * 2
    assert pickle.loads(pickle.dumps(ours)) == ours


@pytest.mark.parametrize(("values", "named"), BAD)
def test_wrong_calls_are_refused(values, named):
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_fields_are_fixed():
    ours = Ours(1)
    assert Ours._fields == Theirs._fields and Ours.__doc__ == "A doc."
    with pytest.raises(AttributeError):
        ours.a = 2
    with pytest.raises(AttributeError):
        ours.d = 2
    with pytest.raises((TypeError, ValueError)):
        ours._replace(d=2)


def test_results_are_remembered_and_do_not_pile_up():
    asked = []
    square = record.once(lambda n: asked.append(n) or n * n)
    assert [square(3), square(3), square(4)] == [9, 9, 16]
    assert asked == [3, 4]
    assert all(square(n) == n * n for n in range(3 * record._MOST))
    assert len(square.known) <= record._MOST
