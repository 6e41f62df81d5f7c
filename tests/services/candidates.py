"""Candidates of a town, by their own links."""

from screening.domain.people import CANDIDATE
from screening.domain.words import Answered
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.checks.holding_back import fingerprint
from screening.services.own_page import answers, links, replies
from screening.services.reading.telling.own_page import OwnPage, read_own_page
from tests.services.town import Town

HERE = Organisation("Wexcombe Council", "#2d4a5e", "01632 960 001")


def calling(town: Town, key: str = "") -> Call:
    """A call by whoever holds a link."""
    return Call(town.store, CANDIDATE, town.clock, key)


def link_to(town: Town, check: str, by: str = "hugh") -> str:
    """Let somebody make the link to the page about ``check``, or a new one; its key."""
    links.make_link(town.call(by), check, links.link_for(town.call(by), check).number)
    return links.link_for(town.call(by), check).key


def page_at(town: Town, key: str) -> OwnPage:
    """What the holder of the link reads."""
    return read_own_page(calling(town), key, HERE)


def answers_with(town: Town, key: str, answered: Answered, words: str = "", *files: bytes) -> None:
    """Let the holder of the link say it, and give ``files`` with it."""
    given = {f"file_{number}": content for number, content in enumerate(files, start=1)}
    answers.answer(calling(town), key, answered, words, given)


def replies_with(town: Town, key: str, words: str) -> None:
    """Let the holder of the link answer what the panel was told, as they saw it would be read."""
    replies.reply(calling(town), key, words, fingerprint(words))


def replied_twice(town: Town, check: str) -> None:
    """Let the candidate answer twice what the panel was told: HR passes on one answer."""
    key, hugh = link_to(town, check), town.call("hugh")
    replies_with(town, key, "I wrote them all.")
    replies.pass_on(hugh, check, "They wrote them all.")
    replies_with(town, key, "It was a sister's.")
    replies.keep_back(hugh, check, "It is about somebody else.")
