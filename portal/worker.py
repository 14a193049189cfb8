"""gunicorn's threaded worker, in which a connection takes a thread only once its client has said something."""

import time
from functools import partial
from selectors import EVENT_READ

from gunicorn.workers.gthread import TConn, ThreadWorker


class Worker(ThreadWorker):
    """Waits for the first bytes of a connection beside all others, where gunicorn lets a thread wait five seconds.

    So connections that say nothing cost no thread; gunicorn closes them after its ``--keep-alive`` seconds.
    """

    def enqueue_req(self, conn: TConn) -> None:
        """Give a connection to a thread, a new one when it can be read."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))
