"""Where else somebody works, by role: cards on the first page, and a page of what has no place of
its own in the navigation.
"""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from screening.domain.people import Actor
from screening.domain.words import Role
from screening.web.access import (
    OFFICERS,
    POLICY_READERS,
    READERS,
    RECRUITERS,
    RETENTION_READERS,
)


class Way(NamedTuple):
    """Where else somebody in one of ``roles`` works."""

    roles: tuple[Role, ...]
    label: Any
    endpoint: str
    text: Any


WAYS: tuple[Way, ...] = (
    Way(
        tuple(Role),
        _l("Your first steps"),
        "help.first_steps",
        _l("New here? What you do in this service, step by step."),
    ),
    Way(
        RECRUITERS,
        _l("Vacancies"),
        "vacancies.index",
        _l("A check starts from a candidate of a vacancy."),
    ),
    Way(
        RECRUITERS,
        _l("How to write a check that passes"),
        "help.writing",
        _l("Four things to say, what stops a check, and examples of both kinds."),
    ),
    Way(
        OFFICERS,
        _l("Review vacancies"),
        "reviews.index",
        _l("Read any vacancy's whole trail, refusals and attempts too."),
    ),
    Way(
        (Role.HR, Role.EQUALITY),
        _l("Figures of twelve months"),
        "figures.index",
        _l("Checks by state and month, what the rules found, and how long requests waited."),
    ),
    Way(
        (Role.HR, Role.ADMINISTRATOR),
        _l("Substitutes in HR"),
        "substitutes.index",
        _l("Who decides for somebody who is away, and from when to when."),
    ),
    Way(
        RETENTION_READERS,
        _l("What will be erased, and when"),
        "retention.index",
        _l("By date and by vacancy, with the holds that stand in the way."),
    ),
    Way(
        READERS,
        _l("Searches to find people"),
        "sourcing.index",
        _l("Exempt under section 6, and entered here so that they can be told from checks."),
    ),
    Way(
        tuple(Role),
        _l("I looked somebody up without authorisation"),
        "unauthorised.index",
        _l("Tell us in two minutes: it can be put right best when we know."),
    ),
    Way(
        (Role.HR, Role.DATA_PROTECTION),
        _l("Requests and complaints"),
        "rights.index",
        _l("What people ask for, object to or complain about, candidates or not. Enter one here."),
    ),
    Way(
        (Role.HR, Role.DATA_PROTECTION),
        _l("Find somebody by name"),
        "by_name.index",
        _l("They telephone or write, and you do not know what they applied for."),
    ),
    Way(
        POLICY_READERS,
        _l("Policy"),
        "policy.index",
        _l("What requests are judged by: periods, limits, rules and word lists."),
    ),
    Way(
        (Role.ADMINISTRATOR,),
        _l("People and roles"),
        "administration.people",
        _l("Open accounts, and give or grant roles."),
    ),
    Way(
        (Role.DATA_PROTECTION,),
        _l("Record of processing"),
        "processing.index",
        _l("The lawful basis, the record of processing, and the impact assessment."),
    ),
    Way(
        (Role.ADMINISTRATOR,),
        _l("Organisation"),
        "organisation.index",
        _l("Its name and colour, and whom candidates and staff can ask."),
    ),
    Way(
        (Role.ADMINISTRATOR,),
        _l("Health"),
        "health.index",
        _l("Keys, work, ledger and messages, and what to do where something is wrong."),
    ),
    Way(
        (Role.ADMINISTRATOR,),
        _l("Messages"),
        "notifications.messages",
        _l("What was sent by e-mail, to whom and when, and what could not be sent."),
    ),
)


def ways_of(actor: Actor) -> list[Way]:
    """Those of ``actor``."""
    return [way for way in WAYS if actor.has(*way.roles)]
