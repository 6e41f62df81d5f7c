"""What else is planted: by officers, by candidates, by what is counted, sent and registered."""

from datetime import timedelta

from screening.domain.importing import ListKind
from screening.domain.monitoring import First
from screening.domain.rights import Channel, RightsKind
from screening.domain.sourcing import Handling
from screening.domain.unauthorised import Breach, BreachRuling, Effect, MadeBy, PersonTold
from screening.domain.words import (
    Answered,
    ErasedBecause,
    FollowUpKind,
    ShouldBe,
)
from screening.services import (
    candidates,
    proposing,
    rights,
    sourcing,
    unauthorised,
    unauthorised_handling,
)
from screening.services.attempts_seen import look_at_attempts
from screening.services.by_name import find_by_name
from screening.services.checks import (
    notices,
)
from screening.services.erasure import erasing_by_two, holds
from screening.services.following_up import Asking, answer, ask
from screening.services.importing import importing
from screening.services.missed import Missed, report_missed
from screening.services.monitoring.editions import make_edition
from screening.services.outbox import outside, sending
from screening.services.outbox.outside import Envelope
from screening.services.own_page import mailing, replies
from screening.services.own_page.mailing import InWhoseName
from screening.services.people.kept_forms import keep_form
from screening.services.people.substitutes import name_substitute
from screening.services.reading.administration.substitutes import list_substitutions
from screening.services.reading.desk.notifications import list_notifications
from screening.services.reading.equality.pairs import YearWanted
from screening.services.reading.equality.reviews import read_signing
from screening.services.reading.keeping.erasure import read_erasure
from screening.services.reading.registers.sourcing_asked import list_questions
from screening.services.reading.rights.redaction import read_redaction
from screening.services.reading.vacancies.importing import read_columns, read_fates
from screening.services.redacting import marks_of
from screening.services.reviewing import Signing, sign_off
from screening.services.rights import Asked
from screening.services.sourcing import Sourced
from screening.services.sourcing_handling import handle
from screening.services.unauthorised import ReportText
from screening.services.unauthorised_handling import Handled
from screening.store.tables.vacancy import Vacancy
from tests.reported import do_all
from tests.services.amendments import amendment
from tests.services.candidates import HERE, answers_with, link_to, replies_with
from tests.services.monitored import closed_last_year
from tests.services.outbox import HEAD, by_smtp
from tests.services.postbox import open_postbox
from tests.web.planting import Planted


def what_is_counted(made: Planted) -> None:
    """An edition of one vacancy; in another one, answers are there to be counted."""
    _counted, year = closed_last_year(made.town, "MON-1")
    make_edition(made.town.call("edith"), str(year), First.CHECKED)
    closed_last_year(made.town, "MON-2")
    made.refs["year_over"] = str(year)


def what_is_on_its_way_in(made: Planted) -> None:
    """hugh is importing a vacancy, and has seen what becomes of its row."""
    hugh = made.town.call("hugh")
    content = (
        f"reference,title,department,closing date\nIMP-1,{made.word('imported')},Parks,2027-03-27"
    )
    ref = importing.keep_file(hugh, ListKind.VACANCIES, content.encode())
    importing.match_columns(hugh, ref, read_columns(hugh, ref).columns)
    made.refs |= {"import_file": ref, "import_digest": read_fates(hugh, ref).digest}


def what_could_not_be_sent(made: Planted) -> None:
    """A message to a candidate is given up; edith has something unread."""
    envelope = Envelope("nobody@example.test", made.word("sealed"), made.word("sealed"))
    with made.town.call("alan").as_clock().change() as work:
        message = outside.write(work, made.refs["draft_candidate"], envelope)
        work.commit()
    with open_postbox(refusal="550 Nobody of that name.") as refusing:
        sending.send(made.town.call("alan"), by_smtp(refusing), HEAD)
    made.refs["message"] = message
    made.refs["told"] = list_notifications(made.town.call("edith")).rows[0].ref


def on_their_own_pages(made: Planted) -> None:
    """One may answer the notice, one has answered what the panel was told, and one may do so; a
    request about another is not sent yet.
    """
    made.draft("own_draft")
    refs, town, hugh = made.refs, made.town, made.town.call("hugh")
    for name in ("answered", "replying"):
        made.handed_over(refs[name])
        made.locked(refs[name])
        refs[f"{name}_key"] = link_to(town, refs[name])
        replies_with(town, refs[f"{name}_key"], made.word("answer"))
    replies.pass_on(hugh, refs["replying"], made.word("handed-over"))
    key = refs["invited_key"] = link_to(town, made.told("invited"))
    writer = InWhoseName(HERE, "https://here/{}".format)
    name = made.word("mailed").encode("ascii", "ignore").decode()  # no address has anything else
    mailing.send_link(hugh, refs["invited"], 1, f"{name}@example.test", writer)
    given = f"I ran it for three years. {made.word('evidence')}"
    answers_with(town, key, Answered.NOT_MINE, made.word("reply"), given.encode())
    notices.decide_objection(hugh, refs["invited"], upheld=False, reasons=made.word("reply"))


def beside_the_checks(made: Planted, name: str) -> None:
    """mara finds people, notes one, and tells twice that she looked somebody up."""
    refs, mara, today = made.refs, made.town.call("mara"), made.town.now.date()
    reference = refs["closed_reference"] = _reference(made, name)
    for found in ("sourcing", "sourcing_handled", "sourcing_attempt"):
        purpose = f"Find people. {made.word('sourcing')}"
        if found != "sourcing":
            purpose = f"Vet applicants. {purpose}"
        words = made.word("sourcing"), made.word("sourcing")
        refs[found] = sourcing.enter(mara, "", Sourced(reference, *words, purpose, today))
        if found != "sourcing":
            asked = {one.search_ref: one.ref for one in list_questions(made.town.call("hugh"))}
            refs["sourcing_question"] = asked[refs[found]]
        if found == "sourcing_handled":
            handled = Handling.SOURCING, made.word("handled"), ""
            handle(made.town.call("hugh"), refs["sourcing_question"], *handled)
    page = f"{made.word('noted')}.example.test/{made.word('noted')}"
    sourcing.note(mara, refs["sourcing"], f"Bo {made.word('noted')}", page)
    refs["report_closed"] = looked_up(made, name)
    refs["report"] = _told(made, reference, f"The writer {made.word('whom')}")


def looked_up(made: Planted, name: str) -> str:
    """mara tells that she looked up the candidate called ``name``; it is dealt with."""
    ref = _told(made, _reference(made, name), f"C-01 {made.word('whom')}")
    said = Handled(Effect.SCORED_AGAIN, Breach.NO, made.word("handled"), made.word("handled"))
    unauthorised_handling.handle(made.town.call("hugh"), ref, 1, said)
    ruling = BreachRuling.NOT_NOTIFIED, PersonTold.TOLD, made.word("handled")
    unauthorised.decide_breach(made.town.call("dara"), ref, 2, *ruling)
    return ref


def _told(made: Planted, reference: str, whom: str) -> str:
    today = made.town.now.date()
    texts = (reference, whom, f"A page. {made.word('told')}", made.word("told"))
    told = ReportText(MadeBy.ME, "", today, *texts, Breach.UNSURE, today)
    return unauthorised.report(made.town.call("mara"), told)


def _reference(made: Planted, name: str) -> str:
    with made.town.call("mara").look() as work:
        return work.session.get_one(Vacancy, made.refs[f"{name}_vacancy"]).reference


def missed(made: Planted, name: str) -> None:
    """Let an officer say that the rules missed something in the request called ``name``."""
    what = Missed("fishing", "request.question")
    why = made.word("dispute")
    edith = made.town.call("edith")
    report_missed(edith, made.refs[name], 1, what, ShouldBe.BLOCK, why)


def what_officers_do(made: Planted) -> None:
    refs, edith, mara = made.refs, made.town.call("edith"), made.town.people["mara"]
    candidates.show_name(edith, refs["closed_candidate"], made.word("officers"))
    read = read_signing(edith, refs["closed_vacancy"]).records
    today = made.town.now.date()
    condition = Asking(FollowUpKind.CONDITION, made.word("action"), today, mara.ref)
    sign_off(edith, refs["closed_vacancy"], Signing(made.word("officers"), read, [condition]))
    _what_officers_ask(made)
    made.town.erase(refs["erased_candidate"])
    _what_waits_to_be_erased(made)
    _what_candidates_ask_for(made)
    refs["kept"] = keep_form(edith, mara.ref, "/vacancies", [("quote", made.word("kept"))])
    refs["read"] = str(read_signing(edith, refs["draft_vacancy"]).records)


def _what_officers_ask(made: Planted) -> None:
    """A query waits for HR and an action for mara; one query is answered. Sam is to be away."""
    refs, town = made.refs, made.town
    edith, hugh, sam = town.call("edith"), town.call("hugh"), town.call("sam")
    due, vacancy = town.now.date(), refs["draft_vacancy"]
    for name in ("query", "answered_query"):
        asking = Asking(FollowUpKind.QUERY, made.word("query"), due)
        refs[name] = ask(edith, vacancy, asking)
    answer(hugh, refs["answered_query"], made.word("query"))
    mara, hetty = town.people["mara"].ref, town.people["hetty"].ref
    action = Asking(FollowUpKind.ACTION, made.word("action"), due, mara)
    refs["action"] = ask(edith, vacancy, action)
    look_at_attempts(edith, YearWanted(), made.word("officers"))
    find_by_name(hugh, "Ada", made.word("looked-for"))
    name_substitute(sam, sam.actor.ref, hetty, due, due + timedelta(days=300))
    refs["substitution"] = list_substitutions(sam)[0].ref


def _what_waits_to_be_erased(made: Planted) -> None:
    """One erasure is proposed, another was declined; one hold stands, another was lifted."""
    refs, dara, hetty = made.refs, made.town.call("dara"), made.town.call("hetty")
    for name in ("doomed", "spared"):
        made.sent(name)
        because, why = ErasedBecause.ASKED, made.word("erasure")
        erasing_by_two.propose(dara, refs[f"{name}_candidate"], because, why)
    spared = refs["spared_candidate"]
    read = read_erasure(hetty, spared).read
    erasing_by_two.decline(hetty, spared, made.word("erasure"), read)
    refs["doomed_read"] = str(read_erasure(hetty, refs["doomed_candidate"]).read)
    made.draft("held")
    for _hold in range(2):
        holds.place(dara, refs["held_vacancy"], made.word("hold"))
    holds.lift(dara, refs["held_vacancy"], 2, made.word("hold"))


def _what_candidates_ask_for(made: Planted) -> None:
    """One asks for a copy, and so does somebody who is nobody here; hugh enters both. Texts about
    the first are to be looked through.
    """
    refs, candidate = made.refs, made.refs["closed_candidate"]
    asked = Asked(RightsKind.ACCESS, Channel.POST, made.town.now.date(), made.word("rights"))
    refs["rights"] = rights.enter(made.town.call("hugh"), candidate, asked)
    outsider = rights.Outsider(made.word("rights"), made.word("rights"))
    refs["rights_of"] = rights.enter_of(made.town.call("hugh"), outsider, asked)
    first = read_redaction(made.town.call("dara"), candidate).waiting[0]
    refs["text"], refs["marked"] = first.free.place, marks_of(first)


def what_becomes_of_the_policy(made: Planted) -> None:
    """One version is rejected, another proposed; what past requests say to it is known."""
    for name in ("policy_rejected", "policy_proposed"):
        content = amendment(
            version=name.replace("_", "-"), day="2027-03-01", why=f"{made.word('policy')}."
        )
        made.refs[name] = proposing.propose(made.town.call("alan"), content)
        do_all(made.town)
        if name == "policy_rejected":
            proposing.reject(made.town.call("edith"), made.refs[name], made.word("policy"))
    with made.town.call("edith").look() as work:
        made.refs["policy_digest"] = work.policy.digest
