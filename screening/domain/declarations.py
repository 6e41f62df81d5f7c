"""When the members of a panel give their word that they made no search but those recorded.

Section 6 of the policy: searches only where they test a claim. What nobody recorded cannot be
shown; that each member was asked, and what they said, can.
"""

from collections.abc import Mapping
from enum import StrEnum

from screening.domain.words import Moment, Stage


class Declared(StrEnum):
    """What a member of a panel gave their word on."""

    NONE = "none"
    SEARCHED = "searched"


_REACHED: Mapping[Stage, tuple[Moment, ...]] = {
    Stage.SHORTLISTED: (Moment.SHORTLIST,),
    Stage.INTERVIEWED: (Moment.SHORTLIST,),
    Stage.OFFERED: (Moment.SHORTLIST, Moment.DECISION),
    Stage.CLOSED: (Moment.SHORTLIST, Moment.DECISION),
}


def moments_reached(stage: Stage) -> tuple[Moment, ...]:
    """The declarations that a vacancy at ``stage`` asks of each member of its panel, in order."""
    return _REACHED.get(stage, ())


def stages_that_ask(moment: Moment) -> tuple[Stage, ...]:
    """The stages at which the declaration at ``moment`` is due."""
    return tuple(stage for stage, moments in _REACHED.items() if moment in moments)
