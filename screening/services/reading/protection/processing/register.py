"""The record of processing activities (UK GDPR Article 30(1)), from the settings in force."""

from dataclasses import dataclass

from screening.domain.due_diligence import basis_told
from screening.domain.lawful_basis import STAFF_LAW, BasisTold
from screening.domain.people import Action, check_may
from screening.domain.sentence import Sentence
from screening.domain.text import N_
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.reading.protection.processing.facts import KEPT_DAYS, Facts, facts_of
from screening.services.reading.protection.processing.measures import measures


@dataclass(frozen=True)
class Activity:
    """One activity. ``basis`` is None where it rests on a duty that ``law`` names."""

    name: str
    purpose: str
    people: str
    data: str
    recipients: str
    kept: Sentence
    basis: BasisTold | None = None
    law: str = ""


@dataclass(frozen=True)
class Register:
    """Who is responsible, what is done, what leaves the country, and how it is kept safe."""

    organisation: Organisation
    officer: str
    activities: tuple[Activity, ...]
    hosting: str
    measures: tuple[Sentence, ...]
    policy: str


def read_register(call: Call, start: Organisation) -> Register:
    """The record as it is now. Raises NotAllowed for anybody but data protection."""
    check_may(call.actor, Action.KEEP_PROCESSING)
    with call.look() as work:
        facts = facts_of(work, start)
        return Register(
            organisation=facts.organisation,
            officer=facts.officer,
            activities=activities(facts),
            hosting=facts.own.get("hosting", ""),
            measures=measures(work, facts),
            policy=facts.policy.version,
        )


_WHO_WORKS_ON_IT = N_(
    "Whoever entered it, HR, and the equality and data protection officers; nobody on the panel"
)


def activities(facts: Facts) -> tuple[Activity, ...]:
    """What the service does with data about people."""
    until_erased = Sentence(
        N_(
            "%(retention_months)s after the vacancy is closed, unless a hold stands; what officers "
            "and HR wrote of the vacancy as a whole %(register_years)s after it; codes and dates "
            "without names or words for as long as the ledger is kept"
        ),
        facts.days("retention_months", "register_years"),
    )
    return (
        _checks(facts, until_erased),
        *_for_schools(facts, until_erased),
        *_registers(facts),
        *_beside(facts, until_erased),
        _staff(facts),
    )


def _checks(facts: Facts, until_erased: Sentence) -> Activity:
    return Activity(
        name=N_("Checking online a claim that an applicant made"),
        purpose=N_(
            "To test one claim of one applicant, where HR has approved it and they were told "
            "before, and to show afterwards that it was so"
        ),
        people=N_("Applicants; those who look; people whom a page that is looked at shows"),
        data=N_(
            "Name and contact; the claim; question and reasons; the notice, what they answer and "
            "files that they give; pages opened, when and by whom; the outcome; that something "
            "protected was seen, never what; keys worked out of the words of the name, by which HR "
            "and the data protection officer find somebody who writes or telephones"
        ),
        recipients=facts.policy.text("notice", "recipients"),
        kept=until_erased,
        basis=facts.told,
    )


def _for_schools(facts: Facts, until_erased: Sentence) -> tuple[Activity, ...]:
    """Only where the policy in force allows it."""
    basis = basis_told(facts.policy)
    activity = Activity(
        name=N_("Looking everybody on a school's shortlist up online"),
        purpose=N_(
            "To learn of issues about keeping children safe that the panel may want to explore at "
            "interview: of everybody alike, who are told before, without any claim"
        ),
        people=N_("Applicants on the shortlist of a school; people whom a page shows"),
        data=N_(
            "When they were told and what they answered; pages read, when and by whom; what there "
            "is to explore; that something protected was seen, never what"
        ),
        recipients=facts.policy.text("notice", "recipients"),
        kept=until_erased,
        law=basis,
    )
    return (activity,) if basis else ()


def _registers(facts: Facts) -> tuple[Activity, ...]:
    return (
        Activity(
            name=N_("Register of searches to find people"),
            purpose=N_("To tell searches that are exempt from checks of a known applicant"),
            people=N_("People found who put their details up for employers"),
            data=N_("Platform, words and purpose of a search; name and address of who was found"),
            recipients=_WHO_WORKS_ON_IT,
            kept=Sentence(
                N_("A note of somebody found: %(sourcing_note_days)s days"),
                facts.numbers("registers.sourcing_note_days"),
            ),
            law=N_("UK GDPR Article 6(1)(e) or (f); section 6 of the policy exempts it"),
        ),
        Activity(
            name=N_("Register of searches without authorisation"),
            purpose=N_("To put right what was done, and to notify a personal-data breach"),
            people=N_("Applicants who were looked up; who did it"),
            data=N_("What was looked at, when, by whom; what was decided on it"),
            recipients=_WHO_WORKS_ON_IT,
            kept=Sentence(
                N_("%(register_years)s; words about a candidate go when they are erased"),
                facts.days("register_years"),
            ),
            law=N_("UK GDPR Articles 5(2), 6(1)(c) and 33"),
        ),
    )


def _beside(facts: Facts, until_erased: Sentence) -> tuple[Activity, ...]:
    return (
        Activity(
            name=N_("Equality monitoring"),
            purpose=N_("To see whether people were treated alike"),
            people=N_("Applicants who answered"),
            data=N_("What they answered, sealed apart; nobody is shown it but they themselves"),
            recipients=N_("Nobody; equality officers see tables in which nobody can be told"),
            kept=until_erased,
            law=N_(
                "UK GDPR Articles 6(1)(e) or (f) and 9(2)(g); Data Protection Act 2018, Schedule "
                "1 paragraph 8; Equality Act 2010 s.149"
            ),
        ),
        Activity(
            name=N_("Requests, objections and complaints"),
            purpose=N_("To answer them in time"),
            people=N_("Applicants, and others who write"),
            data=N_(
                "What they ask, when it came, what they were answered; of others how they can be "
                "reached"
            ),
            recipients=N_("HR, for what they entered, and the data protection officer"),
            kept=Sentence(
                N_(
                    "%(retention_months)s after the vacancy is closed, unless a hold stands; of "
                    "others than applicants %(register_years)s after it ended. Codes and dates "
                    "without names or words for as long as the ledger is kept"
                ),
                facts.days("retention_months", "register_years"),
            ),
            law=N_("UK GDPR Articles 6(1)(c) and 12 to 22; Data Protection Act 2018 s.164A"),
        ),
    )


def _staff(facts: Facts) -> Activity:
    return Activity(
        name=N_("Accounts, messages and the record of what staff do"),
        purpose=N_("To let in who may, and to show afterwards who did what"),
        people=N_("Staff who work with the service"),
        data=N_(
            "Name, e-mail address, roles, times of signing in; what they asked and decided; that "
            "they looked for somebody by name, why, and how many they found"
        ),
        recipients=N_("HR and officers as far as their work needs; administrators, for accounts"),
        kept=Sentence(
            N_(
                "The record for as long as the ledger is kept; what they wrote of a vacancy as a "
                "whole %(register_years)s after it is closed, unless a hold stands; "
                "messages %(messages)s; forms not sent %(forms)s"
            ),
            {**facts.days("register_years"), **KEPT_DAYS},
        ),
        law=STAFF_LAW,
    )
