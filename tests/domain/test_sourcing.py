import pytest

from screening.domain.sourcing import (
    address_form,
    holds_address,
    holds_name,
    name_form,
    speaks_of_applicants,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Quillfeather", "QUILLFEATHER, Ms Ada"),
        ("Siân O’Neill", "Sian O'Neill"),
        ("Zoë  Ash", "zoe ash"),
    ],
)
def test_two_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert name_form(one) == name_form(other) != ""


def test_one_word_tells_nobody_apart() -> None:
    assert name_form("Ms Grace") == ""
    assert not holds_name("grace period", "Grace")


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("https://www.LinkedIn.com/in/ada/?trk=1", "linkedin.com/in/ada"),
        ("linkedin.com/in/ada", "linkedin.com/in/ada"),
        ("Ada@Example.test", "ada@example.test"),
        ("01234 567890", ""),
        ("", ""),
    ],
)
def test_an_address_has_one_form(typed: str, form: str) -> None:
    assert address_form(typed) == form


def test_a_page_is_not_its_neighbour() -> None:
    assert address_form("linkedin.com/in/ada") != address_form("linkedin.com/in/adam")
    assert not holds_address(["see linkedin.com/in/adam"], "linkedin.com/in/ada")
    assert holds_address(["see (https://linkedin.com/in/ada), please"], "linkedin.com/in/ada")


@pytest.mark.parametrize(
    "purpose",
    ["See whether applicants are suitable", "Ada, who applied", "Any red flags?", "Vet them"],
)
def test_a_purpose_that_speaks_of_applicants(purpose: str) -> None:
    assert speaks_of_applicants(purpose)


@pytest.mark.parametrize(
    "purpose",
    [
        "Find librarians who say they are open to work",
        "Find people with a teaching certificate near Wexcombe",
        "Vets and veterinary nurses to approach",
        "Look for a data scientist in applied statistics",
    ],
)
def test_a_search_to_find_people_is_let_be(purpose: str) -> None:
    assert not speaks_of_applicants(purpose)
