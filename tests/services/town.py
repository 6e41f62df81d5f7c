"""A small council to test with: people in each role, a clock that obeys, and ways to a state.

Everything is done through the real services; a ``step`` that was taken before, not again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from screening.domain.people import CLOCK, Actor
from screening.domain.request import Place
from screening.domain.words import (
    CandidateStatus,
    CriterionKind,
    Delivery,
    ErasedBecause,
    Reliability,
    Result,
    Role,
    SearcherKind,
    Source,
    SuppliedBy,
    Sureness,
)
from screening.services import candidates, claims, reviewing, vacancies
from screening.services.call import Call
from screening.services.checks import (
    clockwork,
    deciding,
    filing,
    handing_over,
    looking,
    notices,
    searching,
)
from screening.services.checks.authorising import Narrowing, Searcher
from screening.services.checks.searching import VisitText
from screening.services.claims import ClaimText
from screening.services.erasure import erasing_by_two
from screening.services.following_up import Asking
from screening.services.people.policy_reading import WHO_READS, say_read
from screening.services.reading.checks.check import CheckShown, read_check
from screening.services.reading.checks.draft import read_request
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.reading.policy import read_policy_in_force
from screening.services.vacancies import CriterionText, VacancyDetails
from screening.store.ledger_store import heads
from screening.store.store import Store
from screening.store.tables.account import Account, AccountRole
from screening.store.tables.policy import PolicyRead
from tests.services.trodden import Trail, begin, step

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CRITERIA = (
    CriterionText("E1", CriterionKind.ESSENTIAL, "Experience of running a social media channel"),
    CriterionText("E2", CriterionKind.ESSENTIAL, "Writes plainly for the public"),
)
QUOTE = "I ran the Harbour Museum's Instagram account from 2022 to 2024, three posts a week."
ADDRESS = "instagram.com/harbourmuseum"
FAIR = {
    "question": "Do the museum's posts from 2022 to 2024 show the regular, plain captions she "
    "says she wrote, three a week?",
    "relevance": "She offers that feed as her evidence for running a channel, which is E1; the "
    "posts themselves show whether the work was done as she describes it.",
    "alternatives": "We asked for a portfolio and she pointed us to this account. Her old "
    "manager has left the museum, so a reference cannot show it.",
}
IMPROPER = {
    "question": "What is she like as a person? Any red flags or anything embarrassing?",
    "relevance": "We want someone who fits in.",
}


@dataclass
class Town:
    """The people of a small council, and the moment it is for all of them."""

    store: Store
    now: datetime = MONDAY
    people: dict[str, Actor] = field(default_factory=dict)
    trail: Trail | None = field(default=None, repr=False, compare=False)

    @step
    def add(self, name: str, *roles: Role, person: str = "") -> Actor:
        """Someone with an account in ``roles``."""
        self.settle(Actor(uuid4().hex, person or uuid4().hex, name, frozenset(roles)))
        return self.people[name]

    def settle(self, *actors: Actor) -> None:
        """Give each of ``actors`` an account, all at once. They have read the policy in force."""
        with Call(self.store, CLOCK, self.clock).change() as work:
            for actor in actors:
                email = f"{actor.name.lower()}@example.test"
                account = Account(
                    ref=actor.ref,
                    person_ref=actor.person_ref,
                    email=email,
                    email_folded=email,
                    name=actor.name,
                    password_hash="",
                    opened_at=work.now,
                )
                work.session.add(account)
            work.session.flush()
            work.session.add_all(
                AccountRole(account_ref=actor.ref, role=role)
                for actor in actors
                for role in actor.roles
            )
            digest = work.policy.digest
            for person, actor in {actor.person_ref: actor for actor in actors}.items():
                if work.session.get(PolicyRead, (person, digest)) is None:
                    work.session.add(
                        PolicyRead(
                            person_ref=person,
                            digest=digest,
                            account_ref=actor.ref,
                            read_at=work.now,
                        )
                    )
            work.commit()
        self.people |= {actor.name: actor for actor in actors}

    def clock(self) -> datetime:
        """The moment it is."""
        return self.now

    def wait(self, **period: float) -> None:
        """Let time pass: ``days``, ``hours`` or ``minutes``."""
        self.now += timedelta(**period)

    def call(self, name: str, key: str = "") -> Call:
        """A call by the person of that name."""
        return Call(self.store, self.people[name], self.clock, key)

    @step
    def all_read_policy(self) -> None:
        """Let everybody who files or decides read the policy in force."""
        for name, actor in self.people.items():
            if actor.has(*WHO_READS):
                say_read(self.call(name), read_policy_in_force(self.call(name)).digest)

    @step
    def vacancy(self, reference: str = "LIB-7", panel: tuple[str, ...] = ("mara",)) -> str:
        """A vacancy with criteria and a panel; opened by hugh."""
        details = VacancyDetails(
            reference, "Communications Officer", "Libraries", date(2026, 12, 1)
        )
        ref = vacancies.open_vacancy(self.call("hugh"), details, CRITERIA)
        seats = [self.people[name].ref for name in panel]
        vacancies.set_panel(self.call("hugh"), ref, seats)
        return ref

    @step
    def candidate(self, vacancy: str, name: str = "Ada Quillfeather") -> str:
        """A shortlisted candidate."""
        return candidates.add_candidate(
            self.call("hugh"), vacancy, name, "ada@example.test", CandidateStatus.SHORTLISTED
        )

    @step
    def draft(self, vacancy: str, candidate: str = "", by: str = "mara") -> str:
        """A check just started."""
        candidate = candidate or self.candidate(vacancy)
        text = ClaimText(QUOTE, Source.APPLICATION, "Section 4", "E1", ADDRESS)
        return filing.start_check_on(self.call(by), candidate, text)

    @step
    def type_in(self, check: str, by: str = "mara", **answers: str) -> int:
        """Type ``answers`` into the draft; the answer is its version."""
        shown = read_request(self.call(by), check)
        place = Place("Instagram", ADDRESS, SuppliedBy.CANDIDATE)
        scope = replace(shown.request.scope, places=(place,), terms=("harbourmuseum",))
        request = replace(shown.request, scope=scope, **answers)
        return filing.save_draft(self.call(by), check, shown.version, request)

    @step
    def submitted(self, vacancy: str, by: str = "mara", **answers: str) -> str:
        """A check put before the gate; a fair one unless ``answers`` say otherwise."""
        check = self.draft(vacancy, by=by)
        version = self.type_in(check, by, **(FAIR | answers))
        filing.submit(self.call(by), check, version)
        return check

    @step
    def confirm(self, check: str) -> None:
        """Let hetty confirm that the claim of ``check`` was seen."""
        claim = self.see("hetty", check).claim
        claims.confirm_claim(self.call("hetty"), claim.ref, claim.version)

    @step
    def approved(
        self, vacancy: str, minutes: int = 30, third_party: str = "", by: str = "mara"
    ) -> str:
        """A check approved by hugh, to be searched by sam, or by a third party of that name."""
        check = self.submitted(vacancy, by)
        self.confirm(check)
        searcher = Searcher(SearcherKind.HR, self.people["sam"].person_ref)
        if third_party:
            searcher = Searcher(SearcherKind.THIRD_PARTY, name=third_party)
        deciding.approve(
            self.call("hugh"),
            check,
            1,
            scope=self.whole(check, minutes, by),
            searcher=searcher,
            reasons="It tests the claim and nothing else.",
        )
        return check

    def whole(self, check: str, minutes: int = 30, by: str = "mara") -> Narrowing:
        """All that ``by`` asked for, in ``minutes``."""
        request = read_request(self.call(by), check).request
        scope = request.scope
        places, terms = range(len(scope.places)), range(len(scope.terms))
        return Narrowing(list(places), list(terms), scope.from_date, scope.to_date, minutes)

    @step
    def told(self, vacancy: str) -> str:
        """A check whose candidate has the notice and may still reply."""
        check = self.approved(vacancy)
        notices.send_notice(self.call("hugh"), check, Delivery.EMAIL, self.now)
        return check

    @step
    def outside(self, vacancy: str) -> str:
        """A check that a third party may search now: the candidate has said to go ahead."""
        check = self.approved(vacancy, third_party="Vetters Ltd")
        notices.send_notice(self.call("hugh"), check, Delivery.EMAIL, self.now)
        notices.candidate_agrees(self.call("hugh"), check, "Go ahead.")
        return check

    @step
    def ready(self, vacancy: str) -> str:
        """A check whose candidate was told and did not object; sam confirmed the rules."""
        check = self.waiting(vacancy)
        looking.begin_search(self.call("sam"), check)
        return check

    @step
    def waiting(self, vacancy: str) -> str:
        """A check whose candidate was told and did not object; nobody has begun."""
        check = self.told(vacancy)
        self.wait(days=12)  # five working days, even over Christmas
        clockwork.tick(self.call("hugh"))
        return check

    @step
    def searched(self, vacancy: str) -> str:
        """A check with one visit and an outcome."""
        check = self.ready(vacancy)
        visit = VisitText(0, "", self.now, 20, "Captions of the posts from 2022 to 2024")
        searching.record_visit(self.call("sam"), check, visit)
        searching.record_outcome(
            self.call("sam"),
            check,
            Result.BORNE_OUT,
            Reliability.HIGH,
            Sureness.CERTAIN,
            "Three posts a week throughout.",
        )
        return check

    @step
    def handed_over(self, vacancy: str) -> str:
        """A check whose outcome the panel has."""
        check = self.searched(vacancy)
        handing_over.hand_over(self.call("hugh"), check, "The posts are there, as she says.")
        return check

    @step
    def closed(self, vacancy: str) -> str:
        """A check gone all the way."""
        check = self.handed_over(vacancy)
        handing_over.lock_scores(self.call("mara"), check)
        handing_over.record_influence(self.call("mara"), check, {"E1": False}, "It was as scored.")
        return check

    @step
    def reviewed(self) -> str:
        """A vacancy with one check gone all the way, closed and signed off."""
        vacancy = self.vacancy()
        self.closed(vacancy)
        vacancies.close_vacancy(self.call("hugh"), vacancy)
        self.sign_off(vacancy)
        return vacancy

    @step
    def sign_off(
        self,
        vacancy: str,
        by: str = "edith",
        words: str = "I have read it all.",
        conditions: tuple[Asking, ...] = (),
        despite: bool = True,
    ) -> None:
        """Let an officer who read everything sign the vacancy off, whatever is open."""
        with self.call(by).look() as work:
            read = heads(work.session).vacancies[vacancy].size
        signing = reviewing.Signing(words, read, conditions, despite)
        reviewing.sign_off(self.call(by), vacancy, signing)

    def erase(self, candidate: str, because: ErasedBecause = ErasedBecause.ASKED) -> bool:
        """Let dara propose it and a second officer confirm; whether the files are clean too."""
        if "dilys" not in self.people:
            self.add("dilys", Role.DATA_PROTECTION)
        erasing_by_two.propose(self.call("dara"), candidate, because, "They asked by letter.")
        return self.confirm_erasure(candidate)

    def confirm_erasure(self, candidate: str, by: str = "dilys") -> bool:
        """Let somebody who read everything confirm what was proposed."""
        read = read_erasure(self.call(by), candidate).read
        return erasing_by_two.confirm(self.call(by), candidate, "The letter is there.", read)

    def see(self, name: str, check: str) -> CheckShown:
        """The check as that person sees it."""
        return read_check(self.call(name), check)


PEOPLE = {
    "mara": Role.MANAGER,
    "miles": Role.MANAGER,
    "hugh": Role.HR,
    "hetty": Role.HR,
    "sam": Role.HR,
    "edith": Role.EQUALITY,
    "dara": Role.DATA_PROTECTION,
    "alan": Role.ADMINISTRATOR,
}


def populated(store: Store) -> Town:
    """A town with the people the ways above speak of."""
    town = Town(store)
    roles = {name: frozenset({role}) for name, role in PEOPLE.items()}
    people = [Actor(uuid4().hex, uuid4().hex, name, held) for name, held in roles.items()]
    begin(town, lambda: town.settle(*people))
    return town


Way = Callable[[str], str]
