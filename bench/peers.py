"""Environments of their own for what we compare with: below build/peers, never among the project's libraries."""

import os
import pathlib
import subprocess
import sys

BUILD = pathlib.Path("build/peers")


def python_with(packages: tuple[str, ...], module: str) -> pathlib.Path | None:
    """The Python that can import `module`, installed where it is missing; None where it cannot be installed."""
    python = BUILD / module / "bin/python"
    cached = pathlib.Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser()
    uv = cached / "mitsorge/uv/bin/uv"
    install = (
        [uv, "pip", "install", "-q", "--python", python]
        if uv.exists()
        else [python, "-m", "pip", "install", "-q"]
    )
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", BUILD / module], check=True)
        subprocess.run([*install, *packages], check=True, capture_output=True)
        subprocess.run([python, "-c", f"import {module}"], check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError):
        print(f"{packages[0]} cannot be installed here: left out.")
        return None
    return python
