"""Figures of twelve months, of all departments or of one, as charts with a table each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from screening.domain.words import Role, State, Verdict
from screening.reports.chart import Divided, page_chart
from screening.reports.counts import Count
from screening.services.reading.equality.overview import NEWEST, Overview, read_overview
from screening.services.reading.equality.told_in_part import Part
from screening.services.reading.equality.waits import NEWEST_WAITS, Waited
from screening.web.access import who_may
from screening.web.calling import call
from screening.web.filtering import month_name
from screening.web.formats import translated
from screening.web.list_boxes import figures_filter
from screening.web.wording import label
from screening.web.wording_figures import (
    WAITS,
    how_far,
    how_many_stopped,
    how_many_wait,
    what_most_had,
    what_took_longest,
    when_most_were,
    where_most_are,
)

blueprint = Blueprint("figures", __name__)


class Key(NamedTuple):
    """One kind of bar, by its class in the style sheet, and what it says."""

    kind: str
    text: str


class Figure(NamedTuple):
    """A chart with the sentence that says what is seen in it, and the table of the same numbers.

    ``legend``: what a bar says by how it is drawn, where it says more than how long it is.
    """

    title: str
    summary: str
    chart: Markup
    columns: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    legend: Sequence[Key]


@blueprint.get("/figures")
@who_may(Role.HR, Role.EQUALITY)
def index() -> str:
    """The figures."""
    chosen, wanted = figures_filter(call())
    found = read_overview(call(), wanted)
    return render_template(
        "figures/index.html",
        filter=chosen,
        last=month_name(found.months[-1].month),
        figures=[_by_state(found), _by_month(found), *_by_rule(found), *_by_waiting(found)],
        overview=found,
        newest=NEWEST,
        newest_waits=NEWEST_WAITS,
    )


def _by_state(found: Overview) -> Figure:
    states = Counter[State]()
    for month in found.months:
        states.update(month.states)
    counts = [Count(label(state), states[state]) for state in State if states[state]]
    columns = [_("Where it is"), _("Checks")]
    return _figure(_("Checks by state"), where_most_are(counts), counts, columns)


def _by_month(found: Overview) -> Figure:
    counts = [Count(month_name(one.month), sum(one.states.values())) for one in found.months]
    rows = [(count.title, count.number, _states(one.states)) for count, one in
            zip(counts, found.months, strict=True)]  # fmt: skip
    columns = [_("Started in"), _("Checks"), _("Where they are now")]
    return _figure(_("Checks by month"), when_most_were(counts), counts, columns, rows)


def _by_rule(found: Overview) -> list[Figure]:
    verdicts = [Count(label(one), found.verdicts.get(one, 0)) for one in Verdict]
    said = ngettext("%(num)s attempt was judged.", "%(num)s attempts were judged.",
                    sum(found.verdicts.values()))  # fmt: skip
    first = _figure(
        _("Attempts by verdict"), said, verdicts, [_("What the rules said"), _("Attempts")]
    )
    told = [one for one in found.rules if one.attempts >= found.fewest]
    counts = [Count(translated(one.title), one.attempts) for one in told]
    parts = [
        Divided(
            one.blocked if one.told is Part.COUNTED else None,
            how_far(one, found.fewest),
        )
        for one in told
    ]
    few = _("fewer than %(num)s", num=found.fewest)
    rows = [
        (translated(one.title), one.attempts, how_many_stopped(one, found.fewest)) for one in told
    ] + [(translated(one.title), few, few) for one in found.rules if one not in told]
    columns = [_("Rule"), _("Attempts in which it found something"), _("of these, not ready")]
    said = what_most_had(counts, found.attempts)
    legend = [
        Key("", _("Not ready to send because of it")),
        Key("app-chart__bar--rest", _("Something to consider, no more")),
        Key("app-chart__bar--untold", _("Too few of one kind to tell them apart")),
    ]
    found_by_rules = _figure(_("What the rules found"), said, counts, columns, rows, parts)
    return [first, found_by_rules._replace(legend=legend)]


def _by_waiting(found: Overview) -> list[Figure]:
    all_of_them = found.all_waits
    if all_of_them.median is None:
        said = _("Too few requests were decided to say how long they waited.")
    else:
        said = _(
            "Of %(num)s requests that were decided, half were by working day %(median)s, nine in "
            "ten by working day %(most)s.",
            num=all_of_them.decided,
            median=_days(all_of_them.median),
            most=all_of_them.nine_in_ten,
        )
    said = f"{said} {how_many_wait(found.waiting, found.fewest)}"
    told = [one for one in found.waits if one.nine_in_ten is not None]
    counts = [Count(_month(one), one.nine_in_ten or 0) for one in told]
    few = _("Too few to say")
    rows = [
        (_month(one), one.decided if one in told else _("fewer than %(num)s", num=found.fewest),
         _days(one.median) if one.median is not None else few,
         one.nine_in_ten if one.nine_in_ten is not None else few)
        for one in found.waits if one.decided
    ]  # fmt: skip
    columns = [_("Decided in"), _("Requests"), _("Half within, in working days"),
               _("Nine in ten within, in working days")]  # fmt: skip
    title = _("Working days within which nine in ten were decided")
    return [_figure(title, said, counts, columns, rows), _by_other_waits(found)]


def _by_other_waits(found: Overview) -> Figure:
    told = [one for one in found.other_waits if one.nine_in_ten is not None]
    counts = [Count(translated(WAITS[one.wait]), one.nine_in_ten or 0) for one in told]
    parts = [
        Divided(one.median, _("half within %(median)s, nine in ten within %(most)s",
                              median=_days(one.median or 0), most=one.nine_in_ten))
        for one in told
    ]  # fmt: skip
    fewer, few = _("fewer than %(num)s", num=found.fewest), _("Too few to say")
    rows = [
        (translated(WAITS[one.wait]), _days(one.median or 0), one.nine_in_ten or 0, one.ended)
        if one in told else (translated(WAITS[one.wait]), few, few, fewer)
        for one in found.other_waits
    ]  # fmt: skip
    columns = [_("What was waited for"), _("Half within, in working days"),
               _("Nine in ten within, in working days"), _("How often")]  # fmt: skip
    legend = [
        Key("", _("Half were over by then")),
        Key("app-chart__bar--rest", _("Nine in ten were over by then")),
    ]
    title = _("Working days that the other waits took")
    figure = _figure(title, what_took_longest(told), counts, columns, rows, parts)
    return figure._replace(legend=legend)


def _figure(
    title: str,
    summary: str,
    counts: Sequence[Count],
    columns: Sequence[str],
    rows: Sequence[Sequence[str | int]] = (),
    parts: Sequence[Divided] = (),
) -> Figure:
    chart = page_chart(counts, f"{title}. {summary}", parts) if counts else ""
    shown = rows or [(count.title, count.number) for count in counts]
    return Figure(title, summary, Markup(chart), columns, shown, ())  # noqa: S704 - escaped by its maker


def _states(states: Mapping[State, int]) -> str:
    return ", ".join(f"{label(state)}: {states[state]}" for state in State if state in states)


def _month(one: Waited) -> str:
    return month_name(one.month) if one.month else ""


def _days(days: float) -> str:
    return f"{days:g}"
