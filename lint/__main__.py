"""`python -m lint` and the command `gongwen-lint`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit status."""
    from lint.cli import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
