"""What stands beside the checks in the demonstration: searches to find people, and those that
nobody had authorised.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from screening.cli.demo.scene import Scene
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.services import sourcing, unauthorised, unauthorised_handling
from screening.services.calendar import day_of
from screening.services.sourcing import Sourced
from screening.services.unauthorised import ReportText
from screening.services.unauthorised_handling import Handled

Row = Mapping[str, Any]
Act = Callable[[], None]


def acts_beside(scene: Scene, data: Row) -> Iterator[tuple[int, Act]]:
    """What the file ``data`` of a vacancy has beside its checks, each with its day."""
    for row in data.get("sourced", ()):
        yield row["day"], partial(_source, scene, row)
    for row in data.get("looked_up", ()):
        yield from _looked_up(scene, data["reference"], row)


def _source(scene: Scene, row: Row) -> None:
    call, made_on = scene.call(row["by"]), day_of(scene.now)
    said = Sourced(row["vacancy"], row["platform"], row["words"], row["purpose"], made_on)
    search = sourcing.enter(call, "", said)
    for found in row.get("found", ()):
        sourcing.note(call, search, found["name"], found["address"])


def _looked_up(scene: Scene, vacancy: str, row: Row) -> Iterator[tuple[int, Act]]:
    refs: list[str] = []

    def report() -> None:
        today = day_of(scene.now)
        told = ReportText(
            made_by=MadeBy.ME,
            email="",
            looked_on=today,
            vacancy=vacancy,
            whom=row["whom"],
            what=row["what"],
            others=row["others"],
            breach=Breach(row["breach"]),
            known_since=today,
        )
        refs.append(unauthorised.report(scene.call(row["by"]), told))

    def handle() -> None:
        said = row["handled"]
        effect, breach = Effect(said["effect"]), Breach(said["breach"])
        handled = Handled(effect, breach, said["reasons"], said["lessons"])
        unauthorised_handling.handle(scene.call(said["by"]), refs[0], 1, handled)

    def decide() -> None:
        said = row["decided"]
        call, ruling = scene.call(said["by"]), BreachRuling(said["ruling"])
        unauthorised.decide_breach(call, refs[0], 2, ruling, PersonTold(said["told"]), said["why"])

    yield row["day"], report
    yield row["handled"]["day"], handle
    yield row["decided"]["day"], decide
