"""What administrators and data protection officers set, for tests that only need it to be set."""

from datetime import date, timedelta

from screening.domain.impact import PARTS
from screening.domain.lawful_basis import Article6, Article9, Article10, LawfulBasis
from screening.services.kept_settings.organisation import set_organisation
from screening.services.kept_settings.processing import set_basis, write_assessment
from tests.services.town import Town


def basis_from(day: date) -> LawfulBasis:
    """A basis that counts from ``day`` on."""
    return LawfulBasis(
        article6=Article6.OBLIGATION,
        words="a law asks us to.",
        words_cy="",
        reasons="Section 1 of an Act.",
        article9=Article9.NONE,
        reasons9="",
        article10=Article10.NONE,
        reasons10="",
        effective_from=day,
        review_by=day + timedelta(days=300),
    )


def set_all(town: Town) -> None:
    """Each setting, once."""
    set_organisation(town.call("alan"), 0, {"name": "Môn Council", "colour": "#2d4a5e"})
    dara, today = town.call("dara"), town.now.date()
    set_basis(dara, 0, basis_from(today))
    words = dict.fromkeys(PARTS, "As agreed.")
    write_assessment(dara, 0, words, today + timedelta(days=300))
