"""Risks to candidates, and what the service does about each (UK GDPR Article 35(7)(c) and (d)).

Which there are is known from what the service does; how likely and how grave they are here, and
what is left of them, is the data protection officer's to say.
"""

from dataclasses import dataclass

from screening.domain.sentence import Sentence
from screening.domain.text import N_
from screening.services.reading.protection.processing.facts import Facts


@dataclass(frozen=True)
class Risk:
    """A risk, and the measures against it that are in force now."""

    risk: str
    measures: Sentence


def risks(facts: Facts) -> tuple[Risk, ...]:
    """Each that follows from looking applicants up."""
    return (
        Risk(
            N_("A protected characteristic is seen, and plays a part in the choice"),
            Sentence(
                N_(
                    "The searcher is off the panel unless a reason is given. That something was "
                    "seen is recorded, and HR arranges a recusal or a barrier. The panel locks its "
                    "scores before it reads the answer, and records what that changed. Vacancies "
                    "are signed off by an equality officer."
                )
            ),
        ),
        Risk(
            N_("Checks become a routine, or single some people out"),
            Sentence(
                N_(
                    "Each rests on a claim; words that come back for %(recycled_often)s others and "
                    "checks on more than %(share)s of a shortlist are questioned; HR sees "
                    "who was checked on what, and who with the like claim was not."
                ),
                facts.numbers("gate.limits.recycled_often")
                | facts.share("gate.limits.shortlist_share"),
            ),
        ),
        Risk(
            N_("The wrong person is looked up, or what is found is not so"),
            Sentence(
                N_(
                    "The applicant is told the pages %(reply)s before and can say "
                    "that they are not theirs; how sure it is the right person is recorded; they "
                    "see what the panel was told and can answer."
                ),
                facts.days("reply"),
            ),
        ),
        Risk(
            N_("More is looked at than was approved, also of other people"),
            Sentence(
                N_(
                    "Places, words and minutes are fixed in the approval; each page opened is "
                    "compared with it; no copies of pages are kept; %(log_due)s to "
                    "write up."
                ),
                facts.days("log_due"),
            ),
        ),
        Risk(
            N_("Somebody looks without authorisation"),
            Sentence(
                N_(
                    "Staff have to say that they have read the policy; panel members declare their "
                    "searches twice; anybody can report one in two minutes. What nobody records "
                    "the service cannot know."
                )
            ),
        ),
        Risk(
            N_("What is kept is read by somebody who should not, or is kept too long"),
            Sentence(
                N_(
                    "It is sealed for each person and erased %(retention_months)s after the "
                    "vacancy is closed. Who looks at a name, for one, or at everything held gives "
                    "a reason, which is recorded."
                ),
                facts.days("retention_months"),
            ),
        ),
        Risk(
            N_("The record is altered afterwards"),
            Sentence(
                N_(
                    "It is chained and signed; checkpoints are left with others outside the "
                    "service: %(witnesses)s."
                ),
                {"witnesses": facts.witnesses},
            ),
        ),
    )
