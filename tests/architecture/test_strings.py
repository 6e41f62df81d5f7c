"""Every string that a person reads can be translated."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from jinja2 import Environment

from tests.architecture.sources import files, name

_LETTERS = re.compile(r"[A-Za-z]{2}")
_READ_ALOUD = {"alt", "aria-label", "placeholder", "title", "value"}
_LEXER = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 - it renders nothing


class Words(HTMLParser):
    """Collects the words in markup that people would read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if _LETTERS.search(data):
            self.found.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [v for k, v in attrs if k in _READ_ALOUD and v and _LETTERS.search(v)]


def untranslated(template: str) -> list[str]:
    """The words in ``template`` that stand there as they are."""
    words = Words()
    words.feed("".join(_literal(template)))
    return words.found


def _literal(template: str) -> Iterator[str]:
    """The literal parts of ``template`` outside ``{% trans %}``; what is computed becomes ``.``."""
    translating, in_block = False, False
    for _line, kind, value in _LEXER.lex(template):
        if kind == "block_begin":
            in_block = True
        elif kind == "block_end":
            in_block = False
        elif in_block and kind == "name" and value in {"trans", "endtrans"}:
            translating = value == "trans"
        elif kind == "data" and not translating:
            yield value
        elif kind == "variable_begin":
            yield "."


def test_templates_are_translated() -> None:
    found = {name(path): untranslated(path.read_text("utf-8")) for path in files("templates", "*")}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "template",
    ["<p>Hello</p>", '<a aria-label="Hello">.</a>', "{% if x %}Hello{% endif %}", "{{ x }} Hello"],
)
def test_untranslated_words_are_noticed(template: str) -> None:
    assert untranslated(template) != []


@pytest.mark.parametrize(
    "template",
    ['<p class="hello">{{ _("Hello") }}</p>', "{% trans %}Hello{% endtrans %}", "{# Hello #}"],
)
def test_translated_words_pass(template: str) -> None:
    assert untranslated(template) == []


_COUNTED = re.compile(r"%\(\w+\)[sd] (?:working )?(?:minutes|days|hours|records)\b")
_ASKED = re.compile(r"(?<![\w.])((?:\w+\.)*n?gettext|_l|N_|_)\(\s*(?=[\"'])")


def in_one_number_only(source: str) -> list[str]:
    """What ``source`` says of so many days or minutes in words that do not fit one of them."""
    found = []
    for counted in _COUNTED.finditer(source):
        asked = _ASKED.findall(source[: counted.start()]) or [""]
        if not asked[-1].endswith("ngettext"):
            found.append(counted.group())
    return found


def test_what_is_counted_fits_one_and_many() -> None:
    """A page, letter or report never speaks of "1 days"."""
    reports = (path for kind in ("*.py", "*.html") for path in files("screening/reports", kind))
    sources = [*files("templates", "*.html"), *reports]
    found = {name(path): in_one_number_only(path.read_text("utf-8")) for path in sources}
    assert {path: words for path, words in found.items() if words} == {}


def test_words_that_fit_many_only_are_noticed() -> None:
    assert in_one_number_only('{{ _("In %(count)s working days", count=3) }}')
    assert in_one_number_only('N_(\n    "At most %(minutes)s minutes.")')
    assert not in_one_number_only('ngettext("%(num)s day", "%(num)s days", 3)')


def test_forms_and_messages_are_translated() -> None:
    """A label, a flash or an error raised in the web room goes through gettext."""
    bare = [
        f"{name(path)}:{call.lineno}"
        for path in files("screening/web", "*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _speaks(call) and _says_it_bare(call)
    ]
    assert bare == []


def _speaks(call: ast.Call) -> bool:
    called = call.func
    spoken = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return spoken == "flash" or spoken.endswith(("Field", "Validator")) or spoken in _ERRORS


_ERRORS = {"NotFound", "NotAllowed", "NotPossible", "Conflict", "NotValid", "TooMany"}


def _says_it_bare(call: ast.Call) -> bool:
    return any(
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and _LETTERS.search(argument.value)
        for argument in call.args[:1]
    )
