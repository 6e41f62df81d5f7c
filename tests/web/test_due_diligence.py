"""The pages of a school's due-diligence search, and what every page about such a vacancy says."""

import pytest

from screening.domain.words import CandidateStatus
from screening.services import candidates
from screening.services.due_diligence import passing, regime_by_two
from screening.store.tables.due_diligence import DueDiligencePart
from tests.services import schools
from tests.services.candidates import link_to
from tests.web.page import Page, Visitor
from tests.web.townspeople import TownPages

BANNER = "That search tests no claim, passes no gate and is no check."
MARKED = "Ask about her wedding with her wife."


@pytest.fixture
def school(pages: TownPages) -> TownPages:
    schools.in_force(pages.town)
    return pages


def sent(pages: TownPages, by: str, address: str, status: int = 200, /, **fields: str) -> Page:
    """Send the form at ``address``."""
    visitor = pages.visitor(by)
    return visitor.send(visitor.get(address).form(address), fields, status)


def day(pages: TownPages) -> dict[str, str]:
    today = pages.town.now.date()
    parts = {"day": today.day, "month": today.month, "year": today.year}
    return {f"told_on-{part}": str(number) for part, number in parts.items()}


def test_as_it_ships_it_is_off_and_nothing_offers_it(pages: TownPages) -> None:
    vacancy = pages.town.vacancy()
    page = pages.visitor("hugh").get(f"/vacancies/{vacancy}")
    assert "Section 6: verification of a claim" in page.text
    assert not any("due-diligence" in link or "regime" in link for link in page.links().values())
    off = pages.visitor("mara").get(f"/vacancies/{vacancy}/due-diligence")
    assert "It is off here: the policy in force does not allow it" in off.text
    assert "an administrator proposes and an equality officer confirms" in off.text
    page = pages.visitor("hugh").get(f"/vacancies/{vacancy}/regime")
    assert "does not allow the schools regime in the department of this vacancy: Lib" in page.text
    assert not page.all("//main//input[@name='regime']")


def test_who_decides_reads_from_what_department_it_was_moved_and_it_stays(
    school: TownPages,
) -> None:
    at = f"/vacancies/{school.town.vacancy('SCH-1')}"
    sent(school, "hugh", f"{at}/details", department="Plan<b>ning")
    sent(school, "hugh", f"{at}/details", department="Libraries")
    sent(school, "hugh", f"{at}/regime", regime="school", reason="A primary school.")
    page = school.visitor("edith").get(f"{at}/regime/decision")
    assert "Department last changed from “Plan<b>ning”, " in page.text and "by hugh" in page.text
    kept = sent(school, "hugh", f"{at}/details", 400, department="Housing", title="Teacher")
    assert "Keep the department as it is" in kept.text
    assert kept.form(f"{at}/details").fields["title"] == "Teacher"


def test_the_whole_way(school: TownPages) -> None:
    town = school.town
    vacancy = town.vacancy("SCH-1")
    at = f"/vacancies/{vacancy}"
    chosen = sent(school, "hugh", f"{at}/regime", regime="school", reason="A primary school.")
    assert BANNER not in chosen.text and "It is not in force" in chosen.text
    assert "It is not in force" in school.visitor("mara").get(f"{at}/due-diligence").text
    waits = school.visitor("hetty").get("/")
    assert waits.links()["SCH-1"].endswith(f"{at}/regime/decision")
    mine = school.visitor("hugh").get(f"{at}/regime/decision")
    assert "You cannot decide on this: you proposed it." in mine.text
    assert not mine.all("//main//input[@name='ruling']")
    assert "Department last changed" not in mine.text
    missing = sent(school, "hetty", f"{at}/regime/decision", 400, reason="It is one.")
    assert "Choose whether you confirm or decline" in missing.text and "It is one." in missing.text
    said = {"ruling": "confirm", "reason": "It is one."}
    confirmed = sent(school, "hetty", f"{at}/regime/decision", **said)
    assert BANNER in confirmed.text and "It is not in force" not in confirmed.text
    for name in ("Ada Quill", "Bo Ash"):
        town.candidate(vacancy, name)
    sent(school, "hugh", f"{at}/stage", stage="shortlisted")
    sam = town.people["sam"].ref
    opened = sent(school, "hugh", f"{at}/due-diligence/open", searcher=sam)
    assert "Opened, nobody told yet" in opened.text
    notice = school.visitor("hugh").get(f"{at}/due-diligence/notice").text
    for said in (
        "it is no check of a claim",
        "sam",
        "at most 30 minutes",
        "You can object until the panel has",
    ):
        assert said in notice
    letter = school.visitor("hugh").client.get(f"{at}/due-diligence/notice.pdf")
    assert letter.mimetype == "application/pdf" and letter.data.startswith(b"%PDF-")
    assert school.visitor("mara").client.get(f"{at}/due-diligence/notice.pdf").status_code == 403
    sent(school, "hugh", f"{at}/due-diligence/tell", delivery="email", **day(school))
    town.wait(days=12)
    first, second = (f"/due-diligence/{ref}" for ref in schools.parts(town, vacancy))
    page = school.visitor("hugh").get(f"{first}/said").text
    assert "Yes: the search stops" in page and "It sees when a search is called off." in page
    for part, found in ((first, "something"), (second, "nothing")):
        sent(school, "sam", f"{part}/begin", sure="y")
        answers = {"pages": "One page.", "minutes": "20", "to_explore": found}
        if found == "something":
            missing = sent(school, "sam", f"{part}/write-down", 400, **answers)
            assert "Fill this in" in missing.text and "One page." in missing.text
            answers["words"] = schools.FOUND
        sent(school, "sam", f"{part}/write-down", **answers)
    held = sent(school, "hugh", f"{first}/pass-on", 400, words=MARKED, reasons="So.")
    assert "Held back" in held.text
    sent(school, "hugh", f"{first}/pass-on", words="Ask about the club that closed.")
    over = sent(school, "hugh", f"{at}/due-diligence/give")
    assert "Handed over to the panel" in over.text
    before = school.visitor("mara").get(f"{at}/due-diligence")
    assert "club that closed" not in before.text
    after = sent(school, "mara", f"{at}/due-diligence/lock")
    assert "Ask about the club that closed." in after.text and "Nothing to explore." in after.text
    assert "supervision" not in after.text


def test_no_objection_is_offered_once_it_would_be_refused(school: TownPages) -> None:
    vacancy, (first, *_others) = schools.written_down(school.town)
    hugh, at = school.visitor("hugh"), f"/due-diligence/{first}"
    before = hugh.get(f"{at}/said").form()
    passing.pass_on(school.town.call("hugh"), first, "Ask about supervision.")
    passing.hand_over(school.town.call("hugh"), vacancy)
    late = hugh.send(before, {"kind": "objects", "words": "I object."}, 409)
    assert "cannot be done now" in late.text and "I object." in late.text
    page = school.visitor("hugh").get(f"{at}/said")
    assert "They can object no more" in page.text
    assert page.all("//main//input[@type='radio']") == []
    sent(school, "hugh", f"{at}/said", words="Nothing came of it.")
    assert "Nothing came of it." in school.visitor("hugh").get(f"{at}/answer").text


def test_an_objection_is_decided_with_reasons_and_ends_it_for_everybody(
    school: TownPages,
) -> None:
    vacancy, (first, *_others) = schools.told(school.town)
    at = f"/due-diligence/{first}"
    sent(school, "hugh", f"{at}/said", kind="objects", words="I am in hiding.")
    told = school.visitor("hetty").get("/notifications")
    assert told.links()["An objection to decide"].endswith(f"/vacancies/{vacancy}/due-diligence")
    listed = school.visitor("dara").get("/rights")
    assert listed.links()["SCH-1, due-diligence search"].endswith(at)
    school.visitor("dara").get(at)
    page = school.visitor("hetty").get(f"{at}/objection")
    assert "I am in hiding." in page.text
    ended = sent(school, "hetty", f"{at}/objection", ruling="upheld", reasons="It is so.")
    assert "Called off for everybody" in ended.text
    panel = school.visitor("mara").get(f"/vacancies/{vacancy}/due-diligence").text
    assert "hiding" not in panel and "objection" not in panel.partition("The conditions")[0]


def test_every_page_of_such_a_vacancy_says_so_to_whoever_may_know_of_it(
    school: TownPages,
) -> None:
    town = school.town
    vacancy, (part, *_others) = schools.ready(town)
    check = town.submitted(vacancy)
    candidate = town.see("hugh", check).candidate_ref
    for name, address in (
        ("mara", f"/vacancies/{vacancy}"),
        ("mara", f"/candidates/{candidate}"),
        ("mara", f"/checks/{check}"),
        ("hugh", f"/checks/{check}/decision"),
        ("hugh", f"/due-diligence/{part}"),
        ("edith", f"/reviews/{vacancy}"),
        ("dara", f"/retention/{vacancy}"),
        ("dara", f"/candidates/{candidate}/subject-access"),
    ):
        assert BANNER in school.visitor(name).get(address).text, address
    other = town.vacancy("LIB-8")
    assert BANNER not in school.visitor("mara").get(f"/vacancies/{other}").text
    assert BANNER not in school.visitor("miles").get(f"/vacancies/{vacancy}", 404).text


@pytest.mark.parametrize("name", ["mara", "miles"])
def test_the_panel_does_not_read_what_was_written_down(school: TownPages, name: str) -> None:
    _vacancy, (part, *_others) = schools.written_down(school.town)
    school.visitor(name).get(f"/due-diligence/{part}", 404)


def test_a_step_that_is_not_possible_says_so(school: TownPages) -> None:
    vacancy, (part, *_others) = schools.told(school.town)
    for by, address in (
        ("sam", f"/due-diligence/{part}/begin"),
        ("hugh", f"/vacancies/{vacancy}/due-diligence/give"),
        ("hugh", f"/vacancies/{vacancy}/due-diligence/open"),
    ):
        page = school.visitor(by).get(address)
        assert page.h1 == "There is nothing to do here now"


def test_a_check_there_says_in_its_notice_and_on_the_own_page_that_it_is_another_matter(
    school: TownPages,
) -> None:
    town = school.town
    check = town.told(schools.shortlisted(town, people=2)[0])
    said = "That is not this check, and it does not test what you told us."
    assert said in school.visitor("hugh").get(f"/checks/{check}/notice").text
    assert said in Visitor(school.app).get(f"/your-page/{link_to(town, check)}").text
    other = town.told(town.vacancy("LIB-9"))
    assert said not in school.visitor("hugh").get(f"/checks/{other}/notice").text


def test_what_the_policy_page_says(school: TownPages) -> None:
    page = school.visitor("edith").get("/policy")
    read = next(link for text, link in page.links().items() if text.startswith("Read it"))
    text = school.visitor("edith").get(read).text
    assert "Schools: a due-diligence search of everybody on the shortlist" in text
    assert "Decided by the governors" in text


def test_the_panel_reads_nothing_of_who_withdrew_and_was_not_looked_up(school: TownPages) -> None:
    town = school.town
    vacancy, (first, second, third) = schools.ready(town)
    for part in (first, second):
        schools.look_up(town, part)
    with town.call("hugh").look() as work:
        gone = work.session.get_one(DueDiligencePart, third).candidate_ref
    candidates.set_status(town.call("hugh"), gone, CandidateStatus.WITHDREW)
    passing.hand_over(town.call("hugh"), vacancy)
    passing.lock_scores(town.call("mara"), vacancy)
    told = school.visitor("mara").get(f"/vacancies/{vacancy}/due-diligence").text
    assert told.partition("The conditions")[0].count("Nothing to explore.") == 2


def test_a_part_says_erased_and_not_that_nothing_was_seen(school: TownPages) -> None:
    town = school.town
    _vacancy, (first, second, _third) = schools.ready(town)
    with town.call("hugh").look() as work:
        gone = work.session.get_one(DueDiligencePart, first).candidate_ref
    schools.look_up(town, first)
    assert (
        "Something protected was seen No"
        in school.visitor("edith").get(f"/due-diligence/{first}").text
    )
    town.erase(gone)
    for part, said in ((first, "Erased"), (second, "None yet")):
        page = school.visitor("edith").get(f"/due-diligence/{part}").text
        assert f"Something protected was seen {said}" in page


def test_texts_for_everybody_speak_of_it_only_where_it_is_turned_on(pages: TownPages) -> None:
    def said() -> list[bool]:
        texts = [Visitor(pages.app).get(address).text for address in ("/privacy", "/about")]
        texts.append(pages.visitor("hugh").get("/advert-words").text)
        return [
            "everybody on the shortlist, in the same way for all" in text
            and ("Keeping children safe is part of our public task" in text) is (text != texts[1])
            for text in texts
        ]

    assert said() == [False] * 3
    schools.in_force(pages.town)
    assert said() == [True] * 3
    for address in ("record", "assessment"):
        page = pages.visitor("dara").get(f"/processing/{address}").text
        assert "without any claim" in page


def test_officers_see_the_sign_and_the_records(school: TownPages) -> None:
    vacancy, _parts = schools.handed_over(school.town)
    passing.lock_scores(school.town.call("mara"), vacancy)
    trail = school.visitor("edith").get(f"/reviews/{vacancy}?kind=due-diligence").text
    assert "Due-diligence search (schools) opened" in trail
    assert "Regime changed" in trail and "It is a post in a school." in trail
    assert "Looked up after a check was stopped" in school.visitor("edith").get("/reviews").text


def test_a_stale_page_withdraws_no_proposal_made_since(school: TownPages) -> None:
    town, vacancy = school.town, school.town.vacancy("SCH-1")
    at, hugh = f"/vacancies/{vacancy}/regime", school.visitor("hugh")
    regime_by_two.propose(town.call("hugh"), vacancy, "A primary school.")
    form = hugh.get(f"{at}/decision").form(f"{at}/withdraw")
    regime_by_two.withdraw(town.call("hugh"), vacancy, schools.proposal(town, vacancy))
    regime_by_two.propose(town.call("hetty"), vacancy, "It is one by now.")
    hugh.send(form, status=409)
    assert schools.proposal(town, vacancy)
    done = hugh.send(hugh.get(f"{at}/decision").form(f"{at}/withdraw"))
    assert "The proposal is withdrawn." in done.text
