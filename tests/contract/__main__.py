"""`python -m tests.contract [write [--breaking]]`: what the committed contract says beside the code, or write it anew.

Written are the examples, the OpenAPI document and the pages of the docs that are made from code. A document that breaks
a client of the committed one is written only with --breaking; docs/api.md says when that is allowed.
"""

import sys

from tests.contract import written

_USES: tuple[list[str], ...] = ([], ["write"], ["write", "--breaking"])


def main(arguments: list[str]) -> int:
    """Report, or write; 0 where the contract holds."""
    if arguments not in _USES:
        print(__doc__, file=sys.stderr)
        return 2
    if arguments:
        written.write_examples()
    made = written.made()
    broken = written.broken(made)
    print(*(f"breaks clients: {each}" for each in broken), sep="\n", end="\n" if broken else "")
    if arguments and (not broken or "--breaking" in arguments):
        written.write(made)
        return 0
    stale = written.stale(made)
    print(*(f"out of date: {each}" for each in stale), sep="\n", end="\n" if stale else "")
    return 1 if broken or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
