"""Records as somebody reads them who works by reference: without the names of candidates.

This is the one way to it: the trail, the page of a check and the report are read off records that
came through ``without_names``. What is recorded is not altered, and its hashes are those of what
was written. After asking for a name, with a reason, an officer reads what is about that candidate
as it was written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from screening.domain.events import OF_UNAUTHORISED, Event
from screening.domain.name_masks import NOBODY, Names, moved
from screening.domain.people import Action, Actor, Ties, may
from screening.domain.request import request_from_data, texts_read
from screening.domain.words import Role, SearcherKind
from screening.services.erasure.places import NAMED, kept_in, names_in
from screening.services.reading.trail.facts import TEXTS
from screening.services.story import SUBMISSIONS, ClaimTexts
from screening.store.ledger_store import OpenedRecord, open_records
from screening.store.tables.account import Account
from screening.store.unit_of_work import UnitOfWork

_OF_STAFF = frozenset({"acted_for", "owner"})
_REQUEST = (
    "question",
    "relevance",
    "alternatives",
    "why_not_supplied",
    "why_now",
    "searcher_name",
)


def works_by_reference(actor: Actor, ties: Ties) -> bool:
    """Whether ``actor`` reads here as an officer. Whoever is to search needs the words."""
    return (
        actor.has(Role.EQUALITY, Role.DATA_PROTECTION)
        and not may(actor, Action.SEE_NAMES, ties)
        and not may(actor, Action.SEARCH, ties)
    )


def names_hidden_from(work: UnitOfWork, actor: Actor, ties: Ties, vacancy_ref: str) -> Names:
    """The names of a vacancy that ``actor`` is not to read, those aside that they were shown."""
    if not works_by_reference(actor, ties):
        return NOBODY
    found = [
        one
        for event in NAMED
        for one in open_records(work.session, work.vault, vacancy_ref=vacancy_ref, event=event)
    ]
    shown = _shown_to(work, actor, vacancy_ref)
    return names_known(work, vacancy_ref, [one for one in found if one.subject_ref not in shown])


def names_known(work: UnitOfWork, vacancy_ref: str, records: Sequence[OpenedRecord]) -> Names:
    """The names of the candidates of whom ``records`` of a vacancy tell, and where those stand of
    whoever was erased.
    """
    return replace(names_in(records), kept=kept_in(work, vacancy_ref))


def without_names(
    records: Sequence[OpenedRecord], names: Names, quote: str = ""
) -> tuple[OpenedRecord, ...]:
    """``records`` with ``names`` hidden in what people wrote. ``quote``: the words of the claim,
    where they are the records of one check.
    """
    if names is NOBODY:
        return tuple(records)
    sent: dict[str, list[Mapping[str, str]]] = {}
    return tuple(
        record
        if record.payload is None
        else replace(record, payload=_without(record, record.payload, names, quote, sent))
        for record in records
    )


def _without(
    record: OpenedRecord,
    payload: Mapping[str, Any],
    names: Names,
    quote: str,
    sent: dict[str, list[Mapping[str, str]]],
) -> Mapping[str, Any]:
    """The payload without ``names``. ``sent``: the texts of each check's attempts so far."""
    attempts = sent.setdefault(record.check_ref, [])
    if record.event in SUBMISSIONS:
        attempts.append(texts_read(request_from_data(payload["request"]), quote))
        return _sent(payload, names, record.subject_ref, attempts[-1])
    said = _said(record, payload, names)
    if record.event != Event.FINDING_DISPUTED:
        return said
    number = int(payload["revision"])
    texts = attempts[number - 1] if number <= len(attempts) else {}
    return {**said, **_place(payload, names, record.subject_ref, texts)}


def claim_without_names(texts: ClaimTexts, names: Names, candidate_ref: str) -> ClaimTexts:
    """The words of a claim with ``names`` hidden."""
    quote, where, address = (
        names.hide(text, candidate_ref) for text in (texts.quote, texts.where, texts.address)
    )
    return ClaimTexts(quote, where, address, texts.erased)


def _said(record: OpenedRecord, payload: Mapping[str, Any], names: Names) -> Mapping[str, Any]:
    """What ``record`` says in its texts. What a colleague is called was not typed: it is theirs."""
    event = Event(record.event)
    about = payload.get("candidate", "") if event in OF_UNAUTHORISED else record.subject_ref
    fields = TEXTS.get(event, frozenset()) - _OF_STAFF
    if payload.get("searcher_kind", SearcherKind.THIRD_PARTY) != SearcherKind.THIRD_PARTY:
        fields -= {"searcher_name"}
    return {
        field: _hidden(value, names, about) if field in fields else value
        for field, value in payload.items()
    }


def _hidden(value: Any, names: Names, about: str) -> Any:
    if isinstance(value, str):
        return names.hide(value, about)
    return [names.hide(one, about) for one in value] if isinstance(value, list | tuple) else value


def _sent(
    payload: Mapping[str, Any], names: Names, about: str, texts: Mapping[str, str]
) -> Mapping[str, Any]:
    """A request that was sent, and what the gate found in it."""
    request, assessment = payload["request"], payload["assessment"]
    scope = request["scope"]
    hidden: dict[str, Any] = {field: names.hide(request[field], about) for field in _REQUEST}
    hidden["scope"] = {
        **scope,
        "looking_at": names.hide(scope["looking_at"], about),
        "terms": [names.hide(term, about) for term in scope["terms"]],
        "places": [
            {**place, **{of: names.hide(place[of], about) for of in ("platform", "address")}}
            for place in scope["places"]
        ],
    }
    findings = [
        {
            **found,
            **_place(found, names, about, texts),
            "excerpt": names.hide(found["excerpt"], about),
            "params": {name: names.hide(text, about) for name, text in found["params"].items()},
        }
        for found in assessment["findings"]
    ]
    return {
        **payload,
        "request": {**request, **hidden},
        "assessment": {**assessment, "findings": findings},
    }


def _place(
    found: Mapping[str, Any], names: Names, about: str, texts: Mapping[str, str]
) -> dict[str, str]:
    """Where ``found`` comes to stand in its text."""
    spans = names.spans(texts.get(found["field"], ""), about)
    return {end: str(moved(int(found[end]), spans)) for end in ("start", "end")}


def _shown_to(work: UnitOfWork, actor: Actor, vacancy_ref: str) -> frozenset[str]:
    """The candidates whose names were shown to ``actor``, by whatever account of theirs."""
    wanted = select(Account.ref).where(Account.person_ref == actor.person_ref)
    accounts = {actor.ref, *work.session.scalars(wanted)}
    event = Event.CANDIDATE_NAME_SHOWN
    shown = open_records(work.session, work.vault, vacancy_ref=vacancy_ref, event=event)
    return frozenset(one.subject_ref for one in shown if one.actor_ref in accounts)
