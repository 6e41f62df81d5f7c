"""Every page that there is, of every object of the planted town."""

from collections.abc import Iterator
from typing import Any

from werkzeug.routing import Rule

from screening.web.access import may_open
from screening.web.steps import STEPS
from tests.web.planting import MARK
from tests.web.rewinding import PEOPLE, Street


def rules(street: Street) -> list[Rule]:
    """Every route."""
    return list(street.app.url_map.iter_rules())


def addresses(town: Street, person: str) -> Iterator[str]:
    """Every page there is, of every object there is, that is not shut to this person's role."""
    refs, actor = town.planted.refs, town.planted.town.people.get(person)
    for rule in rules(town):
        with town.app.app_context():
            shut = not may_open(actor, rule.endpoint)
        if "GET" in (rule.methods or ()) and rule.endpoint != "static" and not shut:
            for values in arguments(rule, refs):
                built = rule.build(values)
                assert built is not None
                yield built[1]
    yield f"/vacancies?words={MARK}"
    yield f"/reviews?words={MARK}"
    yield f"/checks?words={MARK}&who={MARK}&candidate={MARK}&month={MARK}"
    for name in ("draft", "elsewhere"):
        yield f"/candidates/{refs[f'{name}_candidate']}/claims/new?kept={refs['kept']}"


def arguments(rule: Rule, refs: dict[str, str]) -> list[dict[str, Any]]:
    """What stands in the address of ``rule``, for each object that it can be about."""
    objects = {
        "vacancies": [ref for name, ref in refs.items() if name.endswith("_vacancy")],
        "candidates": [ref for name, ref in refs.items() if name.endswith("_candidate")],
        "checks": [
            refs[check]
            for check in (name.removesuffix("_vacancy") for name in refs if "_vacancy" in name)
            if check in refs
        ],
        "people": [refs[name] for name in PEOPLE if name in refs],
    }
    objects["reviews"] = objects["retention"] = objects["monitoring"] = objects["vacancies"]
    objects["lists"], objects["import"] = objects["vacancies"], [refs["import_file"]]
    objects["asked"] = [refs[name] for name in ("query", "answered_query", "action")]
    objects["follow-ups"] = objects["asked"]
    objects["rights"] = [refs["rights"], refs["rights_of"]]
    objects["messages"] = [refs["message"]]
    objects["sourcing"] = [
        refs[name] for name in ("sourcing", "sourcing_attempt", "sourcing_handled")
    ]
    objects["sourcing-questions"] = [refs["sourcing_question"]]
    objects["looked-up"] = [refs["report"], refs["report_closed"]]
    objects["due-diligence"] = [ref for name, ref in refs.items() if name.endswith("_part")]
    objects["policy"] = [refs["policy_proposed"], refs["policy_rejected"]]
    room = rule.rule.split("/")[1]
    if "digest" in rule.arguments:
        return [
            {"digest": refs["policy_digest"], **dict.fromkeys(rule.arguments - {"digest"}, "aims")}
        ]
    keys = [key for name, key in refs.items() if name.endswith("_key")]
    for name, values in (("key", keys), ("seq", [refs["receipt"]])):
        if name in rule.arguments:
            return [{name: value} for value in values]
    files = {"form": "csv", "kind": "claims"}
    fixed: dict[str, Any] = {name: files[name] for name in files if name in rule.arguments}
    if "ref" not in rule.arguments:
        return [dict.fromkeys({"number"} & rule.arguments, 1) | fixed]
    if "claim" in rule.arguments:
        return [{"ref": refs["draft_candidate"], "claim": refs["claim"]}]
    if "name" in rule.arguments:
        steps = [{"ref": refs["draft"], "name": name} for name in STEPS]
        return steps + [{"ref": ref, "name": "question"} for ref in objects[room]]
    fixed |= dict.fromkeys({"number", "attempt", "finding"} & rule.arguments, 1)
    fixed |= dict.fromkeys({"moment"} & rule.arguments, "shortlist")
    return [{"ref": ref, **fixed} for ref in objects[room]]
