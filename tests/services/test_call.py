"""A key makes a call the same as an earlier one, and never the same as something else."""

import pytest

from screening.domain.errors import Conflict
from screening.domain.events import Event
from screening.domain.words import CandidateStatus, State
from screening.services import candidates
from screening.services.checks import deciding, filing
from tests.databases import on_both
from tests.services.town import Town

KEY = "0123456789abcdef" * 2


@on_both
def test_a_key_does_not_answer_for_another_check(town: Town) -> None:
    vacancy = town.vacancy()
    first, second = town.submitted(vacancy), town.submitted(vacancy)
    for check in (first, second, second):
        deciding.reject(town.call("hugh", KEY), check, 1, "Ask them instead.")
    for check in (first, second):
        shown = town.see("hugh", check)
        assert shown.state is State.REJECTED
        assert len(shown.every(Event.CHECK_REJECTED)) == 1


@on_both
def test_a_key_does_not_answer_for_another_service(town: Town) -> None:
    vacancy = town.vacancy()
    candidate = town.candidate(vacancy)
    check = town.submitted(vacancy)
    candidates.set_status(town.call("hugh", KEY), candidate, CandidateStatus.INTERVIEWED)
    deciding.return_for_change(town.call("hugh", KEY), check, 1, "Say which posts.")
    assert town.see("hugh", check).state is State.RETURNED


@on_both
def test_what_was_refused_has_not_used_its_key(town: Town) -> None:
    check = town.submitted(town.vacancy())
    with pytest.raises(Conflict):
        deciding.reject(town.call("hugh", KEY), check, 7, "Ask them instead.")
    deciding.reject(town.call("hugh", KEY), check, 1, "Ask them instead.")
    assert town.see("hugh", check).state is State.REJECTED


@on_both
def test_what_was_sent_is_not_in_the_log(town: Town) -> None:
    """A key is the sender's to choose, and the log keeps what it is given for ever."""
    draft = town.draft(town.vacancy())
    filing.withdraw(town.call("mara", "ada.quillfeather"), draft, "Not needed.")
    with town.call("mara").look() as work:
        log = work.session.connection().exec_driver_sql("SELECT canonical FROM record").scalars()
        assert not any("quillfeather" in record for record in log)
