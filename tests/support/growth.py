"""How the work of a function grows with its input, on a machine of any speed."""

import time
from collections.abc import Callable

NOISE = 0.2  # seconds of processor time within which growth cannot be measured


def processor_time(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that a call takes. Time spent waiting does not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Fail if the work on an input of this size is more than eight times the work on a quarter of it.

    Linear work takes four times as much, quadratic work sixteen times.
    """
    quarter = processor_time(lambda: work(size // 4))
    whole = processor_time(lambda: work(size))
    assert whole < 8 * quarter + NOISE, f"{whole:.2f} s, but {quarter:.2f} s for a quarter of the input"
