"""The people of the demonstration council, and what it says of itself."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from screening.domain.words import Role
from screening.reports.model import Organisation

COUNCIL = files("screening.cli.demo") / "council"
PEOPLE, ORGANISATION = "people.toml", "organisation.toml"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in; ``key`` is how the vacancies' files call them."""

    key: str
    name: str
    email: str
    roles: tuple[Role, ...]


def read_people() -> tuple[str, tuple[Person, ...]]:
    """The password that all share, and the people."""
    data = tomllib.loads((COUNCIL / PEOPLE).read_text("utf-8"))
    people = tuple(
        Person(
            key=row["key"],
            name=row["name"],
            email=f"{row['name'].lower().replace(' ', '.')}@wexcombe.example",
            roles=tuple(Role(role) for role in row["roles"]),
        )
        for row in data["people"]
    )
    return data["password"], people


def read_organisation() -> Organisation:
    """What an administrator of the council has set; whom staff ask for help among it."""
    return Organisation(**tomllib.loads((COUNCIL / ORGANISATION).read_text("utf-8")))
