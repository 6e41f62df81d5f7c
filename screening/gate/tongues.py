"""Word lists of other languages, counted as those of English that they stand for.

A table with ``counts_as = "aims.hunt"`` adds its words or phrases to that one; with
``mutates = true`` they are Welsh, and found in every form in which they may begin.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from screening.gate.subject import stem
from screening.gate.welsh import mutated, mutated_phrase, root

_KINDS = ("words", "phrases")


def whole(lexicon: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """``lexicon`` with every table that counts as another added to it."""
    tables = {name: dict(each) for name, each in lexicon.items()}
    for name, table, target in counted(lexicon):
        list_name, _, table_name = target.partition(".")
        entry = lexicon[name][table]
        into = tables.setdefault(list_name, {})
        into[table_name] = _merged(into.get(table_name, {}), entry)
        del tables[name][table]
    return tables


def counted(lexicon: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each table that counts as another: its list, its name, and the other's full name."""
    for name, tables in lexicon.items():
        for table, entry in tables.items() if isinstance(tables, Mapping) else ():
            if isinstance(entry, Mapping) and isinstance(entry.get("counts_as"), str):
                yield name, table, entry["counts_as"]


def _merged(into: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(into)
    for kind in _KINDS:
        if kind in entry:
            forms = [form for word in entry[kind] for form in _forms(word, kind, entry)]
            merged[kind] = list(dict.fromkeys([*merged.get(kind, []), *forms]))
    return merged


def _forms(word: str, kind: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    if not entry.get("mutates"):
        return (word,)
    if kind == "phrases":
        return (mutated_phrase(word),)
    return (*mutated(word), *(root(stem(form)) for form in mutated(word)))
