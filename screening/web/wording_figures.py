"""What is seen in a chart of counts, in a sentence that is so for one too, and where some tie."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from screening.domain.text import N_
from screening.reports.counts import Count
from screening.services.reading.equality.overview import RuleFound
from screening.services.reading.equality.still_waiting import Waiting
from screening.services.reading.equality.told_in_part import Part
from screening.services.reading.equality.waits import Wait, WaitedFor
from screening.web.formats import translated

WAITS: Mapping[Wait, str] = {
    Wait.NOTICE: N_("Notice to the candidate, after approval"),
    Wait.OBJECTION: N_("Objection decided, after it was recorded"),
    Wait.OUTCOME: N_("Outcome written up, after the search"),
    Wait.HAND_OVER: N_("Handed over or withheld, after the outcome"),
}


def where_most_are(states: Sequence[Count]) -> str:
    """How many checks were started, and in which of ``states`` (none is empty) the most are."""
    total = sum(count.number for count in states)
    said = str(ngettext("%(num)s check was started.", "%(num)s checks were started.", total))
    return f"{said} {_state_of(states, total)}" if states else said


def _state_of(states: Sequence[Count], total: int) -> str:
    first, *others = _the_most(states)
    if total == 1:
        return str(_("It is in the state “%(state)s”.", state=first.title))
    if len(states) == 1:
        return str(_("All are in the state “%(state)s”.", state=first.title))
    if not others:
        return str(
            _("More are in the state “%(state)s” than in any other: %(most)s.",
              state=first.title, most=first.number)
        )  # fmt: skip
    if first.number == 1:
        return str(_("No two are in the same state."))
    named = _named([first, *others])
    return str(
        _("The states with the most, %(most)s each: %(states)s.", most=first.number, states=named)
    )


def when_most_were(months: Sequence[Count]) -> str:
    """In which of ``months`` the most checks were started."""
    first, *others = _the_most(months)
    if not first.number:
        return str(_("No check was started in these months."))
    if sum(count.number for count in months) == 1:
        return str(_("One check was started, in %(month)s.", month=first.title))
    if not others:
        return str(
            _("More were started in %(month)s than in any other month: %(most)s.",
              month=first.title, most=first.number)
        )  # fmt: skip
    if first.number == 1:
        return str(_("No more than one was started in any month."))
    titles = ", ".join(count.title for count in (first, *others))
    return str(
        _("The months in which the most were started, %(most)s each: %(months)s.",
          most=first.number, months=titles)
    )  # fmt: skip


def what_most_had(rules: Sequence[Count], attempts: int) -> str:
    """In how many ``attempts`` was looked, and which of ``rules`` found something most often."""
    said = ngettext(
        "In the newest attempt that can be read.",
        "In the newest %(num)s attempts that can be read.",
        attempts,
    )
    if not rules:
        return str(said)
    first, *others = _the_most(rules)
    if not others:
        most = _("Most often: “%(rule)s”, in %(most)s.", rule=first.title, most=first.number)
    else:
        named = _named([first, *others])
        most = _("Most often: %(rules)s, in %(most)s each.", rules=named, most=first.number)
    return f"{said} {most}"


def how_many_stopped(rule: RuleFound, fewest: int) -> str | int:
    """How many of the attempts in which ``rule`` found something were not ready, as a number where
    that may be said.
    """
    if rule.told is Part.COUNTED:
        return rule.blocked
    if rule.told is Part.FEW:
        return str(_("fewer than %(num)s", num=fewest))
    if rule.told is Part.MOST:
        return str(_("all but fewer than %(num)s", num=fewest))
    return str(_("Too few to say"))


def how_far(rule: RuleFound, fewest: int) -> str:
    """The same as it stands below the label of a bar, after how many attempts there are."""
    if rule.told is Part.COUNTED:
        said = _("%(stopped)s not ready, %(others)s to consider",
                 stopped=rule.blocked, others=rule.attempts - rule.blocked)  # fmt: skip
    elif rule.told is Part.UNSAID:
        said = _("too few to tell them apart")
    else:
        said = _("not ready: %(number)s", number=how_many_stopped(rule, fewest))
    return f"{rule.attempts}: {said}"


def what_took_longest(waits: Sequence[WaitedFor]) -> str:
    """Which of ``waits``, all of which may be told, took longest where they took long."""
    if not waits:
        return str(_("Each was waited for too few times to say how long."))
    first, *others = sorted(waits, key=lambda one: -(one.nine_in_ten or 0))
    if others and others[0].nine_in_ten == first.nine_in_ten:
        return str(_("The slowest tenth of more than one took longer than %(most)s.",
                     most=_in_days(first.nine_in_ten or 0)))  # fmt: skip
    return str(
        _("Longest: “%(wait)s”. The slowest tenth took longer than %(most)s.",
          wait=translated(WAITS[first.wait]), most=_in_days(first.nine_in_ten or 0))
    )  # fmt: skip


def _in_days(number: int) -> str:
    return str(ngettext("%(num)s working day", "%(num)s working days", number))


def how_many_wait(waiting: Waiting | None, fewest: int) -> str:
    """How many requests are not decided, and what may be said of those that are late."""
    if waiting is None:
        return str(
            _("Those that still wait are not among them; how many there are is said of all "
              "departments together, up to this month.")
        )  # fmt: skip
    if waiting.number is None:
        return str(_("Those that still wait are not among them: fewer than %(num)s.", num=fewest))
    number = _("Those that still wait are not among them: %(num)s.", num=waiting.number)
    return f"{number} {_how_many_are_late(waiting, fewest)}"


def _how_many_are_late(waiting: Waiting, fewest: int) -> str:
    time = ngettext("%(num)s working day", "%(num)s working days", waiting.days)
    if waiting.late is Part.COUNTED:
        said = _("%(num)s of these have waited longer than the policy’s %(time)s.",
                 num=waiting.overdue, time=time)  # fmt: skip
    elif waiting.late is Part.FEW:
        said = _("Fewer than %(num)s of these have waited longer than the policy’s %(time)s.",
                 num=fewest, time=time)  # fmt: skip
    elif waiting.late is Part.MOST:
        said = _("All but fewer than %(num)s of these have waited longer than the policy’s "
                 "%(time)s.", num=fewest, time=time)  # fmt: skip
    else:
        said = _("These are too few to say how many have waited longer than the policy’s "
                 "%(time)s.", time=time)  # fmt: skip
    return str(said)


def _the_most(counts: Sequence[Count]) -> list[Count]:
    most = max(count.number for count in counts)
    return [count for count in counts if count.number == most]


def _named(counts: Sequence[Count]) -> str:
    return ", ".join(f"“{count.title}”" for count in counts)
