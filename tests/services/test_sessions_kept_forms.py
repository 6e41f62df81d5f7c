"""What was typed into a session that had ended comes back to who typed it, once."""

from sqlalchemy import select

from screening.services.people.accounts import close_account
from screening.services.people.kept_forms import MOST_KEPT, keep_form, offer, read_kept
from screening.store.tables.session import KeptForm
from tests.accounts import Council
from tests.databases import on_both

FIELDS = [("question", "Is it so? <b>"), ("terms", "a"), ("terms", "b"), ("reasons", "ß\n𝒳")]
PAGE = "/checks/1?step=2"


def keep(council: Council, name: str = "mara", page: str = PAGE) -> str:
    return keep_form(council.nobody, council.refs[name], page, FIELDS)


@on_both
def test_it_comes_back_whole(council: Council) -> None:
    ref = keep(council)
    kept = offer(council.call("mara"))
    assert kept is not None
    assert (kept.ref, kept.page, list(kept.fields)) == (ref, PAGE, FIELDS)
    assert read_kept(council.call("mara"), ref) == kept


def test_it_is_offered_once_but_can_be_read_again(council: Council) -> None:
    ref = keep(council)
    assert offer(council.call("mara"))
    assert offer(council.call("mara")) is None
    assert read_kept(council.call("mara"), ref)


@on_both
def test_the_newest_is_offered(council: Council) -> None:
    keep(council, page="/older")
    council.wait(seconds=1)
    keep(council, page="/newer")
    kept = offer(council.call("mara"))
    assert kept is not None
    assert kept.page == "/newer"
    assert offer(council.call("mara")) is None


def test_what_is_being_shown_is_not_offered_again(council: Council) -> None:
    keep_form(council.nobody, council.refs["mara"], PAGE, FIELDS, offered=True)
    assert offer(council.call("mara")) is None


def test_nobody_else_gets_it(council: Council) -> None:
    ref = keep(council)
    assert offer(council.call("hugh")) is None
    assert read_kept(council.call("hugh"), ref) is None
    assert read_kept(council.call("mara"), "9" * 32) is None


def test_passwords_and_tokens_are_never_kept(council: Council) -> None:
    secrets = [
        ("password", "x"),
        ("present_password", "x"),
        ("New-Password", "x"),
        ("csrf_token", "x"),
        ("idempotency_key", "x"),
    ]
    assert keep_form(council.nobody, council.refs["mara"], PAGE, secrets) == ""
    ref = keep_form(council.nobody, council.refs["mara"], PAGE, [*secrets, ("name", "y")])
    kept = read_kept(council.call("mara"), ref)
    assert kept is not None
    assert kept.fields == (("name", "y"),)


def test_it_is_sealed(council: Council) -> None:
    keep(council)
    with council.nobody.look() as work:
        (sealed,) = work.session.scalars(select(KeptForm.sealed)).all()
    assert b"question" not in sealed
    assert b"/checks" not in sealed


def test_it_is_gone_after_a_day(council: Council) -> None:
    ref = keep(council)
    council.wait(hours=24)
    assert read_kept(council.call("mara"), ref) is None
    assert offer(council.call("mara")) is None
    council.sign_in("hugh")
    assert kept_rows(council) == 0


@on_both
def test_a_few_are_kept_and_no_more(council: Council) -> None:
    refs = []
    for _ in range(MOST_KEPT + 2):
        council.wait(seconds=1)
        refs.append(keep(council))
    there = [ref for ref in refs if read_kept(council.call("mara"), ref)]
    assert there == refs[2:]


def test_nothing_is_kept_for_a_closed_account_or_a_stranger(council: Council) -> None:
    keep(council)
    close_account(council.call("ann"), council.refs["mara"])
    assert kept_rows(council) == 0
    assert keep(council) == ""
    assert keep_form(council.nobody, "9" * 32, PAGE, FIELDS) == ""


def kept_rows(council: Council) -> int:
    with council.nobody.look() as work:
        return len(work.session.scalars(select(KeptForm.ref)).all())
