"""Who is told of what stands beside the checks: registers, the policy, roles, data that is due."""

from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from screening.domain.notifying import TOLD_NAMES, HowOften, Language, Told
from screening.domain.words import CandidateStatus, Role
from screening.services import candidates, proposing, sourcing, vacancies
from screening.services.erasure import retention
from screening.services.outbox import choosing, letters
from screening.services.outbox.channel import PERHAPS
from screening.services.outbox.letters import SUBJECT, letter_of
from screening.services.people.policy_reading import say_read
from screening.services.people.roles import decline_role, give_role, grant_role
from screening.services.reminding import clocks
from screening.services.sourcing import Sourced
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.amendments import SLOWER, amendment
from tests.services.outbox import (
    HEAD,
    Heard,
    by_smtp,
    let_know,
    messages,
    new_since,
    send,
    text_of,
    told,
)
from tests.services.postbox import open_postbox
from tests.services.town import Town


def looked(town: Town) -> Heard:
    """What the worker has told, looking twice."""
    return new_since(town, lambda: [clocks.look(town.call("alan")) for _twice in range(2)])


def test_a_search_that_looks_like_a_check_is_told_off_the_panel(town: Town) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    town.candidate(town.vacancy(panel=("mara", "hana")))
    said = Sourced("LIB-7", "LinkedIn", "ada quillfeather", "Find people.", town.now.date())
    heard = new_since(town, lambda: sourcing.enter(town.call("mara"), "", said))
    sign = [Told.SOURCING_SIGN]
    assert heard == {"hugh": sign, "hetty": sign, "sam": sign, "edith": sign}
    fair = Sourced("LIB-7", "LinkedIn", "librarian", "Find people.", town.now.date())
    assert new_since(town, lambda: sourcing.enter(town.call("mara"), "", fair)) == {}


def test_that_somebody_found_applies_is_told_off_the_panel_and_not_to_the_finder(
    town: Town,
) -> None:
    town.add("hana", Role.HR, Role.MANAGER)
    vacancy = town.vacancy(panel=("mara", "hana"))
    said = Sourced("", "LinkedIn", "librarian", "Find people.", town.now.date())
    search = sourcing.enter(town.call("sam"), "", said)
    sourcing.note(town.call("sam"), search, "Ada Quillfeather", "linkedin.com/in/ada-q")
    applies = lambda: candidates.add_candidate(  # noqa: E731 - one line
        town.call("hugh"), vacancy, "Ada Quillfeather", "", CandidateStatus.APPLIED
    )
    applied = [Told.SOURCED_APPLIED]
    assert new_since(town, applies) == {"hetty": applied, "edith": applied}


def test_a_version_of_the_policy_is_told_to_who_confirms_and_then_to_who_reads(
    town: Town,
) -> None:
    town.add("elsa", Role.EQUALITY)
    town.add("alan too", Role.EQUALITY, person=town.people["alan"].person_ref)
    refs: list[str] = []
    propose = lambda: refs.append(  # noqa: E731 - one line
        proposing.propose(town.call("alan"), amendment(SLOWER))
    )
    confirm = [Told.POLICY_PROPOSED]
    assert new_since(town, propose) == {"edith": confirm, "elsa": confirm}
    worker_of(town).do_one()
    confirmed = new_since(town, lambda: proposing.confirm(town.call("edith"), refs[0], "Right."))
    assert confirmed == {"alan": [Told.POLICY_DECIDED]}
    assert "elsa" not in told(town, unread=True)
    with town.call("alan").look() as work:
        version = proposing.find_version(work, refs[0])
    if version.effective_at and version.effective_at > town.now:
        assert looked(town) == {}
        town.now = version.effective_at
    say_read(town.call("mara"), version.digest)
    read = [Told.POLICY_TO_READ]
    assert looked(town) == {"miles": read, "hugh": read, "hetty": read, "sam": read}


@on_both
def test_a_role_is_told_to_a_second_administrator_and_to_whom_it_concerns(town: Town) -> None:
    town.add("anna", Role.ADMINISTRATOR)
    town.add("anna too", Role.ADMINISTRATOR, person=town.people["hugh"].person_ref)
    hugh, alan, anna = town.people["hugh"].ref, town.call("alan"), town.call("anna")
    ask = new_since(town, lambda: give_role(alan, hugh, Role.EQUALITY))
    assert ask == {"anna": [Told.ROLE_ASKED]}
    grant = new_since(town, lambda: grant_role(anna, hugh, Role.EQUALITY))
    assert grant == {"alan": [Told.ROLE_DECIDED], "hugh": [Told.ROLE_GIVEN]}
    assert "anna" not in told(town, unread=True)
    mara = town.people["mara"].ref
    give_role(alan, mara, Role.HR)
    decline = new_since(town, lambda: decline_role(anna, mara, Role.HR))
    assert decline == {"alan": [Told.ROLE_DECIDED]}


def test_data_that_is_due_is_told_to_data_protection_and_hr(town: Town) -> None:
    vacancy = town.vacancy()
    town.candidate(vacancy)
    vacancies.close_vacancy(town.call("hugh"), vacancy)
    town.wait(days=340)
    due = [Told.DATA_DUE]
    heard = new_since(town, lambda: retention.announce(town.call("alan")))
    assert heard == {"dara": due, "hugh": due, "hetty": due, "sam": due}


@pytest.fixture
def in_welsh(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue in which a few sentences stand; the others are as they are."""
    catalogue = Catalog(locale="cy")
    catalogue.add(SUBJECT, "Mae rhywbeth yn aros amdanoch")
    catalogue.add(TOLD_NAMES[Told.TO_DECIDE], "Cais i chi benderfynu arno")
    catalogue.add(PERHAPS, "Efallai eich bod wedi cael hon o'r blaen.\n\n")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    welsh = GNUTranslations(BytesIO(compiled.getvalue()))
    real = letters.catalogue_of
    monkeypatch.setattr(
        letters, "catalogue_of", lambda code: welsh if code == Language.WELSH else real(code)
    )


@pytest.mark.usefixtures("in_welsh")
def test_a_message_is_in_the_language_of_whoever_gets_it(town: Town) -> None:
    choosing.choose(town.call("hugh"), HowOften.AT_ONCE, Language.WELSH)
    choosing.choose(town.call("hugh"), HowOften.AT_ONCE)  # leaves the language
    let_know(town, "hugh", "hetty")
    with open_postbox() as postbox:
        assert send(town, by_smtp(postbox)) == 2
        mail = {str(each["To"]): each for each in postbox.messages}
    welsh, english = mail["hugh@example.test"], mail["hetty@example.test"]
    assert str(welsh["Subject"]) == "Mae rhywbeth yn aros amdanoch"
    assert "- Cais i chi benderfynu arno: 1\n" in text_of(welsh)
    assert str(english["Subject"]) == SUBJECT
    assert "- A request for you to decide: 1\n" in text_of(english)
    [ref] = [one.ref for one in messages(town) if one.account_ref == town.people["hugh"].ref]
    with town.call("alan").look() as work:
        letter = letter_of(work, ref, HEAD, perhaps=True)
    assert letter is not None
    assert letter.warning.startswith("Efallai")
