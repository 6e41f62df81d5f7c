"""The lawful basis: what people are told is the version that counted when they were told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from screening.domain.errors import Conflict, NotAllowed, NotValid
from screening.domain.events import Event
from screening.domain.lawful_basis import Article9, Article10
from screening.domain.policy import shipped_policy
from screening.reports.model import Organisation
from screening.services.kept_settings.processing import set_basis
from screening.services.reading.telling.lawful_basis import list_bases
from screening.services.reading.telling.notice import read_notice
from screening.services.reading.telling.privacy import read_privacy
from screening.services.subject_access import look_at
from screening.store.ledger_store import open_records
from tests.databases import on_both
from tests.services.kept import basis_from
from tests.services.town import MONDAY, Town

OURS = Organisation("Wexcombe Council", "#123456")
SHIPPED = shipped_policy().text("notice", "basis")
BASIS = basis_from(MONDAY.date())
TOLD = "a law asks us to (UK GDPR Article 6(1)(c))."


def said_now(town: Town) -> str:
    return read_privacy(town.call("hugh")).basis.said()


def test_the_policy_says_it_until_an_officer_sets_it(town: Town) -> None:
    assert said_now(town) == SHIPPED
    set_basis(town.call("dara"), 0, BASIS)
    assert said_now(town) == TOLD


@on_both
def test_a_version_counts_from_its_day_on(town: Town) -> None:
    set_basis(town.call("dara"), 0, BASIS)
    later = replace(BASIS, words="we may.", effective_from=MONDAY.date() + timedelta(days=3))
    set_basis(town.call("dara"), 1, later)
    assert said_now(town) == TOLD
    town.wait(days=3)
    assert said_now(town).startswith("we may (")
    assert [row.in_force for row in list_bases(town.call("dara"))] == [True, False]


@on_both
def test_a_notice_keeps_what_counted_when_it_was_sent(town: Town) -> None:
    check = town.told(town.vacancy())
    town.wait(hours=1)
    set_basis(town.call("dara"), 0, BASIS)  # on the same day, after it
    assert read_notice(town.call("hugh"), check, OURS).basis.said() == SHIPPED
    unsent = town.approved(town.vacancy("LIB-8"))
    assert read_notice(town.call("hugh"), unsent, OURS).basis.said() == TOLD
    candidate = town.see("hugh", check).candidate_ref
    copy = look_at(town.call("dara"), candidate, "LIB-7/R-1", OURS)
    (said,) = (one.said() for one in copy.statements if one.name == "basis")
    assert said == f"{SHIPPED} {TOLD}"


def test_special_categories_and_offences_are_told_where_they_are_relied_on(town: Town) -> None:
    both = replace(
        BASIS,
        article9=Article9.SUBSTANTIAL,
        reasons9="Schedule 1 paragraph 8.",
        article10=Article10.SCHEDULE,
        reasons10="Schedule 1 paragraph 10.",
    )
    set_basis(town.call("dara"), 0, both)
    assert "Article 9(2)(g)" in said_now(town)
    assert "Article 10" in said_now(town)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"effective_from": MONDAY.date() - timedelta(days=1)}, "effective_from"),
        ({"review_by": MONDAY.date()}, "review_by"),
        ({"words": " "}, "words"),
        ({"reasons": ""}, "reasons"),
        ({"article9": Article9.CLAIMS}, "reasons9"),
        ({"article10": Article10.OFFICIAL}, "reasons10"),
    ],
)
def test_what_cannot_be_a_basis_is_refused(
    town: Town, change: dict[str, object], wrong: str
) -> None:
    with pytest.raises(NotValid) as refused:
        set_basis(town.call("dara"), 0, replace(BASIS, **change))  # type: ignore[arg-type]  # any part of it
    assert set(refused.value.fields) == {wrong}
    assert said_now(town) == SHIPPED


def test_it_is_data_protections_alone_on_record_and_set_by_one_at_a_time(town: Town) -> None:
    for name in ("hugh", "edith", "alan", "mara"):
        with pytest.raises(NotAllowed):
            set_basis(town.call(name), 0, BASIS)
        with pytest.raises(NotAllowed):
            list_bases(town.call(name))
    set_basis(town.call("dara"), 0, BASIS)
    with pytest.raises(Conflict):
        set_basis(town.call("dara"), 0, replace(BASIS, words="another"))
    with town.call("dara").look() as work:
        records = [
            one for one in open_records(work.session, work.vault) if one.event == Event.BASIS_SET
        ]
    assert [(one.payload or {})["reasons"] for one in records] == ["Section 1 of an Act."]
