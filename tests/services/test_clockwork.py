"""What happens because time has passed."""

from datetime import UTC, datetime

from screening.domain.events import Event
from screening.domain.people import CLOCK
from screening.domain.words import Delivery, State
from screening.services.checks import clockwork, notices
from tests.databases import on_both
from tests.services.town import Town


def told(town: Town) -> str:
    check = town.approved(town.vacancy())
    notices.send_notice(town.call("hugh"), check, Delivery.EMAIL, town.now)
    return check


def test_silence_makes_a_check_ready_when_the_period_is_over(town: Town) -> None:
    check = told(town)
    town.now = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    assert clockwork.tick(town.call("hugh")) == 0
    town.wait(minutes=1)
    assert clockwork.tick(town.call("hugh")) == 1
    shown = town.see("hugh", check)
    assert shown.state is State.READY
    assert shown.events[-1].event is Event.REPLY_PERIOD_OVER
    assert shown.events[-1].by_role == CLOCK.name


def test_an_approval_nobody_used_lapses_after_its_days_and_the_grace(town: Town) -> None:
    check = told(town)
    town.now = datetime(2026, 12, 16, 23, 59, tzinfo=UTC)
    clockwork.tick(town.call("hugh"))
    assert town.see("hugh", check).state is State.READY
    town.now = datetime(2026, 12, 17, 0, 0, tzinfo=UTC)
    assert clockwork.tick(town.call("hugh")) == 1
    assert town.see("hugh", check).state is State.EXPIRED
    assert clockwork.tick(town.call("hugh")) == 0


@on_both
def test_after_a_long_silence_both_happen_in_their_order(town: Town) -> None:
    check = told(town)
    town.wait(days=60)
    clockwork.settle(town.call("hugh"), check)
    events = [event.event for event in town.see("hugh", check).events]
    assert events[-2:] == [Event.REPLY_PERIOD_OVER, Event.AUTHORISATION_LAPSED]


def test_a_search_under_way_does_not_lapse(town: Town) -> None:
    check = town.searched(town.vacancy())
    town.wait(days=60)
    assert clockwork.tick(town.call("hugh")) == 0
    assert town.see("hugh", check).state is State.SEARCHED


def test_what_does_not_exist_is_left_to_whoever_asks(town: Town) -> None:
    clockwork.settle(town.call("hugh"), "0" * 32)
