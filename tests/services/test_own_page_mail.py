"""The link by e-mail: what it says, to whom it goes, what is known of it, and what kills it."""

from gettext import NullTranslations

import pytest
from sqlalchemy import inspect, text

from screening.domain.errors import Conflict, LinkDead, NotAllowed, NotFound, NotPossible, NotValid
from screening.domain.events import Event
from screening.domain.notifying import Language, MessageState, Told
from screening.domain.words import Role
from screening.reports.model import Organisation
from screening.services import subject_access
from screening.services.call import Call
from screening.services.catalogues import catalogue_of
from screening.services.own_page import links, mailing
from screening.services.own_page.mail_words import Asked, words_of
from screening.services.own_page.mailing import InWhoseName
from screening.services.reading.administration.messages import list_troubled
from screening.services.reading.equality.timeline import Wanted, read_timeline
from screening.services.reading.rights.subject import held_of, read_subject
from screening.services.reading.telling.mails import MailShown, read_mail_words, read_mails
from screening.store.tables.candidate import Candidate
from screening.store.tables.vacancy import Vacancy
from tests.databases import on_both
from tests.services.candidates import HERE, link_to, page_at
from tests.services.outbox import Pretending, messages, send, told
from tests.services.town import ADDRESS, FAIR, MONDAY, QUOTE, Town

WRITER = InWhoseName(HERE, "https://here/your-page/{}".format)
ADA, OTHER = "ada.q@example.test", "bo@example.test"


@pytest.fixture
def check(town: Town) -> str:
    return town.approved(town.vacancy())


def mail(call: Call, check: str, to: str = ADA) -> None:
    mailing.send_link(call, check, links.link_for(call, check).number, to, WRITER)


def shown(town: Town, check: str) -> list[MailShown]:
    return list(read_mails(town.call("hetty"), check).sent)


def key_in(letter_text: str) -> str:
    (line,) = [each for each in letter_text.splitlines() if each.startswith("https://here/")]
    return line.removeprefix("https://here/your-page/")


@on_both
def test_it_goes_with_the_link_and_says_nothing_of_what_it_is_about(town: Town, check: str) -> None:
    told = read_mail_words(town.call("hugh"), check, HERE, ())
    mail(town.call("hugh"), check)
    assert [one.state for one in shown(town, check)] == [MessageState.WAITING]
    channel = Pretending()
    assert send(town, channel) >= 1
    (letter,) = [one for one in channel.letters if one.to == ADA]
    assert page_at(town, key_in(letter.text)).notice.candidate_name == "Ada Quillfeather"
    said = letter.subject + letter.text
    for secret in ("Ada", "LIB-7", QUOTE, ADDRESS, "museum", "check", FAIR["question"]):
        assert secret not in said.replace(key_in(letter.text), "")
    for wanted in ("hugh@example.test", "01632 960 001", "21 December 2026", "Wexcombe Council"):
        assert wanted in said
    assert letter.text.replace(f"https://here/your-page/{key_in(letter.text)}", "(the link)") == (
        told.text
    )
    (sent,) = shown(town, check)
    assert (sent.to, sent.by, sent.state) == (ADA, "hugh", MessageState.SENT)


def test_what_was_sent_and_how_it_ended_is_on_record_and_nowhere_else(
    town: Town, check: str
) -> None:
    mail(town.call("hugh"), check)
    key = links.link_for(town.call("hugh"), check).key
    send(town, Pretending())
    told = town.see("hetty", check).every(Event.LINK_MAILED, Event.MAIL_TAKEN)
    assert [one.event for one in told] == [Event.LINK_MAILED, Event.MAIL_TAKEN]
    payload = told[0].payload
    assert payload and payload["to"] == ADA and "(the link)" in payload["text"]
    assert key not in repr(payload)
    with town.call("hugh").look() as work:
        connection = work.session.connection()
        for table in inspect(connection).get_table_names():
            rows = repr(connection.execute(text(f'SELECT * FROM "{table}"')).all())  # noqa: S608 - ours
            assert ADA not in rows and key not in rows, table
    assert not town.see("mara", check).every(Event.LINK_MAILED, Event.MAIL_TAKEN)
    seen = repr(read_timeline(town.call("edith"), town.see("hugh", check).vacancy_ref, Wanted()))
    assert ADA not in seen and "We have something for you to read" in seen


def test_another_address_gets_another_link_and_the_old_one_is_dead(town: Town, check: str) -> None:
    first = link_to(town, check)
    hugh = town.call("hugh")
    mail(hugh, check, OTHER)  # the link that a letter carries may go by e-mail too
    assert links.link_for(hugh, check).key == first
    mail(hugh, check, OTHER.upper())
    assert links.link_for(hugh, check).key == first
    mail(hugh, check, ADA)
    channel = Pretending()
    send(town, channel)
    assert [one.to for one in channel.letters if "here" in one.text] == [ADA]
    with pytest.raises(LinkDead):
        page_at(town, first)
    states = [one.state for one in shown(town, check)]
    assert states == [MessageState.SENT, MessageState.DROPPED, MessageState.DROPPED]
    assert read_mails(hugh, check).address == ADA


def test_somebody_else_sends_a_link_of_their_own(town: Town, check: str) -> None:
    key = link_to(town, check)
    mail(town.call("hetty"), check)
    assert links.link_for(town.call("hetty"), check).key not in ("", key)
    with pytest.raises(LinkDead):
        page_at(town, key)


def test_of_two_at_once_one_wins(town: Town, check: str) -> None:
    mailing.send_link(town.call("hugh"), check, 0, ADA, WRITER)
    with pytest.raises(Conflict):
        mailing.send_link(town.call("hetty"), check, 0, OTHER, WRITER)
    assert [one.to for one in shown(town, check)] == [ADA]


def test_what_cannot_be_sent_is_told_without_the_address(town: Town, check: str) -> None:
    mail(town.call("hugh"), check)
    send(town, Pretending(f"550 <{ADA.upper()}>: no mailbox for ada.q here"))
    (failed,) = shown(town, check)
    assert (failed.state, failed.note) == (
        MessageState.FAILED,
        "550 <\u2026>: no mailbox for \u2026 here",
    )
    assert town.see("hugh", check).last(Event.MAIL_FAILED)
    assert town.see("hugh", check).mail_failed and not town.see("mara", check).mail_failed
    heard = told(town, unread=True)
    assert {name for name in heard if Told.LINK_NOT_SENT in heard[name]} == {"hetty", "hugh"}
    (outside,) = [one for one in list_troubled(town.call("alan")) if not one.name]
    assert "ada.q" not in repr(outside).casefold()
    mail(town.call("hugh"), check, OTHER)
    assert "hugh" not in told(town, unread=True)
    assert not town.see("hugh", check).mail_failed
    channel = Pretending()
    send(town, channel)
    assert OTHER in [one.to for one in channel.letters]


@pytest.mark.parametrize(
    "wrong", ["", " ", "ada", "ada@example", "a@b.c, d@e.f", "a@b.c\nBcc: d@e.f"]
)
def test_what_is_no_address_is_refused_and_no_link_is_made(
    town: Town, check: str, wrong: str
) -> None:
    with pytest.raises(NotValid) as refused:
        mail(town.call("hugh"), check, wrong)
    assert set(refused.value.fields) == {"to"}
    assert links.link_for(town.call("hugh"), check).number == 0 and messages(town) == []


def test_the_panel_and_who_may_not_know_send_none_and_see_none(town: Town, check: str) -> None:
    town.add("pat", Role.HR, Role.MANAGER)
    for name, error in (("mara", NotAllowed), ("edith", NotAllowed), ("miles", NotFound)):
        for act in (mail, read_mails):
            with pytest.raises(error):
                act(town.call(name), check)  # type: ignore[operator]  # both take these two
    with pytest.raises(NotFound):
        mail(town.call("hugh"), town.submitted(town.vacancy("LIB-8")))


@on_both
def test_erasing_ends_it_before_it_leaves_and_takes_the_address(town: Town, check: str) -> None:
    mail(town.call("hugh"), check)
    town.erase(town.see("hugh", check).candidate_ref)
    channel = Pretending()
    send(town, channel)
    assert ADA not in [one.to for one in channel.letters]
    (gone,) = shown(town, check)
    assert (gone.to, gone.state) == ("", None)
    assert MessageState.DROPPED in [one.state for one in messages(town) if one.sealed is None]
    assert read_mails(town.call("hugh"), check).address == ""
    with pytest.raises(NotPossible):
        mailing.send_link(town.call("hugh"), check, 1, ADA, WRITER)


def test_the_address_of_the_application_is_offered(town: Town, check: str) -> None:
    assert read_mails(town.call("hugh"), check).address == "ada@example.test"


def test_their_copy_says_where_it_was_sent(town: Town, check: str) -> None:
    mail(town.call("hugh"), check)
    dara, candidate = town.call("dara"), town.see("hugh", check).candidate_ref
    subject_access.look_at(dara, candidate, "They asked.", HERE)
    with dara.look() as work:
        row = work.session.get_one(Candidate, candidate)
        held = held_of(work, row, work.session.get_one(Vacancy, row.vacancy_ref))
        subject = read_subject(held, HERE)
    said = {
        each.field: each.value
        for section in subject.sections
        for entry in section.entries
        for each in entry.said
        if entry.event is Event.LINK_MAILED
    }
    assert said["to"] == ADA and "(the link)" in str(said["text"])


class _Welsh(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.replace("password", "cyfrinair")


@on_both
def test_it_is_said_in_every_language_that_is_offered(town: Town, check: str) -> None:
    words = read_mail_words(town.call("hugh"), check, HERE, (NullTranslations(), _Welsh()))
    assert words.text.count("Wexcombe Council") == 2 and len(words.subject.splitlines()) == 1
    assert "You need no password" in words.text and "You need no cyfrinair" in words.text


def test_each_language_has_its_own_day_and_name() -> None:
    house = Organisation("Wexcombe Council", "#123456", name_cy="Cyngor Wexcombe")
    tongues = (catalogue_of(Language.ENGLISH), catalogue_of(Language.WELSH))
    words = words_of(house, Asked("Hugh", "h@example.test"), MONDAY, tongues=tongues)
    english, welsh = words.text.split("* * *")
    assert "23 November 2026" in english and "Wexcombe Council" in english
    assert "23 Tachwedd 2026" in welsh and "Cyngor Wexcombe" in welsh
    assert "Council" not in welsh
