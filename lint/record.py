"""Named tuples that cost nothing to define: `typing.NamedTuple` takes a fifth of a millisecond for each class.

To the type checker this is `typing.NamedTuple`. At run time it is the part of it that this project uses: fields with
defaults, methods and properties, `_replace` and `_fields`; annotations are not evaluated.
"""

from __future__ import annotations

from operator import itemgetter

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
            body |= made | {"__slots__": (), "_fields": fields, "_rest": rest, "_needed": len(fields) - len(rest)}
            return super().__new__(mcs, name, (_Values,), body)

    class _Values(tuple):
        """A tuple with named fields."""

        __slots__ = ()
        _fields = _rest = ()  # the names, and the defaults of the last of them
        _needed = 0

        def __new__(cls, *values, **named):
            if named:
                values = cls._ordered(values, named)
            elif len(values) != len(cls._fields):
                if not cls._needed <= len(values) < len(cls._fields):
                    raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
                values += cls._rest[len(values) - cls._needed :]
            return tuple.__new__(cls, values)

        @classmethod
        def _ordered(cls, values, named):
            given = dict(zip(cls._fields, values, strict=False))
            known = {**dict(zip(cls._fields[cls._needed :], cls._rest, strict=True)), **given, **named}
            if len(values) > len(cls._fields) or given.keys() & named or len(known) != len(cls._fields):
                raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
            return [known[field] for field in cls._fields if field in known]

        def _replace(self, **changed):
            values = [changed.pop(field, value) for field, value in zip(self._fields, self, strict=True)]
            if changed:
                raise TypeError(f"{type(self).__name__} has no {', '.join(changed)}")
            return tuple.__new__(type(self), values)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{f}={v!r}' for f, v in zip(self._fields, self, strict=True))})"

    NamedTuple = _Record.__new__(_Record, "NamedTuple", (), {})

__all__ = ["TYPE_CHECKING", "NamedTuple"]
