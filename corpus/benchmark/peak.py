"""Run a command and print the peak memory of it and its workers: ``python -m corpus.benchmark.peak COMMAND…``.

A process begins with the memory of the one that started it on its account, which Linux carries over an exec, so a small
one has to start what is measured.
"""

import resource
import subprocess
import sys


def main(command: list[str]) -> int:
    """Run it; the last line printed is the largest resident memory of any one process, in KB. Returns its exit code."""
    code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
