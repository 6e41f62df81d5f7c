"""Thirty candidates, and in every text about each of them a word to look for afterwards.

Everything is done by the services, as people do it; ``Planted`` puts a word of its own into each
text. What is sealed is noted as it is sealed, so that it can be looked for in files.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy import select

from screening.domain.candidate_codes import code_of
from screening.domain.errors import KeyDestroyed, NotAllowed, NotFound
from screening.domain.people import OPERATOR
from screening.domain.unauthorised import Breach, MadeBy
from screening.domain.words import Answered, Delivery, SearcherKind, ShouldBe
from screening.ledger.compare import Kept, read_kept
from screening.reports.model import Organisation
from screening.services import candidates, checkpointing, unauthorised
from screening.services.call import Call
from screening.services.checks import clockwork, deciding, filing, notices
from screening.services.checks.authorising import Narrowing, Searcher
from screening.services.missed import Missed, report_missed
from screening.services.own_page import mailing
from screening.services.own_page.evidence import opened_file
from screening.services.own_page.mailing import InWhoseName
from screening.services.people import kept_forms
from screening.services.reading.checks.draft import read_request
from screening.services.reading.vacancies.candidate import read_candidate
from screening.services.receipts import receipt_for
from screening.services.unauthorised import ReportText
from screening.store.export import export
from screening.store.ledger_store import open_records
from screening.store.store import Store
from screening.store.tables.candidate import Candidate
from screening.store.tables.check import Draft
from screening.store.tables.erasure import NamePlaces
from screening.store.tables.evidence import CandidateEvidence
from screening.store.tables.name_word import name_word
from screening.store.tables.vacancy import Vacancy
from screening.store.tables.wording import wording
from screening.store.vault import KeyRef
from screening.store.vault_file import data_key
from tests.drills.shortlisting import looked_up, told_beforehand, under_the_regime
from tests.services.candidates import answers_with, link_to
from tests.services.town import Town
from tests.web.planting import GONE, HERE, Planted, at

CANDIDATES = 30
OF_THE_VACANCY = {"reference", "title", "department", "criterion"}
"""Kinds of texts that are about nobody, and stay."""


@dataclass(frozen=True)
class Sealing:
    """Something that was sealed: under which key, what it was, and as what it is stored."""

    key: KeyRef
    plain: bytes
    sealed: bytes


@dataclass
class Council:
    """The town, who is to be erased (their vacancy too), and all that was sealed in it."""

    made: Planted
    erased: str = ""
    vacancy: str = ""
    form: str = ""
    sealings: list[Sealing] = field(default_factory=list)

    @property
    def town(self) -> Town:
        return self.made.town

    @property
    def store(self) -> Store:
        return self.town.store

    def words(self, place: str) -> dict[str, str]:
        """The words about people that were planted there, each with its kind."""
        return {
            word: kind
            for word, (where, kind) in self.made.words.items()
            if where == place and kind not in OF_THE_VACANCY
        }

    @property
    def canaries(self) -> dict[str, str]:
        """The words about whoever is to be erased, each with its kind."""
        return self.words(GONE)

    def sealed_with(self, word: str) -> list[bytes]:
        """All that was sealed with ``word`` in it, as it is stored."""
        plain = word.encode()
        return [one.sealed for one in self.sealings if plain in one.plain]

    def sealed_of(self, words: Iterable[str], owners: set[str]) -> dict[str, bytes]:
        """All that was ever sealed under keys of ``owners``, or with one of ``words`` in it, under
        names of their own.
        """
        plain = [word.encode() for word in words]
        return {
            f"{one.key.retention} {number}": one.sealed
            for number, one in enumerate(self.sealings)
            if one.key.owner in owners or any(word in one.plain for word in plain)
        }


def thirty(made: Planted) -> Council:
    """Thirty candidates, five to a vacancy; one of them with two checks and a draft, and on a
    school's shortlist.
    """
    council = Council(made)
    watch(council)
    made.panel = ("mara",)
    for number in range(1, 6):
        made.told(f"other{number}")
    made.refs["erased_vacancy"] = under_the_regime(made)
    made.place = GONE
    made.told("erased")
    council.erased, council.vacancy = made.refs["erased_candidate"], made.refs["erased_vacancy"]
    second = _second(council)
    on_a_shortlist = told_beforehand(made, council.vacancy, council.erased)
    made.place = HERE
    made.town.wait(days=12)
    at(made, GONE, lambda: looked_up(made, council.vacancy, on_a_shortlist))
    clockwork.tick(made.town.call("hugh"))
    for number in range(1, 6):
        made.closed(made.refs[f"other{number}"])
    _beside(made, council.vacancy, 3)
    for number in range(1, 6):
        _beside(made, made.refs[f"other{number}_vacancy"], 4)
    made.place = GONE
    made.closed(made.refs["erased"])
    _named_beside(council)
    _all_the_rest(council, second)
    made.place = HERE
    return council


def watch(council: Council) -> None:
    """Note whatever is sealed from now on."""
    vault = council.store.vault
    seal = vault.seal

    def noted(key: KeyRef, aad: str, plaintext: bytes) -> bytes:
        sealed = seal(key, aad, plaintext)
        council.sealings.append(Sealing(key, plaintext, sealed))
        return sealed

    vault.seal = noted  # type: ignore[method-assign]  # the same, but noted


def _second(council: Council) -> str:
    """Another check on whoever is to be erased; they were told of it."""
    made, hugh = council.made, council.town.call("hugh")
    check = _begun(made, council.erased, "second")
    address = read_request(council.town.call("mara"), check).request.scope.places[0].address
    filing.submit(council.town.call("mara"), check, made.write(check, address))
    council.town.confirm(check)
    sam = Searcher(SearcherKind.HR, council.town.people["sam"].person_ref)
    scope = Narrowing([0], [0], "2022-01-01", "2024-12-31", 20)
    deciding.approve(hugh, check, 1, scope=scope, searcher=sam, reasons=made.word("decision"))
    notices.send_notice(hugh, check, Delivery.EMAIL, council.town.now)
    return check


def _begun(made: Planted, candidate: str, name: str) -> str:
    text = made.claim()
    check = filing.start_check_on(made.town.call("mara"), candidate, text)
    made.refs[name] = check
    made.write(check, text.address, "draft")
    return check


def _beside(made: Planted, vacancy: str, people: int) -> None:
    """So many more candidates of ``vacancy``, a check on each only just begun."""
    for _ in range(people):
        _begun(made, made.candidate(vacancy), "beside")


def _named_beside(council: Council) -> None:
    """Somebody who was erased before is named in what is said about whoever is to be erased: where
    they are named is kept under the key of that text.
    """
    made, town = council.made, council.town
    beside = town.candidate(council.vacancy, "Ysolde Otherwise")
    reason = f"Ysolde asks. {made.word('why a name was shown')}"
    candidates.show_name(town.call("dara"), council.erased, reason)
    town.erase(beside)


def places_kept(council: Council, store: Store) -> Sequence[bytes]:
    """What is kept of names in texts under keys of whoever is to be erased, as it is stored."""
    with operator(council, store).look() as work:
        theirs = NamePlaces.owner == council.erased, NamePlaces.sealed.is_not(None)
        return [
            one.sealed or b"" for one in work.session.scalars(select(NamePlaces).where(*theirs))
        ]


def _all_the_rest(council: Council, second: str) -> None:
    """Whatever else is said about a person somewhere."""
    made, town = council.made, council.town
    hugh, edith, mara = town.call("hugh"), town.call("edith"), town.call("mara")
    given = f"I ran it. {made.word('file')}".encode()
    answers_with(town, link_to(town, second), Answered.EVIDENCE, made.word("reply"), given)
    notices.decide_objection(hugh, second, upheld=False, reasons=made.word("objection decided"))
    writer = InWhoseName(Organisation("Wexcombe Council", "#2d4a5e"), "https://here/{}".format)
    mailing.send_link(hugh, second, 1, f"{made.word('e-mail')}@example.test", writer)
    _begun(made, council.erased, "third")
    candidates.show_name(edith, council.erased, made.word("why a name was shown"))
    what = Missed("fishing", "request.question")
    report_missed(edith, made.refs["erased"], 1, what, ShouldBe.BLOCK, made.word("dispute"))
    told = ReportText(
        MadeBy.ME, "", town.now.date(), *_looked_up(council), Breach.UNSURE, town.now.date()
    )
    unauthorised.report(mara, told)
    typed = [("question", f"Is it true? {made.word('kept form')}")]
    council.form = kept_forms.keep_form(mara, town.people["mara"].ref, "/checks", typed)


def _looked_up(council: Council) -> tuple[str, str, str, str]:
    """At whom of which vacancy somebody looked, and what is told of it."""
    with council.town.call("mara").look() as work:
        number = work.session.get_one(Candidate, council.erased).number
        reference = work.session.get_one(Vacancy, council.vacancy).reference
    whom, what, others = (council.made.word("told") for _ in range(3))
    return reference, f"{code_of(number)} {whom}", what, others


def operator(council: Council, store: Store) -> Call:
    """A call by whoever has the command line."""
    return Call(store, OPERATOR, council.town.clock)


def exported(council: Council, store: Store, *, everything: bool = False) -> bytes:
    """What is written to whoever asks for the ledger."""
    file = io.BytesIO()
    with operator(council, store).look() as work:
        export(work.session, file, work.vault, everything=everything)
    return file.getvalue()


def receipts(council: Council) -> list[Kept]:
    """A receipt for every record of the vacancy of whoever is to be erased."""
    checkpointing.make(operator(council, council.store))
    with operator(council, council.store).look() as work:
        found = [
            one.seq for one in open_records(work.session, work.vault, vacancy_ref=council.vacancy)
        ]
    return [read_kept(receipt_for(operator(council, council.store), seq)) for seq in found]


def readable(council: Council, store: Store) -> str:
    """All that whoever has the service and its keys can read of the people in ``store``."""
    town = Town(store, council.town.now, council.town.people)
    return "\n".join(_read(council, town))


def _read(council: Council, town: Town) -> Iterator[str]:
    hugh, mara = town.call("hugh"), town.call("mara")
    with town.call("edith").look() as work:
        for record in open_records(work.session, work.vault):
            yield str(record.payload)
        people = list(work.session.scalars(select(Candidate.ref)))
        drafts = list(work.session.scalars(select(Draft.check_ref)))
        for file in work.session.scalars(select(CandidateEvidence)):
            yield opened_file(work, file).content.decode()
    for ref in people:
        shown = read_candidate(hugh, ref)
        yield f"{shown.name} {shown.contact}"
    for ref in drafts:
        with suppress(KeyDestroyed, NotAllowed, NotFound):
            yield str(read_request(mara, ref).request)
    yield str(kept_forms.read_kept(mara, council.form))


def wrapped_keys(store: Store, owners: set[str]) -> dict[str, bytes]:
    """The keys of ``owners`` as they lie in the vault."""
    wanted = select(data_key).where(data_key.c.owner.in_(owners))
    with store.vault.engine.connect() as connection:
        return {
            f"key {row.owner} {row.retention}": row.wrapped
            for row in connection.execute(wanted)
            if row.wrapped is not None
        }


def wording_keys(store: Store, candidate: str) -> dict[str, bytes]:
    """What requests about ``candidate``, and about nobody else, are found again by as alike."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(wording.c.candidate_ref, wording.c.packed)).all()
    own, others = set[bytes](), set[bytes]()
    for ref, packed in rows:
        keys = own if ref == candidate else others
        keys.update(packed[start : start + 8] for start in range(0, len(packed), 8))
    return {f"wording {key.hex()}": key for key in own - others}


def name_keys(store: Store, candidate: str) -> dict[str, bytes]:
    """What ``candidate`` is found by who gives their name, as it lies in a file of SQLite, and
    nobody else is.
    """
    with store.engine.connect() as connection:
        rows = connection.execute(select(name_word)).all()
    others = {row.key for row in rows if row.candidate_ref != candidate}
    own = {row.key for row in rows if row.candidate_ref == candidate} - others
    return {f"name {key}": key.to_bytes(8, "big", signed=True) for key in own}
