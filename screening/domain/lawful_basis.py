"""On what a check rests in law: the data protection officer's setting, and how people are told it.

UK GDPR Articles 6, 9 and 10; the Data Protection Act 2018, sections 10 and 11 and Schedule 1.
Consent is not among them: nobody is asked for it here, and silence is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from gettext import NullTranslations

from screening.domain.text import N_, is_welsh

_ENGLISH = NullTranslations()
STAFF_LAW = N_("UK GDPR Articles 5(2) and 6(1)(e) or (f)")
"""On what the record of what staff do rests: that all of it can be answered for."""


class Article6(StrEnum):
    """What makes the use of data lawful."""

    CONTRACT = "6-1-b"
    OBLIGATION = "6-1-c"
    TASK = "6-1-e"
    INTERESTS = "6-1-f"


class Article9(StrEnum):
    """What allows the use of special categories of data, should any be met with."""

    NONE = "no-special-category"
    EMPLOYMENT = "9-2-b"
    PUBLIC = "9-2-e"
    CLAIMS = "9-2-f"
    SUBSTANTIAL = "9-2-g"


class Article10(StrEnum):
    """What allows the use of data on criminal convictions and offences."""

    NONE = "no-offence"
    OFFICIAL = "official-authority"
    SCHEDULE = "schedule-1"


BASIS_NAMES: Mapping[StrEnum, str] = {
    Article6.CONTRACT: N_("Steps before a contract: Article 6(1)(b)"),
    Article6.OBLIGATION: N_("A legal obligation: Article 6(1)(c)"),
    Article6.TASK: N_("A public task: Article 6(1)(e)"),
    Article6.INTERESTS: N_("Legitimate interests: Article 6(1)(f)"),
    Article9.NONE: N_("We do not rely on Article 9: no special category is looked for or kept"),
    Article9.EMPLOYMENT: N_("Employment law: Article 9(2)(b), Schedule 1 paragraph 1"),
    Article9.PUBLIC: N_("Made public by the person themself: Article 9(2)(e)"),
    Article9.CLAIMS: N_("Legal claims: Article 9(2)(f)"),
    Article9.SUBSTANTIAL: N_("Substantial public interest: Article 9(2)(g), Schedule 1 Part 2"),
    Article10.NONE: N_("We do not rely on Article 10: no offence is looked for or kept"),
    Article10.OFFICIAL: N_("Under the control of official authority: Article 10"),
    Article10.SCHEDULE: N_("A condition of Schedule 1: section 10(5) of the Act"),
}
"""Each in words, as a data protection officer reads it."""

_TOLD: Mapping[StrEnum, str] = {
    Article6.CONTRACT: N_("UK GDPR Article 6(1)(b)"),
    Article6.OBLIGATION: N_("UK GDPR Article 6(1)(c)"),
    Article6.TASK: N_("UK GDPR Article 6(1)(e)"),
    Article6.INTERESTS: N_("UK GDPR Article 6(1)(f)"),
    Article9.EMPLOYMENT: N_("for such things as health or belief, Article 9(2)(b)"),
    Article9.PUBLIC: N_("for such things as health or belief, Article 9(2)(e)"),
    Article9.CLAIMS: N_("for such things as health or belief, Article 9(2)(f)"),
    Article9.SUBSTANTIAL: N_("for such things as health or belief, Article 9(2)(g)"),
    Article10.OFFICIAL: N_("for offences, Article 10"),
    Article10.SCHEDULE: N_("for offences, Article 10 and the Data Protection Act 2018, Schedule 1"),
}
"""Each as people are told it, behind the words."""


@dataclass(frozen=True)
class BasisTold:
    """The basis as people are told it: words that read within a sentence, and what they rest on.

    ``words_cy`` are the words in Welsh; without them those in English are said. Where the words
    name the law themselves ``articles`` is empty. ``of_policy``: the policy says it, because no
    data protection officer has.
    """

    words: str
    words_cy: str = ""
    articles: tuple[str, ...] = ()
    of_policy: bool = False

    def said(self, translations: NullTranslations = _ENGLISH) -> str:
        """All of it in one sentence, in the language of ``translations``."""
        own = self.words_cy if is_welsh(translations) else ""
        words = own or translations.gettext(self.words)
        if not self.articles:
            return words
        law = "; ".join(translations.gettext(article) for article in self.articles)
        return f"{words.rstrip(' .')} ({law})."


@dataclass(frozen=True)
class LawfulBasis:
    """One version of the setting. ``words`` are for candidates; the reasons are not told them.

    It counts from ``effective_from`` on, and is to be looked at again by ``review_by``.
    """

    article6: Article6
    words: str
    words_cy: str
    reasons: str
    article9: Article9
    reasons9: str
    article10: Article10
    reasons10: str
    effective_from: date
    review_by: date

    @property
    def told(self) -> BasisTold:
        """How people are told it."""
        relied_on = (self.article6, self.article9, self.article10)
        articles = tuple(_TOLD[article] for article in relied_on if article in _TOLD)
        return BasisTold(self.words, self.words_cy, articles)
