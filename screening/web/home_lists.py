"""What waits for officers, administrators and panels on their first page, in tables of its own."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from screening.domain.words import Role
from screening.services.call import Call
from screening.services.reading.administration.accounts import (
    list_roles_waiting,
    list_without_roles,
)
from screening.services.reading.administration.losses import list_losses
from screening.services.reading.administration.messages import list_troubled
from screening.services.reading.administration.witnesses import list_witnesses
from screening.services.reading.equality.follow_ups import list_asked
from screening.services.reading.equality.follow_ups import list_open as list_open_follow_ups
from screening.services.reading.equality.reviews import list_to_sign_off
from screening.services.reading.keeping.after_restoring import list_waits
from screening.services.reading.keeping.erasure import list_to_confirm, list_unfinished
from screening.services.reading.keeping.register import list_registers_due
from screening.services.reading.keeping.retention import list_retention
from screening.services.reading.policies.versions import list_to_decide
from screening.services.reading.protection.reviews_due import list_reviews_due
from screening.services.reading.registers.sourcing import list_applied
from screening.services.reading.registers.sourcing_asked import list_questions
from screening.services.reading.registers.unauthorised import (
    list_breaches,
    list_no_breaches,
    list_to_handle,
)
from screening.services.reading.rights.register import list_open
from screening.services.reading.schools.regime import list_proposals
from screening.services.reading.schools.search import list_due_diligence
from screening.services.reading.vacancies.declarations import list_to_declare


class List(NamedTuple):
    """One list; ``table`` is the macro of ``home/lists.html`` that shows its rows.

    Without rows ``empty`` is said; where that is empty too, nothing is.
    """

    roles: tuple[Role, ...]
    title: Any
    empty: Any
    rows: Callable[[Call], Sequence[Any]]
    table: str


LISTS: tuple[List, ...] = (
    List(
        (Role.MANAGER,),
        _l("Declarations for you to make"),
        "",
        list_to_declare,
        "declarations",
    ),
    List(
        (Role.MANAGER, Role.HR),
        _l("Due-diligence searches (schools) that wait for you"),
        "",
        list_due_diligence,
        "due_diligence",
    ),
    List(
        (Role.HR, Role.EQUALITY),
        _l("Schools regime: proposals that wait for a second person"),
        "",
        list_proposals,
        "regimes",
    ),
    List(
        (Role.DATA_PROTECTION, Role.ADMINISTRATOR),
        _l("Nothing is erased until holds are put back"),
        "",
        list_waits,
        "waits",
    ),
    List(
        (Role.MANAGER, Role.HR),
        _l("Asked of you by an equality officer"),
        "",
        list_asked,
        "asked_of_me",
    ),
    List(
        (Role.EQUALITY,),
        _l("Queries, conditions and actions that are open"),
        "",
        list_open_follow_ups,
        "open",
    ),
    List(
        (Role.EQUALITY,),
        _l("Vacancies for you to look at"),
        _l("Nothing was recorded since the last sign-off of any vacancy with a check."),
        list_to_sign_off,
        "to_sign_off",
    ),
    List(
        (Role.EQUALITY,),
        _l("A version of the policy for you to decide on"),
        _l("No version of the policy waits for you."),
        list_to_decide,
        "policies",
    ),
    List(
        (Role.DATA_PROTECTION, Role.HR),
        _l("Erasures that wait for a second person"),
        _l("No erasure waits for you."),
        list_to_confirm,
        "to_confirm",
    ),
    List(
        (Role.DATA_PROTECTION,),
        _l("May be personal-data breaches: 72 hours"),
        "",
        list_breaches,
        "unauthorised",
    ),
    List(
        (Role.DATA_PROTECTION,),
        _l("Searches without authorisation that nobody took for a breach: look at them too"),
        "",
        list_no_breaches,
        "unauthorised",
    ),
    List(
        (Role.HR,),
        _l("Searches without authorisation to deal with"),
        "",
        list_to_handle,
        "unauthorised",
    ),
    List(
        (Role.HR, Role.EQUALITY),
        _l("Searches to find people of which HR has still to say what they were"),
        "",
        list_questions,
        "asked_about",
    ),
    List(
        (Role.HR,),
        _l("People found by sourcing who have applied"),
        "",
        list_applied,
        "applied",
    ),
    List(
        (Role.DATA_PROTECTION,),
        _l("Requests, objections and complaints to answer"),
        _l("No request, objection or complaint waits for an answer."),
        list_open,
        "rights",
    ),
    List(
        (Role.DATA_PROTECTION,),
        _l("To be looked at again"),
        "",
        list_reviews_due,
        "reviews",
    ),
    List(
        (Role.DATA_PROTECTION, Role.HR),
        _l("Data whose time is over, or soon will be"),
        _l("No closed vacancy has data whose time is over within 30 days."),
        list_retention,
        "retention",
    ),
    List(
        (Role.DATA_PROTECTION, Role.HR),
        _l("Registers of vacancies that end soon"),
        "",
        list_registers_due,
        "registers",
    ),
    List(
        (Role.DATA_PROTECTION,),
        _l("Erasures that have not ended"),
        _l("No erasure is under way."),
        list_unfinished,
        "unfinished",
    ),
    List(
        (Role.EQUALITY, Role.ADMINISTRATOR),
        _l("Where checkpoints of the ledger are left"),
        _l(
            "With nobody outside this service: that the ledger was not rewritten can be shown only "
            "as far as somebody keeps a checkpoint."
        ),
        list_witnesses,
        "witnesses",
    ),
    List(
        (Role.EQUALITY, Role.ADMINISTRATOR),
        _l("Records that were lost"),
        "",
        list_losses,
        "losses",
    ),
    List(
        (Role.ADMINISTRATOR,),
        _l("Messages that could not be sent"),
        "",
        list_troubled,
        "troubled",
    ),
    List(
        (Role.ADMINISTRATOR,),
        _l("Roles to be granted"),
        _l("No role waits for a second administrator."),
        list_roles_waiting,
        "roles",
    ),
    List(
        (Role.ADMINISTRATOR,),
        _l("Accounts without a role"),
        _l("Everybody who has an account has a role, or waits for one."),
        list_without_roles,
        "without_roles",
    ),
)
