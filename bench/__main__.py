"""`script/bench [NAME …]`: runs the measurements in order and leaves their figures in build/bench/*.json."""

import importlib
import sys

NAMES = ("search", "pages", "imports", "start", "mail", "table")


def main() -> None:
    for name in sys.argv[1:] or NAMES:
        print(f"── {name}", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
