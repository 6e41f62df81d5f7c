"""HR's queue, and deciding a request by the pages."""

import pytest

from screening.domain.words import Role, ShouldBe, Stage, State
from screening.services import vacancies
from screening.services.checks import deciding, disputing, filing
from tests.databases import on_both
from tests.services.town import FAIR, IMPROPER
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

APPROVE = {"ruling": "approve", "reasons": "It tests the claim and nothing else."}


def decision(visitor: Visitor, check: str) -> Page:
    return visitor.get(f"/checks/{check}/decision")


def decide(visitor: Visitor, check: str, status: int = 200, **fields: object) -> Page:
    page = decision(visitor, check)
    return visitor.send(page.form(f"/checks/{check}/decision"), fields, status)


@pytest.fixture
def asked(pages: TownPages) -> str:
    check = pages.town.submitted(pages.town.vacancy())
    pages.town.confirm(check)
    return check


def test_an_empty_queue_says_what_comes_here(pages: TownPages) -> None:
    page = pages.visitor("hugh").get("/decisions")
    assert page.h1 == "Requests to decide"
    assert "Nothing waits for a decision" in page.text


def test_the_queue_is_oldest_first_and_says_what_is_overdue(pages: TownPages) -> None:
    vacancy = pages.town.vacancy()
    pages.town.submitted(vacancy, by="hetty")
    pages.town.wait(days=7)
    second = pages.town.submitted(vacancy)
    page = pages.visitor("hetty").get("/decisions")
    rows = [" ".join(row.text_content().split()) for row in page.all("//tbody/tr")]
    assert "5 working days Overdue" in rows[0]
    assert "You filed this request" in rows[0]
    assert "Read and decide" in rows[1]
    assert page.all("//tbody//a/@href") == [f"/checks/{second}/decision"]
    assert "no button to approve several at once" in page.text


@pytest.mark.parametrize("name", ["mara", "edith", "dara", "alan"])
def test_only_hr_comes_in(pages: TownPages, asked: str, name: str) -> None:
    visitor = pages.visitor(name)
    visitor.get("/decisions", 403)
    page = visitor.get(f"/checks/{asked}/decision", 403)
    assert "museum" not in page.html
    visitor.get(f"/checks/{asked}/referral", 403)


def test_a_check_that_is_not_there(pages: TownPages) -> None:
    pages.visitor("hugh").get(f"/checks/{'0' * 32}/decision", 404)
    pages.visitor("hugh").get("/checks/%F0%9F%8D%B0/decision", 404)


def test_the_request_is_read_whole(pages: TownPages, asked: str) -> None:
    page = decision(pages.visitor("hugh"), asked)
    for words in ("three posts a week", "hetty saw it", "E1", "plain captions", "instagram.com"):
        assert words in page.text, words
    form = page.form(f"/checks/{asked}/decision")
    assert form.xpath(".//input[@name='places']/@checked") == ["checked"]
    assert form.xpath(".//input[@name='minutes']/@value") == ["30"]
    assert form.xpath(".//input[@name='from_date-year']/@value") == ["2022"]
    chosen = form.xpath(".//option[@selected]")
    assert [option.text for option in chosen] == ["hetty, HR"]


def test_a_claim_is_confirmed_beside_the_request(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    visitor = pages.visitor("hugh")
    assert "Claim not seen by HR yet" in visitor.get("/decisions").text
    page = decision(visitor, check)
    assert "First, see that they said it" in page.text
    form = page.form(f"/checks/{check}/decision")
    late = visitor.send(form, {"ruling": "approve", "reasons": "My own words."}, 409)
    assert "confirm that you have seen it" in late.text
    assert "My own words." in late.text
    claim = pages.town.see("hugh", check)
    seen = page.form(f"/candidates/{claim.candidate_ref}/claims/{claim.claim.ref}/seen")
    page = visitor.send(seen)
    assert page.h1 == decision(visitor, check).h1
    assert "You confirmed that this was seen." in page.text
    assert "First, see that they said it" not in page.text
    assert "Claim not seen by HR yet" not in visitor.get("/decisions").text


def test_a_whole_approval(pages: TownPages, asked: str) -> None:
    page = decide(pages.visitor("hugh"), asked, **APPROVE)
    assert page.h1 == "Requests to decide"
    assert "The request is approved" in page.text
    shown = pages.town.see("hugh", asked)
    assert shown.state is State.APPROVED
    assert shown.scope and (shown.scope.places, shown.scope.minutes) == ((0,), 30)


def test_a_narrowed_approval(pages: TownPages, asked: str) -> None:
    decide(pages.visitor("hugh"), asked, **APPROVE, minutes="10", **{"to_date-year": "2023"})
    scope = pages.town.see("hugh", asked).scope
    assert scope and (scope.minutes, scope.to_date.year) == (10, 2023)


@pytest.mark.parametrize(
    ("fields", "problem", "where"),
    [
        ({"ruling": ""}, "Choose what you decide", "#ruling"),
        ({"reasons": " "}, "Give your reasons", "#reasons"),
        ({"reasons": "x" * 5001}, "This is too long", "#reasons"),
        ({"reasons": "\x1b[31m"}, "cannot be stored", "#reasons"),
        ({"minutes": "31"}, "never more", "#minutes"),
        ({"minutes": "a few"}, "whole number", "#minutes"),
        ({"minutes": "9" * 400}, "never more", "#minutes"),
        ({"places": []}, "at least one of the places", "#places"),
        ({"places": ["7"]}, "not a valid choice", "#places"),
        ({"from_date-year": "1066"}, "never longer", "#from_date"),
        ({"from_date-day": "32"}, "real date", "#from_date"),
        ({"searcher": "third-party"}, "Enter the name", "#searcher_name"),
        ({"searcher": "f" * 32}, "Not a valid choice", "#searcher"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(
    pages: TownPages, asked: str, fields: dict[str, object], problem: str, where: str
) -> None:
    page = decide(pages.visitor("hugh"), asked, 400, **(APPROVE | fields))
    links = {words: href for words, href in page.links().items() if problem in words}
    assert list(links.values()) == [where], page.text[:200]
    assert page.all(f"//*[@id='{where[1:]}']")
    assert page.title.startswith("Error:")
    kept = str(fields.get("reasons", APPROVE["reasons"])).strip().replace("\x1b", "")
    assert kept in page.form(f"/checks/{asked}/decision").xpath(".//textarea")[-1].text
    assert pages.town.see("hugh", asked).state is State.AWAITING


def test_a_panel_member_searches_only_with_a_reason(pages: TownPages, asked: str) -> None:
    mara = pages.town.people["mara"].person_ref
    page = decide(pages.visitor("hugh"), asked, 400, **APPROVE, searcher=mara)
    assert page.links()["Say why somebody on the panel has to search, or choose another"]
    decide(pages.visitor("hugh"), asked, **APPROVE, searcher=mara, why_on_panel="She alone can.")
    assert pages.town.see("hugh", asked).state is State.APPROVED


@pytest.mark.parametrize(
    ("ruling", "state"), [("return", State.RETURNED), ("reject", State.REJECTED)]
)
def test_a_refusal_does_not_ask_how_far(
    pages: TownPages, asked: str, ruling: str, state: State
) -> None:
    fields = {"ruling": ruling, "reasons": "Ask at interview.", "minutes": "", "places": []}
    decide(pages.visitor("hugh"), asked, **fields)
    assert pages.town.see("hugh", asked).state is state


def test_the_second_of_two_officers_keeps_their_words(pages: TownPages, asked: str) -> None:
    hugh, hetty = pages.visitor("hugh"), pages.visitor("hetty")
    form = decision(hetty, asked).form(f"/checks/{asked}/decision")
    decide(hugh, asked, **APPROVE)
    late = hetty.send(form, {"ruling": "reject", "reasons": "I would rather ask."}, 409)
    assert "Approved: hugh" in late.text
    assert "I would rather ask." in late.text
    assert "Approved" in late.text
    assert pages.town.see("hugh", asked).state is State.APPROVED


def test_a_double_click_is_one_decision(pages: TownPages, asked: str) -> None:
    hugh = pages.visitor("hugh")
    form = decision(hugh, asked).form(f"/checks/{asked}/decision")
    for _ in range(2):
        assert hugh.send(form, APPROVE).h1 == "Requests to decide"
    assert len(pages.town.see("hugh", asked).events) == 3


@pytest.mark.parametrize("revision", ["2", "", "x", "-1", "9" * 50, "٣"])
def test_another_revision_than_the_one_that_was_read(
    pages: TownPages, asked: str, revision: str
) -> None:
    late = decide(pages.visitor("hugh"), asked, 409, **APPROVE, revision=revision)
    assert "The request was changed after you opened it" in late.text
    assert APPROVE["reasons"] in late.text


def test_whoever_filed_it_reads_why_they_do_not_decide(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy(), by="hetty")
    visitor = pages.visitor("hetty")
    page = decision(visitor, check)
    assert "You filed this request, so somebody else decides it." in page.text
    assert page.all("//main//form") == []
    form = decision(pages.visitor("hugh"), check).form(f"/checks/{check}/decision")
    form.xpath(".//input[@name='csrf_token']")[0].set("value", _token(visitor))
    assert visitor.send(form, APPROVE, 403).h1 == "You cannot do this"
    assert pages.town.see("hugh", check).state is State.AWAITING


def test_earlier_attempts_stand_side_by_side(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy(), **IMPROPER)
    better = "Do the museum's posts show three plain captions a week from 2022 to 2024?"
    filing.submit(pages.town.call("mara"), check, pages.town.type_in(check, question=better))
    page = pages.visitor("hugh").get(f"/checks/{check}/decision")
    assert "Attempt 1, 23 November 2026" in page.text
    caption = page.all("//caption[contains(., 'What attempt 2 changed')]")
    cells = [" ".join(td.text_content().split()) for td in caption[0].getparent().iter("td")]
    assert cells == [f"Attempt 1: {IMPROPER['question']}", f"Attempt 2: {better}"]


def test_what_changed_is_marked_and_what_was_said_stands_between(pages: TownPages) -> None:
    check = pages.town.submitted(pages.town.vacancy())
    deciding.return_for_change(pages.town.call("hugh"), check, 1, "Say which years.")
    asked = FAIR["question"].replace("regular, plain", "regular and plain")
    filing.submit(pages.town.call("mara"), check, pages.town.type_in(check, question=asked))
    page = decision(pages.visitor("hugh"), check)
    assert "Returned, hugh" in page.text
    assert "Reasons: Say which years." in page.text
    assert [one.text_content().strip() for one in page.all("//del")] == ["regular,"]
    assert [one.text_content().strip() for one in page.all("//ins")] == ["regular and"]


def test_reasons_are_drafted_and_sent_only_once_somebody_means_them(pages: TownPages) -> None:
    vacancies.set_stage(pages.town.call("hugh"), vacancy := pages.town.vacancy(), Stage.SIFTING)
    check = pages.town.submitted(vacancy, why_now="")
    hugh = pages.visitor("hugh")
    page = hugh.get(f"/checks/{check}/decision?draft=return")
    form = page.form(f"/checks/{check}/decision")
    drafted = form.xpath(".//textarea[@name='reasons']")[0].text.strip()
    assert drafted.startswith("Please change this, then send the request again:")
    assert "Say why the check cannot wait" in drafted
    assert "This is a draft" in page.text
    assert form.xpath(".//input[@name='ruling'][@checked]/@value") == ["return"]
    page = hugh.send(form, {}, 400)
    assert page.links()["Read the drafted reasons, then say that you mean them"] == "#looked"
    # nor where somebody sends the draft as it is without saying where it is from
    bare = decision(hugh, check).form(f"/checks/{check}/decision")
    hugh.send(bare, {"ruling": "return", "reasons": drafted}, 400)
    assert pages.town.see("hugh", check).state is State.AWAITING
    hugh.send(form, {"reasons": "Say why it cannot wait.", "looked": "y"})
    returned = pages.town.see("mara", check).events[-1]
    assert returned.payload and returned.payload["reasons"] == "Say why it cannot wait."


def test_where_nothing_was_found_nothing_is_drafted(pages: TownPages) -> None:
    vacancies.set_stage(pages.town.call("hugh"), vacancy := pages.town.vacancy(), Stage.OFFERED)
    check = pages.town.submitted(vacancy)
    page = pages.visitor("hugh").get(f"/checks/{check}/decision?draft=return")
    assert "draft" not in page.text.casefold()
    assert page.all("//input[@name='looked']") == []


def test_others_with_the_like_claim_stand_beside_the_request(pages: TownPages, asked: str) -> None:
    vacancy = pages.town.see("hugh", asked).vacancy_ref
    pages.town.draft(vacancy)
    page = decision(pages.visitor("hugh"), asked)
    (table,) = page.all("//table[caption[contains(., 'Criterion E1: who claims it')]]")
    rows = [" ".join(row.text_content().split()) for row in table.xpath("./tbody/tr")]
    assert "C-01 This request" in rows[0]
    assert "No check was asked for" in rows[1]
    page = pages.visitor("hugh").get(f"/vacancies/{vacancy}/consistency")
    assert page.h1.endswith("Were like claims treated alike?")
    assert "Quillfeather" not in page.html


@on_both
def test_a_request_is_passed_on_to_whoever_stands_in(pages: TownPages, asked: str) -> None:
    hugh = pages.visitor("hugh")
    form = hugh.get("/substitutes/new").form("/substitutes/new")
    last = {"last-day": "30", "last-month": "12", "last-year": "2026"}
    assert hugh.send(form, last, 400).links()["Choose somebody in HR"] == "#acting"
    page = hugh.send(form, {"acting": pages.town.people["hetty"].ref} | last)
    assert "The substitute is named." in page.text
    pages.town.wait(days=8)
    text = pages.visitor("sam").get("/decisions").text
    assert "Passed on to hetty, acting for hugh" in text
    assert "Overdue by HR" in text
    hetty = pages.visitor("hetty")
    assert "Passed on to you, as you stand in for somebody" in hetty.get("/").text
    assert "You decide it acting for hugh" in decision(hetty, asked).text
    decide(hetty, asked, ruling="reject", reasons="Ask at interview.")
    assert "Acted for: hugh" in pages.visitor("mara").get(f"/checks/{asked}").text
    page = (hugh := pages.visitor("hugh")).get("/substitutes")
    (action,) = page.all("//form[contains(@action, '/end')]/@action")
    assert "It is ended." in hugh.send(page.form(str(action))).text


def test_mark_up_is_only_text(pages: TownPages) -> None:
    nasty = "<script>alert(1)</script> & <b>bold</b>"
    check = pages.town.submitted(pages.town.vacancy(), alternatives=nasty)
    page = pages.visitor("hugh").get(f"/checks/{check}/decision")
    assert nasty in page.text
    assert page.all("//main//script | //main//b") == []


def referred(pages: TownPages) -> str:
    check = pages.town.submitted(pages.town.vacancy(), **IMPROPER)
    filing.refer(pages.town.call("mara"), check, "It is about the claim.")
    return check


def answer(visitor: Visitor, check: str, status: int = 200, **fields: str) -> Page:
    form = visitor.get(f"/checks/{check}/referral").form(f"/checks/{check}/referral")
    return visitor.send(form, {"reasons": "Read again, it is fair."} | fields, status)


def test_a_referral_is_overturned_by_two(pages: TownPages) -> None:
    check = referred(pages)
    page = pages.visitor("hugh").get(f"/checks/{check}/referral")
    assert "It is about the claim." in page.text
    assert page.all("//*[@class='app-finding']//mark")
    page = answer(pages.visitor("hugh"), check, answer="overturn")
    assert "Somebody else in HR has to confirm it." in page.text
    assert (
        "You proposed to overturn it" in pages.visitor("hugh").get(f"/checks/{check}/referral").text
    )
    answer(pages.visitor("hugh"), check, 403, answer="overturn")
    page = pages.visitor("hetty").get(f"/checks/{check}/referral")
    assert "Read again, it is fair." in page.text
    answer(pages.visitor("hetty"), check, answer="overturn")
    assert pages.town.see("hugh", check).state is State.AWAITING


def test_what_was_found_in_the_same_words_is_said_once(pages: TownPages) -> None:
    check, hugh = referred(pages), pages.visitor("hugh")
    page = hugh.get(f"/checks/{check}/referral")
    [asked] = page.all("//dt[contains(., 'want to know')]/following-sibling::dd")
    mends = [one.text_content() for one in asked.xpath(".//p[strong]")]
    assert mends
    assert len(mends) == len(set(mends)), "the same advice for the same words stands there once"
    assert len(asked.xpath(".//div[@class='app-finding']")) == 1
    whole = hugh.get(page.links()["Each finding by itself"].partition("#")[0])
    [each] = whole.all("//details[@open]")
    assert len(each.xpath(".//div[@class='app-finding']")) > len(mends)


def test_who_said_that_a_finding_is_wrong_stands_below_what_was_found(pages: TownPages) -> None:
    check = referred(pages)
    hetty = pages.town.call("hetty")
    disputing.dispute_finding(hetty, check, 1, 1, ShouldBe.NOTHING, "That is about the post.")
    page = pages.visitor("hugh").get(f"/checks/{check}/referral")
    assert page.text.count("Marked as wrong by hetty") == 1


def test_a_referral_is_upheld_by_one(pages: TownPages) -> None:
    check = referred(pages)
    page = answer(pages.visitor("hugh"), check, 400)
    assert page.links()["Choose whether you uphold or overturn what was found"] == "#answer"
    answer(pages.visitor("hugh"), check, answer="uphold")
    assert pages.town.see("mara", check).state is State.NOT_READY
    page = pages.visitor("hugh").get(f"/checks/{check}/referral")
    assert "nothing to decide here now" in page.text


def test_the_panel_reads_why_it_does_not_decide(pages: TownPages) -> None:
    pages.town.add("pat", Role.HR, Role.MANAGER)
    check = pages.town.submitted(pages.town.vacancy(panel=("mara", "pat")))
    assert "You sit on this vacancy's panel" in decision(pages.visitor("pat"), check).text


def test_a_rejected_request_can_still_be_read(pages: TownPages, asked: str) -> None:
    deciding.reject(pages.town.call("hugh"), asked, 1, "Ask at interview.")
    page = decision(pages.visitor("hugh"), asked)
    assert "nothing to decide here now" in page.text
    assert "three posts a week" in page.text


def _token(visitor: Visitor) -> str:
    page = visitor.get("/decisions")
    return str(page.all("//input[@name='csrf_token']/@value")[0])
