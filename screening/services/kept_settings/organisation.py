"""The organisation: its name, its colour and whom people can ask. One place for all that says it.

What the operator sets in the environment counts until an administrator sets it here.
"""

from collections.abc import Mapping
from dataclasses import fields

from screening.domain.emails import is_email_outside
from screening.domain.entry import LINE, SHORT, check_storable, tidy
from screening.domain.errors import NotValid
from screening.domain.kept_settings import SettingKind
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.reports.model import Organisation
from screening.services.call import Call, once
from screening.services.colour import carries_white, is_colour
from screening.services.kept_settings.keeping import keep
from screening.services.settings import Settings
from screening.store.kept_settings import newest
from screening.store.unit_of_work import UnitOfWork

LIMITS: Mapping[str, int] = {
    "name": SHORT,
    "name_cy": SHORT,
    "colour": SHORT,
    "help": LINE,
    "help_cy": LINE,
    "officer": LINE,
    "complaints": LINE,
    "staff_phone": SHORT,
    "staff_email": SHORT,
}
"""Characters in each part."""

_PARTS = frozenset(field.name for field in fields(Organisation))


def start_of(settings: Settings) -> Organisation:
    """The organisation as the operator's settings say it."""
    return Organisation(settings.organisation, settings.colour, settings.help)


def organisation_now(call: Call, start: Organisation) -> Organisation:
    """The organisation as it is set now, or ``start`` while nobody has set it in the service."""
    with call.look() as work:
        return organisation_of(work, start)


def organisation_of(work: UnitOfWork, start: Organisation) -> Organisation:
    """As ``organisation_now``, in a unit of work that is under way."""
    kept = newest(work.session, SettingKind.ORGANISATION)
    return from_content(kept.content) if kept else start


def from_content(content: Mapping[str, str]) -> Organisation:
    """The organisation that a version says; parts that this release does not know are left out."""
    return Organisation(**{name: text for name, text in content.items() if name in _PARTS})


@once
def set_organisation(call: Call, read: int, typed: Mapping[str, str]) -> None:
    """Set every part in ``LIMITS`` as ``typed``, after the version ``read`` (0: none yet).

    Raises NotValid beside each part that cannot be so, Conflict where somebody else was first.
    """
    check_may(call.actor, Action.ADMINISTER)
    content = {name: tidy(typed.get(name, "")) for name in LIMITS}
    content["colour"] = content["colour"].lower()
    needed = {"name", "colour"}
    check_storable({name: (content[name], most, name in needed) for name, most in LIMITS.items()})
    if problems := _problems(content):
        raise NotValid(problems)
    with call.change(Role.ADMINISTRATOR) as work:
        keep(work, SettingKind.ORGANISATION, read, content)
        work.commit()


def _problems(content: Mapping[str, str]) -> dict[str, str]:
    problems = {
        name: N_("Write this on one line")
        for name in ("name", "name_cy", "staff_phone", "staff_email")
        if len(content[name].splitlines()) > 1
    }
    if content["staff_email"] and not is_email_outside(content["staff_email"]):
        problems["staff_email"] = N_("Enter an e-mail address, such as name@example.org")
    if not is_colour(content["colour"]):
        problems["colour"] = N_("Enter a colour as a hash and six digits, such as #2d4a5e")
    elif not carries_white(content["colour"]):
        problems["colour"] = N_("This colour is too light: white words on it cannot be read")
    return problems
