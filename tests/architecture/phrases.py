"""Every phrase of the program that can be translated, read from Python and templates without any outside tool."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src/mitsorge"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
WRITTEN = re.compile(
    r"""\b(n?)gettext\(u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')(?:,\s*u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))?"""
)
SHORT = re.compile(r"""(?<![\w.])_\(("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\)""")

Phrase = tuple[str, ...]
"""("Merken",) or, with a plural, ("%(n)s Treffer", "%(n)s Treffer")."""


def phrases(folders: Iterable[str]) -> dict[Phrase, set[str]]:
    """Phrases of these folders or files below `src/mitsorge`, with the files they stand in."""
    found: dict[Phrase, set[str]] = {}
    for path in _files(folders):
        text = path.read_text(encoding="utf-8")
        reader = _of_python if path.suffix == ".py" else _of_template
        for phrase in reader(text):
            found.setdefault(phrase, set()).add(path.relative_to(SOURCE).as_posix())
    return found


def _files(folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        root = SOURCE / folder
        found = [root] if root.is_file() else sorted(root.rglob("*"))
        yield from (path for path in found if path.suffix in (".py", ".html", ".txt"))


def _of_python(text: str) -> Iterator[Phrase]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id not in CALLS:
            continue
        wanted = node.args[:2] if "ngettext" in node.func.id else node.args[:1]
        words = [arg.value for arg in wanted if isinstance(arg, ast.Constant)]
        if words and all(isinstance(word, str) for word in words):
            yield tuple(words)


def _of_template(text: str) -> Iterator[Phrase]:
    made = templatize(text)
    for short in SHORT.finditer(made):
        yield (ast.literal_eval(short[1]),)
    for written in WRITTEN.finditer(made):
        words = [written[2], written[3]] if written[1] else [written[2]]
        yield tuple(ast.literal_eval(word) for word in words if word)
