"""Times SQLCipher's own open, in a process of its own: connect, key, first read.

Arguments: the file, the passphrase. Prints nanoseconds. Run as a script.
"""

import sys
import time

from sqlcipher3 import dbapi2


def main(path: str, passphrase: str) -> None:
    """Open the file once and print what it took."""
    begin = time.perf_counter_ns()
    connection = dbapi2.connect(path)
    connection.set_key(passphrase)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    print(time.perf_counter_ns() - begin)


if __name__ == "__main__":
    main(*sys.argv[1:3])
