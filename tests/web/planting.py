"""A town in which every text holds a word of its own: planting such words, and what is where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from screening.domain.request import Place, Request, Scope
from screening.domain.words import (
    CandidateStatus,
    CriterionKind,
    Delivery,
    Measure,
    Reliability,
    Result,
    SearcherKind,
    Source,
    SuppliedBy,
    Sureness,
)
from screening.services import (
    candidates,
    vacancies,
)
from screening.services.checks import (
    deciding,
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
from screening.services.reading.checks.draft import read_request
from screening.services.vacancies import CriterionText, VacancyDetails
from tests.services.town import FAIR, QUOTE, Town

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

    def vacancy(self, department: str = "") -> str:
        """A vacancy whose every text is planted, but for a ``department`` that is given."""
        details = VacancyDetails(
            self.word("reference"),
            self.word("title"),
            department or self.word("department"),
            date(2026, 12, 1),
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
        """A check just started, in a vacancy of its own: what is alike elsewhere is stopped. It may
        be there already, in ``refs``.
        """
        vacancy = self.refs.get(f"{name}_vacancy") or self.vacancy()
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

    def sent(self, name: str, kind: str = "request", **words: str) -> str:
        """A request put before the gate: fair unless ``words`` say otherwise."""
        check = self.draft(name)
        by = self.town.call(self.panel[0])
        address = read_request(by, check).request.scope.places[0].address
        filing.submit(by, check, self.write(check, address, kind, **words))
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
        elsewhere, read, why, other = (self.word("search") for _each in range(4))
        outside = VisitText(None, elsewhere, now, 5, read, why, other_terms=other)
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


def at(made: Planted, place: str, act: Callable[[], object]) -> None:
    """Let ``act`` plant its words at another ``place``."""
    before = made.place, made.panel
    made.place, made.panel = place, ("miles",) if place == THERE else made.panel
    act()
    made.place, made.panel = before
