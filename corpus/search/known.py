"""What a process has looked up once."""

from collections.abc import Callable, Hashable, Iterable

MOST = 50_000  # values remembered of one kind


class Known:
    """Values by key that never change: ``look_up`` is asked for those not known yet, all at once."""

    def __init__(self, look_up: Callable[[set], dict]):
        self._look_up, self._values = look_up, {}

    def of(self, keys: Iterable[Hashable]) -> dict:
        """The values of these keys, but of those that have none."""
        found, missing = {}, set()
        for key in keys:
            if key in self._values:
                found[key] = self._values[key]
            else:
                missing.add(key)
        if missing:
            new = self._look_up(missing)
            found |= new
            if len(self._values) + len(new) > MOST:
                self._values = {}
            self._values |= new
        return found
