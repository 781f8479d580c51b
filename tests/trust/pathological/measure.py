"""Runs a command and says what it used: `measure.py STDOUT STDERR COMMAND …` prints one line of JSON.

CPU seconds (user and system, of all threads) and the largest resident set are those that the kernel counted for this one process. A run that
does not end is ended by the kernel: after 60 CPU seconds, or when it asks for more than 6 GB of addresses.
"""

import json
import os
import resource
import sys

CPU_SECONDS = 60
ADDRESSES = 6 * 1024**3


def main():
    stdout, stderr, *command = sys.argv[1:]
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(stdout, flags, 0o600), 1)
        os.dup2(os.open(stderr, flags, 0o600), 2)
        os.execvp(command[0], command)
    _, status, used = os.wait4(child, 0)
    print(json.dumps({
        "exit": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "cpu": used.ru_utime + used.ru_stime,
        # Linux counts in KiB, macOS in bytes.
        "megabytes": used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024),
    }))


main()
