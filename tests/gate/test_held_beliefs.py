"""What somebody votes for, belongs to or was born with is held back, beside sound work too; and
what the claim itself is about is not.
"""

import pytest

from screening.domain.policy import shipped_policy
from screening.gate.held import Because, Work, held_back, held_back_of_reply

MUSEUM = Work(
    "Communications officer",
    ("Writes for the public",),
    "I ran our museum's account for two years and posted weekly.",
    "Did she post weekly?",
)
BRANCH = Work(
    "Organiser",
    ("Has represented staff",),
    "I was UNISON branch secretary for three years.",
    "Does the branch page name her as secretary?",
)
PARTY = Work(
    "Press officer",
    ("Works with councillors",),
    "I was press officer for the Labour Party in Wales, and wrote for a Plaid Cymru councillor.",
    "Do the press releases name him as contact?",
)
HOUSING = Work(
    "Manager",
    ("Leads change",),
    "I led the council's reform of housing and its labour market programme.",
    "Does the report name him?",
)


def protected(text: str, work: Work) -> list[str]:
    found = held_back(text, work, shipped_policy())
    return [text[one.start : one.end] for one in found if one.because is Because.PROTECTED]


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("The account shows that she campaigns for the Green Party.", "I campaign for the Greens."),
        ("Her account says that she is a Labour councillor.", "I am a Labour councillor."),
        ("Her posts say that she voted Leave.", "I voted Leave, and posted weekly."),
        ("Her account names her as a Plaid Cymru member.", "I am a Plaid Cymru member."),
        ("One post says she stood as a Liberal Democrat candidate.", "I stood as a candidate."),
        ("She shares posts of the Scottish National Party weekly.", "I back the Green Party."),
        ("Her weekly posts are pro-independence.", "My posts are pro-independence."),
        ("Her weekly posts call for Welsh independence.", "I call for Welsh independence."),
        ("The weekly posts show that she is active in Unite.", "I am active in Unite."),
        ("Her posts say she is a GMB member.", "I am a GMB member."),
        ("Her account says that she carries the BRCA gene.", "I carry the BRCA gene."),
    ],
)
def test_what_somebody_believes_or_belongs_to_is_held_back(text: str, reply: str) -> None:
    assert protected(text, MUSEUM)
    assert held_back_of_reply(reply, MUSEUM, shipped_policy())


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("The posts are green and easy to read.", MUSEUM),
        ("Three posts a week, labour saving tips included.", MUSEUM),
        ("The weekly posts tell of the reform of opening hours.", MUSEUM),
        ("She leaves the museum's name out of her posts.", MUSEUM),
        ("Weekly posts stood for half of all visits.", MUSEUM),
        ("The posts promote the national museum week.", MUSEUM),
        ("The branch page names her as UNISON branch secretary from 2019 to 2022.", BRANCH),
        ("She is named as secretary of the UNISON branch.", BRANCH),
        ("The press releases name him as press officer for the Labour Party in Wales.", PARTY),
        ("Weekly releases of the Labour Party give him as contact.", PARTY),
        ("He wrote for a Plaid Cymru councillor.", PARTY),
        ("The report names him as lead of the reform.", HOUSING),
        ("He led the labour market programme.", HOUSING),
    ],
)
def test_what_the_claim_is_about_goes_to_the_panel(text: str, work: Work) -> None:
    assert not held_back(text, work, shipped_policy())


def test_but_not_that_it_is_theirs_besides() -> None:
    assert protected("He is a Labour member himself.", PARTY)
    assert protected("She votes Labour, as her branch page says.", BRANCH)
