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
from screening.services.reading.policies.labels import PERIODS, SETTINGS

LEARNED = "learned"
_PLACES = {name: place for place, name in enumerate(SETTINGS)}
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
    is_certain: bool
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
    """The values of ``table``, those that belong together beside each other."""
    for key, entry in sorted(table.items(), key=lambda item: _PLACES.get(f"{at}.{item[0]}", -1)):
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
                weight.get("certain") is True,
                str(weight.get("source", "")),
            )


def _table(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = table.get(name)
    return found if isinstance(found, Mapping) else {}
