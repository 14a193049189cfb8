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

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
