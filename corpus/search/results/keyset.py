"""Pages of an ordered list by the row they begin after or end before: any depth at the cost of the first."""

from dataclasses import dataclass

from django.db.models import F, Q


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order. Only the first of an order may be nullable; rows without it stand last either way."""

    field: str
    descending: bool = False
    nullable: bool = False

    def order(self, *, backwards: bool = False):
        """The order_by argument, of the list or of the list read from its end."""
        column = F(self.field)
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        turned = self.descending != backwards
        return (column.desc if turned else column.asc)(**(nulls if self.nullable else {}))

    def past(self, value, *, backwards: bool, also: bool = False) -> Q:
        """Rows that have a value beyond this one; ``also``: or this one."""
        side = "lt" if self.descending != backwards else "gt"
        return Q(**{f"{self.field}__{side}{'e' if also else ''}": value})


def order(keys: tuple[Key, ...], *, backwards: bool = False) -> list:
    """The order_by arguments of several keys."""
    return [key.order(backwards=backwards) for key in keys]


def segments(keys: tuple[Key, ...], values: tuple, *, backwards: bool = False) -> list[Q]:
    """The rows after (or before) the row with these values, in one or two stretches to be read one after the other.

    Each stretch is a range of an index: a condition with "or no value" would be read from the list's beginning.
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
