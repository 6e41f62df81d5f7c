"""What nobody should type, and the forms to type it into."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote_from_bytes

import lxml.html

from screening.web.steps import STEPS
from tests.web.access_table import IN, ROWS
from tests.web.page import as_it_stands
from tests.web.rewinding import Street

PROFESSIONALS = ("mara", "hugh", "sam", "edith", "dara", "alan", "nobody")

TYPED: dict[str, str] = {
    "nothing": "",
    "spaces": "  \t \n  ",
    "far too long": "long " * 40_000,
    "control characters": "a\x07b\x1b[31mc\x0bd\x7fe\x85f",
    "line ends": "a\r\nSet-Cookie: x=1\r\n\r\nb\rc\u2028d\u2029e",
    "look-alikes": "Сhеck thе аpplісаnt",
    "both directions": "\u202egnp.exe\u2066a\u2069\u200f",
    "emoji": "👩\u200d👩\u200d👧\u200d👦🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 20,
    "a tower": "Z" + "\u0300\u0323\u0489" * 300,
    "nothing to see": "\u200b\ufeff\u2060\u00ad\u3164",
    "noncharacters": "\ufffe\uffff\U0010ffff\ufdd0\ue000",
    "mark-up": """<script>alert(1)</script>"'><img src=x onerror=alert(1)></textarea><b>""",
    "entities": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e; ]]> --> <!--",
    "a template": "{{7*7}}{% raw %}${7*7}#{7*7}{#",
    "formats": "%s%n%x%(name)s{0}{name!r}",
    "a statement": "'; DROP TABLE \"check\"; -- \\' OR 1=1",
    "a formula": '=HYPERLINK("http://evil.example")',
    "a path": "../../../../etc/passwd%00.html",
    "not a number": "NaN",
    "a huge number": "9" * 5000,
    "a negative number": "-1",
    "an infinite number": "1e999",
    "other digits": "٣٢",
    "raised digits": "²³",
    "underscored digits": "1_0",
    "an unknown option": "no-such-option",
    "a day there is not": "31",
    "a reference": "f" * 32,
}
RAW: dict[str, bytes] = {
    "NUL": b"a%00b",
    "a lone surrogate": b"a%ED%A0%80b",
    "other than UTF-8": b"a%FFb%C3%28",
}
ALONE = ("nothing", "far too long", "control characters", "mark-up", "a huge number", "a template")
"""What is tried in each box by itself too, with the others as they should be."""
CHOSEN = ("nothing", "an unknown option", "mark-up", "a huge number")
"""What is tried in place of each choice."""
EXTRA = {
    "requester_person": "intruder",
    "searcher_person": "intruder",
    "decided_by": "intruder",
    "state": "approved",
    "verdict": "pass",
    "closed_at": "2026-01-01",
    "is_admin": "1",
    "account_ref": "intruder",
    "person_ref": "intruder",
}
"""Fields that no form has, named as columns are."""
_SHORT = {
    "day": "5",
    "month": "12",
    "year": "2026",
    "minutes": "5",
    "time": "9am",
    "email": "a@b.c",
}
_TOKENS = {"csrf_token", "idempotency_key"}


@dataclass(frozen=True)
class Found:
    """A form, on the page where that person saw it. ``boxes`` are those that one types into."""

    person: str
    page: str
    action: str
    values: dict[str, Any]
    boxes: tuple[str, ...]
    choices: tuple[str, ...]

    def fields(self, **changed: str) -> dict[str, Any]:
        """What an honest person sends, but for what is ``changed``."""
        return self.values | changed

    @property
    def all_at_once(self) -> tuple[str, ...]:
        """Every box and every choice."""
        return self.boxes + self.choices


def forms(street: Street) -> list[Found]:
    """Each kind of form once, as it stands on a page where somebody may send it."""
    found: dict[tuple[str, ...], Found] = {}
    for person, address in _pages(street):
        street.make_way(address)
        for form in _on(street, person, address):
            found.setdefault(_name(form), form)
        street.database.rewind()
    return list(found.values())


def _pages(street: Street) -> Iterator[tuple[str, str]]:
    """The pages of the access table, for whoever may also send what is on them."""
    sending = {row.path: row.answers for row in ROWS if row.method == "POST"}
    for row in ROWS:
        answers = sending.get(row.path, row.answers)
        for person in PROFESSIONALS:
            if row.method == "GET" and row.answers[person] == answers[person] == IN:
                yield person, row.path.format(**street.planted.refs)
    for name in STEPS:
        yield "mara", f"/checks/{street.planted.refs['draft']}/write/{name}"


def encoded(fields: dict[str, Any], raw: dict[str, bytes] | None = None) -> bytes:
    """A form's body. ``raw`` are fields whose values are percent-encoded as they are to go."""
    pairs = [
        (name, value)
        for name, values in fields.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    sent = [_percent(name) + b"=" + _percent(value) for name, value in pairs]
    sent += [_percent(name) + b"=" + value for name, value in (raw or {}).items()]
    return b"&".join(sent)


@cache  # the same few texts, some of them long, go into every box
def _percent(text: str) -> bytes:
    return quote_from_bytes(str(text).encode()).encode()


def _on(street: Street, person: str, address: str) -> Iterator[Found]:
    answer = street.ask(person, "GET", address)
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return
    for form in lxml.html.document_fromstring(answer.text).xpath("//main//form[@method='post']"):
        values = as_it_stands(form)
        boxes = form.xpath(
            ".//textarea/@name | .//input[@type='text' or @type='email' or @type='password']/@name"
        )
        choices = form.xpath(".//input[@type='radio']/@name | .//select/@name")
        ticks = form.xpath(".//input[@type='checkbox']/@name")
        for name in {*choices, *ticks}:
            offered = form.xpath(f".//input[@name='{name}'][@value!='']/@value")
            if not values.get(name) and offered:
                values[name] = offered[0]
        values |= {name: values.get(name) or _honest(name) for name in boxes}
        hidden = [name for name in values if name not in {*boxes, *choices, *ticks} - _TOKENS]
        yield Found(
            person,
            address,
            form.get("action"),
            {name: value for name, value in values.items() if name not in _TOKENS},
            tuple(dict.fromkeys(boxes)),
            tuple(dict.fromkeys([*choices, *ticks, *(n for n in hidden if n not in _TOKENS)])),
        )


def _honest(name: str) -> str:
    return _SHORT.get(name.rpartition("-")[2], "A few honest words")


def _kind(address: str) -> str:
    parts = address.partition("?")[0].split("/")
    return "/".join("*" if len(part) == 32 else part for part in parts)


def _name(form: Found) -> tuple[str, ...]:
    return (_kind(form.action), *sorted(form.values))
