"""The words of a name: one person is found by each usual way to write theirs, and no other."""

import pytest

from screening.domain import name_words
from screening.domain.name_words import form, pairs_in, words_asked, words_kept


def finds(asked: str, name: str) -> bool:
    """Whether somebody who types ``asked`` finds ``name``."""
    return any(words <= words_kept(name) for words in words_asked(asked))


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Jane Smith", ["jane smith", "SMITH, Jane", "Smith", "Mrs J. Smith", "  jane\tsmith "]),
        ("Mary-Jane O'Brien", ["Mary Jane OBrien", "maryjane o’brien", "O Brien, Mary‐Jane"]),
        ("Mary Jane OBrien", ["mary-jane o´brien", "Obrien", "O'Brien"]),
        ("Siân ap Rhŷs", ["Sian Ap Rhys", "rhys sian", "ApRhys"]),
        ("José de Souza", ["jose desouza", "De Souza", "JOSÉ"]),
        ("Fionnuala Mc Donald", ["McDonald", "mc donald"]),
        ("Jörg Müller", ["Joerg Mueller", "Jorg Muller", "Jo\u0308rg Mu\u0308ller"]),
        ("Joerg Mueller", ["Jörg Müller"]),
        ("Łukasz Żak-Nowak", ["lukasz zak nowak", "Zaknowak"]),
        ("Søren Ærø", ["soren aero", "Soeren Aeroe"]),
        ("İpek Yıldız", ["ipek yildiz", "IPEK YILDIZ"]),
        ("Weiß", ["weiss", "WEISS"]),
        ("Ольга Ёлкина", ["ольга елкина", "ОЛЬГА"]),
        ("مُحَمَّد علي", ["محمد علي"]),
        ("李 明", ["李明", "李 明", "明 李"]),
        ("李明", ["李 明"]),
        ("김민수", ["김민수"]),
        ("ʻAlī al-Ḥasan", ["Ali Alhasan", "ali hasan"]),
        ("Dr Ann Example", ["Ann Example", "Miss Ann Example", "Prof. Ann Example"]),
    ],
)
def test_whoever_is_called_so_is_found_however_it_is_written(name: str, ways: list[str]) -> None:
    assert [way for way in [*ways, name] if not finds(way, name)] == []


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Jane Smith", ["Jan", "Jane Smithers", "Smit", "Janet Smith", "Jane Jones", "JaneSmith"]),
        ("Mary-Jane O'Brien", ["Mary Brian", "Ryjane", "Obrie"]),
        ("Jörg Müller", ["Moller", "Jörg Maller"]),
        ("J. Smith", ["Jane Smith"]),
    ],
)
def test_part_of_a_word_or_one_word_too_many_finds_nobody(name: str, others: list[str]) -> None:
    assert [other for other in others if finds(other, name)] == []


@pytest.mark.parametrize("text", ["", " ", "J", "J. B.", "Mrs", "Dr. X", "-- '", "😀", "\u200b"])
def test_what_tells_nobody_apart_asks_for_nothing(text: str) -> None:
    assert words_asked(text) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jane Smith", "find jane smith, librarian"),
        ("Jane Smith", "SMITH, Jane"),
        ("Jane Smith", "Ms Jane B. Smith"),
        ("Jane Smith", "https://www.linkedin.com/in/jane-smith/"),
        ("Jane Smith", "jane.smith@example.test"),
        ("Mary-Jane O'Brien", "mary jane obrien"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Sarah Louise Jones", "Sarah Louise of Wexcombe"),
    ],
)
def test_a_name_is_found_in_a_text_by_two_words_beside_one_another(name: str, text: str) -> None:
    assert any(pair <= words_kept(name) for pair in pairs_in(text))


@pytest.mark.parametrize(
    "text", ["Smith", "J. Smith", "Smith Smith", "Jane the librarian Smith", "Mrs Smith", ""]
)
def test_one_word_of_it_or_two_apart_are_no_name(text: str) -> None:
    assert not any(pair <= words_kept("Jane Smith") for pair in pairs_in(text))


def test_initials_and_titles_are_not_kept() -> None:
    assert words_kept("Dr J. Smith") == {"smith"}


def test_names_read_otherwise_are_of_another_form(monkeypatch: pytest.MonkeyPatch) -> None:
    before = form()
    monkeypatch.setattr(name_words, "plain", lambda text: text.casefold())
    form.cache_clear()
    try:
        assert form() != before
    finally:
        form.cache_clear()
    monkeypatch.undo()
    assert form() == before
