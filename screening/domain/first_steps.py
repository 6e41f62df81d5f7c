"""What somebody who is new here does first, in each role, in the order in which it comes."""

from collections.abc import Mapping
from enum import StrEnum

from screening.domain.words import Role


class FirstStep(StrEnum):
    """One step."""

    READ_POLICY = "read-policy"
    EXAMPLES = "examples"
    ASK = "ask"
    MEND = "mend"
    TAKE_IN = "take-in"
    DECLARE = "declare"
    OWN_UP = "own-up"
    SET_UP = "set-up"
    DECIDE = "decide"
    TELL = "tell"
    OBJECTION = "objection"
    SCREEN = "screen"
    SOURCING = "sourcing"
    UNAUTHORISED = "unauthorised"
    STAND_IN = "stand-in"
    SIGNS = "signs"
    TRAIL = "trail"
    MONITORING = "monitoring"
    SIGN_OFF = "sign-off"
    REPORT = "report"
    BASIS = "basis"
    ASSESSMENT = "assessment"
    RIGHTS = "rights"
    RETENTION = "retention"
    BREACH = "breach"
    ORGANISATION = "organisation"
    PEOPLE = "people"
    POLICY = "policy"
    HEALTH = "health"


STEPS_OF: Mapping[Role, tuple[FirstStep, ...]] = {
    Role.MANAGER: (
        FirstStep.READ_POLICY,
        FirstStep.EXAMPLES,
        FirstStep.ASK,
        FirstStep.MEND,
        FirstStep.TAKE_IN,
        FirstStep.DECLARE,
        FirstStep.OWN_UP,
    ),
    Role.HR: (
        FirstStep.READ_POLICY,
        FirstStep.SET_UP,
        FirstStep.DECIDE,
        FirstStep.TELL,
        FirstStep.OBJECTION,
        FirstStep.SCREEN,
        FirstStep.SOURCING,
        FirstStep.UNAUTHORISED,
        FirstStep.STAND_IN,
    ),
    Role.EQUALITY: (
        FirstStep.SIGNS,
        FirstStep.TRAIL,
        FirstStep.MONITORING,
        FirstStep.SIGN_OFF,
        FirstStep.REPORT,
    ),
    Role.DATA_PROTECTION: (
        FirstStep.BASIS,
        FirstStep.ASSESSMENT,
        FirstStep.RIGHTS,
        FirstStep.RETENTION,
        FirstStep.BREACH,
    ),
    Role.ADMINISTRATOR: (
        FirstStep.ORGANISATION,
        FirstStep.PEOPLE,
        FirstStep.POLICY,
        FirstStep.HEALTH,
    ),
}
