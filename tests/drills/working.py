"""People at work: lives of checks, by the real services, each change told once it has returned.

Every life is on a vacancy of its own. Now and then somebody signs a checkpoint, and some of the
candidates are erased when their check is over.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

from screening.domain.errors import NotPossible
from screening.domain.events import Event
from screening.domain.request import Place
from screening.domain.words import (
    CandidateStatus,
    Delivery,
    ErasedBecause,
    Reliability,
    Result,
    SearcherKind,
    Source,
    SuppliedBy,
    Sureness,
)
from screening.services import candidates, checkpointing, claims, vacancies
from screening.services.call import Call
from screening.services.checks import deciding, filing, looking, notices, searching
from screening.services.checks.authorising import Searcher
from screening.services.checks.searching import VisitText
from screening.services.claims import ClaimText
from screening.services.erasure import erasing_by_two
from screening.services.reading.checks.draft import read_request
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.vacancies import VacancyDetails
from screening.store.store import Store
from tests.drills.agreeing import ERASED, ROTATED, SAVED, SIGNED, Told
from tests.services.town import ADDRESS, CRITERIA, FAIR, QUOTE, Town

Tell = Callable[[Told], None]

LIVES, SIGNING, ERASING = "lives of checks", "signing checkpoints", "erasing"
AGAIN = "what can be done again"
"""What somebody can be at. Whoever begins with the same seed makes the same calls with the same
keys, and all those of ``AGAIN`` can be made a second time.
"""


class Writer:
    """Somebody who works on ``store`` as the people of ``town``, and ``tell``s what is done."""

    def __init__(self, store: Store, town: Town, seed: int, tell: Tell):
        self.town = replace(town, store=store)
        self.random = Random(seed)
        self._tell = tell

    def work(self, task: str = LIVES, times: int = 0) -> None:
        """Do ``task`` that often, or until somebody ends it."""
        done = 0
        while not times or done < times:
            for told in self._tasks()[task]():
                self._tell(told)
            done += 1

    def _tasks(self) -> Mapping[str, Callable[[], Iterator[Told]]]:
        return {
            LIVES: self._life,
            SIGNING: self._sign,
            ERASING: self._come_and_go,
            AGAIN: self._straight,
        }

    def _life(self) -> Iterator[Told]:
        """One check from the first word to the last; checkpoints and erasing now and then."""
        candidate = yield from self._applicant()
        check = yield from self._request(candidate)
        if self.random.random() < 0.3:
            yield self._checkpoint()
        yield from self._search(check)
        if self.random.random() < 0.3:
            yield self._checkpoint()
        if self.random.random() < 0.4:
            yield self._erase(candidate)

    def _straight(self) -> Iterator[Told]:
        """One check from the first word to the last, and nothing else."""
        candidate = yield from self._applicant()
        check = yield from self._request(candidate)
        yield from self._search(check)

    def _sign(self) -> Iterator[Told]:
        """Checkpoint after checkpoint, and other keys."""
        yield from self._applicant()
        yield self._checkpoint()
        if self.random.random() < 0.5:
            yield Told(ROTATED, size=checkpointing.rotate_key(self._call("dara")))

    def _come_and_go(self) -> Iterator[Told]:
        """Somebody applies, is asked about, and is erased."""
        candidate = yield from self._applicant()
        yield from self._request(candidate)
        yield self._erase(candidate)

    def _call(self, name: str) -> Call:
        self.town.now = datetime.now(UTC)
        return self.town.call(name, str(UUID(int=self.random.getrandbits(128), version=4)))

    def _applicant(self) -> Generator[Told, None, str]:
        reference = f"D-{self.random.getrandbits(64):x}"
        details = VacancyDetails(reference, "Officer", "Libraries", date(2040, 12, 1))
        vacancy = vacancies.open_vacancy(self._call("hugh"), details, CRITERIA)
        yield Told(Event.VACANCY_OPENED, vacancy)
        vacancies.set_panel(self._call("hugh"), vacancy, [self.town.people["mara"].ref])
        yield Told(Event.PANEL_CHANGED, vacancy)
        candidate = candidates.add_candidate(
            self._call("hugh"),
            vacancy,
            "Ada Quillfeather",
            "ada@example.test",
            CandidateStatus.SHORTLISTED,
        )
        yield Told(Event.CANDIDATE_ADDED, candidate)
        return candidate

    def _request(self, candidate: str) -> Generator[Told, None, str]:
        text = ClaimText(QUOTE, Source.APPLICATION, "Section 4", "E1", ADDRESS)
        check = filing.start_check_on(self._call("mara"), candidate, text)
        yield Told(Event.CHECK_STARTED, check)
        shown = read_request(self._call("mara"), check)
        place = Place("Instagram", ADDRESS, SuppliedBy.CANDIDATE)
        scope = replace(shown.request.scope, places=(place,), terms=("harbourmuseum",))
        request = replace(shown.request, scope=scope, **FAIR)
        version = shown.version
        with suppress(NotPossible):  # it was sent before: then nothing is left to save
            version = filing.save_draft(self._call("mara"), check, shown.version, request)
        yield Told(SAVED, check, version)
        filing.submit(self._call("mara"), check, version)
        yield Told(Event.CHECK_SUBMITTED, check)
        claim = self.town.see("hetty", check).claim
        claims.confirm_claim(self._call("hetty"), claim.ref, claim.version)
        yield Told(Event.CLAIM_SEEN, candidate)
        return check

    def _search(self, check: str) -> Iterator[Told]:
        searcher = Searcher(SearcherKind.HR, self.town.people["sam"].person_ref)
        scope = self.town.whole(check)
        reasons = "It tests the claim and nothing else."
        hugh = self._call("hugh")
        deciding.approve(hugh, check, 1, scope=scope, searcher=searcher, reasons=reasons)
        yield Told(Event.CHECK_APPROVED, check)
        notices.send_notice(self._call("hugh"), check, Delivery.EMAIL, self.town.now)
        yield Told(Event.NOTICE_SENT, check)
        notices.candidate_agrees(self._call("hugh"), check, "Go ahead.")
        yield Told(Event.CANDIDATE_AGREED, check)
        looking.begin_search(self._call("sam"), check)
        yield Told(Event.SEARCH_BEGUN, check)
        sam = self._call("sam")
        visit = VisitText(0, "", self.town.now, 20, "Captions of the posts from 2022 to 2024")
        searching.record_visit(sam, check, visit)
        yield Told(Event.VISIT_RECORDED, check)
        found = (Result.BORNE_OUT, Reliability.HIGH, Sureness.CERTAIN)
        searching.record_outcome(self._call("sam"), check, *found, "Three posts a week.")
        yield Told(Event.OUTCOME_RECORDED, check)

    def _checkpoint(self) -> Told:
        return Told(SIGNED, size=checkpointing.make(self._call("hugh")))

    def _erase(self, candidate: str) -> Told:
        because, why = ErasedBecause.ASKED, "They asked by letter."
        erasing_by_two.propose(self._call("dara"), candidate, because, why)
        read = read_erasure(self._call("hetty"), candidate).read
        erasing_by_two.confirm(self._call("hetty"), candidate, "The letter is there.", read)
        return Told(ERASED, candidate)
