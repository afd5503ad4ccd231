"""`script/bench [NAME …]`: runs the measurements in order and leaves their figures in build/bench/*.json."""

import importlib
import subprocess
import sys

NAMES = (
    "search",
    "pages",
    "imports",
    "duplicates",
    "desk",
    "deciding",
    "access",
    "scenario",
    "start",
    "mail",
    "table",
)


def main() -> None:
    """Each measurement has a process of its own: its own database, nothing warm from the one before."""
    names = sys.argv[1:] or NAMES
    if len(names) == 1:
        print(f"── {names[0]}", flush=True)
        importlib.import_module(f"bench.{names[0]}").main()
    else:
        codes = [
            subprocess.run([sys.executable, "-m", "bench", name], check=False).returncode
            for name in names
        ]
        sys.exit(max(codes))


if __name__ == "__main__":
    main()
