"""Telling two versions of an entry apart that keeps no moment of its last change."""

import hashlib
from typing import Any


def version_of(values: Any) -> str:
    """A short sign for what a form was filled from: equal values have equal signs, in every process.

    `values`: a draft, or a mapping of plain values.
    """
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]
