"""Whether the gate can judge by a policy, before anybody is judged by it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from screening.domain.errors import PolicyInvalid
from screening.domain.policy import Policy, shipped_policy
from screening.domain.policy_shape import shape_problems
from screening.gate.balance.weights import learned
from screening.gate.rule import ALIKE
from screening.gate.rules import RULES
from screening.gate.terms import terms_of
from screening.gate.tongues import counted

_LETTERS = r"[\w\u0900-\u0dff]+"  # Indian vowel signs are no \w
_PART = re.compile(rf"\.\.|(?:<\w+>|{_LETTERS}\*?)(?:\|(?:<\w+>|{_LETTERS}\*?))*\??")
_CLASS = re.compile(r"<(\w+)>")
_PARAMETER = re.compile(r"%(?:\((\w+)\)s)?")
_MOST_GAPS = 3  # each is looked across in six ways; more take long on hostile text
_MOST_WORDS = 25_000
_LONGEST = 300  # characters of a phrase
_RULES = {rule.name: rule for rule in RULES}


def check_usable(policy: Policy) -> None:
    """Raise PolicyInvalid, with every problem at once, when the gate cannot judge by ``policy``."""
    if problems := shape_problems(policy):
        raise PolicyInvalid(*problems)
    terms_of(policy, RULES)
    lexicon = policy.gate["lexicon"]
    problems = [
        *_unknown(policy),
        *_unnamed(policy),
        *_templates(policy),
        *_lexicon(lexicon),
        *_strays(lexicon),
    ]
    if problems:
        raise PolicyInvalid(*problems)


def _unknown(policy: Policy) -> Iterator[str]:
    """What is weighed or worded and never looked for: most likely a slip of the pen."""
    for rule, weights in policy.gate["weights"].items():
        yield from _not_looked_for(f"gate.weights.{rule}", rule, weights)
    for rule, texts in policy.gate["texts"].items():
        signals = texts.get("signals") if isinstance(texts, Mapping) else None
        yield from _not_looked_for(f"gate.texts.{rule}.signals", rule, signals)


def _not_looked_for(at: str, rule: str, signals: Any) -> Iterator[str]:
    if rule not in _RULES:
        yield f"There is no rule {rule}: correct the name at {at}, or leave it out."
        return
    for name in sorted(signals.keys() - _RULES[rule].signals - {"source"}):
        yield f"No rule looks for {at}.{name}: correct the name, or leave it out."


def _unnamed(policy: Policy) -> Iterator[str]:
    """What was learned to be of a rule that cannot tell of it."""
    for name in learned(policy).naming:
        if name not in _RULES or ALIKE not in _RULES[name].signals:
            yield f"gate.learned.naming has weights for “{name:.80}”, no rule that can tell."


def _templates(policy: Policy) -> Iterator[str]:
    """What a rule does not fill in would stop the page that shows the text."""
    for rule, terms in terms_of(policy, RULES).items():
        for name, signal in terms.signals.items():
            known = _parameters(_shipped_text(rule, name)) | {"excerpt"}
            for part, text in (("message", signal.message), ("mend", signal.mend)):
                if unknown := _parameters(text) - known:
                    yield (
                        f"gate.texts.{rule}.signals.{name}.{part} cannot be filled in: "
                        f"{', '.join(sorted(map(_as_written, unknown)))}. Known here: "
                        f"{', '.join(sorted(map(_as_written, known)))}."
                    )
        if "%" in terms.basis or "%" in terms.title:
            yield f"gate.texts.{rule}: write “per cent” in a title or basis, and no % sign."


def _shipped_text(rule: str, signal: str) -> str:
    signals = shipped_policy().gate["texts"].get(rule, {}).get("signals", {})
    texts: Mapping[str, str] = signals.get(signal, {})
    return " ".join(texts.values())


def _parameters(text: str) -> set[str]:
    """The names that ``text`` asks for; an empty one for a per cent sign by itself."""
    return {found.group(1) or "" for found in _PARAMETER.finditer(text.replace("%%", ""))}


def _as_written(name: str) -> str:
    return f"%({name})s" if name else "a lone %"


def _strays(lexicon: Mapping[str, Any]) -> Iterator[str]:
    """Tables said to count as one that no rule can look for, since there is none."""
    for name, table, target in counted(lexicon):
        list_name, _, table_name = target.partition(".")
        if table_name not in lexicon.get(list_name, {}):
            yield f"gate.lexicon.{name}.{table} counts as {target}, and there is no such table."


def _lexicon(lexicon: Mapping[str, Any]) -> Iterator[str]:
    classes = lexicon["classes"].keys()
    for name, entry in lexicon["classes"].items():
        if not isinstance(entry, Mapping) or "words" not in entry:
            yield f"gate.lexicon.classes.{name} is missing its words: put a list of them there."
    count = 0
    for at, name, words in _lists(lexicon):
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            yield f"{at}.{name} must be a list of texts."
            continue
        count += len(words)
        for word in words:
            if name == "phrases" and (problem := _phrase_problem(word, classes)):
                yield f"“{word[:_LONGEST]}” in [{at}] {problem}"
    if count > _MOST_WORDS:
        yield f"gate.lexicon has {count:,} words. No more than {_MOST_WORDS:,} are read in time."


def _lists(lexicon: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for file, tables in lexicon.items():
        for table, entry in tables.items() if isinstance(tables, Mapping) else ():
            if not isinstance(entry, Mapping) or not entry.keys() & {"words", "phrases"}:
                yield f"gate.lexicon.{file}.{table}", "words", None
                continue
            for name in ("words", "phrases"):
                if name in entry:
                    yield f"gate.lexicon.{file}.{table}", name, entry[name]


def _phrase_problem(phrase: str, classes: Any) -> str:
    parts = phrase.split()
    if not parts or len(phrase) > _LONGEST:
        return f"is empty, or longer than {_LONGEST} characters."
    if wrong := [part for part in parts if not _PART.fullmatch(part)]:
        return f"is not written as phrases are: {wrong[0]}. Leave out signs and apostrophes."
    if ".." in (parts[0], parts[-1]) or parts.count("..") > _MOST_GAPS:
        return f"may not begin or end with .. nor have more than {_MOST_GAPS} of them."
    if unknown := set(_CLASS.findall(phrase)) - set(classes):
        return f"names a class of words that there is not: {', '.join(sorted(unknown))}."
    return ""
