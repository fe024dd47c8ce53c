"""Named tuples that cost nothing to define, and results that are remembered without `functools`.

`typing.NamedTuple` takes a fifth of a millisecond for each class. To the type checker ours is that; at run time it is
the part of it that this project uses: fields with defaults, methods and properties, `_replace` and `_fields`;
annotations are not evaluated.
"""

from __future__ import annotations

from operator import itemgetter

# what `super()` would find, once for all records
_make = tuple.__new__
# so many results of a function are remembered
_MOST = 1000
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Generic, NamedTuple, ParamSpec, TypeVar

    P = ParamSpec("P")
    R = TypeVar("R")

    class once(Generic[P, R]):
        """A function of hashable arguments whose results are remembered, in `known`."""

        known: dict[tuple[object, ...], R]

        def __init__(self, function: Callable[P, R]) -> None: ...

        def __call__(self, *of: P.args, **named: P.kwargs) -> R: ...

else:

    class once:
        """A function of hashable arguments whose results are remembered, in `known`."""

        __slots__ = ("_function", "known")

        def __init__(self, function):
            self._function, self.known = function, {}

        def __call__(self, *of):
            if of not in self.known:
                if len(self.known) >= _MOST:
                    self.known.clear()
                self.known[of] = self._function(*of)
            return self.known[of]

    class _Record(type):
        """Turns the annotations of a class body into the fields of a tuple."""

        def __new__(mcs, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}  # they are the last fields
            made = {field: property(itemgetter(n)) for n, field in enumerate(fields)}
            rest = tuple(defaults.values())
            body |= made | {"__slots__": (), "_fields": fields, "_rest": rest, "_count": len(fields)}
            return super().__new__(mcs, name, (_Values,), body)

    class _Values(tuple):
        """A tuple with named fields."""

        __slots__ = ()
        _fields = _rest = ()  # the names, and the defaults of the last of them
        _count = 0

        def __new__(cls, *values, **named):
            if named:
                values = cls._ordered(values, named)
            elif (missing := cls._count - len(values)) != 0:
                if not 0 < missing <= len(cls._rest):
                    raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
                values += cls._rest[-missing:]
            return _make(cls, values)

        @classmethod
        def _ordered(cls, values, named):
            given = dict(zip(cls._fields, values, strict=False))
            known = {**dict(zip(cls._fields[cls._count - len(cls._rest) :], cls._rest, strict=True)), **given, **named}
            if len(values) > len(cls._fields) or given.keys() & named or len(known) != len(cls._fields):
                raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
            return [known[field] for field in cls._fields if field in known]

        def _replace(self, **changed):
            values = [changed.pop(field, value) for field, value in zip(self._fields, self, strict=True)]
            if changed:
                raise TypeError(f"{type(self).__name__} has no {', '.join(changed)}")
            return _make(type(self), values)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{f}={v!r}' for f, v in zip(self._fields, self, strict=True))})"

    NamedTuple = _Record.__new__(_Record, "NamedTuple", (), {})

__all__ = ["TYPE_CHECKING", "NamedTuple", "once"]
