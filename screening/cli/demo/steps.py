"""What people do to a check in the demonstration: each word of its file, and the service it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from screening.cli.demo.scene import BETWEEN_STEPS, Scene
from screening.domain.events import Event
from screening.domain.people import CANDIDATE
from screening.domain.request import Place, Request
from screening.domain.words import (
    Answered,
    Delivery,
    Reliability,
    Result,
    SearcherKind,
    SuppliedBy,
    Sureness,
    WithheldBecause,
)
from screening.services import claims
from screening.services.call import Call
from screening.services.checks import (
    deciding,
    filing,
    handing_over,
    looking,
    notices,
    searching,
)
from screening.services.checks.authorising import Narrowing, Searcher
from screening.services.checks.holding_back import fingerprint
from screening.services.checks.searching import VisitText
from screening.services.own_page import answers, links, replies, telling
from screening.services.reading.checks.check import read_check
from screening.services.reading.checks.draft import read_request

Step = Mapping[str, Any]
_SCOPE = ("looking_at", "from_date", "to_date", "minutes")
_TEXTS = ("question", "relevance", "alternatives", "why_not_supplied", "why_now")


def write(scene: Scene, check: str, asked: Step) -> None:
    """Fill the draft with what ``asked`` holds, and leave the rest as it was."""
    call = scene.call(asked["by"])
    shown = read_request(call, check)
    filing.save_draft(call, check, shown.version, _filled(shown.request, asked))


def _filled(request: Request, asked: Step) -> Request:
    changes = {name: asked[name] for name in _SCOPE if name in asked}
    if "places" in asked:
        changes["places"] = tuple(
            Place(place["platform"], place["address"], SuppliedBy(place["supplied_by"]))
            for place in asked["places"]
        )
    if "terms" in asked:
        changes["terms"] = tuple(asked["terms"])
    texts = {name: asked[name] for name in _TEXTS if name in asked}
    return replace(request, scope=replace(request.scope, **changes), **texts)


def _draft(_scene: Scene, _check: str, _step: Step) -> None:
    """Left as it was written."""


def _submit(scene: Scene, check: str, step: Step) -> None:
    call = scene.call(step["by"])
    filing.submit(call, check, read_request(call, check).version)


def _revise(scene: Scene, check: str, step: Step) -> None:
    write(scene, check, step)
    _submit(scene, check, step)


def _refer(scene: Scene, check: str, step: Step) -> None:
    filing.refer(scene.call(step["by"]), check, step["reason"])


def _ask_instead(scene: Scene, check: str, step: Step) -> None:
    filing.ask_instead(scene.call(step["by"]), check, step["reason"])


def _withdraw(scene: Scene, check: str, step: Step) -> None:
    filing.withdraw(scene.call(step["by"]), check, step["reason"])


def _confirm_claim(scene: Scene, check: str, step: Step) -> None:
    call = scene.call(step["by"])
    claim = read_check(call, check).claim
    claims.confirm_claim(call, claim.ref, claim.version)


def _uphold(scene: Scene, check: str, step: Step) -> None:
    call = scene.call(step["by"])
    deciding.uphold_block(call, check, read_check(call, check).revision, step["reasons"])


def _approve(scene: Scene, check: str, step: Step) -> None:
    call = scene.call(step["by"])
    shown = read_check(call, check)
    if shown.newest is None or shown.newest.request is None:
        raise ValueError("nothing was submitted")
    asked = shown.newest.request.scope
    deciding.approve(
        call,
        check,
        shown.revision,
        scope=Narrowing(
            places=step.get("places", range(len(asked.places))),
            terms=step.get("terms", range(len(asked.terms))),
            from_date=asked.from_date,
            to_date=asked.to_date,
            minutes=step.get("minutes", asked.minutes),
        ),
        searcher=Searcher(SearcherKind.HR, scene.people[step["searcher"]].person_ref),
        reasons=step["reasons"],
    )


def _reject(scene: Scene, check: str, step: Step) -> None:
    call = scene.call(step["by"])
    deciding.reject(call, check, read_check(call, check).revision, step["reasons"])


def _return(scene: Scene, check: str, step: Step) -> None:
    call = scene.call(step["by"])
    deciding.return_for_change(call, check, read_check(call, check).revision, step["reasons"])


def _notice(scene: Scene, check: str, step: Step) -> None:
    notices.send_notice(scene.call(step["by"]), check, Delivery(step["delivery"]), scene.now)


def _agree(scene: Scene, check: str, step: Step) -> None:
    notices.candidate_agrees(scene.call(step["by"]), check, step["words"])


def _object(scene: Scene, check: str, step: Step) -> None:
    notices.raise_objection(scene.call(step["by"]), check, step["words"])


def _link(scene: Scene, check: str, step: Step) -> None:
    links.make_link(scene.call(step["by"]), check, 0)


def _answer(scene: Scene, check: str, step: Step) -> None:
    call, key = _by_link(scene, check, step)
    files = {"file_1": step["file"].encode()} if "file" in step else {}
    answers.answer(call, key, Answered(step["answered"]), step["words"], files)


def _reply(scene: Scene, check: str, step: Step) -> None:
    call, key = _by_link(scene, check, step)
    replies.reply(call, key, step["words"], fingerprint(step["words"]))


def _by_link(scene: Scene, check: str, step: Step) -> tuple[Call, str]:
    """A call by the candidate, with the key of the link that somebody gave them."""
    key = links.link_for(scene.call(step["link_by"]), check).key
    return Call(scene.store, CANDIDATE, scene.clock), key


def _cancel(scene: Scene, check: str, step: Step) -> None:
    notices.cancel(scene.call(step["by"]), check, step["reasons"])


def _visit(scene: Scene, check: str, step: Step) -> None:
    call = scene.call(step["by"])
    if read_check(call, check).last(Event.SEARCH_BEGUN) is None:
        looking.begin_search(call, check)
    scene.now += timedelta(minutes=step["minutes"])  # the look itself, and then it is noted
    visit = VisitText(
        position=step.get("place"),
        elsewhere=step.get("elsewhere", ""),
        occurred_at=scene.now - timedelta(minutes=step["minutes"]),
        minutes=step["minutes"],
        read=step["read"],
        explanation=step.get("explanation", ""),
        terms=tuple(step.get("words", ())),
    )
    searching.record_visit(scene.call(step["by"]), check, visit)


def _exposure(scene: Scene, check: str, step: Step) -> None:
    searching.record_exposure(scene.call(step["by"]), check, scene.now - timedelta(minutes=10))


def _outcome(scene: Scene, check: str, step: Step) -> None:
    searching.record_outcome(
        scene.call(step["by"]),
        check,
        Result(step["result"]),
        Reliability(step["reliability"]),
        Sureness(step["sureness"]),
        step["answer"],
    )


def _hand_over(scene: Scene, check: str, step: Step) -> None:
    handing_over.hand_over(scene.call(step["by"]), check, step["words"])


def _withhold(scene: Scene, check: str, step: Step) -> None:
    because = WithheldBecause(step["because"])
    handing_over.withhold(scene.call(step["by"]), check, because, step["reasons"])


def _tell(scene: Scene, check: str, step: Step) -> None:
    telling.tell_otherwise(scene.call(step["by"]), check, Delivery(step["delivery"]))


def _influence(scene: Scene, check: str, step: Step) -> None:
    call = scene.call(step["by"])
    handing_over.lock_scores(call, check)
    scene.now += BETWEEN_STEPS
    handing_over.record_influence(call, check, step["changed"], step["why"])


STEPS: Mapping[str, Callable[[Scene, str, Step], None]] = {
    "draft": _draft,
    "submit": _submit,
    "revise": _revise,
    "refer": _refer,
    "ask-instead": _ask_instead,
    "withdraw": _withdraw,
    "confirm-claim": _confirm_claim,
    "uphold": _uphold,
    "approve": _approve,
    "reject": _reject,
    "return": _return,
    "notice": _notice,
    "agree": _agree,
    "object": _object,
    "link": _link,
    "answer": _answer,
    "reply": _reply,
    "cancel": _cancel,
    "visit": _visit,
    "exposure": _exposure,
    "outcome": _outcome,
    "hand-over": _hand_over,
    "withhold": _withhold,
    "tell": _tell,
    "influence": _influence,
}
