"""What somebody who is new here does first, by role: each step with the page it is done on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from screening.domain.words import Role


class FirstStep(NamedTuple):
    """One step: its name, the endpoint of its page, and what to do there."""

    label: Any
    endpoint: str
    text: Any


_READ = FirstStep(
    _l("Read the policy"),
    "policy_reading.to_read",
    _l("It is short. Until you have said that you read it, you cannot send or decide a request."),
)

FIRST_STEPS: Mapping[Role, tuple[FirstStep, ...]] = {
    Role.MANAGER: (
        _READ,
        FirstStep(
            _l("Look at the examples"),
            "help.writing",
            _l("Four things to say, and how a good request differs from one that is stopped."),
        ),
        FirstStep(
            _l("Open your vacancy"),
            "vacancies.index",
            _l(
                "Choose the candidate, write down what they said, and ask for a check of it. If it "
                "is not ready, the words to change are marked. You can ask the candidate instead."
            ),
        ),
        FirstStep(
            _l("Wait for what waits for you"),
            "home.index",
            _l(
                "HR decides, the candidate is told, somebody else looks. When the answer is handed "
                "over, lock your scores, read it, and say whether it changed them."
            ),
        ),
        FirstStep(
            _l("Did you look somebody up already?"),
            "unauthorised.index",
            _l("Tell us in two minutes. At shortlist and decision you are asked to declare it."),
        ),
    ),
    Role.HR: (
        _READ,
        FirstStep(
            _l("Set a vacancy up"),
            "vacancies.index",
            _l("Its criteria, its panel and its candidates: type them in, or bring a file in."),
        ),
        FirstStep(
            _l("Decide requests"),
            "decisions.queue",
            _l(
                "Confirm that the claim was seen in the application, read every attempt, and allow "
                "all of what was asked, less of it, or nothing."
            ),
        ),
        FirstStep(
            _l("Follow a check on"),
            "home.index",
            _l(
                "Tell the candidate, wait for the reply, have the search made, screen the answer, "
                "hand it over. Your first page says what is next."
            ),
        ),
        FirstStep(
            _l("Say who stands in for you"),
            "substitutes.index",
            _l("A request that waits too long goes to whoever stands in while you are away."),
        ),
    ),
    Role.EQUALITY: (
        FirstStep(
            _l("See what calls for a look"),
            "reviews.index",
            _l("Vacancies with their signs, counted and never added up to a score."),
        ),
        FirstStep(
            _l("Read one trail"),
            "reviews.index",
            _l(
                "Open a vacancy: every attempt, refusal and search stands there by candidate code. "
                "Ask a query where something is unclear; the answer has a day by which it is due."
            ),
        ),
        FirstStep(
            _l("Bring monitoring answers in"),
            "monitoring.index",
            _l("They are sealed apart, and shown only as tables in which nobody can be told."),
        ),
        FirstStep(
            _l("Sign off, and print the report"),
            "reviews.index",
            _l("Both are on the vacancy's page, with conditions and actions where you set any."),
        ),
    ),
    Role.DATA_PROTECTION: (
        FirstStep(
            _l("Set the lawful basis"),
            "processing.index",
            _l("Candidates are told it. The record of processing is made from it and the policy."),
        ),
        FirstStep(
            _l("Look at the register"),
            "rights.index",
            _l("Requests, objections and complaints, with the day by which each is due."),
        ),
        FirstStep(
            _l("See what will be erased, and when"),
            "retention.index",
            _l("Place a hold where a vacancy has to be kept; confirm or decline an erasure."),
        ),
        FirstStep(
            _l("Rule on searches without authorisation"),
            "unauthorised.index",
            _l("Say whether one was a personal-data breach; the 72 hours are counted for you."),
        ),
    ),
    Role.ADMINISTRATOR: (
        FirstStep(
            _l("Say whose service this is"),
            "organisation.index",
            _l("Name, colour, and whom candidates and staff can ask for help."),
        ),
        FirstStep(
            _l("Let people in"),
            "administration.people",
            _l("Open accounts and give roles. Some roles need a second administrator."),
        ),
        FirstStep(
            _l("See what requests are judged by"),
            "policy.index",
            _l("Another version is proposed here, and an equality officer has to confirm it."),
        ),
        FirstStep(
            _l("See that all is well"),
            "health.index",
            _l("Keys, work, ledger and messages, and what to do where something is wrong."),
        ),
    ),
}
