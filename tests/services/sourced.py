"""Searches to find people, as tests of other things need them."""

from screening.domain.sourcing import Handling
from screening.services import sourcing
from screening.services.reading.registers.sourcing_asked import list_questions
from screening.services.sourcing import Sourced
from screening.services.sourcing_handling import handle
from tests.services.town import Town


def finds(town: Town, name: str) -> None:
    """Mara enters what looks like a check; HR says that it is none; she notes who was found."""
    mara, hugh = town.call("mara"), town.call("hugh")
    said = Sourced("", "LinkedIn", "clerk", "Vet them.", town.now.date())
    asked = sourcing.enter(mara, "", said)
    (question,) = list_questions(hugh)
    handle(hugh, question.ref, Handling.SOURCING, "A namesake, she says.", "")
    found = sourcing.keep(mara, asked, "They have not applied.")
    sourcing.note(mara, found, name, "linkedin.com/in/bo")
