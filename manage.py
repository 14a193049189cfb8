#!/usr/bin/env python3
"""Dateline's commands."""

import os
import signal
import sys


def main():
    """Run the command named on the command line; a polite kill lets it leave in order, as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line
    from django.db import Error

    from portal.postgres.trouble import advice

    try:
        execute_from_command_line(sys.argv)
    except (Error, OSError) as error:
        if "--traceback" in sys.argv or (found := advice(error)) is None:
            raise
        sys.exit(f"{str(error).strip()}\n{found}")


if __name__ == "__main__":
    main()
