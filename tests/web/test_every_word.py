"""Every word of ours on a page goes through the catalogue: one that does not is never translated.

The pages are read in a language in which each text of ours stands in brackets. What is outside of
them is a name, a number, a date or what somebody typed; anything else was forgotten.
"""

import re
from collections import Counter
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import flask_babel
import pytest
from sqlalchemy import select
from werkzeug.routing import Rule

from screening.domain.notifying import Language
from screening.domain.people import OPERATOR
from screening.reports.html import report_html
from screening.services.catalogues import catalogue_of
from screening.services.checks.disputing import rule_titles
from screening.services.reading.report import whole
from screening.services.reading.trail.chain import position_of
from screening.store.tables.review import Edition
from screening.store.tables.vacancy import Vacancy
from tests.reported import ORGANISATION
from tests.web.every_address import addresses, arguments, rules
from tests.web.page import parsed
from tests.web.planting import MARK
from tests.web.rewinding import PEOPLE, Street, planted_street
from tests.web.test_catalogues import ALIKE

ASKED_OF = ("hugh", "mara", "sam", "alan", "dara")
"""Who sends empty forms: between them they may send nearly all."""
PAGES, REFUSED = 100, 40
"""So many kinds of page there are at least, and of forms that say what is missing in them."""
LEFT_ENGLISH = re.compile(r"/help$|/policy/(read|versions)|/monitoring/vacancies|/check-language")
"""Examples that the rules were shown, which have no brackets; the codes of a policy file, and the
words in it; the codes that a table of answers is sent in.
"""
PLACES = ("Facebook", "Flickr", "GitHub", "Instagram", "LinkedIn", "TikTok", "Twitter", "YouTube")
_OF_THE_TOWN = ("Libraries", "Schools", "Communications Officer", "Writes plainly for the public")
"""What departments, a job and a criterion of the town are called."""
_NAMES = "|".join(
    (*PEOPLE, "hetty", "dilys", "Wexcombe Council", "Ada", "Bo", "SQLite", *PLACES)
    + (*_OF_THE_TOWN, r"MON-\d")
)
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_NOT_OURS = re.compile(
    rf"\S+@\S+|\S*{MARK}\S*|\b(?:{_NAMES})\b|\b(?:{_MONTHS})\b|%{{count}}"
    r"|(?:http://localhost)?/your-page/\S+|[0-9a-f]{20,}|\b[0-9a-f]{8}\b|\b[A-Z]-?[0-9a-f]+\b|policy-(?:proposed|rejected)|English|Cymraeg|^screening$"
    r"|a test|01632 960 001, .*|\b\d\d?:\d\d[ap]m\b"
)
_TYPED = re.compile(
    r"I ran the Harbour|Do the museum|She offers that feed|We asked for a portfolio"
    r"|They have one interview|Captions, not comments|Experience of running|Find people"
    r"|^Captions$|^whether the work was done$"
    r"|Our schools asked for it|^[A-Z]: (?:reference|title|department|closing date)\b"
    r"|We have something for you to read|has something for you to read /|^2026-schools"
    r"|The HR board|Section 4|A page\.|The writer|version = |127.0.0.1 refused: 550"
    r"|Not a valid choice\.$"
)
"""How what people of the town typed begins, or wrote in a file; a message in every language at
once; what a mail server answered; the last is WTForms' own, which has its Welsh.
"""
_IN_REPORTS = (
    r"We want someone who fits in\.|(?:What is she like )?as a person\??|What is she like(?: as)?",
    r"Any red flags or anything embarrassing\?|(?:red )?flags(?: or anything)?",
    r"(?:anything )?embarrassing|Agency|2026-schools",
)
"""What was typed into the requests and the policy that reports print, and the rules quote."""
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w*\}|<[^>]*>)")
"""What a translator leaves as it is."""
_OURS = re.compile("⟦[^⟦⟧]*⟧")


class Bracketed(NullTranslations):
    """Each text that the Welsh catalogue has, with what is ours in it in brackets."""

    _welsh = catalogue_of(Language.WELSH)

    def gettext(self, message: str) -> str:
        """``message`` in brackets, but for its places for other texts."""
        if self._welsh.gettext(message) == message and message not in ALIKE:
            return message
        return _bracketed(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """One of the two in brackets."""
        forms = {self._welsh.ngettext(singular, plural, each) for each in range(7)}
        message = singular if number == 1 else plural
        return _bracketed(message) if forms - {singular, plural} else message

    ugettext, ungettext = gettext, ngettext


def _bracketed(message: str) -> str:
    pieces = enumerate(_KEPT.split(message))
    return "".join(
        piece if index % 2 or not piece.strip() else f"⟦{piece}⟧" for index, piece in pieces
    )


@pytest.fixture(scope="module")
def town(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flask_babel.Domain, "get_translations", lambda _domain: Bracketed())
        with planted_street(prepared_file, tmp_path_factory.mktemp("street")) as street:
            yield street


def forgotten(page: str) -> set[str]:
    """What is on ``page`` outside of brackets and is none of what may be."""
    tree = parsed(page)
    texts = tree.xpath(
        "//text()[not(ancestor::script or ancestor::style or ancestor::textarea)] | //@title"
        " | //@alt | //@aria-label | //@placeholder | //@*[starts-with(name(), 'data-i18n')]"
    )
    left = (" ".join(_OURS.sub(" ", str(text)).split()) for text in texts)
    return {
        text
        for text in left
        if not _TYPED.search(text) and re.search("[a-z]{2}", _NOT_OURS.sub("", text))
    }


def said(found: dict[str, set[str]]) -> str:
    """Each forgotten text, and a page that it is on."""
    return "\n".join(
        {text: f"{text}   {where}" for where, all in found.items() for text in all}.values()
    )


def kind(address: str) -> str:
    """``address`` without what it names."""
    return re.sub(r"[0-9a-f]{32}|/[a-z0-9-]{40,}|\?.*", "*", address)


def test_every_word_on_every_kind_of_page(town: Street) -> None:
    seen: set[str] = set()
    asked: Counter[str] = Counter()
    found: dict[str, set[str]] = {}
    for person in PEOPLE:
        for address in addresses(town, person):
            if kind(address) in seen or asked[kind(address)] > 8 or LEFT_ENGLISH.search(address):
                continue
            asked[kind(address)] += 1
            answer = town.ask(person, "GET", address)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                seen.add(kind(address))
                if words := forgotten(answer.text):
                    found[address] = words
    assert not found, said(found)
    assert len(seen) >= PAGES


def _form(rule: Rule) -> bool:
    """Whether ``rule`` shows a form that is sent back to it."""
    return {"GET", "POST"} <= (rule.methods or set())


def test_every_word_about_what_is_missing_in_a_form(town: Street) -> None:
    refused: set[str] = set()
    found: dict[str, set[str]] = {}
    for rule in rules(town):
        for values in arguments(rule, town.planted.refs)[:3] if _form(rule) else ():
            built = rule.build(values)
            for person in ASKED_OF if built and kind(built[1]) not in refused else ():
                answer = town.ask(person, "POST", built[1], {})
                if answer.status_code == 400 and "govuk-error-summary" in answer.text:
                    refused.add(kind(built[1]))
                    if words := forgotten(answer.text):
                        found[built[1]] = words
    assert not found, said(found)
    assert len(refused) >= REFUSED


def test_every_word_of_the_report_on_every_vacancy(
    town: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "catalogue_of", lambda _language: Bracketed())
    not_ours = re.compile(rf"\b(?:{'|'.join((*_IN_REPORTS, *rule_titles()))})")
    found: dict[str, set[str]] = {}
    with town.planted.town.call("edith").look() as work:
        for vacancy in work.session.scalars(select(Vacancy)):
            edition = Edition(
                vacancy_ref=vacancy.ref,
                number=1,
                vacancy_seq=position_of(work, vacancy.ref),
                language=Language.WELSH,
                requested_by=OPERATOR.ref,
            )
            report = whole.read_report(work, edition, ORGANISATION)
            page = not_ours.sub("", report_html(report, Bracketed()))
            if words := forgotten(page):
                found[vacancy.reference] = words
    assert not found, said(found)
