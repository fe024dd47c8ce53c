"""`python -m lint` and the command `gongwen-lint`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit status."""
    if sys.argv[1:] == ["--version"]:
        from lint import __version__

        print(f"gongwen-lint {__version__}")
        return 0
    from lint.cli import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
