"""All that a policy holds, laid out to be read. Other releases may have had other rules: what is
there is shown, and what is not is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from screening.domain.errors import NotFound
from screening.domain.monitoring import NAMES
from screening.domain.policy import Policy
from screening.domain.text import N_

PERIODS: Mapping[str, str] = {
    "decision": N_("HR decides"),
    "escalation": N_("A request that waits is passed on"),
    "reply": N_("The candidate may reply"),
    "authorisation": N_("An approval holds"),
    "log_due": N_("A search is written up"),
    "retention_months": N_("A person's data is kept, after the vacancy closes"),
    "register_years": N_("The register is kept"),
}
SETTINGS: Mapping[str, str] = {
    "gate.block_at": N_("A rule holds a request back from this sum of weights on"),
    "gate.caution_at": N_("A rule gives HR something to consider from this sum on"),
    "gate.limits.alike": N_("How much like others a part must read to be shown"),
    "gate.limits.places": N_("Places from which on they are many"),
    "gate.limits.minutes": N_("Minutes from which on they are many"),
    "gate.limits.many_minutes": N_("Minutes from which on they are far too many"),
    "gate.limits.years_beyond": N_("Years beyond the claimed time"),
    "gate.limits.many_years_beyond": N_("Years far beyond the claimed time"),
    "gate.limits.years_asked": N_("Years at most where the claim names no time"),
    "gate.limits.shortlist_share": N_("Share of the shortlist with a check on one criterion"),
    "gate.limits.shortlist_fewest": N_("Candidates from which on that share is looked at"),
    "gate.limits.many_years_asked": N_("Years asked for, where the claim names none: many"),
    "gate.limits.years_named": N_("Years named outside those of the claim"),
    "gate.limits.among_the_work": N_(
        "Share of its weight that a word keeps among words of the claim"
    ),
    "gate.limits.mould_share": N_("Share of a reason made of words from earlier ones"),
    "gate.limits.mould_close_share": N_("Share of a reason made of words from earlier ones: close"),
    "gate.limits.mould_words": N_("Words that must come back before that is looked at"),
    "gate.limits.recycled_often": N_("Other candidates with the same words: often from here on"),
    "gate.limits.burst_candidates": N_("Other candidates asked about in one go: many from here on"),
    "gate.limits.burst_minutes": N_("Minutes that count as one go"),
    "report.suppress_under": N_("Counts below this are not shown to officers"),
    "report.publish_suppress_under": N_("Counts below this are not published"),
    "report.publish_round_to": N_("Published counts are rounded to multiples of this"),
    "report.no_percentage_under": N_("No percentage on fewer people than this"),
    "session.idle_minutes": N_("Minutes after which an unused session ends"),
    "session.absolute_hours": N_("Hours after which every session ends"),
    "rights.complaint_acknowledge": N_("Days to acknowledge a complaint"),
    "rights.complaint_answer": N_("Days in which we answer a complaint"),
    "rights.complaint": N_("How the time to answer a complaint is counted"),
    "rights.request": N_("How the time to answer a request is counted"),
    "registers.sourcing_note_days": N_("Days for which somebody found by sourcing is noted"),
    "review.months": N_("Months after which policy and impact assessment are looked at again"),
    "schools.search": N_("Schools: a due-diligence search of everybody on the shortlist"),
    "schools.departments": N_("Schools: departments in which vacancies can be put under it"),
    "schools.minutes": N_("Schools: minutes for each candidate in that search"),
    "schools.looked_for": N_("Schools: what that search looks for"),
    "schools.basis": N_("Schools: why we may make that search, as its notice says"),
    "schools.told": N_("Schools: what its notice tells candidates of that search"),
    "signs.fast_minutes": N_("Minutes below which an approval counts as fast"),
    "notice.basis": N_("Why we may do this, until a data protection officer sets it"),
    "notice.link_days": N_("Days for which the link to a candidate’s own page works"),
    "notice.recipients": N_("Who learns of it, as the notice says"),
}

LEARNED = "learned"
_LISTS = ("phrases", "words", "weights")


@dataclass(frozen=True)
class Setting:
    """One value: its dotted ``name``, what it is for (English, marked), and what it rests on."""

    name: str
    label: str
    value: Any
    source: str


@dataclass(frozen=True)
class Period:
    """One period in days, working days or not."""

    label: str
    days: int
    working: bool
    source: str


@dataclass(frozen=True)
class Signal:
    """One thing that a rule looks for. ``message`` and ``mend`` are templates."""

    name: str
    message: str
    mend: str
    weight: Any
    source: str


@dataclass(frozen=True)
class RuleText:
    """One rule of the gate, as the policy words it."""

    name: str
    title: str
    basis: str
    source: str
    signals: tuple[Signal, ...]


@dataclass(frozen=True)
class Words:
    """One table of a word list; ``are_phrases``: patterns, not single words."""

    name: str
    reason: str
    words: tuple[str, ...]
    are_phrases: bool


@dataclass(frozen=True)
class PolicyParts:
    """A policy laid out. ``lists`` maps a word list's name to how many entries it has.

    ``learned`` is how many weights were fitted to labelled cases.
    """

    version: str
    digest: str
    title: str
    why: str
    periods: tuple[Period, ...]
    thresholds: tuple[Setting, ...]
    limits: tuple[Setting, ...]
    others: tuple[Setting, ...]
    rules: tuple[RuleText, ...]
    lists: Mapping[str, int]
    learned: int


_OTHERS = ("notice", "registers", "report", "review", "rights", "schools", "session", "signs")


def lay_out(policy: Policy) -> PolicyParts:
    """All of ``policy`` but the words of its lists."""
    gate = policy.gate
    lexicon = _table(gate, "lexicon")
    return PolicyParts(
        version=policy.version,
        digest=policy.digest,
        title=str(policy.data.get("title", "")),
        why=str(policy.data.get("why", "")),
        periods=tuple(_periods(_table(policy.data, "periods"))),
        thresholds=tuple(_settings(gate, "gate")),
        limits=tuple(_settings(_table(gate, "limits"), "gate.limits")),
        others=tuple(
            setting for name in _OTHERS for setting in _settings(_table(policy.whole, name), name)
        )
        + tuple(_questions(_table(policy.data, "monitoring"))),
        rules=rules_of(policy),
        lists={
            name: sum(len(part.words) for part in words_in(policy, name))
            for name in sorted(lexicon)
        },
        learned=sum(len(part.words) for part in _words(_table(gate, LEARNED))),
    )


def rules_of(policy: Policy) -> tuple[RuleText, ...]:
    """The rules that ``policy`` words, by name."""
    texts, weights = _table(policy.gate, "texts"), _table(policy.gate, "weights")
    return tuple(
        RuleText(
            name=name,
            title=str(text.get("title", name)),
            basis=str(_table(text, "basis").get("text", "")),
            source=str(_table(text, "basis").get("source", "")),
            signals=tuple(_signals(_table(text, "signals"), _table(weights, name))),
        )
        for name, text in sorted(texts.items())
        if isinstance(text, Mapping)
    )


def words_in(policy: Policy, name: str) -> tuple[Words, ...]:
    """The tables of the word list ``name``, or of what was ``LEARNED``.

    Raises NotFound when there is no such list.
    """
    lists = {LEARNED: _table(policy.gate, LEARNED), **_table(policy.gate, "lexicon")}
    if name not in lists:
        raise NotFound(N_("There is nothing here."))
    return tuple(_words(lists[name]))


def _words(tables: Mapping[str, Any]) -> Iterator[Words]:
    for table, entry in tables.items():
        if isinstance(entry, Mapping):
            yield Words(
                name=table,
                reason=str(entry.get("reason", entry.get("source", ""))),
                words=tuple(map(str, next((entry[n] for n in _LISTS if n in entry), ()))),
                are_phrases="phrases" in entry,
            )


def _periods(table: Mapping[str, Any]) -> Iterator[Period]:
    for name, entry in table.items():
        if isinstance(entry, Mapping) and "days" in entry:
            source = str(entry.get("source", ""))
            yield Period(
                PERIODS.get(name, name), int(entry["days"]), bool(entry.get("working")), source
            )


def _settings(table: Mapping[str, Any], at: str) -> Iterator[Setting]:
    for key, entry in table.items():
        if isinstance(entry, Mapping) and entry.keys() & {"value", "text", "names"}:
            name = f"{at}.{key}"
            names = ", ".join(map(str, entry.get("names", ()))) or N_("None is named")
            value = entry.get("value", entry.get("text", names))
            yield Setting(name, SETTINGS.get(name, name), value, str(entry.get("source", "")))


def _questions(table: Mapping[str, Any]) -> Iterator[Setting]:
    """What people are asked for monitoring, and how answers are counted, from the coarsest on."""
    for name, entry in table.items():
        if isinstance(entry, Mapping):
            levels = [
                " | ".join(", ".join(map(str, group)) for group in level)
                for level in entry.get("groupings", ())
            ]
            source = str(entry.get("source", ""))
            yield Setting(f"monitoring.{name}", NAMES.get(name, name), "\n".join(levels), source)


def _signals(texts: Mapping[str, Any], weights: Mapping[str, Any]) -> Iterator[Signal]:
    for name, text in texts.items():
        weight = _table(weights, name)
        if isinstance(text, Mapping):
            yield Signal(
                name,
                str(text.get("message", "")),
                str(text.get("mend", "")),
                weight.get("value", ""),
                str(weight.get("source", "")),
            )


def _table(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = table.get(name)
    return found if isinstance(found, Mapping) else {}
