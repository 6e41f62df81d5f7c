"""Habits that no linter of ours knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, files, name

_IGNORE = re.compile(r"#\s*(?:noqa|type:\s*ignore|djlint:off|nosec|fmt:\s*skip)(.*)")
_CODES = re.compile(r"^[:\s]*(?:\[[\w, -]*\]|(?:[A-Z]+[0-9]+[, ]*)+)?")
_PUBLIC = (ast.FunctionDef, ast.ClassDef)
_OWN_ASSETS = {".scss", ".js", ".svg", ".png", ".ico"}
_THEIRS = re.compile(r"govuk-frontend v|Crown Copyright|Copyright \(c\)|@license|/\*! ")


def test_every_ignore_gives_its_reason() -> None:
    silent = [
        f"{name(path)}:{number}: {line.strip()}"
        for folder in ("screening", "tests", "templates")
        for path in (*files(folder, "*.py"), *files(folder, "*.html"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _is_silent(line)
    ]
    assert silent == []


def _is_silent(line: str) -> bool:
    found = _IGNORE.search(line)
    if not found or "_IGNORE" in line or "fmt: skip" in line:
        return False
    return not re.search(r"[a-z]{3}", _CODES.sub("", found.group(1), count=1))


def test_an_ignore_without_reason_is_noticed() -> None:
    mark = "# no" + "qa"
    assert _is_silent(f"x = 1  {mark}")
    assert _is_silent(f"x = 1  {mark}: S105, E501")
    assert not _is_silent(f"x = 1  {mark}: S105 - a verdict, not a password")


def test_no_table_has_a_key_twice() -> None:
    twice = [
        f"{name(path)}:{key}"
        for path in files("screening", "*.py")
        for key in _twice(path.read_text("utf-8"))
    ]
    assert twice == []


def _twice(source: str) -> Iterator[str]:
    """The keys that stand twice in one dict, of which the later wins without a word."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            keys = [ast.unparse(key) for key in node.keys if key]
            yield from sorted({key for key in keys if keys.count(key) > 1})


def test_a_key_that_stands_twice_is_noticed() -> None:
    assert list(_twice("x = {a.B: 1, a.C: {a.B: 2}, a.B: 3}")) == ["a.B"]


def test_no_room_is_called_utils() -> None:
    vague = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager)$")
    assert [name(path) for path in files("screening", "*.py") if vague.search(path.stem)] == []


def test_public_names_say_what_they_are() -> None:
    silent = [
        f"{name(path)}: {public}"
        for path in files("screening", "*.py")
        if "versions" not in path.parts
        for public in _undocumented(path)
    ]
    assert silent == []


def _undocumented(path: Path) -> Iterator[str]:
    module = ast.parse(path.read_text("utf-8"))
    if module.body and not ast.get_docstring(module):
        yield "the module"
    for owner, node in _public(module):
        if not ast.get_docstring(node):
            yield f"{owner}{node.name}"


def _public(module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    for node in module.body:
        if isinstance(node, _PUBLIC) and not node.name.startswith("_"):
            yield "", node
            for part in node.body if isinstance(node, ast.ClassDef) else []:
                if isinstance(part, _PUBLIC) and not part.name.startswith("_"):
                    yield f"{node.name}.", part


def test_tests_are_not_skipped() -> None:
    skipping = re.compile(r"pytest\.(mark\.)?(skip|skipif|xfail)\b|importorskip")
    found = [name(path) for path in files("tests", "*.py") if skipping.search(path.read_text())]
    assert [path for path in found if path != name(Path(__file__))] == []


def test_static_holds_nothing_of_others() -> None:
    paths = list(files("static", "*"))
    assert [name(path) for path in paths if path.suffix not in _OWN_ASSETS] == []
    texts = {name(path): path.read_text("utf-8", "replace") for path in paths}
    assert [path for path, text in texts.items() if _THEIRS.search(text)] == []


def test_no_registry_is_named() -> None:
    """Where packages come from is each machine's business, not ours."""
    locks = ("requirements.txt", "tests/requirements.txt", "package-lock.json", "Makefile")
    hosts = re.compile(r'"resolved"|--(extra-)?index-url|--find-links [^\\\n]|pypi\.|npmjs\.')
    assert [lock for lock in locks if hosts.search((ROOT / lock).read_text())] == []
