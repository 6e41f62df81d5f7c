"""What is shown of the schools regime: the policy that turns it on for one department, and a
shortlist there that is being looked up.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from screening.cli.demo.people import COUNCIL, read_organisation
from screening.cli.demo.scene import BETWEEN_STEPS, Scene
from screening.domain.candidate_codes import code_of
from screening.domain.due_diligence import ToExplore
from screening.domain.people import CANDIDATE
from screening.domain.policy import shipped_policy
from screening.domain.words import CandidateStatus, Delivery
from screening.jobs.worker import Worker
from screening.services import candidates, proposing
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.due_diligence import looking, regime_by_two, telling
from screening.services.due_diligence.looking import LookedUp
from screening.services.own_page import shortlist, shortlist_words
from screening.services.reading.schools.regime import read_regime
from screening.services.reading.schools.search import read_due_diligence

POLICY = "policy.toml"
_AGREED = "It is for our schools alone, and two people have to agree for each post."
Row = Mapping[str, Any]
Act = Callable[[], None]


def put_policy_in_force(scene: Scene, proposer: str, confirmer: str) -> None:
    """Let the council's version of the policy be proposed, and confirmed by a second person."""
    shipped, day = shipped_policy(), day_of(scene.now).isoformat()
    based_on = f'{{ version = "{shipped.version}", digest = "{shipped.digest}" }}'
    head = f"effective_from = {day}\nbased_on = {based_on}\n"
    content = head.encode("utf-8") + (COUNCIL / POLICY).read_bytes()
    version = proposing.propose(scene.call(proposer), content)
    Worker(scene.store, read_organisation(), scene.clock).do_one()
    scene.now += BETWEEN_STEPS
    proposing.confirm(scene.call(confirmer), version, _AGREED)
    scene.now += BETWEEN_STEPS


@dataclass(frozen=True)
class OfASchool:
    """What the file of a vacancy under the regime has beside its checks."""

    scene: Scene
    data: Row
    vacancy: Callable[[], str]
    candidates: Mapping[int, str]

    def acts(self) -> Iterator[tuple[int, Act]]:
        """Everything that happens, each with how many working days ago it does."""
        steps: Mapping[str, Callable[[Row], None]] = {
            "proposed": self._propose,
            "confirmed": self._confirm,
            "shortlist": self._shortlist,
            "opened": self._open,
            "told": self._tell,
            "link": self._link,
            "said": self._say,
            "looked_up": self._look_up,
        }
        for name, row in self.data.items():
            yield row["day"], partial(steps[name], row)

    def _propose(self, row: Row) -> None:
        regime_by_two.propose(self.scene.call(row["by"]), self.vacancy(), row["reason"])

    def _confirm(self, row: Row) -> None:
        call = self.scene.call(row["by"])
        waiting = read_regime(call, self.vacancy()).waiting
        if waiting is None:
            raise ValueError("nothing was proposed")
        regime_by_two.confirm(call, self.vacancy(), waiting.ref, row["reason"])

    def _shortlist(self, row: Row) -> None:
        for number in row["candidates"]:
            call, ref = self.scene.call(row["by"]), self.candidates[number]
            candidates.set_status(call, ref, CandidateStatus.SHORTLISTED)

    def _open(self, row: Row) -> None:
        searcher = self.scene.people[row["searcher"]].ref
        telling.open_search(self.scene.call(row["by"]), self.vacancy(), searcher)

    def _tell(self, row: Row) -> None:
        delivery, today = Delivery(row["delivery"]), day_of(self.scene.now)
        telling.tell_all(self.scene.call(row["by"]), self.vacancy(), delivery, today)

    def _link(self, row: Row) -> None:
        shortlist.make_link(self.scene.call(row["by"]), self._part(row), 0)

    def _say(self, row: Row) -> None:
        key = shortlist.link_for(self.scene.call(self.data["link"]["by"]), self._part(row)).key
        call = Call(self.scene.store, CANDIDATE, self.scene.clock)
        shortlist_words.say(call, key, row["words"], objects=False)

    def _look_up(self, row: Row) -> None:
        call, part = self.scene.call(row["by"]), self._part(row)
        looking.begin(call, part)
        self.scene.now += BETWEEN_STEPS
        found = ToExplore.SOMETHING
        seen = LookedUp(row["pages"], row["minutes"], False, found, row["words"])
        looking.write_down(call, part, seen)

    def _part(self, row: Row) -> str:
        shown = read_due_diligence(self.scene.call(self.data["opened"]["by"]), self.vacancy())
        code = code_of(row["candidate"])
        return next(part.ref for part in shown.parts if part.code == code)
