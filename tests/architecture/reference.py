"""Pages of docs/reference that are generated: proved current, or written anew on request."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs/reference"


def check_current(name: str, text: str) -> None:
    """Fails where the page is stale; `WRITE_REFERENCE=1 script/test …` writes it instead."""
    page = FOLDER / name
    if os.environ.get("WRITE_REFERENCE"):
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    stands = page.read_text(encoding="utf-8") if page.exists() else ""
    assert stands == text, f"docs/reference/{name} is stale: run the test with WRITE_REFERENCE=1"
