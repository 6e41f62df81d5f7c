"""The impact assessment (UK GDPR Article 35(7)): what can be told from the settings in force, and
beside it what the data protection officer has written. Neither is passed off as the other.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from screening.domain.impact import PARTS
from screening.domain.kept_settings import SettingKind
from screening.domain.people import Action, check_may
from screening.domain.sentence import Sentence
from screening.domain.text import N_
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.reading.people import names_of
from screening.services.reading.protection.processing import proportion
from screening.services.reading.protection.processing.facts import facts_of, next_review
from screening.services.reading.protection.processing.measures import measures
from screening.services.reading.protection.processing.risks import Risk, risks
from screening.store.kept_settings import read_content
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Check
from screening.store.tables.search import Outcome
from screening.store.tables.setting import Setting
from screening.store.unit_of_work import UnitOfWork

_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Part:
    """A heading and what is said under it, from the settings."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Written:
    """When the officer's own words were written last, and by whom."""

    version: int
    at: datetime
    by: str
    review_by: date


@dataclass(frozen=True)
class Assessment:
    """``own`` is every part that the officer has to write, by its name, empty where they have not.

    ``written`` is None while nothing was written. ``next_review`` is the day that a new version
    would be looked at again by, unless another is chosen.
    """

    organisation: Organisation
    officer: str
    parts: tuple[Part, ...]
    risks: tuple[Risk, ...]
    own: dict[str, str]
    written: Written | None
    next_review: date


def read_assessment(call: Call, start: Organisation) -> Assessment:
    """The assessment as it is now. Raises NotAllowed for anybody but data protection."""
    check_may(call.actor, Action.KEEP_PROCESSING)
    with call.look() as work:
        facts = facts_of(work, start)
        return Assessment(
            organisation=facts.organisation,
            officer=facts.officer,
            parts=(
                Part(N_("What is done"), (*proportion.what_is_done(facts), *_scale(work))),
                Part(N_("What keeps it narrow"), proportion.what_keeps_it_narrow(facts)),
                Part(N_("What candidates can do"), proportion.what_candidates_can_do(facts)),
                Part(N_("How it is kept safe"), measures(work, facts)),
            ),
            risks=risks(facts),
            own={part: facts.own.get(part, "") for part in PARTS},
            written=_written(work),
            next_review=next_review(work),
        )


def _scale(work: UnitOfWork) -> tuple[Sentence, ...]:
    """How much of it there was within a year: counts of the whole organisation."""
    since = work.now - _YEAR
    counted = {
        "candidates": select(func.count()).where(Candidate.added_at > since),
        "checks": select(func.count()).where(Check.started_at > since),
        "outcomes": select(func.count()).where(Outcome.recorded_at > since),
    }
    values = {name: work.session.scalar(wanted) or 0 for name, wanted in counted.items()}
    said = N_(
        "In the last 365 days: candidates entered: %(candidates)s; checks begun: %(checks)s; "
        "outcomes recorded: %(outcomes)s."
    )
    return (Sentence(said, values),)


def _written(work: UnitOfWork) -> Written | None:
    wanted = select(Setting).where(Setting.kind == SettingKind.ASSESSMENT)
    row = work.session.scalar(wanted.order_by(Setting.version.desc()).limit(1))
    if row is None:
        return None
    by = names_of(work.session, [row.set_by]).get(row.set_by, "")
    review_by = date.fromisoformat(read_content(row.content)["review_by"])
    return Written(row.version, row.set_at, by, review_by)
