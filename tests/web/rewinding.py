"""The planted town behind its pages, put back to how it was after whatever changed it."""

import pickle
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from screening.domain.words import PolicyState
from screening.reports.instructions import Instructions
from screening.reports.notice import Notice
from screening.services import checkpointing, letters, proposing, reporting
from screening.services.erasure.after_restoring import have_erasing_wait, waits_since
from screening.services.people import passwords
from screening.services.reading.checks.draft import read_request
from screening.services.reading.policies.versions import read_version
from screening.services.settings import read_settings
from screening.store import migrate
from screening.store.store import Store
from screening.web import create_app
from tests import statements
from tests.accounts import CHEAP
from tests.databases import MASTER_KEY
from tests.once import made_once
from tests.reported import issued, quick
from tests.services.town import Town
from tests.web.compiled import remembering
from tests.web.page import SITE
from tests.web.planted import planted
from tests.web.planting import Planted
from tests.web.townspeople import TownPages

TOKEN_SALT = "wtf-csrf-token"
DATABASE, VAULT, _REST = "screening.db", "vault.db", "planted.pickle"
_FLEETING = {"signed_in", "guesses", "kept_form"}
PEOPLE = ("mara", "miles", "hugh", "sam", "hana", "edith", "dara", "alan", "nora", "nobody")
"""On the panel; manager elsewhere; HR; the named searcher, HR; HR on the panel; equality officer;
data protection officer; administrator; an account without a role; signed out.
"""


class Rewinding:
    """An SQLite file that can be put back. Whether it changed, SQLite itself says."""

    def __init__(self, file: Path):
        self._live = sqlite3.connect(file, isolation_level=None)
        self._kept = sqlite3.connect(":memory:")
        self.keep()

    def keep(self) -> None:
        """Take how it is now for how it was."""
        self._live.backup(self._kept)
        self._version = self._data_version()

    def take_note(self) -> None:
        """Count what has happened so far as no change; it is put back all the same."""
        self._version = self._data_version()

    def changed(self) -> bool:
        """Whether anything was committed since it was last kept or put back."""
        return self._data_version() != self._version

    def rewind(self) -> None:
        """Put it back."""
        self._kept.backup(self._live)
        self._version = self._data_version()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock that whoever writes needs."""
        self._live.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self._live.execute("ROLLBACK")

    def compact(self) -> None:
        """Leave no page of the file unused, so that what is added needs new ones."""
        self._live.execute("VACUUM")
        self._version = self._data_version()

    def everything(self) -> dict[str, list[Any]]:
        """Every row there is, by table, but for what is only about sessions and guesses."""
        asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = {name for (name,) in self._live.execute(asked)} - _FLEETING
        return {
            name: self._live.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - its own
            for name in sorted({*tables, "sqlite_master"})
        }

    def codes(self) -> dict[str, list[str]]:
        """What is held in words of the product and references of people, for comparing."""
        asked = {
            "check": "SELECT state, requester_person, searcher_person, revision FROM check_",
            "decision": "SELECT kind, narrowed, decided_person, requester_person FROM decision",
            "vacancy": "SELECT stage, regime, outside_decider, closed_at FROM vacancy",
            "candidate": "SELECT status, erased_at, claims FROM candidate",
            "roles": "SELECT role FROM account_role",
            "policy": "SELECT state, proposed_person, decided_person FROM policy_version",
            "record": "SELECT event_type FROM record",
        }
        return {name: sorted(map(repr, self._live.execute(each))) for name, each in asked.items()}

    def close(self) -> None:
        """Let go of the file."""
        self._live.close()
        self._kept.close()

    def _data_version(self) -> int:
        return int(self._live.execute("PRAGMA data_version").fetchone()[0])


@dataclass
class Street:
    """Everybody of the planted town in front of its pages, and a way back to the beginning."""

    app: Flask
    planted: Planted
    database: Rewinding
    cookies: dict[str, dict[str, Any]]
    signed: dict[str, str]
    """The cookies as browsers have them."""

    def browser(self, name: str) -> FlaskClient:
        """A new browser of that person, signed in as they are."""
        client = self.app.test_client()
        client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.signed[name])
        return client

    def make_way(self, path: str) -> None:
        """Let nothing of the town stand in the way of what is done at ``path``.

        A version of the policy is proposed there, and only one can be at a time.
        """
        if path != "/policy/propose":
            return
        alan = self.planted.town.call("alan")
        ref = self.planted.refs["policy_proposed"]
        if read_version(alan, ref).line.state is PolicyState.PROPOSED:
            proposing.withdraw(alan, ref)
            self.database.take_note()

    def token(self, name: str) -> str:
        """What a form shown to that person carries."""
        signer = URLSafeTimedSerializer(str(self.app.secret_key), salt=TOKEN_SALT)
        return str(signer.dumps(self.cookies[name]["csrf_token"]))

    def ask(
        self, name: str, method: str, address: str, fields: dict[str, Any] | None = None
    ) -> TestResponse:
        """What that person is answered; a change comes with the token, as from a form of theirs."""
        safe = method in {"GET", "HEAD", "OPTIONS"}
        data = None if safe else {"csrf_token": self.token(name), **(fields or {})}
        headers = {"Origin": SITE, "Sec-Fetch-Site": "same-origin"}
        answer = self.browser(name).open(address, method=method, data=data, headers=headers)
        answer.get_data()
        answer.close()
        return answer


@contextmanager
def planted_street(prepared: Path, folder: Path) -> Iterator[Street]:
    """The planted town in a copy of the database file ``prepared``, with everybody signed in.

    The first edition of one vacancy's report is there, with every word that the report prints; and
    erasing waits.
    """
    with as_quick(), closing(store_over(folder, prepared)) as store:
        yield from _street(folder, _all_planted(store))


@contextmanager
def honest_street(prepared: Path, folder: Path) -> Iterator[Street]:
    """The same, where nothing was replaced before: planted once for all processes of a session."""
    kept = planted_once(prepared, folder)
    with as_quick(), closing(store_over(folder, kept / DATABASE, kept / VAULT)) as store:
        yield from _street(folder, planted_over(store, kept))


def planted_over(store: Store, kept: Path) -> Planted:
    """What was planted in the files of the folder ``kept``, in ``store``, which has all of it."""
    words, refs, now, people = pickle.loads((kept / _REST).read_bytes())  # noqa: S301 - ours
    return Planted(Town(store, now, people), words, refs)


def planted_once(prepared: Path, folder: Path) -> Path:
    """The folder with the planted town's files; whoever comes first makes it, beside theirs."""

    def plant(making: Path) -> None:
        with as_quick(), closing(store_over(making, prepared)) as store:
            made = _all_planted(store)
        rest = made.words, made.refs, made.town.now, made.town.people
        (making / _REST).write_bytes(pickle.dumps(rest))

    return made_once(folder, "planted", plant)


def store_over(folder: Path, prepared: Path, vault: Path | None = None) -> Store:
    """A store in ``folder`` over copies of those files."""
    shutil.copy(prepared, folder / DATABASE)
    if vault:
        shutil.copy(vault, folder / VAULT)
    urls = (f"sqlite:///{folder / name}" for name in (DATABASE, VAULT))
    return statements.remembering(migrate.create(*urls, MASTER_KEY))


@contextmanager
def as_quick() -> Iterator[None]:
    """Nothing is rendered, and passwords cost next to nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reporting, "render_bounded", quick)
        patch.setattr(letters, "render_bounded", _quick_letter)
        patch.setattr(passwords, "hasher", CHEAP)
        yield


def _all_planted(store: Store) -> Planted:
    made = planted(store)
    issued(made.town, made.refs["closed_vacancy"])
    _restored(made)
    checkpointing.make(made.town.call("edith"))
    return made


def _street(folder: Path, made: Planted) -> Iterator[Street]:
    with closing(Rewinding(folder / DATABASE)) as database:
        yield signed_in(pages_of(folder, made), made, database)


def pages_of(folder: Path, made: Planted) -> Flask:
    """The pages over what was planted, with an installation's ``folder`` of their own."""
    settings = read_settings({"SCREENING_INSTANCE": str(folder), **WITH_A_WAY_OUT})
    return remembering(create_app(settings, made.town.store, made.town.clock))


WITH_A_WAY_OUT = {
    "SCREENING_ADDRESS": "http://localhost",
    "SCREENING_NOTIFICATIONS": "smtp",
    "SCREENING_SMTP": "smtp://mail.example.test",
    "SCREENING_MAIL_FROM": "screening@example.test",
}
"""E-mail can be written; nothing sends it."""


def _restored(made: Planted) -> None:
    """A copy of the database was put in use, and nobody has said yet that holds are back."""
    dara = made.town.call("dara")
    have_erasing_wait(dara)
    with dara.look() as work:
        made.refs["waits"] = str(waits_since(work.session))


def _quick_letter(notice: Notice | Instructions, **_bounds: object) -> bytes:
    """A file that holds every word of the notice."""
    return f"%PDF-quick {notice}".encode()


def signed_in(app: Flask, made: Planted, database: Rewinding) -> Street:
    pages = TownPages(app, made.town)
    cookies: dict[str, dict[str, Any]] = {"nobody": {"csrf_token": "nobody"}}
    for name in PEOPLE[:-1]:
        with pages.visitor(name).client.session_transaction() as session:
            cookies[name] = dict(session)
    made.refs |= {name: person.ref for name, person in made.town.people.items()}
    draft = read_request(made.town.call("mara"), made.refs["draft"])
    made.refs["version"] = str(draft.version)
    made.refs["session"] = cookies["mara"]["csrf_token"].partition(".")[0]
    database.keep()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    signed = {name: str(signer.dumps(cookie)) for name, cookie in cookies.items()}
    return Street(app, made, database, cookies, signed)
