"""Small rooms: what grows past these is to be divided, not excused."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import files, lines, name

LONGEST_SOURCE = 300
LONGEST_TEMPLATE = 120
LONGEST_TEST = 400
LONGEST_ROUTE = 30  # statements and blank lines, without decorators and docstring


def test_source_files_are_small() -> None:
    # A migration is written once and never again: it is as long as what it had to do.
    paths = [path for path in files("screening", "*.py") if path.parent.name != "versions"]
    long = {name(path): lines(path) for path in paths}
    assert {path: size for path, size in long.items() if size > LONGEST_SOURCE} == {}


def test_templates_are_small() -> None:
    paths = [*files("templates", "*.html"), *files("screening", "*.html")]
    assert {name(path): lines(path) for path in paths if lines(path) > LONGEST_TEMPLATE} == {}


def test_test_files_are_small() -> None:
    long = {name(path): lines(path) for path in files("tests", "*.py")}
    assert {path: size for path, size in long.items() if size > LONGEST_TEST} == {}


def test_routes_only_parse_call_and_render() -> None:
    long = {
        f"{room}:{route.name}": _length(route)
        for room, route in _routes()
        if _length(route) > LONGEST_ROUTE
    }
    assert long == {}


def _routes() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in files("screening/web", "*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(map(_is_route, node.decorator_list)):
                yield name(path), node


def _is_route(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in {"get", "post", "route"}


def _length(route: ast.FunctionDef) -> int:
    body = route.body[1:] if ast.get_docstring(route) else route.body
    return (route.end_lineno or 0) - body[0].lineno + 1 if body else 0
