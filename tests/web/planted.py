"""A town in which every text about a vacancy, a candidate or a check holds a word of its own.

Such a word tells, wherever it turns up, whose text was shown to whom.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from screening.domain.monitoring import First
from screening.domain.request import Place, Request, Scope
from screening.domain.rights import Channel, RightsKind
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.domain.words import (
    Answered,
    CandidateStatus,
    CriterionKind,
    Delivery,
    ErasedBecause,
    FollowUpKind,
    Measure,
    Reliability,
    Result,
    Role,
    SearcherKind,
    ShouldBe,
    Source,
    Stage,
    SuppliedBy,
    Sureness,
    WithheldBecause,
)
from screening.services import (
    candidates,
    checkpointing,
    proposing,
    rights,
    sourcing,
    unauthorised,
    vacancies,
)
from screening.services.checks import (
    clockwork,
    deciding,
    disputing,
    exposures,
    filing,
    handing_over,
    looking,
    notices,
    searching,
)
from screening.services.checks.deciding import Narrowing, Searcher
from screening.services.checks.searching import VisitText
from screening.services.claims import ClaimText
from screening.services.erasure import erasing_by_two, holds
from screening.services.following_up import Asking, answer, ask
from screening.services.monitoring.editions import make_edition
from screening.services.monitoring.importing import bring_in, look_at
from screening.services.outbox import outside, sending
from screening.services.outbox.outside import Envelope
from screening.services.own_page import replies
from screening.services.people.kept_forms import keep_form
from screening.services.people.substitutes import name_substitute
from screening.services.reading.draft import read_request
from screening.services.reading.erasure import read_erasure
from screening.services.reading.notifications import list_notifications
from screening.services.reading.redaction import read_redaction
from screening.services.reading.reviews import read_signing
from screening.services.reading.substitutes import list_substitutions
from screening.services.receipts import list_receipts, read_receipt
from screening.services.redacting import marks_of
from screening.services.reviewing import sign_off
from screening.services.rights import Asked
from screening.services.sourcing import Sourced
from screening.services.unauthorised import Told
from screening.services.vacancies import CriterionText, VacancyDetails
from screening.store.store import Store
from screening.store.tables.vacancy import Vacancy
from tests.reported import worker_of
from tests.services.amendments import amendment
from tests.services.candidates import answers_with, link_to, replies_with
from tests.services.outbox import HEAD, by_smtp
from tests.services.postbox import open_postbox
from tests.services.town import FAIR, IMPROPER, QUOTE, Town, populated

MARK = "kestrel"
"""What all planted words begin with."""
HERE, THERE, GONE, OWN = "here", "there", "gone", "own"
"""Where a text stands: mara's panel and hana's, miles's panel, with somebody erased, or with mara's
and hana's panel and a candidate who has the link to their own page.
"""


@dataclass
class Planted:
    """The town, each planted word with where it stands and what it is part of, and what is where.

    ``refs`` has each check by the state it was brought to, its candidate and vacancy by
    ``<state>_candidate`` and ``<state>_vacancy``.
    """

    town: Town
    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    place: str = HERE
    panel: tuple[str, ...] = ("mara", "hana")

    def word(self, kind: str) -> str:
        """A new word, part of a text of that ``kind``."""
        word = f"{MARK}{len(self.words):04d}q"
        self.words[word] = (self.place, kind)
        return word

    def vacancy(self) -> str:
        """A vacancy whose every text is planted."""
        details = VacancyDetails(
            self.word("reference"), self.word("title"), self.word("department"), date(2026, 12, 1)
        )
        criterion = f"Experience of running a social media channel {self.word('criterion')}"
        criteria = [CriterionText("E1", CriterionKind.ESSENTIAL, criterion)]
        ref = vacancies.open_vacancy(self.town.call("hugh"), details, criteria)
        seats = [self.town.people[name].ref for name in self.panel]
        vacancies.set_panel(self.town.call("hugh"), ref, seats)
        return ref

    def candidate(self, vacancy: str) -> str:
        """A candidate with a planted name and address."""
        name, contact = f"Ada {self.word('name')}", f"{self.word('contact')}@example.test"
        return candidates.add_candidate(
            self.town.call("hugh"), vacancy, name, contact, CandidateStatus.SHORTLISTED
        )

    def claim(self) -> ClaimText:
        """A claim; the place it names is the one a request then asks for."""
        return ClaimText(
            f"{QUOTE} {self.word('quote')}",
            Source.APPLICATION,
            f"Section 4 {self.word('where')}",
            "E1",
            f"instagram.com/{self.word('address')}",
        )

    def draft(self, name: str) -> str:
        """A check just started, in a vacancy of its own: what is alike elsewhere is stopped."""
        vacancy = self.vacancy()
        candidate = self.candidate(vacancy)
        text = self.claim()
        check = filing.start_check_on(self.town.call(self.panel[0]), candidate, text)
        self.refs |= {name: check, f"{name}_vacancy": vacancy, f"{name}_candidate": candidate}
        self.write(check, text.address, "draft")
        return check

    def write(self, check: str, address: str, kind: str = "request", **words: str) -> int:
        """Type a request into the draft; its version."""
        by = self.town.call(self.panel[0])
        shown = read_request(by, check)
        said = {name: f"{text} {self.word(kind)}" for name, text in (FAIR | words).items()}
        request = Request(
            **said,
            why_now=f"They have one interview only. {self.word(kind)}",
            why_not_supplied=self.word(kind),
            searcher_name=self.word(kind),
            scope=Scope(
                places=(Place("Instagram", address, SuppliedBy.CANDIDATE),),
                terms=(self.word(kind),),
                looking_at=f"Captions, not comments. {self.word(kind)}",
                from_date="2022-01-01",
                to_date="2024-12-31",
            ),
        )
        return filing.save_draft(by, check, shown.version, request)

    def sent(self, name: str, **words: str) -> str:
        """A request put before the gate: fair unless ``words`` say otherwise."""
        check = self.draft(name)
        by = self.town.call(self.panel[0])
        address = read_request(by, check).request.scope.places[0].address
        filing.submit(by, check, self.write(check, address, **words))
        self.town.wait(minutes=20)  # one after another, as thinking takes time
        return check

    def approved(self, name: str, *, third_party: bool = False) -> str:
        """A check approved by hugh, for sam to search, or somebody outside."""
        check, hugh = self.sent(name), self.town.call("hugh")
        self.town.confirm(check)
        searcher = Searcher(SearcherKind.HR, self.town.people["sam"].person_ref)
        if third_party:
            searcher = Searcher(SearcherKind.THIRD_PARTY, name=f"Agency {self.word('scope')}")
        scope = Narrowing([0], [0], "2022-01-01", "2024-12-31", 20)
        reasons = self.word("decision")
        deciding.approve(hugh, check, 1, scope=scope, searcher=searcher, reasons=reasons)
        return check

    def told(self, name: str, *, third_party: bool = False) -> str:
        """A check whose candidate has the notice."""
        check = self.approved(name, third_party=third_party)
        notices.send_notice(self.town.call("hugh"), check, Delivery.EMAIL, self.town.now)
        return check

    def looked(self, check: str) -> None:
        """Record a look inside the scope, one outside it, and that something was seen."""
        sam, now = self.town.call("sam"), self.town.now
        looking.begin_search(sam, check)
        inside = VisitText(0, "", now, 5, self.word("search"))
        outside = VisitText(
            None, self.word("search"), now, 5, self.word("search"), self.word("search")
        )
        for visit in (inside, outside):
            searching.record_visit(sam, check, visit)
        searching.record_exposure(sam, check, now)

    def searched(self, check: str) -> None:
        """Let sam look, and say what it showed."""
        self.looked(check)
        searching.record_outcome(
            self.town.call("sam"),
            check,
            Result.INCONCLUSIVE,
            Reliability.LOW,
            Sureness.LIKELY,
            self.word("search"),
        )

    def arranged(self, check: str) -> None:
        """Let hugh say what follows for sam, who saw something."""
        measures = {self.town.people["sam"].ref: Measure.BARRIER}
        exposures.arrange(self.town.call("hugh"), check, measures, self.word("search"))

    def handed_over(self, check: str, kind: str = "handed-over") -> None:
        """Let the panel learn what was found."""
        self.searched(check)
        self.arranged(check)
        handing_over.hand_over(self.town.call("hugh"), check, self.word(kind))

    def locked(self, check: str) -> None:
        """Let everybody on the panel say that their scores are locked."""
        for name in self.panel:
            handing_over.lock_scores(self.town.call(name), check)

    def closed(self, check: str) -> None:
        """Let the panel say what it changed."""
        self.handed_over(check)
        self.locked(check)
        handing_over.record_influence(
            self.town.call(self.panel[0]), check, {"E1": True}, self.word("influence")
        )


def planted(store: Store) -> Planted:
    """A town with a check in every state, as hands that plant words brought it there."""
    town = populated(store)
    town.add("hana", Role.HR, Role.MANAGER)
    town.add("nora")
    made = Planted(town)
    waiting = (
        "searching",
        "searched",
        "handed_over",
        "withheld",
        "closed",
        "ready",
        "given_up",
        "half_said",
        "exposed",
        "not_locked",
    )
    for name in (*waiting, "objected", "stopped_by_objection", "overruled", "erasable"):
        made.told(name)
    made.told("third_party", third_party=True)
    for name in ("answered", "replying"):
        _at(made, OWN, partial(made.told, name))
    _at(made, THERE, lambda: made.told("elsewhere"))
    _at(made, GONE, lambda: made.told("erased"))
    town.wait(days=12)
    clockwork.tick(town.call("hugh"))
    _after_the_reply_period(made)
    _at(made, THERE, lambda: made.closed(made.refs["elsewhere"]))
    _at(made, THERE, lambda: _missed(made, "elsewhere"))
    _at(made, GONE, lambda: _missed(made, "erased"))
    _at(made, THERE, lambda: made.draft("draft_elsewhere"))
    _at(made, GONE, lambda: made.closed(made.refs["erased"]))
    _at(made, GONE, lambda: _beside_the_checks(made, "erased"))
    _beside_the_checks(made, "closed")
    _before_it(made)
    _at(made, OWN, lambda: _on_their_own_pages(made))
    _what_officers_do(made)
    _what_becomes_of_the_policy(made)
    _what_could_not_be_sent(made)
    checkpointing.make(town.call("hugh"))
    newest = list_receipts(town.call("hugh"))[0]
    made.refs["receipt"] = str(newest.seq)
    made.refs["receipt_file"] = read_receipt(town.call("hugh"), newest.seq).file
    return made


def _at(made: Planted, place: str, act: Callable[[], object]) -> None:
    """Let ``act`` plant its words at another ``place``."""
    before = made.place, made.panel
    made.place, made.panel = place, ("miles",) if place == THERE else made.panel
    act()
    made.place, made.panel = before


def _after_the_reply_period(made: Planted) -> None:
    refs, hugh, sam = made.refs, made.town.call("hugh"), made.town.call("sam")
    looking.begin_search(sam, refs["ready"])
    made.looked(refs["searching"])
    made.looked(refs["half_said"])
    _left_open(made, refs["half_said"])
    made.searched(refs["searched"])
    made.arranged(refs["searched"])
    made.searched(refs["exposed"])
    made.handed_over(refs["handed_over"])
    made.locked(refs["handed_over"])
    made.handed_over(refs["not_locked"], "not-locked")
    vacancies.set_stage(hugh, refs["exposed_vacancy"], Stage.SHORTLISTED)
    made.closed(refs["closed"])
    made.searched(refs["withheld"])
    handing_over.withhold(hugh, refs["withheld"], WithheldBecause.TAINTED, made.word("search"))
    searching.not_carried_out(sam, refs["given_up"], made.word("search"))
    for name in ("objected", "stopped_by_objection", "overruled"):
        notices.raise_objection(hugh, refs[name], made.word("reply"))
    for name in ("stopped_by_objection", "overruled"):
        upheld = name == "stopped_by_objection"
        notices.decide_objection(hugh, refs[name], upheld=upheld, reasons=made.word("reply"))


def _left_open(made: Planted, check: str) -> None:
    """Let sam say later what was read at two more visits, of which one stays open."""
    sam, now = made.town.call("sam"), made.town.now
    for _visit in range(2):
        searching.record_visit(sam, check, VisitText(0, "", now, 5, ""))
    looking.describe_visit(sam, check, 3, made.word("search"))


def _before_it(made: Planted) -> None:
    refs, town = made.refs, made.town
    hugh, mara = town.call("hugh"), town.call("mara")
    made.draft("draft")
    town.confirm(made.sent("awaiting"))
    made.approved("approved")
    made.told("notified")
    notices.candidate_agrees(hugh, made.told("agreed"), made.word("reply"))
    for name in ("not_ready", "referred", "upheld", "proposed", "overturned", "asked_instead"):
        made.sent(name, **IMPROPER)
    for name in ("referred", "upheld", "proposed", "overturned"):
        filing.refer(mara, refs[name], made.word("decision"))
    deciding.uphold_block(hugh, refs["upheld"], 1, made.word("decision"))
    why = made.word("dispute")
    disputing.dispute_finding(hugh, refs["upheld"], 1, 1, ShouldBe.CAUTION, why)
    for name in ("proposed", "overturned"):
        deciding.overturn_block(hugh, refs[name], 1, made.word("decision"))
    deciding.overturn_block(town.call("hetty"), refs["overturned"], 1, made.word("decision"))
    filing.ask_instead(mara, refs["asked_instead"], made.word("decision"))
    deciding.return_for_change(hugh, made.sent("returned"), 1, made.word("decision"))
    deciding.reject(hugh, made.sent("rejected"), 1, made.word("decision"))
    filing.withdraw(mara, made.sent("withdrawn"), made.word("decision"))
    notices.cancel(hugh, made.approved("cancelled"), made.word("decision"))
    refs["claim"] = town.see("mara", refs["draft"]).claim.ref
    made.draft("closed_over")
    vacancies.close_vacancy(hugh, refs["closed_over_vacancy"])
    _what_is_counted(made)


def _what_is_counted(made: Planted) -> None:
    """An edition of one vacancy; in another one, answers are there to be counted."""
    refs, edith, hugh = made.refs, made.town.call("edith"), made.town.call("hugh")
    made.draft("uncounted")
    vacancies.close_vacancy(hugh, refs["uncounted_vacancy"])
    content = b"candidate,sex\nC-01,female\n"
    for name in ("closed_over", "uncounted"):
        ref = refs[f"{name}_vacancy"]
        bring_in(edith, ref, content, look_at(edith, ref, content).sha256)
        if name == "closed_over":
            make_edition(edith, "2026", First.CHECKED)


def _what_could_not_be_sent(made: Planted) -> None:
    """A message to a candidate is given up; edith has something unread."""
    envelope = Envelope("nobody@example.test", made.word("sealed"), made.word("sealed"))
    with made.town.call("alan").as_clock().change() as work:
        message = outside.write(work, made.refs["draft_candidate"], envelope)
        work.commit()
    with open_postbox(refusal="550 Nobody of that name.") as refusing:
        sending.send(made.town.call("alan"), by_smtp(refusing), HEAD)
    made.refs["message"] = message
    made.refs["told"] = list_notifications(made.town.call("edith")).newest


def _on_their_own_pages(made: Planted) -> None:
    """One may answer the notice, one has answered what the panel was told, and one may do so."""
    refs, town, hugh = made.refs, made.town, made.town.call("hugh")
    for name in ("answered", "replying"):
        made.handed_over(refs[name])
        refs[f"{name}_key"] = link_to(town, refs[name])
        replies_with(town, refs[f"{name}_key"], made.word("answer"))
    replies.pass_on(hugh, refs["replying"], made.word("handed-over"))
    key = refs["invited_key"] = link_to(town, made.told("invited"))
    answers_with(town, key, Answered.NOT_MINE, made.word("reply"))
    notices.decide_objection(hugh, refs["invited"], upheld=False, reasons=made.word("reply"))


def _beside_the_checks(made: Planted, name: str) -> None:
    """mara finds people, notes one, and tells that she looked somebody up; hugh deals with one."""
    refs, mara, today = made.refs, made.town.call("mara"), made.town.now.date()
    with mara.look() as work:
        reference = work.session.get_one(Vacancy, refs[f"{name}_vacancy"]).reference
    for found in ("sourcing", "sourcing_attempt"):
        purpose = f"Find people. {made.word('sourcing')}"
        if found == "sourcing_attempt":
            purpose = f"Vet applicants. {purpose}"
        words = made.word("sourcing"), made.word("sourcing")
        refs[found] = sourcing.enter(mara, "", Sourced(reference, *words, purpose, today))
    page = f"{made.word('noted')}.example.test/{made.word('noted')}"
    sourcing.note(mara, refs["sourcing"], f"Bo {made.word('noted')}", page)
    for known in (True, False):
        whom = f"{'C-01' if known else 'The writer'} {made.word('whom')}"
        texts = (reference, whom, f"A page. {made.word('told')}", made.word("told"))
        told = Told(MadeBy.ME, "", today, *texts, Breach.UNSURE, today)
        refs["report"] = unauthorised.report(mara, told)
        if known:
            hugh, said = made.town.call("hugh"), (made.word("handled"), made.word("handled"))
            unauthorised.handle(hugh, refs["report"], 1, Effect.RECUSAL, *said)
            ruling = BreachRuling.NOT_NOTIFIED, PersonTold.TOLD, made.word("handled")
            unauthorised.decide_breach(made.town.call("dara"), refs["report"], 2, *ruling)
            refs["report_closed"] = refs["report"]
    refs["closed_reference"] = reference


def _missed(made: Planted, name: str) -> None:
    """Let an officer say that the rules missed something in the request called ``name``."""
    what = disputing.Missed("fishing", "request.question")
    why = made.word("dispute")
    edith = made.town.call("edith")
    disputing.report_missed(edith, made.refs[name], 1, what, ShouldBe.BLOCK, why)


def _what_officers_do(made: Planted) -> None:
    refs, edith, mara = made.refs, made.town.call("edith"), made.town.people["mara"]
    candidates.show_name(edith, refs["closed_candidate"], made.word("officers"))
    read = read_signing(edith, refs["closed_vacancy"]).records
    sign_off(edith, refs["closed_vacancy"], made.word("officers"), read, made.word("officers"))
    _what_officers_ask(made)
    made.town.erase(refs["erased_candidate"])
    _what_waits_to_be_erased(made)
    _what_candidates_ask_for(made)
    refs["kept"] = keep_form(edith, mara.ref, "/vacancies", [("quote", made.word("kept"))])
    refs["read"] = str(read_signing(edith, refs["draft_vacancy"]).records)


def _what_officers_ask(made: Planted) -> None:
    """A query waits for HR and an action for mara; one query is answered. Sam is to be away."""
    refs, town = made.refs, made.town
    edith, hugh, sam = town.call("edith"), town.call("hugh"), town.call("sam")
    due, vacancy = town.now.date(), refs["draft_vacancy"]
    for name in ("query", "answered"):
        asking = Asking(FollowUpKind.QUERY, made.word("query"), due)
        refs[name] = ask(edith, vacancy, asking)
    answer(hugh, refs["answered"], made.word("query"))
    mara, hetty = town.people["mara"].ref, town.people["hetty"].ref
    action = Asking(FollowUpKind.ACTION, made.word("action"), due, mara)
    refs["action"] = ask(edith, vacancy, action)
    name_substitute(sam, sam.actor.ref, hetty, due, due + timedelta(days=300))
    refs["substitution"] = list_substitutions(sam)[0].ref


def _what_waits_to_be_erased(made: Planted) -> None:
    """One erasure is proposed, another was declined; one hold stands, another was lifted."""
    refs, dara, hetty = made.refs, made.town.call("dara"), made.town.call("hetty")
    for name in ("doomed", "spared"):
        made.sent(name)
        because, why = ErasedBecause.ASKED, made.word("erasure")
        erasing_by_two.propose(dara, refs[f"{name}_candidate"], because, why)
    spared = refs["spared_candidate"]
    read = read_erasure(hetty, spared).read
    erasing_by_two.decline(hetty, spared, made.word("erasure"), read)
    refs["doomed_read"] = str(read_erasure(hetty, refs["doomed_candidate"]).read)
    made.draft("held")
    for _hold in range(2):
        holds.place(dara, refs["held_vacancy"], made.word("hold"))
    holds.lift(dara, refs["held_vacancy"], 2, made.word("hold"))


def _what_candidates_ask_for(made: Planted) -> None:
    """One asks for a copy, which hugh enters; texts about them are to be looked through."""
    refs, candidate = made.refs, made.refs["closed_candidate"]
    asked = Asked(RightsKind.ACCESS, Channel.POST, made.town.now.date(), made.word("rights"))
    refs["rights"] = rights.enter(made.town.call("hugh"), candidate, asked)
    first = read_redaction(made.town.call("dara"), candidate).waiting[0]
    refs["text"], refs["marked"] = first.free.place, marks_of(first)


def _what_becomes_of_the_policy(made: Planted) -> None:
    """One version is rejected, another proposed; what past requests say to it is known."""
    for name in ("policy_rejected", "policy_proposed"):
        content = amendment(
            version=name.replace("_", "-"), day="2027-03-01", why=f"{made.word('policy')}."
        )
        made.refs[name] = proposing.propose(made.town.call("alan"), content)
        worker_of(made.town).do_one()
        if name == "policy_rejected":
            proposing.reject(made.town.call("edith"), made.refs[name], made.word("policy"))
    with made.town.call("edith").look() as work:
        made.refs["policy_digest"] = work.policy.digest
