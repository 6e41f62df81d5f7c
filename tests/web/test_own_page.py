"""A candidate's own page, as somebody without an account sees it."""

import logging

import pytest

from screening.domain.events import Event
from screening.domain.words import Answered, State
from screening.services.checks import handing_over, notices
from screening.services.own_page import answers
from screening.services.people import throttling
from screening.web import languages
from tests.reading_age import grade
from tests.services.candidates import answers_with, link_to, replies_with
from tests.services.town import ADDRESS, FAIR, QUOTE
from tests.web.page import SITE, Page, Visitor
from tests.web.townspeople import TownPages


@pytest.fixture
def check(pages: TownPages) -> str:
    return pages.town.told(pages.town.vacancy())


@pytest.fixture
def key(pages: TownPages, check: str) -> str:
    return link_to(pages.town, check)


FROM_HERE = {"Origin": SITE, "Sec-Fetch-Site": "same-origin"}


def at(key: str, more: str = "") -> str:
    return f"/your-page/{key}{more}"


def sends(visitor: Visitor, key: str, words: str) -> Page:
    """Send ``words`` as an answer to what the panel was told, having seen how they are read."""
    seen = visitor.send(visitor.get(at(key, "/reply")).form(), {"words": words})
    return visitor.send(seen.form())


def own_words(page: Page) -> list[str]:
    """What the page says in words of ours: what people typed stands apart (``app-words``)."""
    ours = "//main//*[self::p or self::li or self::h1 or self::h2 or self::h3 or self::label]"
    return [
        each.text_content()
        for each in page.all(ours)
        if "app-words" not in (each.get("class") or "")
    ]


def test_it_says_all_that_they_have_to_know(pages: TownPages, key: str) -> None:
    page = Visitor(pages.app).get(at(key))
    for told in (
        QUOTE, FAIR["question"], f"{ADDRESS} – you gave us this", "channel (E1)",
        "sam, who works in our HR team", "30 November 2026",
        "between 1 December 2026 and 14 December 2026", "In your application form", "Article 6(1)",
        "the interview panel", "365 days", "have it put right", "Information Commissioner",
        "hugh@example.test", "dara@example.test", "01632 960 001", "in another form",
        "If we hear nothing", "does not mean that you said yes", "until 21 December 2026",
    ):  # fmt: skip
        assert told in page.text, told
    assert "Ada" not in page.title and "Ada" not in page.text


def test_nothing_on_it_leads_to_where_staff_work(pages: TownPages, key: str) -> None:
    visitor = Visitor(pages.app)
    for more in ("", "/answer"):
        page = visitor.get(at(key, more))
        assert {to for to in page.links().values() if to[0] not in "#?"} <= {
            at(key), at(key, "/answer"), "/accessibility", "/cookies", "/privacy"}  # fmt: skip
        assert page.response.headers["Referrer-Policy"] == "no-referrer"
        assert page.response.headers["Cache-Control"] == "no-store"
    for staff_room in ("/vacancies", "/rights", "/people"):
        assert visitor.get(staff_room).h1 == "Sign in"


def test_an_answer_is_sent_with_no_account(pages: TownPages, check: str, key: str) -> None:
    visitor = Visitor(pages.app)
    form = visitor.get(at(key, "/answer")).form()
    page = visitor.send(form, {}, 400)
    assert "Choose what you want to tell us" in page.links()
    page = visitor.send(form, {"answer": "not-mine"}, 400)
    assert page.links()["Say what is wrong, or what you can show us instead"] == "#words"
    page = visitor.send(form, {"answer": "not-mine", "words": "It is <b>hers</b>."})
    assert "We have your answer" in page.text and "It is <b>hers</b>." in page.text
    assert "Nobody looks until we have decided" in page.text
    assert pages.town.see("hugh", check).state is State.PAUSED
    shown = pages.visitor("hugh").get(f"/checks/{check}/objection")
    assert "It is not theirs, or something is wrong" in shown.text
    assert "by the candidate, by their own link" in shown.text


def test_of_two_answers_the_later_keeps_its_words(pages: TownPages, key: str) -> None:
    visitor = Visitor(pages.app)
    form = visitor.get(at(key, "/answer")).form()
    answers_with(pages.town, key, Answered.OBJECT)
    page = visitor.send(form, {"answer": "evidence", "words": "My old plan."}, 409)
    assert page.h1 == "We did not take this down" and "My old plan." in page.text
    assert visitor.get(at(key, "/answer")).h1 == "We would like to check something online"


def test_a_form_without_its_token_does_nothing(pages: TownPages, check: str, key: str) -> None:
    sent = {"answer": "go-ahead", "words": "Long and thought about."}
    answer = Visitor(pages.app).client.post(at(key, "/answer"), data=sent, headers=FROM_HERE)
    page = Page(answer)
    assert page.status == 400 and "Long and thought about." in page.text
    assert pages.town.see("hugh", check).state is State.NOTIFIED
    foreign = Visitor(pages.app)
    token = foreign.get(at(key, "/answer")).form().xpath(".//input[@name='csrf_token']")[0]
    answer = foreign.client.post(
        at(key, "/answer"), data=sent | {"csrf_token": token.get("value")},
        headers={"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
    )  # fmt: skip
    assert answer.status_code == 403
    assert pages.town.see("hugh", check).state is State.NOTIFIED


def test_every_link_that_leads_nowhere_is_answered_alike(pages: TownPages) -> None:
    town = pages.town
    checks = [town.told(town.vacancy(name)) for name in ("A-1", "A-2", "A-3")]
    keys = [link_to(town, check) for check in checks]
    town.erase(town.see("hugh", checks[0]).candidate_ref)
    link_to(town, checks[1])
    visitor, seen = Visitor(pages.app), set()
    for key in keys[:2]:
        seen.add(_said(visitor.get(at(key), 404)))
    town.wait(days=29)
    for key in (*keys, "never", "a" * 52):
        for more in ("", "/answer", "/reply"):
            seen.add(_said(visitor.get(at(key, more), 404)))
    assert len(seen) == 1
    ((_title, text, _links),) = seen
    assert "Ask the person who wrote to you" in text and "@example.test" in text


def _said(page: Page) -> tuple[str, str, tuple[str, ...]]:
    return page.title, page.text, tuple(page.links().values())


def test_trying_addresses_is_held_up(
    pages: TownPages, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "MOST_LINKS", 3)
    visitor = Visitor(pages.app)
    for number in range(3):
        visitor.get(at(key))
        visitor.get(at(f"wrong-{number}"), 404)
    for address in (at("wrong"), at(key)):
        answer = visitor.client.get(address)
        assert answer.status_code == 429 and int(answer.headers["Retry-After"]) <= 300
    pages.town.wait(minutes=5)
    visitor.get(at(key))


def test_what_goes_wrong_is_said_to_a_candidate(
    pages: TownPages, key: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """No staff page in any of them, nobody is asked to sign in, and all say whom to ask."""
    visitor = Visitor(pages.app)
    form = visitor.get(at(key, "/answer")).form()
    seen = [visitor.get(at("no"), 404), visitor.get(at(key, "/nothing"), 404)]
    seen.append(Page(visitor.client.put(at(key), headers=FROM_HERE)))
    seen.append(visitor.get("/your-page", 404))
    seen.append(Page(visitor.client.post(at(key, "/answer"), data={"words": "Mine alone."},
                                         headers={"Sec-Fetch-Site": "cross-site"})))  # fmt: skip
    seen.append(Page(visitor.client.post(at(key, "/answer"), data={"answer": "mine"},
                                         headers=FROM_HERE)))  # fmt: skip
    seen.append(Page(visitor.client.post(at(key, "/answer"), data={"words": "y" * 3_100_000},
                                         headers=FROM_HERE)))  # fmt: skip
    monkeypatch.setattr(answers, "answer", _breaks)
    seen.append(visitor.send(form, {"answer": "object", "words": "Keep these words."}, 500))
    monkeypatch.setattr(throttling, "MOST_LINKS", 1)
    seen.append(visitor.get(at(key), 429))
    assert [page.status for page in seen] == [404, 404, 405, 404, 403, 400, 413, 500, 429]
    lines = []
    for page in seen:
        assert page.all("//header//a") == [] and "sign in" not in page.text.casefold()
        assert set(page.links().values()) <= {"#main-content", at(key), at(key, "/answer"),
                                              "/accessibility", "/cookies", "/privacy",
                                              "?language=cy"}  # fmt: skip
        assert "01632 960 001" in page.text and "Ask the person who wrote to you" in page.text
        lines += own_words(page)
    assert grade(dict.fromkeys(lines)) <= 6.0
    caplog.clear()


def _breaks(*_given: object) -> None:
    raise ZeroDivisionError


def test_whoever_is_signed_in_is_no_candidate(pages: TownPages, check: str, key: str) -> None:
    visitor = pages.visitor("hugh")
    for wanted in (key, "never"):
        page = visitor.get(at(wanted), 403)
        assert "for a candidate alone" in page.text and QUOTE not in page.text
    assert not pages.town.see("hugh", check).every(Event.OBJECTION_RAISED)


def test_the_key_is_in_no_log(
    pages: TownPages, check: str, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = Visitor(pages.app)
    visitor.send(visitor.get(at(key, "/answer")).form(), {"answer": "mine"})
    link_to(pages.town, check)
    visitor.get(at(key), 404)
    pages.visitor("hugh").get(f"/checks/{check}/link")
    assert key not in caplog.text and key.replace("-", "") not in caplog.text


def test_it_speaks_the_languages_that_there_are(pages: TownPages, key: str) -> None:
    visitor = Visitor(pages.app)
    page = visitor.get(at(key) + visitor.get(at(key)).links()["Cymraeg"])
    assert page.tree.get("lang") == "cy"
    assert visitor.get(at(key, "/answer")).tree.get("lang") == "cy"
    page = visitor.get(at(key) + page.links()["English"])
    assert page.tree.get("lang") == "en-GB"


def test_words_that_staff_typed_are_marked_as_english_on_a_welsh_page(
    pages: TownPages, key: str
) -> None:
    page = Visitor(pages.app).get(at(key) + "?language=cy")
    for typed in (QUOTE, FAIR["question"], FAIR["relevance"]):
        assert [
            words.get("lang") for words in page.all("//main//p/span") if words.text == typed
        ] == ["en"]
    [job] = [line for line in page.all("//main//p/span") if "(E1)" in line.text]
    assert job.get("lang") == "en" and job.text.startswith("Experience of running")
    assert f"{ADDRESS} – " in page.text


def test_without_a_catalogue_no_other_language_is_offered(
    pages: TownPages, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = {"en_GB": "English"}
    monkeypatch.setattr(languages, "offered_languages", lambda: one)
    monkeypatch.setitem(pages.app.jinja_env.globals, "offered_languages", lambda: one)
    page = Visitor(pages.app).get(at(key) + "?language=cy")
    assert page.tree.get("lang") == "en-GB"
    assert "Cymraeg" not in page.links()


def test_what_the_panel_was_told_is_answered_and_passed_on(pages: TownPages) -> None:
    town = pages.town
    check = town.handed_over(town.vacancy())
    key = link_to(town, check)
    visitor, hugh, mara = Visitor(pages.app), pages.visitor("hugh"), pages.visitor("mara")
    page = visitor.get(at(key))
    assert "The posts are there, as she says." in page.text
    assert "can be trusted: high" in page.text and "it is about you: certain" in page.text
    page = sends(visitor, key, "I wrote them all. I am 61: wombat.")
    assert "wombat" in page.text and "Answer this" not in page.links()
    assert "wombat" not in mara.get(f"/checks/{check}").text
    home = hugh.get("/").links()
    read = next(words for words in home if words.startswith("Read what the candidate answered"))
    assert home[read] == f"/checks/{check}/their-answer"
    page = hugh.get(f"/checks/{check}/their-answer")
    (box,) = page.all("//textarea[@name='words']")
    assert "I wrote them all." in box.text and "61" not in box.text
    assert "61" in "".join(mark.text_content() for mark in page.all("//mark"))
    form = page.form()
    hugh.send(form, {"ruling": "pass-on", "words": ""}, 400)
    page = hugh.send(form, {"ruling": "pass-on", "words": "She is 61."}, 400)
    assert page.h1 == "What the candidate answered" and page.all("//mark")
    assert "why do they belong to the work?" in page.text
    hugh.send(page.form(), {"ruling": "pass-on", "words": "I wrote them all."})
    handing_over.lock_scores(town.call("mara"), check)
    shown = mara.get(f"/checks/{check}").text
    assert "I wrote them all." in shown and "wombat" not in shown
    assert "We gave the panel this part of your answer" in visitor.get(at(key)).text
    assert hugh.get(f"/checks/{check}/their-answer").all("//main//form") == []


def test_a_candidate_sees_what_the_panel_would_read_before_they_send_it(
    pages: TownPages,
) -> None:
    check = pages.town.handed_over(pages.town.vacancy())
    key, visitor = link_to(pages.town, check), Visitor(pages.app)
    form = visitor.get(at(key, "/reply")).form()
    visitor.send(form, {"words": " "}, 400)
    visitor.send(form, {"words": "y" * 5001}, 400)
    page = visitor.send(form, {"words": "I wrote them. My <b>wife</b> helped."})
    assert page.h1 == "Check your answer before you send it"
    assert [quote.text_content() for quote in page.all("//main//blockquote")][0].startswith(
        "I wrote them."
    )
    assert "wife" not in page.all("//main//blockquote")[0].text_content()
    assert "wife" in "".join(mark.text_content() for mark in page.all("//mark"))
    page = visitor.send(page.form(), {"words": "I wrote them, every one."})
    assert "We would leave nothing out." in page.text and page.all("//mark") == []
    assert not pages.town.see("hugh", check).reply_waits
    page = visitor.send(page.form())
    assert "We have your answer" in page.text and pages.town.see("hugh", check).reply_waits
    late = visitor.send(form, {"words": "Once more."}, 409)
    assert "Once more." in late.text


def test_its_words_can_be_read_at_eleven(pages: TownPages) -> None:
    """Flesch–Kincaid grade of all that these pages say themselves in every standing."""
    town, visitor, lines = pages.town, Visitor(pages.app), []
    told = town.told(town.vacancy("A-1"))
    asked = link_to(town, told)
    lines += own_words(visitor.get(at(asked))) + own_words(visitor.get(at(asked, "/answer")))
    answers_with(town, asked, Answered.OBJECT)
    lines += own_words(visitor.get(at(asked)))
    notices.decide_objection(town.call("hugh"), told, upheld=True, reasons="Yes.")
    lines += own_words(visitor.get(at(asked))) + own_words(visitor.get(at("no"), 404))
    looked = link_to(town, town.searched(town.vacancy("A-2")))
    lines += own_words(visitor.get(at(looked)))
    over = link_to(town, town.handed_over(town.vacancy("A-3")))
    lines += own_words(visitor.get(at(over, "/reply"))) + own_words(visitor.get(at(over)))
    replies_with(town, over, "Yes.")
    lines += own_words(visitor.get(at(over)))
    assert len(set(lines)) > 40
    assert grade(dict.fromkeys(lines)) <= 6.0


def test_the_link_is_made_and_made_anew_by_the_page(pages: TownPages) -> None:
    check = pages.town.approved(pages.town.vacancy())
    hugh, address = pages.visitor("hugh"), f"/checks/{check}/link"
    assert "carries no link" in hugh.get(f"/checks/{check}/notice").text
    form = hugh.get(address).form()
    first = hugh.send(form)
    (shown,) = first.all("//main//p[contains(@class, 'app-words')]/strong")
    assert Visitor(pages.app).get(shown.text.removeprefix(SITE)).h1
    assert "carries the link" in hugh.get(f"/checks/{check}/notice").text
    late = hugh.send(form, {"idempotency_key": "7" * 32}, 409)
    assert "has just made a new link" in late.text
    hugh.send(first.form())
    Visitor(pages.app).get(shown.text.removeprefix(SITE), 404)
    assert SITE not in pages.visitor("hetty").get(address).text


def test_adverts_say_what_the_settings_are(pages: TownPages) -> None:
    page = pages.visitor("hugh").get("/advert-words")
    for told in ("Wexcombe Council may look", "5 working days", "365 days", "Article 6(1)(e)",
                 "dara@example.test", "01632 960 001"):  # fmt: skip
        assert told in page.text, told
