"""The policy's pages: reading it, proposing a version, deciding on one."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from screening.domain.notifying import Language
from screening.domain.policy import shipped_policy
from screening.domain.policy_print import as_toml
from screening.services import job_queue, proposing
from screening.services.catalogues import catalogue_of
from tests.databases import on_both
from tests.reported import worker_of
from tests.services.amendments import SLOWER, STRICTER, amendment
from tests.services.town import FAIR, IMPROPER
from tests.web.page import SITE, Page, Visitor
from tests.web.test_catalogues import ALIKE
from tests.web.townspeople import TownPages

READERS = ("hugh", "edith", "dara", "alan")
SHIPPED = shipped_policy().digest


def proposed(pages: TownPages, changes: str = SLOWER, *, done: bool = True) -> str:
    """A version that alan proposed; its replay is done, unless said otherwise."""
    ref = proposing.propose(pages.town.call("alan"), amendment(changes))
    if done:
        assert worker_of(pages.town).do_one()
    return ref


def send_file(visitor: Visitor, content: bytes, **fields: object) -> Page:
    """Send the form with a file chosen."""
    token = visitor.get("/policy/propose").all("//input[@name='csrf_token']/@value")[0]
    response = visitor.client.post(
        "/policy/propose",
        data={"csrf_token": token, "words": "", "file": (io.BytesIO(content), "p.toml"), **fields},
        headers={"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return Page(response)


@pytest.mark.parametrize("name", READERS)
def test_whoever_answers_for_it_reads_it(pages: TownPages, name: str) -> None:
    visitor = pages.visitor(name)
    page = visitor.get("/policy")
    assert page.h1 == "Policy"
    assert "Version 2026-1" in page.text
    assert SHIPPED in page.text
    assert visitor.get("/").links()["Policy"] == "/policy"
    whole = visitor.get(page.links()["Read it: periods, limits, rules and word lists"])
    assert "HR decides How long: 2 working days What it rests on: This organisation" in whole.text
    assert "Looks for the person instead of the work" in whole.text or "Weight" in whole.text


def test_managers_do_not(pages: TownPages) -> None:
    visitor = pages.visitor("mara")
    assert "Policy" not in visitor.get("/").links()
    for address in ("", f"/read/{SHIPPED}", f"/read/{SHIPPED}/words/aims", "/propose"):
        visitor.get(f"/policy{address}", 403)


def test_rules_are_told_in_full(pages: TownPages) -> None:
    text = pages.visitor("hugh").get(f"/policy/read/{SHIPPED}").text
    rule = shipped_policy().gate["texts"]["fishing"]
    assert rule["title"] in text
    assert rule["basis"]["text"] in text
    for name, signal in rule["signals"].items():
        weight = shipped_policy().gate["weights"]["fishing"][name]
        assert signal["message"].replace("%(excerpt)s", "…") in text
        assert signal["mend"].replace("%(excerpt)s", "…") in text
        assert weight["source"] in text
    assert "%(" not in text


def test_every_word_list_has_its_page(pages: TownPages) -> None:
    visitor = pages.visitor("edith")
    links = visitor.get(f"/policy/read/{SHIPPED}").links()
    for name, tables in shipped_policy().gate["lexicon"].items():
        page = visitor.get(links[name])
        for entry in tables.values():
            for word in entry.get("phrases", entry.get("words")):
                assert " ".join(word.split()) in page.text


def _told(part: Mapping[str, Any]) -> Iterator[str]:
    """Everything in ``part`` that is for people: what something rests on, and why it is there."""
    for name, value in part.items():
        if isinstance(value, Mapping):
            yield from _told(value)
        elif name in {"source", "reason"} and value not in ALIKE:
            yield value


def test_nothing_that_is_told_of_the_policy_stays_english_on_a_welsh_page(
    pages: TownPages,
) -> None:
    visitor = pages.visitor("edith")
    page = visitor.get(f"/policy/read/{SHIPPED}?language=cy")
    lists = [visitor.get(link) for link in page.all("//a/@href[contains(., '/words/')]")]
    assert len(lists) == len(shipped_policy().gate["lexicon"]) + 1
    shown = {" ".join(text.split()) for one in (page, *lists) for text in one.all("//main//text()")}
    whole = shipped_policy().whole
    assert len(told := set(_told(whole))) > 400
    assert shown & told == set()
    assert {catalogue_of(Language.WELSH).gettext(text) for text in told} <= shown


def test_what_is_not_there_is_not_found(pages: TownPages) -> None:
    visitor = pages.visitor("edith")
    for address in ("read/" + "0" * 64, f"read/{SHIPPED}/words/none", "versions/" + "0" * 32):
        visitor.get(f"/policy/{address}", 404)


@pytest.mark.parametrize("name", READERS)
def test_files_are_fetched_as_text(pages: TownPages, name: str) -> None:
    ref = proposed(pages)
    client = pages.visitor(name).client
    whole = client.get(f"/policy/read/{SHIPPED}/policy.toml")
    sent = client.get(f"/policy/versions/{ref}/as-sent.toml")
    assert (whole.text, sent.data) == (as_toml(shipped_policy()), amendment(SLOWER))
    for file, named in ((whole, "policy-2026-1.toml"), (sent, "policy-2027-1-as-sent.toml")):
        assert file.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert file.headers["Content-Disposition"] == f"attachment; filename={named}"
        assert file.headers["X-Content-Type-Options"] == "nosniff"


def test_a_version_is_pasted(pages: TownPages) -> None:
    visitor = pages.visitor("alan")
    page = visitor.get(visitor.get("/policy").links()["Propose another version"])
    typed = {"words": amendment(SLOWER).decode()}
    after = visitor.send(page.form("/policy/propose"), typed)
    assert after.h1 == "Version 2027-1"
    assert "The version is proposed." in after.text
    assert "periods.decision.days What: 2 → 3 What it rests on: The HR board" in after.text
    assert "Past requests are being judged by it." in after.text
    again = visitor.send(page.form("/policy/propose"), typed)
    assert again.h1 == "Version 2027-1", "a second click does nothing"


def test_a_version_is_uploaded(pages: TownPages) -> None:
    page = send_file(pages.visitor("alan"), amendment(SLOWER))
    assert page.h1 == "Version 2027-1"


def test_every_problem_stands_on_the_page_and_the_words_stay(pages: TownPages) -> None:
    visitor = pages.visitor("alan")
    wrong = amendment(SLOWER + "[periods.lunch]\ndays = 1\nsource = 'x'\n", day="2026-11-01")
    page = visitor.send(
        visitor.get("/policy/propose").form("/policy/propose"), {"words": wrong.decode()}, 400
    )
    assert "There is no lunch in [periods]." in page.text
    assert page.all("//textarea")[0].text.strip() == wrong.decode().strip()
    text = as_toml(shipped_policy()).replace("2026-1", "2027-1", 1).replace("days = 5", "days = 0")
    page = visitor.send(page.form("/policy/propose"), {"words": text}, 400)
    for said in ("escalation.days must be", "reply.days must be", "which is over", "Say why"):
        assert said in page.text
    assert "Correct 4 things" in page.text


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        (b"", {}, "no version that can be kept"),
        (b"\xff\xfe", {}, "save it as UTF-8"),
        (amendment(), {"words": "x = 1"}, "not both"),
    ],
)
def test_files_that_cannot_be_taken(
    pages: TownPages, content: bytes, fields: dict[str, str], said: str
) -> None:
    page = send_file(pages.visitor("alan"), content, **fields)
    assert page.status == 400
    assert said in page.text


def test_neither_a_file_nor_words(pages: TownPages) -> None:
    visitor = pages.visitor("alan")
    page = visitor.send(visitor.get("/policy/propose").form("/policy/propose"), {}, 400)
    assert page.links()["Choose a policy file, or paste one"] == "#words"


@pytest.mark.parametrize("files", [("file", "file"), ("other",), ("words",)])
def test_only_one_file_and_only_there(pages: TownPages, files: tuple[str, ...]) -> None:
    visitor = pages.visitor("alan")
    token = visitor.get("/policy/propose").all("//input[@name='csrf_token']/@value")[0]
    sent = {name: [(io.BytesIO(amendment()), "a") for each in files if each == name]
            for name in files}  # fmt: skip
    answer = visitor.client.post(
        "/policy/propose",
        data={"csrf_token": token, **sent},
        headers={"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 400
    assert "takes no file, or not this many" in Page(answer).text


def test_while_one_is_proposed_there_is_no_form(pages: TownPages) -> None:
    visitor = pages.visitor("alan")
    form = visitor.get("/policy/propose").form("/policy/propose")
    proposed(pages)
    page = visitor.get("/policy/propose")
    assert "only one can be at a time" in page.text
    assert page.all("//main//form") == []
    words = amendment(version="2027-2", why="Some words of mine.").decode()
    late = visitor.send(form, {"words": words}, 409)
    assert "Another version is proposed." in late.text
    assert "Some words of mine." in late.text


@on_both
def test_an_officer_confirms_it(pages: TownPages) -> None:
    pages.town.submitted(pages.town.vacancy())
    ref = proposed(pages, STRICTER)
    visitor = pages.visitor("edith")
    home = visitor.get("/")
    page = visitor.get(home.links()["2027-1"])
    assert "Added: plain captions" in page.text
    assert "1 would be judged otherwise" in page.text or "One would be" in page.text
    page = visitor.get(page.links()["Confirm or reject it"])
    form = page.form(f"/policy/versions/{ref}/decision")
    page = visitor.send(form, {"ruling": "confirm", "reasons": ""}, 400)
    assert "Give your reasons" in page.links()
    page = visitor.send(form, {"ruling": "confirm", "reasons": "The board decided so."})
    assert "The version is confirmed." in page.text
    assert "The board decided so." in page.text
    assert page.all("//main//form") == []
    assert (
        "Version 2027-1 is confirmed. It applies from 1 December 2026"
        in visitor.get("/policy").text
    )
    pages.town.wait(days=8)
    page = pages.visitor("edith").get("/policy")
    assert "Version 2027-1 Applies from 1 December 2026 at midnight" in page.text


def test_an_officer_rejects_it(pages: TownPages) -> None:
    ref = proposed(pages, done=False)
    visitor = pages.visitor("edith")
    form = visitor.get(f"/policy/versions/{ref}/decision").form(f"/policy/versions/{ref}/decision")
    late = visitor.send(form, {"ruling": "confirm", "reasons": "Let us go."}, 409)
    assert "have not been judged by this version yet" in late.text
    page = visitor.send(form, {"ruling": "reject", "reasons": "Nobody asked for it."})
    assert "The version is rejected." in page.text
    for name in READERS:
        shown = pages.visitor(name).get(f"/policy/versions/{ref}")
        assert "Nobody asked for it." in shown.text
    assert "Rejected" in visitor.get("/policy").text


def test_the_administrator_withdraws_it(pages: TownPages) -> None:
    ref = proposed(pages)
    visitor = pages.visitor("alan")
    page = visitor.get(f"/policy/versions/{ref}")
    page = visitor.send(page.form(f"/policy/versions/{ref}/withdraw"))
    assert "The version is withdrawn." in page.text
    assert "Withdrawn by alan" in page.text
    page = pages.visitor("edith").get(f"/policy/versions/{ref}/decision")
    assert "has been decided on or withdrawn" in page.text


def test_the_same_person_by_another_account_does_not_decide(pages: TownPages) -> None:
    from_alan = pages.town.people["alan"].person_ref
    pages.town.add("alan too", *pages.town.people["edith"].roles, person=from_alan)
    ref = proposed(pages)
    visitor = pages.visitor("alan too")
    assert "2027-1" not in visitor.get("/").links()
    page = visitor.get(f"/policy/versions/{ref}/decision")
    assert "Another equality officer decides on it." in page.text
    own = visitor.get(f"/policy/versions/{ref}").form(f"/policy/versions/{ref}/replay")
    own.set("action", f"/policy/versions/{ref}/decision")
    visitor.send(own, {"ruling": "confirm", "reasons": "Mine."}, 403)


@pytest.mark.parametrize(("name", "sees"), [("edith", True), ("hugh", True), ("alan", False)])
def test_administrators_see_counts_alone(pages: TownPages, name: str, sees: bool) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    pages.town.submitted(pages.town.vacancy("LIB-8"), **IMPROPER)
    ref = proposed(pages, STRICTER)
    page = pages.visitor(name).get(f"/policy/versions/{ref}")
    assert "2 attempts were judged by it." in page.text
    assert (f"/checks/{check}" in page.html) is sees
    assert ("LIB-7, C-01, check 1" in page.text) is sees
    assert sees or ("LIB" not in page.text and check not in page.html)
    for text in (*FAIR.values(), *IMPROPER.values(), "Quillfeather"):
        assert text not in page.text


def test_a_replay_that_failed_is_said_and_asked_for_again(pages: TownPages) -> None:
    ref = proposed(pages, done=False)
    mine = job_queue.claim(pages.town.call("edith"))
    assert mine is not None
    job_queue.put_back(pages.town.call("edith"), mine, "No room.", hopeless=True)
    visitor = pages.visitor("edith")
    page = visitor.get(f"/policy/versions/{ref}")
    assert "Past requests could not be judged by it. No room." in page.text
    page = visitor.send(page.form(f"/policy/versions/{ref}/replay"))
    assert "Past requests are being judged by it." in page.text


MARK_UP = "<img src=x>{{7*7}} & <b>"
IN_EVERY_PLACE = f"""
title = "{MARK_UP}"
source = "{MARK_UP}"
[periods.decision]
source = "{MARK_UP}"
days = 3
[notice.basis]
text = "{MARK_UP}"
source = "{MARK_UP}"
[gate.texts.fishing]
title = "{MARK_UP}"
source = "{MARK_UP}"
[gate.texts.fishing.basis]
text = "{MARK_UP}"
source = "{MARK_UP}"
[gate.texts.fishing.signals.hunt]
message = "{MARK_UP}"
mend = "{MARK_UP}"
source = "{MARK_UP}"
[gate.lexicon.aims.hunt]
add = ["plain captions"]
reason = "{MARK_UP}"
source = "{MARK_UP}"
"""


def test_whatever_a_policy_says_is_text(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    changes = IN_EVERY_PLACE.replace(f'title = "{MARK_UP}"\nsource', f'title = "{MARK_UP}"\n#', 1)
    ref = proposing.propose(
        pages.town.call("alan"), amendment(changes, why=MARK_UP, day="2026-11-23")
    )
    assert worker_of(pages.town).do_one()
    visitor = pages.visitor("edith")
    version = visitor.get(f"/policy/versions/{ref}")
    whole = visitor.get(version.links()["Read it: periods, limits, rules and word lists"])
    words = visitor.get(whole.links()["aims"])
    proposing.confirm(pages.town.call("edith"), ref, MARK_UP)
    pages.town.all_read_policy()
    again = pages.town.submitted(pages.town.vacancy("LIB-8"))
    shown = [version, whole, words, visitor.get("/policy"), visitor.get(f"/policy/versions/{ref}")]
    shown += [visitor.get(f"/checks/{again}"), visitor.get(f"/checks/{check}")]
    for page in shown[:-1]:
        assert MARK_UP in page.text
    for page in shown:
        assert page.all("//img[@src='x'] | //main//b") == []
