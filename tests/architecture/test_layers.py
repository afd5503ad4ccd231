"""The house rules that import contracts cannot see. Each check is seen biting on a bad line of its own."""

import ast
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "mitsorge"
SOURCES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = [path for path in sorted((ROOT / "script").iterdir()) if path.is_file()]

WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
WRITES |= {f"a{name}" for name in WRITES} | {"asave", "aupdate"}
WRITE_ELSEWHERE = {
    "doors/imports/runs.py": "the deeds of the door's own record, the uploaded file",
    "domain/directory/search/documents.py": "what is derived, inside the transaction of an action",
}
"""Files outside `actions` and `doors/setup` that may write, with the reason."""
NO_PAGES_BELOW = (
    *("django.http", "django.urls", "django.views", "django.shortcuts"),
    *("django.template", "django.forms"),
)
PAGES_BELOW: dict[str, str] = {}
"""Files of domain and foundation that may know of pages, with the reason."""
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "base", "manager", "misc", "util", "helper"}
COUNTS = {"assertNumQueries", "django_assert_num_queries", "django_assert_max_num_queries"}


def inside(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def nodes(source: str) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(source))


def writes_in(source: str) -> list[int]:
    """Lines that write to the database: `.update(field=…)`, `.save()`, and the names that only mean that."""
    return [node.lineno for node in nodes(source) if isinstance(node, ast.Call) and _writes(node)]


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    match call.func.attr:
        case "save":  # pictures and workbooks are saved to somewhere, records are just saved
            return not call.args
        case "update":  # dictionaries and digests are updated with something
            return not call.args and bool(call.keywords)
        case name:
            return name in WRITES


def page_imports_in(source: str) -> list[str]:
    names = chain.from_iterable(_imported(node) for node in nodes(source))
    return [name for name in names if f"{name}.".startswith(tuple(f"{m}." for m in NO_PAGES_BELOW))]


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def function_lengths(source: str) -> list[tuple[str, int]]:
    """Name and number of lines, without docstring and decorators."""
    found = (n for n in nodes(source) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(node.name, _lines(node)) for node in found]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) and len(node.body) > 1:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def bare_counts_in(source: str) -> list[int]:
    """Lines where queries are counted without a `with`: nothing is counted then."""
    tree = ast.parse(source)
    used = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With | ast.AsyncWith)
        for item in node.items
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _counts(node) and id(node) not in used
    ]


def _counts(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in COUNTS


def unreasoned_in(source: str) -> list[int]:
    """Lines with a TODO without an issue number, or that silence ruff or mypy without a reason."""
    todo = re.compile(r"#.*\bTODO\b(?!.*#\d)")
    silenced = re.compile(r"#\s*noqa(?!:\s*[A-Z0-9, ]+\s(-|–|because|#)\s*\S)")
    untyped = re.compile(r"#\s*type:\s*ignore(?!\[[a-z, -]+\]\s+#\s*\w)")
    checks = (todo, silenced, untyped)
    lines = enumerate(source.splitlines(), 1)
    return [number for number, line in lines if any(check.search(line) for check in checks)]


def may_write(path: Path) -> bool:
    name = inside(path)
    in_actions = "/actions/" in name or name.endswith("/actions.py")
    return in_actions or name.startswith("doors/setup/") or name in WRITE_ELSEWHERE


def found(check: Callable[[str], list], paths: list[Path]) -> dict[str, list]:
    results = {
        path.relative_to(ROOT).as_posix(): check(path.read_text(encoding="utf-8")) for path in paths
    }
    return {name: hits for name, hits in results.items() if hits}


def test_only_actions_write():
    assert found(writes_in, [path for path in SOURCES if not may_write(path)]) == {}


def test_domain_and_foundation_know_no_pages():
    below = [path for path in SOURCES if inside(path).startswith(("domain/", "foundation/"))]
    assert found(page_imports_in, [p for p in below if inside(p) not in PAGES_BELOW]) == {}


def test_no_function_is_long():
    def long(source: str) -> list[tuple[str, int]]:
        return [(name, lines) for name, lines in function_lengths(source) if lines > 50]

    assert found(long, SOURCES) == {}


def test_most_functions_are_short():
    lengths = [
        lines for path in SOURCES for _name, lines in function_lengths(path.read_text("utf-8"))
    ]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[8] <= 25


def test_no_file_is_long():
    def lines_over(limit: int, paths: list[Path]) -> dict[str, int]:
        sizes = {
            p.relative_to(ROOT).as_posix(): len(p.read_text("utf-8").splitlines()) for p in paths
        }
        return {name: lines for name, lines in sizes.items() if lines > limit}

    assert lines_over(300, SOURCES) | lines_over(500, TESTS) == {}


def test_file_names_say_something():
    assert [inside(path) for path in SOURCES if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_queries_are_counted_in_a_context():
    assert found(bare_counts_in, TESTS) == {}


def test_nothing_is_put_off_or_silenced_without_a_reason():
    assert found(unreasoned_in, SOURCES + TESTS + SCRIPTS) == {}


def test_exceptions_are_still_needed():
    for name in WRITE_ELSEWHERE:
        assert writes_in((SOURCE / name).read_text("utf-8")), name
    for name in PAGES_BELOW:
        assert page_imports_in((SOURCE / name).read_text("utf-8")), name


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        (writes_in, "offer.save()", "image.save(target)"),
        (writes_in, "rows.update(name='x')", "found.update(more)"),
        (writes_in, "Offer.objects.get_or_create(pk=1)", "Offer.objects.get(pk=1)"),
        (writes_in, "rows.delete()", "rows.exists()"),
        (writes_in, "rows.bulk_update(some, ['name'])", "rows.values('name')"),
        (page_imports_in, "from django.http import Http404", "from django.db import models"),
        (page_imports_in, "from django import forms", "from django.utils import formats"),
        (page_imports_in, "import django.urls", "import django.urlsafe"),
        (bare_counts_in, "django_assert_num_queries(2)", "with django_assert_num_queries(2): x()"),
        (bare_counts_in, "self.assertNumQueries(2)", "with self.assertNumQueries(2): x()"),
        (unreasoned_in, "x = 1  # TO" + "DO later", "x = 1  # TO" + "DO #12: later"),
        (unreasoned_in, "x = 1  # no" + "qa: E501", "x = 1  # no" + "qa: E501 - a long address"),
        (
            unreasoned_in,
            "x = 1  # ty" + "pe: ignore",
            "x = 1  # ty" + "pe: ignore[misc]  # mixed in",
        ),
        (unreasoned_in, "f(x)  # ty" + "pe: ignore[arg-type]", "f(x)"),
    ],
)
def test_every_check_bites(check, bad, good):
    assert (bool(check(bad)), bool(check(good))) == (True, False)


def test_long_functions_are_counted_without_their_promise():
    body = "\n".join("    x = 1" for _n in range(51))
    assert function_lengths(f"def f():\n{body}") == [("f", 52)]
    assert function_lengths('def f():\n    """One\n    two."""\n    return 1') == [("f", 2)]
