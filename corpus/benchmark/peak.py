"""Run a command and print the peak memory of it and its workers: ``python -m corpus.benchmark.peak COMMAND…``.

Linux counts the memory of the parent process at an exec, so a small process has to start the measured one.
"""

import resource
import subprocess
import sys


def main(command: list[str]) -> int:
    """Run the command and print the largest resident memory of any one process, in KB. Return its exit code."""
    code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
