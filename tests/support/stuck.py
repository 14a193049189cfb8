"""Work of a worker process that gets stuck, as code in C may. It imports no model: a worker knows no Django."""

import os
import signal
import time

from corpus.store.loading.prepare import preparer


def stuck(record, **options):
    """Prepare as usual; wait for ever on a stuck text, as C code may, and end the process on a deadly one."""
    if b"Stuck" in record.raw and not options.get("facts", True):
        return preparer("kcna")(record, facts=False)
    if b"Stuck" in record.raw or b"Hopeless" in record.raw:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(600)
    if b"Deadly" in record.raw:
        os.kill(os.getpid(), signal.SIGKILL)
    return preparer("kcna")(record)
