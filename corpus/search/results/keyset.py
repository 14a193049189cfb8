"""Keyset pagination: a page begins after a row or ends before it, so that any depth costs what the first page does."""

from dataclasses import dataclass

from django.db.models import F, Q


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order. Only the first may be nullable; rows without a value come last in both directions."""

    field: str
    descending: bool = False
    nullable: bool = False

    def order(self, *, backwards: bool = False):
        """Return the order_by argument; ``backwards``: of the list read from its end."""
        column = F(self.field)
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        turned = self.descending != backwards
        return (column.desc if turned else column.asc)(**(nulls if self.nullable else {}))

    def past(self, value, *, backwards: bool, also: bool = False) -> Q:
        """Return the condition for rows with a value beyond this one; ``also``: or equal to it."""
        side = "lt" if self.descending != backwards else "gt"
        return Q(**{f"{self.field}__{side}{'e' if also else ''}": value})


def order(keys: tuple[Key, ...], *, backwards: bool = False) -> list:
    """Return the order_by arguments of several keys."""
    return [key.order(backwards=backwards) for key in keys]


def segments(keys: tuple[Key, ...], values: tuple, *, backwards: bool = False) -> list[Q]:
    """Return conditions for the rows after (or before) the row with these values: one or two, to be read in turn.

    Each is a range of an index. A single condition with "or no value" would be read from the start of the list.
    """
    first, value = keys[0], values[0]
    rest = _past(keys[1:], values[1:], backwards)
    missing = Q(**{f"{first.field}__isnull": True})
    if value is None:
        return [missing & rest, ~missing] if backwards else [missing & rest]
    within = first.past(value, backwards=backwards, also=True) & (first.past(value, backwards=backwards) | rest)
    return [within, missing] if first.nullable and not backwards else [within]


def _past(keys: tuple[Key, ...], values: tuple, backwards: bool) -> Q:
    if not keys:
        return Q(pk__in=[])
    past = keys[0].past(values[0], backwards=backwards)
    return past | (Q(**{keys[0].field: values[0]}) & _past(keys[1:], values[1:], backwards)) if keys[1:] else past
