"""Playing the council's files, step by step in the order of their days, through the services."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from screening.cli.demo.people import (
    COUNCIL,
    ORGANISATION,
    PEOPLE,
    read_organisation,
    read_people,
)
from screening.cli.demo.registers import acts_beside
from screening.cli.demo.scene import BETWEEN_STEPS, Scene
from screening.cli.demo.schools import POLICY, OfASchool, put_policy_in_force
from screening.cli.demo.steps import STEPS, write
from screening.domain.people import CLOCK
from screening.domain.words import CandidateStatus, CriterionKind, FollowUpKind, Source, Stage
from screening.services import candidates, declaring, following_up, reviewing, settling, vacancies
from screening.services.calendar import day_of, in_working_days
from screening.services.call import Call
from screening.services.checks import clockwork, filing
from screening.services.claims import ClaimText
from screening.services.following_up import Asking
from screening.services.kept_settings.organisation import set_organisation
from screening.services.people.accounts import NewAccount, actor_of, anybody, found
from screening.services.people.policy_reading import WHO_READS, say_read
from screening.services.reading.equality.reviews import read_signing
from screening.services.reading.policy import read_policy_in_force
from screening.services.reading.vacancies.declarations import list_to_declare
from screening.services.reviewing import Signing
from screening.services.vacancies import CriterionText, VacancyDetails
from screening.store.store import Store

SETS_UP, ADMINISTERS, REVIEWS = "helen", "alan", "edwina"
Act = Callable[[], None]


@dataclass
class Play:
    """One vacancy's file, and the references it has been given so far."""

    scene: Scene
    data: Mapping[str, Any]
    vacancy: str = ""
    candidates: dict[int, str] = field(default_factory=dict)
    checks: dict[int, str] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)

    def acts(self) -> Iterator[tuple[int, Act]]:
        """Everything that happens, each with how many working days ago it does."""
        yield self.data["opened"], self._open
        for row in self.data["stages"]:
            yield row["day"], partial(self._stage, Stage(row["stage"]))
            yield row["day"], self._declare
        for number, check in enumerate(self.data.get("checks", ())):
            first = check["steps"][0]["day"]
            yield first, partial(self._start, number, check)
            for step in check["steps"]:
                yield step["day"], partial(self._step, number, {"by": check["by"]} | step)
        if "closes" in self.data:
            yield self.data["closes"], self._close
        if "sign_off" in self.data:
            yield self.data["sign_off"]["day"], self._sign_off
        for row in self.data.get("queries", ()):
            yield row["day"], partial(self._ask, row)
            if "answered" in row:
                yield row["answered"]["day"], partial(self._answer, row)
            if "satisfied" in row:
                yield row["satisfied"]["day"], partial(self._satisfied, row)
        yield from acts_beside(self.scene, self.data)
        if "school" in self.data:
            of_a_school = OfASchool(
                self.scene, self.data["school"], lambda: self.vacancy, self.candidates
            )
            yield from of_a_school.acts()

    def _open(self) -> None:
        call, data = self.scene.call(SETS_UP), self.data
        apply_by = day_of(self.scene.morning(data["apply_by"]))
        details = VacancyDetails(data["reference"], data["title"], data["department"], apply_by)
        criteria = [
            CriterionText(row["code"], CriterionKind(row["kind"]), row["text"])
            for row in data["criteria"]
        ]
        self.vacancy = vacancies.open_vacancy(call, details, criteria)
        people = self.scene.people
        decider = data.get("outside_decider")
        vacancies.set_panel(
            call,
            self.vacancy,
            [people[key].ref for key in data["panel"]],
            people[decider].ref if decider else "",
        )
        for number, row in enumerate(data["candidates"], start=1):
            contact = f"{row['name'].split()[0].lower()}@post.example"
            status = CandidateStatus(row["status"])
            self.candidates[number] = candidates.add_candidate(
                call, self.vacancy, row["name"], contact, status
            )

    def _stage(self, stage: Stage) -> None:
        vacancies.set_stage(self.scene.call(SETS_UP), self.vacancy, stage)

    def _declare(self) -> None:
        """Let all but the last of the panel give their word; who is alone gives it."""
        for key in self.data["panel"][:-1] or self.data["panel"]:
            call = self.scene.call(key)
            for row in list_to_declare(call):
                if row.vacancy_ref == self.vacancy:
                    declaring.declare(call, row.vacancy_ref, row.moment, searched=False)

    def _start(self, number: int, check: Mapping[str, Any]) -> None:
        row = check["claim"]
        claim = ClaimText(
            row["quote"], Source(row["source"]), row["where"], row["criterion"], row["address"]
        )
        candidate = self.candidates[check["candidate"]]
        ref = filing.start_check_on(self.scene.call(check["by"]), candidate, claim)
        self.checks[number] = ref
        write(self.scene, ref, check)

    def _step(self, number: int, step: Mapping[str, Any]) -> None:
        STEPS[step["do"]](self.scene, self.checks[number], step)

    def _close(self) -> None:
        vacancies.close_vacancy(self.scene.call(SETS_UP), self.vacancy)

    def _sign_off(self) -> None:
        row = self.data["sign_off"]
        call = self.scene.call(row["by"])
        read = read_signing(call, self.vacancy).records
        conditions = [
            Asking(
                FollowUpKind.CONDITION,
                one["words"],
                in_working_days(self.scene.now, one["within"]),
                self.scene.people[one["owner"]].ref,
            )
            for one in row.get("conditions", ())
        ]
        reviewing.sign_off(call, self.vacancy, Signing(row["words"], read, conditions))

    def _ask(self, row: Mapping[str, Any]) -> None:
        call = self.scene.call(row["by"])
        due = in_working_days(self.scene.now, row["within"])
        asking = Asking(FollowUpKind.QUERY, row["words"], due)
        self.queries[row["words"]] = following_up.ask(call, self.vacancy, asking)

    def _answer(self, row: Mapping[str, Any]) -> None:
        said = row["answered"]
        call = self.scene.call(said["by"])
        following_up.answer(call, self.queries[row["words"]], said["words"])

    def _satisfied(self, row: Mapping[str, Any]) -> None:
        call = self.scene.call(row["satisfied"]["by"])
        settling.satisfied(call, self.queries[row["words"]])


def is_empty(store: Store) -> bool:
    """Whether nobody has an account here yet."""
    return not anybody(Call(store, CLOCK, lambda: datetime.now(UTC)))


def load(store: Store, now: datetime) -> None:
    """Play everything that the files hold, from the oldest day to ``now``."""
    plays_of = [
        tomllib.loads(path.read_text("utf-8"))
        for path in sorted(COUNCIL.iterdir(), key=lambda path: path.name)
        if path.name not in (PEOPLE, ORGANISATION, POLICY)
    ]
    scene = _set(store, now, max(data["opened"] for data in plays_of) + 1)
    acts = [act for data in plays_of for act in Play(scene, data).acts()]
    day = -1
    for days_ago, act in sorted(acts, key=lambda each: -each[0]):
        scene.now = scene.now + BETWEEN_STEPS if days_ago == day else scene.morning(days_ago)
        day = days_ago
        clockwork.tick(scene.call(SETS_UP))
        act()
    scene.now = scene.loaded_at
    clockwork.tick(scene.call(SETS_UP))


def _set(store: Store, now: datetime, days_ago: int) -> Scene:
    """The scene, with everybody let in on the day before the first vacancy, the
    organisation as it is set, and the policy.
    """
    scene = Scene(store, {}, now)
    scene.now = scene.morning(days_ago)
    password, people = read_people()
    call = Call(store, CLOCK, scene.clock)
    refs = found(
        call,
        [NewAccount(each.email, each.name, frozenset(each.roles), password) for each in people],
    )
    keys = (each.key for each in people)
    scene.people = {key: actor_of(call, ref) for key, ref in zip(keys, refs, strict=True)}
    set_organisation(scene.call(ADMINISTERS), 0, asdict(read_organisation()))
    put_policy_in_force(scene, ADMINISTERS, REVIEWS)
    digest = read_policy_in_force(call).digest
    for key, actor in scene.people.items():
        if actor.has(*WHO_READS):
            say_read(scene.call(key), digest)
    return scene
