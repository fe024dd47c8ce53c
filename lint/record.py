"""Named tuples that cost nothing to define: `typing.NamedTuple` takes a fifth of a millisecond for each class.

To the type checker this is `typing.NamedTuple`. At run time it is the part of it that this project uses: fields with
defaults, methods and properties, `_replace` and `_fields`; annotations are not evaluated.
"""

from __future__ import annotations

from operator import itemgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple
else:

    class _Record(type):
        """Turns the annotations of a class body into the fields of a tuple."""

        def __new__(mcs, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            made = {field: property(itemgetter(n)) for n, field in enumerate(fields)}
            body |= made | {"__slots__": (), "_fields": fields, "_defaults": defaults}
            return super().__new__(mcs, name, (_Values,), body)

    class _Values(tuple):
        """A tuple with named fields."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()
        _defaults: dict[str, Any] = {}  # noqa: RUF012

        def __new__(cls, *values, **named):
            fields = cls._fields
            if named or len(values) != len(fields):
                given = dict(zip(fields, values, strict=False))
                if len(values) > len(fields) or given.keys() & named or named.keys() - set(fields):
                    raise TypeError(f"{cls.__name__} takes {', '.join(fields)}")
                given = {**cls._defaults, **given, **named}
                if len(given) < len(fields):
                    raise TypeError(f"{cls.__name__} takes {', '.join(fields)}")
                values = [given[field] for field in fields]
            return tuple.__new__(cls, values)

        def _replace(self, **changed):
            return type(self)(**{**dict(zip(self._fields, self, strict=True)), **changed})

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{f}={v!r}' for f, v in zip(self._fields, self, strict=True))})"

    NamedTuple = _Record.__new__(_Record, "NamedTuple", (), {})

__all__ = ["TYPE_CHECKING", "NamedTuple"]
