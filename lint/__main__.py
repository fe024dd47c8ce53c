"""`python -m lint` and the command `gongwen-lint`."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and return its exit status."""
    if sys.argv[1:] == ["--version"]:
        from lint import __version__

        try:
            print(f"gongwen-lint {__version__}", flush=True)
        except OSError:  # there is nobody to tell, and at the end it would fail once more
            os._exit(2)
        return 0
    import gc

    # rules and tables are many small objects that live to the end; looking through them again and again costs a
    # tenth of a short run
    gc.set_threshold(50_000, 20, 20)
    try:
        from lint.cli import main

        status = main(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are loaded, too
        return 130
    gc.freeze()  # what is left ends with the process and need not be looked through once more
    return status


if __name__ == "__main__":
    sys.exit(main())
