"""The first steps of somebody who is new here, in words, each with the page that it is done on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from screening.domain.first_steps import FirstStep


class StepWords(NamedTuple):
    """One step: its name, the endpoint of its page, and what to do there."""

    label: Any
    endpoint: str
    text: Any


STEP_WORDS: Mapping[FirstStep, StepWords] = {
    FirstStep.READ_POLICY: StepWords(
        _l("Read the policy"),
        "policy_reading.to_read",
        _l(
            "It is short. Until you have said that you have read it, you cannot send or decide a "
            "request."
        ),
    ),
    FirstStep.EXAMPLES: StepWords(
        _l("Look at the examples"),
        "help.writing",
        _l("Four things to say, and how a good request differs from one that is stopped."),
    ),
    FirstStep.ASK: StepWords(
        _l("Ask for a check"),
        "vacancies.index",
        _l(
            "Open your vacancy, choose the candidate, write down what they said, and send it. You "
            "can ask the candidate instead."
        ),
    ),
    FirstStep.MEND: StepWords(
        _l("Mend a request"),
        "home.index",
        _l(
            "If one is not ready, or HR returns it, the words to change are marked. It waits on "
            "your first page until you send it again."
        ),
    ),
    FirstStep.TAKE_IN: StepWords(
        _l("Take in what was found"),
        "home.index",
        _l(
            "HR decides, the candidate is told, somebody else looks. When the answer is handed "
            "over, lock your scores, read it, and say whether it changed them."
        ),
    ),
    FirstStep.DECLARE: StepWords(
        _l("Declare that you made no other search"),
        "home.index",
        _l("You are asked at shortlist and at decision; your first page says when."),
    ),
    FirstStep.OWN_UP: StepWords(
        _l("Did you look somebody up already?"),
        "unauthorised.index",
        _l("Tell us in two minutes. At shortlist and decision you are asked to declare it."),
    ),
    FirstStep.SET_UP: StepWords(
        _l("Set a vacancy up"),
        "vacancies.index",
        _l("Its criteria, its panel and its candidates: type them in, or bring a file in."),
    ),
    FirstStep.DECIDE: StepWords(
        _l("Decide requests"),
        "decisions.queue",
        _l(
            "Confirm that the claim was seen in the application, read every attempt, and allow "
            "all of what was asked, less of it, or nothing."
        ),
    ),
    FirstStep.TELL: StepWords(
        _l("Tell the candidate"),
        "home.index",
        _l("Send the notice with the link to their own page, and wait until their time is over."),
    ),
    FirstStep.OBJECTION: StepWords(
        _l("Decide an objection"),
        "home.index",
        _l("It pauses the check. Say with reasons whether it goes on; the panel is not told."),
    ),
    FirstStep.SCREEN: StepWords(
        _l("Screen what was found, and hand it over"),
        "home.index",
        _l(
            "Words that say more than was asked are marked. The panel reads what you write, or "
            "nothing, where the answer has to be withheld."
        ),
    ),
    FirstStep.SOURCING: StepWords(
        _l("Look after searches to find people"),
        "sourcing.index",
        _l("They are exempt, and registered. Say what one was where it looks like a check."),
    ),
    FirstStep.UNAUTHORISED: StepWords(
        _l("Deal with searches without authorisation"),
        "unauthorised.index",
        _l("Say what each did to the selection, what is done about it, and what was learned."),
    ),
    FirstStep.STAND_IN: StepWords(
        _l("Say who stands in for you"),
        "substitutes.index",
        _l("A request that waits too long goes to whoever stands in while you are away."),
    ),
    FirstStep.SIGNS: StepWords(
        _l("See what calls for a look"),
        "reviews.index",
        _l("Vacancies with their signs, counted and never added up to a score."),
    ),
    FirstStep.TRAIL: StepWords(
        _l("Read one trail"),
        "reviews.index",
        _l(
            "Open a vacancy: every attempt, refusal and search stands there by candidate code. "
            "Ask a query where something is unclear; the answer has a day by which it is due."
        ),
    ),
    FirstStep.MONITORING: StepWords(
        _l("Bring monitoring answers in"),
        "monitoring.index",
        _l("They are sealed apart, and shown only as tables in which nobody can be told."),
    ),
    FirstStep.SIGN_OFF: StepWords(
        _l("Sign a vacancy off"),
        "reviews.index",
        _l("From the vacancy's page, with conditions and actions where you set any."),
    ),
    FirstStep.REPORT: StepWords(
        _l("Print the audit report"),
        "reviews.index",
        _l("From the vacancy's page: one PDF that shows what was asked, decided and looked at."),
    ),
    FirstStep.BASIS: StepWords(
        _l("Set the lawful basis"),
        "processing.index",
        _l("Candidates are told it. The record of processing is made from it and the policy."),
    ),
    FirstStep.ASSESSMENT: StepWords(
        _l("Write the impact assessment"),
        "processing.assessment",
        _l("What the settings say is filled in already; the judgement is yours."),
    ),
    FirstStep.RIGHTS: StepWords(
        _l("Look at the register"),
        "rights.index",
        _l("Requests, objections and complaints, with the day by which each is due."),
    ),
    FirstStep.RETENTION: StepWords(
        _l("See what will be erased, and when"),
        "retention.index",
        _l("Place a hold where a vacancy has to be kept; confirm or decline an erasure."),
    ),
    FirstStep.BREACH: StepWords(
        _l("Rule on searches without authorisation"),
        "unauthorised.index",
        _l("Say whether one was a personal-data breach; the 72 hours are counted for you."),
    ),
    FirstStep.ORGANISATION: StepWords(
        _l("Say whose service this is"),
        "organisation.index",
        _l("Name, colour, and whom candidates and staff can ask for help."),
    ),
    FirstStep.PEOPLE: StepWords(
        _l("Let people in"),
        "administration.people",
        _l("Open accounts and give roles. Some roles need a second administrator."),
    ),
    FirstStep.POLICY: StepWords(
        _l("See what requests are judged by"),
        "policy.index",
        _l("Another version is proposed here, and an equality officer has to confirm it."),
    ),
    FirstStep.HEALTH: StepWords(
        _l("See that all is well"),
        "health.index",
        _l("Keys, work, ledger and messages, and what to do where something is wrong."),
    ),
}
