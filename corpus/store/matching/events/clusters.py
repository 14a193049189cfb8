"""Group accounts into events, by pairs that agree. The result does not depend on the order in which they are given."""

from collections.abc import Callable, Iterable

from .accounts import Account
from .agreement import Verdict

Cluster = list[Account]


def components(starts: Iterable[Account], beside: Callable[[Account], Iterable[Account]]) -> list[Cluster]:
    """Return the accounts that are connected with these by pairs that belong together, one list for each group."""
    found, seen = [], set()
    for start in starts:
        if start in seen:
            continue
        seen.add(start)
        group, waiting = [], [start]
        while waiting:
            one = waiting.pop()
            group.append(one)
            for other in beside(one):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        found.append(group)
    return found


def clusters(
    component: Iterable[Account], verdict: Callable[[Account, Account], Verdict], pinned: Iterable[Cluster] = ()
) -> list[Cluster]:
    """Return the accounts of a component by event, the earliest account first.

    In order of their rank, each joins the event with which it agrees most often, unless that has an account in the same
    text: one text tells of two events. pinned: accounts that a decision keeps together; others may join them.
    """
    found = [list(one) for one in pinned]
    placed = {one for cluster in found for one in cluster}
    for one in sorted(component, key=lambda account: account.rank):
        if one in placed:
            continue
        agreeing = []
        for place, cluster in enumerate(found):
            if all(other.source != one.source for other in cluster):
                same = sum(verdict(one, other) == Verdict.SAME for other in cluster)
                if same:
                    agreeing.append((same, -place))
        if agreeing:
            found[-max(agreeing)[1]].append(one)
        else:
            found.append([one])
    return [sorted(cluster, key=lambda account: account.rank) for cluster in found]
