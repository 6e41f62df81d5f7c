"""What the gate weighs, in plain words: each kind of evidence by its name."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from screening.gate.balance.relations import MEASURES
from screening.gate.balance.traits import SHAPE
from screening.gate.terms import RuleTerms
from screening.web.policy import template

Terms = Mapping[str, RuleTerms]

_FACTS: Mapping[str, Any] = {
    "alike1": _l("The part of a sentence that reads most like improper ones"),
    "alike2": _l("The part that reads second most like improper ones"),
    "alike3": _l("The part that reads third most like improper ones"),
    "clause1": _l("The clause that reads most like improper ones"),
    "clause2": _l("The clause that reads second most like improper ones"),
    "clause3": _l("The clause that reads third most like improper ones"),
    "apart:any": _l("Some sign stands in a clause without a word of the work"),
    "reached:any1": _l("The signs of one rule come to 1 or more"),
    "reached:any2": _l("The signs of one rule come to 2 or more"),
    "place:candidate": _l("A place that the candidate gave"),
    "place:found": _l("A place that somebody found"),
    "place:unknown": _l("A place of which nobody says where it comes from"),
    "places:all-supplied": _l("The candidate gave every place"),
    "searcher:hr": _l("HR would search"),
    "searcher:manager": _l("A manager would search"),
    "searcher:third_party": _l("Somebody outside would search"),
    "criterion:named": _l("The claim is tied to a criterion"),
    "criterion:none": _l("The claim is tied to no criterion"),
    "from:dated": _l("The period has a first day"),
    "from:open": _l("The period has no first day"),
    "to:dated": _l("The period has a last day"),
    "to:open": _l("The period has no last day"),
}
_MEASURES: Mapping[str, Any] = {
    "question": _l("Words of meaning in what they want to know"),
    "reading": _l("Words of meaning in what would be read"),
    "reason": _l("Words of meaning in why it bears on the job"),
    "ways": _l("Words of meaning in why they cannot just ask"),
    "claim": _l("Words of meaning in the claim"),
    "question-claim": _l("Words of the claim in what they want to know"),
    "reading-claim": _l("Words of the claim in what would be read"),
    "reading-question": _l("Words of what they want to know in what would be read"),
    "reason-claim": _l("Words of the claim in why it bears on the job"),
    "reason-criterion": _l("Words of the criterion in why it bears on the job"),
    "claim-criterion": _l("Words of the criterion in the claim"),
    "question-criterion": _l("Words of the criterion in what they want to know"),
    "reading-criterion": _l("Words of the criterion in what would be read"),
    "places-claim": _l("Words of the claim in the places"),
    "new-question": _l("Words of what they want to know that are not of the work"),
    "new-reading": _l("Words of what would be read that are not of the work"),
    "new-reason": _l("Words of why it bears on the job that are not of the work"),
    "new-terms": _l("Search words that nothing else in the request speaks of"),
    "terms": _l("Search words"),
    "places": _l("Places"),
    "minutes": _l("Minutes asked for"),
    "years": _l("Years asked for"),
    "years-before": _l("Years asked for before those that the claim names"),
    "years-after": _l("Years asked for after those that the claim names"),
}
_SHAPES: Mapping[str, Any] = {
    "question": _l("in what they want to know"),
    "reading": _l("in what would be read"),
    "reason": _l("in a reason"),
    "terms": _l("in the search words"),
    "places": _l("in the places"),
    "ways": _l("in why they cannot just ask"),
    "searcher": _l("in who would search"),
    "work0": _l("with no word of the work"),
    "work1": _l("with one word of the work"),
    "work2": _l("with two words of the work"),
    "work3": _l("with three or more words of the work"),
    "workaday": _l("that speaks of work"),
    "beside-work": _l("that does not speak of work"),
    "asks": _l("put as a question"),
    "somebody": _l("about somebody"),
    "stray": _l("that nothing else in the request explains"),
}
_OF_RULES: Mapping[str, Any] = {
    "apart": _l("A sign of “%(rule)s” stands in a clause without a word of the work"),
    "reached": _l("The signs of “%(rule)s” come to 1 or more"),
    "rule": _l("All signs of “%(rule)s” together"),
}
_APART_HERE = _l("It stands in a clause without a word of the work")
_TWO_OR_MORE = _l("with two or more words of the work")


def worded(name: str, terms: Terms) -> str:
    """What the evidence ``name`` is, with rules and signs as ``terms`` call them."""
    if name in _FACTS:
        return str(_FACTS[name])
    if name.startswith(SHAPE):
        return _shape(name.removeprefix(SHAPE))
    kind, _colon, what = name.partition(":")
    if kind in _MEASURES:
        return f"{_MEASURES[kind]}: {_band(MEASURES[kind], int(what))}"
    rule, _dot, sign = what.partition(".")
    if sign:
        said = _sign(rule, sign, terms)
        return f"{said} {_APART_HERE}" if kind == "apart" else said
    if kind in _OF_RULES:
        return str(_OF_RULES[kind]) % {"rule": title_of(rule, terms)}
    return name


def title_of(rule: str, terms: Terms) -> str:
    """What the rule is called."""
    return str(_(terms[rule].title)) if rule in terms else rule


def figure(thousandths: int) -> str:
    """A number with its sign and three places."""
    sign = "−" if thousandths < 0 else "+" if thousandths else ""
    return f"{sign}{abs(thousandths) / 1000:.3f}"


def _sign(rule: str, sign: str, terms: Terms) -> str:
    signals = terms[rule].signals if rule in terms else {}
    said = template(signals[sign].message) if sign in signals else sign
    title = title_of(rule, terms)
    return str(_("%(rule)s: %(says)s (sign “%(sign)s”)", rule=title, says=said, sign=sign))


def _shape(what: str) -> str:
    traits = what.split(",")
    told = [_TWO_OR_MORE if one == "work2" and len(traits) > 1 else _SHAPES[one] for one in traits]
    return str(_("A part of a sentence %(traits)s", traits=", ".join(map(str, told))))


def _band(edges: Sequence[float], band: int) -> str:
    """The numbers from one of ``edges`` to before the next."""
    if band == 0:
        return str(_("none") if edges[0] == 1 else _("fewer than %(number)s", number=edges[0]))
    first = edges[band - 1]
    if band == len(edges):
        return str(_("%(number)s or more", number=first))
    last = edges[band]
    if not float(first).is_integer():
        return str(_("from %(first)s to under %(last)s", first=first, last=last))
    if last == first + 1:
        return str(first)
    return str(_("%(first)s to %(last)s", first=first, last=last - 1))
