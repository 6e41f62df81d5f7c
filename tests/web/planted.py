"""A town in which every text about a vacancy, a candidate or a check holds a word of its own.

Such a word tells, wherever it turns up, whose text was shown to whom.
"""

from datetime import timedelta
from functools import partial

from screening.domain.words import (
    Role,
    ShouldBe,
    Stage,
    WithheldBecause,
)
from screening.services import (
    checkpointing,
    vacancies,
)
from screening.services.checks import (
    clockwork,
    deciding,
    disputing,
    filing,
    handing_over,
    looking,
    notices,
    searching,
)
from screening.services.checks.more_time import give_more_time
from screening.services.checks.searching import VisitText
from screening.services.receipts import list_receipts, read_receipt
from screening.store.store import Store
from tests.services import schools
from tests.services.town import IMPROPER, populated
from tests.web import planted_schools
from tests.web.planted_beside import (
    beside_the_checks,
    looked_up,
    missed,
    on_their_own_pages,
    what_becomes_of_the_policy,
    what_could_not_be_sent,
    what_is_counted,
    what_is_on_its_way_in,
    what_officers_do,
)
from tests.web.planted_settings import what_is_set
from tests.web.planting import GONE, OWN, THERE, Planted, at


def planted(store: Store) -> Planted:
    """A town with a check in every state, as hands that plant words brought it there."""
    town = populated(store)
    town.add("hana", Role.HR, Role.MANAGER)
    town.add("nora")
    made = Planted(town)
    schools.in_force(town)
    planted_schools.told(made)
    waiting = (
        "searching",
        "searched",
        "handed_over",
        "withheld",
        "closed",
        "ready",
        "given_up",
        "half_said",
        "exposed",
        "not_locked",
    )
    for name in (*waiting, "objected", "stopped_by_objection", "overruled", "erasable"):
        made.told(name)
    made.told("third_party", third_party=True)
    for name in ("answered", "replying"):
        at(made, OWN, partial(made.told, name))
    at(made, THERE, lambda: made.told("elsewhere"))
    at(made, GONE, lambda: made.told("erased"))
    town.wait(days=12)
    clockwork.tick(town.call("hugh"))
    _after_the_reply_period(made)
    planted_schools.after_the_reply_period(made)
    at(made, THERE, lambda: made.closed(made.refs["elsewhere"]))
    at(made, THERE, lambda: missed(made, "elsewhere"))
    at(made, GONE, lambda: missed(made, "erased"))
    at(made, THERE, lambda: made.draft("draft_elsewhere"))
    at(made, GONE, lambda: made.closed(made.refs["erased"]))
    at(made, GONE, lambda: looked_up(made, "erased"))
    beside_the_checks(made, "closed")
    _before_it(made)
    at(made, OWN, lambda: on_their_own_pages(made))
    what_officers_do(made)
    what_becomes_of_the_policy(made)
    what_could_not_be_sent(made)
    what_is_set(made)
    what_is_on_its_way_in(made)
    checkpointing.make(town.call("hugh"))
    newest = list_receipts(town.call("hugh"))[0]
    made.refs["receipt"] = str(newest.seq)
    made.refs["receipt_file"] = read_receipt(town.call("hugh"), newest.seq).file
    return made


def _after_the_reply_period(made: Planted) -> None:
    refs, hugh, sam = made.refs, made.town.call("hugh"), made.town.call("sam")
    looking.begin_search(sam, refs["ready"])
    made.looked(refs["searching"])
    made.looked(refs["half_said"])
    _left_open(made, refs["half_said"])
    made.searched(refs["searched"])
    made.arranged(refs["searched"])
    made.searched(refs["exposed"])
    made.handed_over(refs["handed_over"])
    made.locked(refs["handed_over"])
    made.handed_over(refs["not_locked"], "not-locked")
    vacancies.set_stage(hugh, refs["exposed_vacancy"], Stage.SHORTLISTED)
    made.closed(refs["closed"])
    made.searched(refs["withheld"])
    handing_over.withhold(hugh, refs["withheld"], WithheldBecause.TAINTED, made.word("search"))
    searching.not_carried_out(sam, refs["given_up"], made.word("search"))
    for name in ("objected", "stopped_by_objection", "overruled"):
        notices.raise_objection(hugh, refs[name], made.word("reply"))
    for name in ("stopped_by_objection", "overruled"):
        upheld = name == "stopped_by_objection"
        notices.decide_objection(hugh, refs[name], upheld=upheld, reasons=made.word("reply"))


def _left_open(made: Planted, check: str) -> None:
    """Let sam say later what was read at two more visits, of which one stays open."""
    sam, now = made.town.call("sam"), made.town.now
    for _visit in range(2):
        searching.record_visit(sam, check, VisitText(0, "", now, 5, ""))
    looking.describe_visit(sam, check, 3, made.word("search"))


def _before_it(made: Planted) -> None:
    refs, town = made.refs, made.town
    hugh, mara = town.call("hugh"), town.call("mara")
    made.draft("draft")
    town.confirm(made.sent("awaiting"))
    made.approved("approved")
    until = town.now.date() + timedelta(days=14)
    give_more_time(hugh, made.told("notified"), until, made.word("reply"))
    notices.candidate_agrees(hugh, made.told("agreed"), made.word("reply"))
    for name in ("not_ready", "referred", "upheld", "proposed", "overturned", "asked_instead"):
        made.sent(name, "stopped", **IMPROPER)
    for name in ("referred", "upheld", "proposed", "overturned"):
        filing.refer(mara, refs[name], made.word("decision"))
    deciding.uphold_block(hugh, refs["upheld"], 1, made.word("decision"))
    why = made.word("dispute")
    disputing.dispute_finding(hugh, refs["upheld"], 1, 1, ShouldBe.NOTHING, why)
    for name in ("proposed", "overturned"):
        deciding.overturn_block(hugh, refs[name], 1, made.word("decision"))
    deciding.overturn_block(town.call("hetty"), refs["overturned"], 1, made.word("decision"))
    filing.ask_instead(mara, refs["asked_instead"], made.word("decision"))
    deciding.return_for_change(hugh, made.sent("returned"), 1, made.word("decision"))
    deciding.reject(hugh, made.sent("rejected"), 1, made.word("decision"))
    filing.withdraw(mara, made.sent("withdrawn"), made.word("decision"))
    notices.cancel(hugh, made.approved("cancelled"), made.word("decision"))
    refs["claim"] = town.see("mara", refs["draft"]).claim.ref
    made.draft("closed_over")
    vacancies.close_vacancy(hugh, refs["closed_over_vacancy"])
    what_is_counted(made)
