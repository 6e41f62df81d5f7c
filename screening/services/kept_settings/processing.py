"""What a data protection officer sets: the lawful basis, and their own words of the assessment."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from screening.domain.entry import LINE, LONG, check_storable, tidy
from screening.domain.errors import NotValid
from screening.domain.impact import PARTS
from screening.domain.kept_settings import SettingKind
from screening.domain.lawful_basis import Article9, Article10, LawfulBasis
from screening.domain.people import Action, check_may
from screening.domain.text import N_
from screening.domain.words import Role
from screening.services.calendar import day_of
from screening.services.call import Call, once
from screening.services.kept_settings.keeping import keep


@once
def set_basis(call: Call, read: int, basis: LawfulBasis) -> None:
    """Set the lawful basis after the version ``read`` (0: none yet).

    It begins today at the earliest: what people were told before was told on what counted then.
    Raises NotValid beside what cannot be so, Conflict where somebody else was first.
    """
    check_may(call.actor, Action.KEEP_PROCESSING)
    content = {name: tidy(str(value)) for name, value in asdict(basis).items()}
    on_special, on_offences = basis.article9 != Article9.NONE, basis.article10 != Article10.NONE
    check_storable(
        {
            "words": (content["words"], LINE, True),
            "words_cy": (content["words_cy"], LINE, False),
            "reasons": (content["reasons"], LONG, True),
            "reasons9": (content["reasons9"], LONG, on_special),
            "reasons10": (content["reasons10"], LONG, on_offences),
        }
    )
    with call.change(Role.DATA_PROTECTION) as work:
        if basis.effective_from < day_of(work.now):
            raise NotValid({"effective_from": N_("Give today or a day to come")})
        if basis.review_by <= basis.effective_from:
            raise NotValid({"review_by": N_("Give a day after the one from which it counts")})
        keep(work, SettingKind.BASIS, read, content)
        work.commit()


@once
def write_assessment(call: Call, read: int, words: Mapping[str, str], review_by: date) -> None:
    """Write the parts of the impact assessment that nobody can generate, after version ``read``.

    Raises NotValid beside what is missing, Conflict where somebody else was first.
    """
    check_may(call.actor, Action.KEEP_PROCESSING)
    content = {part: tidy(words.get(part, "")) for part in PARTS}
    check_storable({part: (text, LONG, True) for part, text in content.items()})
    with call.change(Role.DATA_PROTECTION) as work:
        if review_by <= day_of(work.now):
            raise NotValid({"review_by": N_("Give a day to come")})
        content["review_by"] = review_by.isoformat()
        keep(work, SettingKind.ASSESSMENT, read, content)
        work.commit()
