"""The link to the page of somebody on a school's shortlist by e-mail: to whom, and how it ends."""

import pytest
from sqlalchemy import inspect, text

from screening.domain.errors import Conflict, LinkDead, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import MessageState, Told
from screening.services.call import Call
from screening.services.own_page import shortlist, shortlist_mailing
from screening.services.own_page.mailing import InWhoseName
from screening.services.reading.rights.subject import held_of, read_subject
from screening.services.reading.schools.own_page import read_shortlist_page
from screening.services.reading.telling.mails import (
    MailShown,
    read_shortlist_mail_words,
    read_shortlist_mails,
)
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.due_diligence import DueDiligencePart
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services import schools
from tests.services.candidates import HERE, calling
from tests.services.outbox import Pretending, send, told
from tests.services.town import Town, populated

pytestmark = on_both

WRITER = InWhoseName(HERE, "https://here/your-page/{}/shortlist".format)
ADA, OTHER = "ada.q@example.test", "bo@example.test"


@pytest.fixture
def town(store: Store) -> Town:
    town = populated(store)
    schools.in_force(town)
    return town


@pytest.fixture
def part(town: Town) -> str:
    _vacancy, (first, *_others) = schools.told(town)
    return first


def mail(call: Call, part: str, to: str = ADA) -> None:
    number = shortlist.link_for(call, part).number
    shortlist_mailing.send_link(call, part, number, to, WRITER)


def shown(town: Town, part: str) -> list[MailShown]:
    return list(read_shortlist_mails(town.call("hetty"), part).sent)


def whose(town: Town, part: str) -> str:
    with town.call("edith").look() as work:
        return work.session.get_one(DueDiligencePart, part).candidate_ref


def test_it_goes_with_the_link_and_says_nothing_of_what_it_is_about(town: Town, part: str) -> None:
    words = read_shortlist_mail_words(town.call("hugh"), part, HERE, ())
    mail(town.call("hugh"), part)
    key = shortlist.link_for(town.call("hugh"), part).key
    channel = Pretending()
    send(town, channel)
    (letter,) = [one for one in channel.letters if one.to == ADA]
    assert letter.text.replace(f"https://here/your-page/{key}/shortlist", "(the link)") == (
        words.text
    )
    for secret in ("Ada", "SCH-1", "school", "shortlist", "look"):
        assert secret not in (letter.subject + words.text)
    page = read_shortlist_page(calling(town), key, HERE)
    assert page.notice.reference == "SCH-1"
    (sent,) = shown(town, part)
    assert (sent.to, sent.by, sent.state) == (ADA, "hugh", MessageState.SENT)
    assert read_shortlist_mails(town.call("hugh"), part).address == ADA


def test_what_was_sent_is_on_record_and_nowhere_else(town: Town, part: str) -> None:
    mail(town.call("hugh"), part)
    key = shortlist.link_for(town.call("hugh"), part).key
    send(town, Pretending())
    with town.call("hugh").look() as work:
        records = open_records(work.session, work.vault, subject_ref=whose(town, part))
        kinds = [one.event for one in records]
        assert kinds[-3:] == [Event.LINK_MADE, Event.LINK_MAILED, Event.MAIL_TAKEN]
        assert records[-2].payload is not None and records[-2].payload["to"] == ADA
        connection = work.session.connection()
        for table in inspect(connection).get_table_names():
            rows = repr(connection.execute(text(f'SELECT * FROM "{table}"')).all())  # noqa: S608 - ours
            assert ADA not in rows and key not in rows, table


def test_another_address_gets_another_link_and_the_old_one_is_dead(town: Town, part: str) -> None:
    first, hugh = schools.page_key(town, part), town.call("hugh")
    mail(hugh, part, OTHER)
    mail(hugh, part, OTHER.upper())
    assert shortlist.link_for(hugh, part).key == first
    mail(hugh, part, ADA)
    channel = Pretending()
    send(town, channel)
    assert [one.to for one in channel.letters if "here" in one.text] == [ADA]
    with pytest.raises(LinkDead):
        read_shortlist_page(calling(town), first, HERE)
    states = [one.state for one in shown(town, part)]
    assert states == [MessageState.SENT, MessageState.DROPPED, MessageState.DROPPED]
    with pytest.raises(Conflict):
        shortlist_mailing.send_link(hugh, part, 1, ADA, WRITER)


def test_of_one_that_could_not_be_sent_hr_is_told_and_nobody_else(town: Town, part: str) -> None:
    mail(town.call("hugh"), part)
    send(town, Pretending(f"550 <{ADA.upper()}>: no mailbox for ada.q here"))
    (failed,) = shown(town, part)
    assert failed.state is MessageState.FAILED and "ada" not in failed.note
    heard = told(town, unread=True)
    assert {name for name in heard if Told.SHORTLIST_NOT_SENT in heard[name]} == {"hetty", "hugh"}
    mail(town.call("hugh"), part, OTHER)  # sam, who looks, handles nothing here
    assert not any(Told.SHORTLIST_NOT_SENT in kinds for kinds in told(town, unread=True).values())


def test_who_may_not_handle_it_sends_none_and_no_wrong_address_makes_a_link(
    town: Town, part: str
) -> None:
    for name, error in (("mara", NotAllowed), ("sam", NotAllowed), ("miles", NotFound)):
        for act in (mail, read_shortlist_mails):
            with pytest.raises(error):
                act(town.call(name), part)
    with pytest.raises(NotValid) as refused:
        mail(town.call("hugh"), part, "ada")
    assert set(refused.value.fields) == {"to"}
    assert shortlist.link_for(town.call("hugh"), part).number == 0


def test_erasing_ends_it_before_it_leaves_and_takes_the_address(town: Town, part: str) -> None:
    mail(town.call("hugh"), part)
    town.erase(whose(town, part))
    channel = Pretending()
    send(town, channel)
    assert ADA not in [one.to for one in channel.letters]
    (gone,) = shown(town, part)
    assert (gone.to, gone.state) == ("", None)
    with pytest.raises(NotPossible):
        shortlist_mailing.send_link(town.call("hugh"), part, 1, ADA, WRITER)


def test_their_copy_says_where_it_was_sent_beside_the_search(town: Town, part: str) -> None:
    mail(town.call("hugh"), part)
    with town.call("dara").look() as work:
        row = work.session.get_one(Candidate, whose(town, part))
        held = held_of(work, row, work.session.get_one(Vacancy, row.vacancy_ref))
        sections = {one.name: one for one in read_subject(held, HERE).sections}
    said = {
        each.field: each.value
        for entry in sections["due-diligence"].entries
        if entry.event is Event.LINK_MAILED
        for each in entry.said
    }
    assert said["to"] == ADA and "(the link)" in str(said["text"])
