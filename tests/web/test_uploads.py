"""Of whom no file is asked none is read, wherever colleagues can send one."""

import pytest
from werkzeug.routing import Rule

from screening.domain.words import Role
from screening.web import security
from screening.web.access import roles_of
from tests.services.town import PEOPLE
from tests.web.bodies import sends_file
from tests.web.page import Visitor
from tests.web.townspeople import TownPages

TOO_MUCH = security.LARGEST_BODY + 1000
NO_MORE_THAN_A_FORM = {"returning.enter", "monitoring.vacancy"}
BY_CANDIDATES = {"own_page.answer"}  # tests/web/test_evidence.py


def uploads(pages: TownPages) -> list[tuple[Rule, str, str]]:
    """Every address to which colleagues can send files: the rule, the address, and a box."""
    found = []
    for rule in pages.app.url_map.iter_rules():
        boxes = getattr(pages.app.view_functions[rule.endpoint], "screening_takes_file", ())
        if boxes and rule.endpoint not in BY_CANDIDATES:
            built = rule.build(dict.fromkeys(rule.arguments, "0" * 32))
            assert built is not None
            found.append((rule, built[1], sorted(boxes)[0]))
    return found


def test_none_is_missed(pages: TownPages) -> None:
    names = {rule.endpoint for rule, _address, _box in uploads(pages)}
    assert names >= {
        "importing.index",
        "monitoring.vacancy",
        "policy.propose",
        "returning.enter",
        "verifying.verify",
    }


@pytest.mark.parametrize("told", [True, False], ids=["length said", "length unsaid"])
def test_nothing_is_read_of_who_is_not_signed_in(pages: TownPages, told: bool) -> None:
    for _rule, address, box in uploads(pages):
        answer, read = sends_file(Visitor(pages.app).client, address, box, TOO_MUCH, told=told)
        assert (answer.status_code, read) == (302, 0), address
        assert "/sign-in" in answer.headers["Location"]


def test_nothing_is_read_of_another_role_and_all_of_theirs(pages: TownPages) -> None:
    who = {role: name for name, role in PEOPLE.items()}
    for rule, address, box in uploads(pages):
        allowed = roles_of(pages.app, rule.endpoint)
        assert allowed
        for role in Role:
            client = pages.visitor(who[role]).client
            answer, read = sends_file(client, address, box, TOO_MUCH)
            if role not in allowed:
                assert (answer.status_code, read) == (403, 0), (address, role)
            elif rule.endpoint not in NO_MORE_THAN_A_FORM:
                assert answer.status_code == 400 and read > TOO_MUCH, (address, role)


def test_what_is_small_is_read_so_that_no_word_is_lost(pages: TownPages) -> None:
    for _rule, address, box in uploads(pages):
        answer, read = sends_file(Visitor(pages.app).client, address, box, 1000)
        assert answer.status_code == 302 and read > 1000, address
