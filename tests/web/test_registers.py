"""The pages of searches to find people, and of those without authorisation."""

from screening.web.forms.registers import ReportForm
from tests.web.page import Page
from tests.web.townspeople import TownPages

SOURCED = {"platform": "LinkedIn", "words": "clerk open to work", "purpose": "Find <b>people</b>."}
LOOKED = {"made_by": "me", "what": "Her <b>Instagram</b>.", "breach": "unsure", "vacancy": "LIB-7"}


def sent(pages: TownPages, by: str, address: str, status: int = 200, /, **fields: str) -> Page:
    """Send the form at ``address``."""
    visitor = pages.visitor(by)
    return visitor.send(visitor.get(address).form(address), fields, status)


def own_address(page: Page, room: str) -> str:
    """The address of the entry that ``page`` shows."""
    links = page.links().values()
    return "/".join(next(one for one in links if one.startswith(f"/{room}/")).split("/")[:3])


def test_what_looks_like_a_check_offers_three_ways_and_is_entered_with_a_reason(
    pages: TownPages,
) -> None:
    vacancy = pages.town.vacancy()
    pages.town.candidate(vacancy)
    fields = SOURCED | {"vacancy": "LIB-7", "words": "Ada Quillfeather"}
    asked = sent(pages, "mara", "/sourcing/new", **fields)
    assert asked.h1 == "This looks like a check"
    assert "the name of somebody who has applied for this vacancy" in asked.text
    assert "Find <b>people</b>." in asked.text
    links = asked.links()
    assert links["Ask for a check, from their page in the vacancy"] == f"/vacancies/{vacancy}"
    assert links["Tell us, in two minutes"] == "/looked-up/new"
    keep = links["Say why, and enter it"]
    assert "Say why it is no check" in sent(pages, "mara", keep, 400).text
    kept = sent(pages, "mara", keep, why="A publisher of that name.")
    late = sent(pages, "mara", keep, 409, why="Once more, then.")
    assert "Another entry follows this one" in late.text and "Once more, then." in late.text
    assert kept.h1 == "Search to find people"
    assert "A publisher of that name." in kept.text
    listed = pages.visitor("edith").get("/sourcing").text
    assert "Looked like a check" in listed and "Entered" in listed


def test_hr_learns_that_somebody_found_has_applied_and_the_panel_does_not(
    pages: TownPages,
) -> None:
    entered = sent(pages, "mara", "/sourcing/new", **SOURCED)
    entry = own_address(entered, "sourcing")
    wrong = sent(pages, "mara", f"{entry}/note", 400, name="Ada Quillfeather", address="her page")
    assert "Give the address of a page" in wrong.text and "her page" in wrong.html
    noted = sent(
        pages, "mara", f"{entry}/note", name="Ada Quillfeather", address="linkedin.com/in/ada"
    )
    assert "linkedin.com/in/ada" in noted.text
    vacancy = pages.town.vacancy()
    check = pages.town.draft(vacancy, pages.town.candidate(vacancy))
    said = "no longer exempt"
    for name in ("hugh", "edith", "dara"):
        assert said in pages.visitor(name).get(f"/checks/{check}").text
        assert said in pages.visitor(name).get(entry).text
    assert said in pages.visitor("hugh").get("/").text
    for address in ("/", entry, f"/checks/{check}", f"/vacancies/{vacancy}"):
        assert said not in pages.visitor("mara").get(address).text


def test_telling_dealing_with_it_and_deciding_on_the_breach(pages: TownPages) -> None:
    pages.town.candidate(pages.town.vacancy())
    assert pages.visitor("mara").get("/").links()["I looked somebody up without authorisation"] in {
        "/looked-up/new",
        "/looked-up",
    }
    empty = sent(pages, "mara", "/looked-up/new", 400, others="Two of us <saw> it.")
    assert "Say what was looked at" in empty.text and "Two of us <saw> it." in empty.text
    assert "promises nothing" in empty.text and "Section 7" in empty.text
    told = sent(pages, "mara", "/looked-up/new", **LOOKED | {"whom": "C-01 Ada"})
    assert "Her <b>Instagram</b>." in told.text and "Thank you for telling us" in told.text
    (code,) = {words for words in pages.visitor("mara").get("/looked-up").links() if "U-" in words}
    address = pages.visitor("mara").get("/looked-up").links()[code]
    assert code in pages.visitor("hugh").get("/").text
    waiting = pages.visitor("dara").get("/").text
    assert code in waiting and "hours left" in waiting
    assert "Ada" not in pages.visitor("edith").get(address).text
    handled = sent(
        pages,
        "hugh",
        f"{address}/handle",
        effect="recusal",
        breach="no",
        reasons="She <i>steps</i> back.",
    )
    assert "She <i>steps</i> back." in handled.text and "With data protection" in handled.text
    fields = {"ruling": "notified", "person_told": "told", "why": "It was passed on."}
    ruled = sent(pages, "dara", f"{address}/breach", **fields)
    assert "Closed" in ruled.text and "Decided in time" in ruled.text
    again = sent(pages, "dara", f"{address}/breach", 409, **fields)
    assert "written down already" in again.text and "It was passed on." in again.text
    own = pages.visitor("mara").get(address).text
    assert "neither score, decide nor hand over" in own and "steps" not in own


def test_hr_names_who_is_recused_and_answers_the_breach_question_too(pages: TownPages) -> None:
    pages.town.candidate(pages.town.vacancy())
    mara, hugh, dara = (pages.visitor(name) for name in ("mara", "hugh", "dara"))
    sent(pages, "mara", "/looked-up/new", **LOOKED | {"breach": "no"})
    (code,) = {words for words in mara.get("/looked-up").links() if "U-" in words}
    address = mara.get("/looked-up").links()[code]
    unseen = dara.get("/").text
    assert code in unseen and "nobody took for a breach" in unseen and "hours left" not in unseen
    page = hugh.get(f"{address}/handle")
    assert "holds them to it" in page.text and "no account here" not in page.text
    fields = {"effect": "recusal", "reasons": "They step back."}
    lacking = sent(pages, "hugh", f"{address}/handle", 400, **fields)
    assert "Choose whether it is a breach" in lacking.text
    fields |= {"breach": "unsure", "colleagues": "miles@example.test\nnobody@example.test"}
    unknown = sent(pages, "hugh", f"{address}/handle", 400, **fields)
    assert "belongs to no account here" in unknown.text
    assert "nobody@example.test" in unknown.text and "They step back." in unknown.text
    fields["colleagues"] = "miles@example.test"
    done = sent(pages, "hugh", f"{address}/handle", **fields)
    assert "Recused by this service" in done.text and "mara, miles" in done.text
    assert "as HR sees it" in done.text and "With data protection" in done.text
    waiting = dara.get("/").text
    assert code in waiting and "hours left" in waiting and "nobody took for a" not in waiting
    own = mara.get(address).text
    assert "Recused by this service" not in own and "miles" not in own


def test_where_nobody_can_be_held_to_it_the_pages_say_so(pages: TownPages) -> None:
    pages.town.vacancy()
    somebody = {"made_by": "somebody-else", "vacancy": ""}
    sent(pages, "mara", "/looked-up/new", **LOOKED | somebody)
    (code,) = {words for words in pages.visitor("mara").get("/looked-up").links() if "U-" in words}
    address = pages.visitor("mara").get("/looked-up").links()[code]
    page = pages.visitor("hugh").get(f"{address}/handle").text
    assert "Whoever looked has no account here" in page
    assert "Nobody has said which vacancy this is about" in page
    fields = {"effect": "recusal", "breach": "no", "reasons": "She is told."}
    done = sent(pages, "hugh", f"{address}/handle", **fields).text
    assert "Nobody who has an account here was named" in done
    assert "Nobody who has an account here was named" in pages.visitor("edith").get(address).text


def test_section_7_stands_open_above_the_first_box_and_few_answers_are_needed(
    pages: TownPages,
) -> None:
    page = pages.visitor("mara").get("/looked-up/new")
    assert not page.all("//details//*[contains(., 'Section 7')]")
    [section] = page.all("//main//p[contains(., 'Section 7')]")
    assert page.html.index("Section 7") < page.html.index('name="made_by"')
    assert "disciplinary action" in section.text
    lacking = sent(pages, "mara", "/looked-up/new", 400)
    assert len(lacking.all("//*[contains(@class, 'govuk-error-summary__list')]/li")) == 2
    assert [
        box.get("name") for box in page.all("//*[contains(@class, 'app-more--else')]//input")
    ] == ["email"]
    assert page.all("//*[contains(@class, 'app-more--clock')]//input[@name='known_since-day']")


def test_an_address_typed_for_somebody_else_is_not_kept_when_it_was_oneself(
    pages: TownPages,
) -> None:
    day = {"looked_on-day": "20", "looked_on-month": "11", "looked_on-year": "2026"}
    known = {name.replace("looked_on", "known_since"): text for name, text in day.items()}
    sent = LOOKED | day | known | {"email": "miles@example.test"}
    for made_by, kept in (("me", ""), ("somebody-else", "miles@example.test")):
        data = sent | {"made_by": made_by}
        with pages.app.test_request_context(method="POST", data=data):
            assert ReportForm().told().email == kept


def test_hr_says_what_it_was_and_the_officer_reads_the_same_reason(pages: TownPages) -> None:
    pages.town.candidate(pages.town.vacancy())
    fields = SOURCED | {"vacancy": "LIB-7", "words": "Ada Quillfeather"}
    entry = own_address(sent(pages, "mara", "/sourcing/new", **fields), "sourcing")
    why = "It holds the name of somebody who has applied for this vacancy"
    for name in ("hugh", "edith"):
        assert why in pages.visitor(name).get("/").text
        listed = pages.visitor(name).get("/sourcing").text
        assert why in listed and "Open" in listed
    assert "Sourcing not settled: 1" in pages.visitor("edith").get("/reviews").text
    says = pages.visitor("hugh").get(entry).links()
    (address,) = {to for words, to in says.items() if words.startswith("Say what it was")}
    assert address not in pages.visitor("edith").get(entry).links().values()
    empty = sent(pages, "hugh", address, 400, reasons="He asked <b>her</b>.")
    assert "Choose what it was" in empty.text and "He asked <b>her</b>." in empty.text
    answered = sent(pages, "hugh", address, was="check", reasons="He asked <b>her</b>.")
    assert "A check of somebody who had applied" in answered.text
    (code,) = {words for words in answered.links() if words.startswith("U-")}
    assert "Sourcing not settled: 1" not in pages.visitor("edith").get("/reviews").text
    seen = pages.visitor("edith").get(entry)
    assert code in seen.links() and "He asked <b>her</b>." in seen.text
    mine = pages.visitor("mara").get(entry).text
    assert code not in mine and "He asked" not in mine
    late = sent(pages, "sam", address, 409, was="sourcing", reasons="It <i>was</i> not.")
    assert "HR has said already" in late.text and "It <i>was</i> not." in late.text


def test_nobody_erased_is_named_or_asked_about_on_the_page_of_the_search_that_found_them(
    pages: TownPages,
) -> None:
    entry = own_address(sent(pages, "mara", "/sourcing/new", **SOURCED), "sourcing")
    for name in ("Ada Quillfeather", "Bo Ash"):
        address = f"linkedin.com/in/{name.split()[0].lower()}"
        sent(pages, "mara", f"{entry}/note", name=name, address=address)
    vacancy = pages.town.vacancy()
    people = [pages.town.candidate(vacancy, name) for name in ("Ada Quillfeather", "Bo Ash")]
    links = pages.visitor("hugh").get(entry).links()
    says = [to for words, to in links.items() if words.startswith("Say what it was")]
    assert len(says) == 2 and "C-02, LIB-7" in links
    sent(pages, "hugh", says[0], was="sourcing", reasons="She publishes.")
    for one in people:
        pages.town.erase(one)
    for name in ("hugh", "edith"):
        page = pages.visitor(name).get(entry)
        assert "C-0" not in page.text and "LIB-7" not in page.text
        assert "Who applied Erased Why it is asked about Erased" in page.text
        assert "Say what it was" not in page.text
    gone = pages.visitor("hugh").get(says[1], 409)
    assert "erased" in gone.text


def test_both_registers_are_narrowed_by_what_the_address_says(pages: TownPages) -> None:
    pages.town.vacancy()
    entered = sent(pages, "mara", "/sourcing/new", **SOURCED, vacancy="LIB-7")
    entry = f"S-{own_address(entered, 'sourcing').rpartition('/')[2][:6]}"
    sent(pages, "miles", "/sourcing/new", **SOURCED | {"platform": "github.com"})
    edith = pages.visitor("edith")
    address = "/sourcing?words=ib-7&platform=linkedin&who=mar&stands=entered"
    page = edith.get(address)
    assert entry in page.text and "Newest first: 1 of 1" in page.text
    assert "words=ib-7" not in page.links()["Take off: Words in the vacancy’s reference, job "
                                            "title or department: ib-7"]  # fmt: skip
    rows = edith.client.get(page.links()["CSV"]).get_data(as_text=True).splitlines()
    assert len(rows) == 2 and entry in rows[1] and "LinkedIn" in rows[1]
    found = edith.get(f"/sourcing?code={entry.lower()}")
    assert "Newest first: 1 of 1" in found.text
    assert "No entry is like that" in edith.get("/sourcing?words=open").text, "sealed"
    assert "“Entry” has nothing of that kind" in edith.get("/sourcing?code=S-zz").text
    sent(pages, "mara", "/looked-up/new", **LOOKED)
    (code,) = (text for text in edith.get("/looked-up").links() if text.startswith("U-"))
    for query in ("words=LIB", f"code={code}", "hours=run", "state=open&hours=run"):
        assert code in edith.get(f"/looked-up?{query}").text, query
    other = "U-1" if code[2] == "0" else "U-0"
    for query in ("words=instagram", f"code={other}", "hours=over", "ruling=notified"):
        page = edith.get(f"/looked-up?{query}")
        assert "Nothing that others told of is like that" in page.text, query
