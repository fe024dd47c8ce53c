"""Named tuples that cost nothing to define: `typing.NamedTuple` takes a fifth of a millisecond for each class.

To the type checker this is `typing.NamedTuple`. At run time it is the part of it that this project uses: fields with
defaults, methods and properties, `_replace` and `_fields`; annotations are not evaluated.
"""

from __future__ import annotations

from operator import itemgetter

# what `super()` would find, once for all records
_make = tuple.__new__
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:

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

__all__ = ["TYPE_CHECKING", "NamedTuple"]
