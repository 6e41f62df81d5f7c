"""What is sent to each address that changes something, by a person who may."""

from screening.domain.policy import shipped_policy
from screening.services.checks.holding_back import fingerprint
from tests.web.planted_settings import SENT_SETTINGS
from tests.web.sent_beside import SENT_BESIDE
from tests.web.sent_schools import SENT_SCHOOLS

_REASON = {"reason": "A reason."}
_REASONS = {"reasons": "Reasons."}
_CLAIM = {"quote": "I ran it.", "source": "cv", "where": "Page 2", "criterion": "E1"}
_DAY = {"day": "5", "month": "12", "year": "2026"}
_ANSWER = "I wrote them all."
_SOON = {"day": "6", "month": "1", "year": "2027"}
_FAR = {"day": "5", "month": "12", "year": "2027"}
_ASKED = {"words": "Why was it checked?", "check": "", "due": "5"}
_LOOKED = {f"occurred_at-{part}": text for part, text in _DAY.items()} | {"time": "9am"}
_RETURNED = (
    "place,address,date,time,minutes,what was read,why beyond the approval\r\n"
    "1,,2026-12-05,8:30,5,Captions,\r\n"
)
_DETAILS = {
    "reference": "NEW-1",
    "title": "Clerk",
    "department": "Parks",
    "apply_by-day": "1",
    "apply_by-month": "2",
    "apply_by-year": "2027",
}
_CRITERIA = {
    "criteria-0-code": "E1",
    "criteria-0-kind": "essential",
    "criteria-0-text": "Writes plainly",
}
_AMENDMENT = f"""
version = "2027-9"
effective_from = 2027-03-01
why = "It is due"
[based_on]
version = "{shipped_policy().version}"
digest = "{shipped_policy().digest}"
[periods.decision]
days = 3
source = "A test"
"""

SENT: dict[str, dict[str, str]] = {
    "/sign-in": {"email": "nobody@example.test", "password": "not the one at all"},
    "/account/password": {"present_password": "not it", "chosen_password": "harbour lantern plum"},
    "/first-steps/put-away": {},
    "/policy/to-read": {"digest": "{policy_digest}"},
    "/vacancies/new": _DETAILS | _CRITERIA,
    "/vacancies/{draft_vacancy}/details": _DETAILS,
    "/vacancies/{draft_vacancy}/stage": {"stage": "offered"},
    "/vacancies/{draft_vacancy}/panel": {"panel": "{miles}", "outside_decider": "nobody"},
    "/vacancies/{draft_vacancy}/criteria": _CRITERIA,
    "/vacancies/{draft_vacancy}/candidates/new": {"name": "Bo", "contact": "", "status": "applied"},
    "/candidates/{draft_candidate}/status": {"status": "offered"},
    "/candidates/{draft_candidate}/claims/new": _CLAIM,
    "/candidates/{draft_candidate}/claims/{claim}/correct": _CLAIM | {"version": "1"},
    "/candidates/{draft_candidate}/claims/{claim}/seen": {"version": "1"},
    "/candidates/{draft_candidate}/name": _REASON,
    "/candidates/{erasable_candidate}/erase": {"because": "asked", "why": "They asked."},
    "/candidates/{doomed_candidate}/erase/withdraw": {},
    "/candidates/{doomed_candidate}/erase/decision": _REASONS
    | {"ruling": "decline", "read": "{doomed_read}"},
    "/candidates/{closed_candidate}/subject-access": _REASON,
    "/candidates/{closed_candidate}/subject-access/file": _REASON,
    "/candidates/{closed_candidate}/subject-access/texts": _REASON
    | {"decision": "whole", "place": "{text}", "after": "0", "marked": "{marked}"},
    "/candidates/{closed_candidate}/rights/new": {"kind": "access", "channel": "email"}
    | {"words": "All that you hold."}
    | {f"received-{part}": text for part, text in _DAY.items()},
    "/rights/new": {"kind": "access", "channel": "email", "who": "J. Smith, 1 High Street"}
    | {"words": "All that you hold."}
    | {f"received-{part}": text for part, text in _DAY.items()},
    "/rights/{rights}/step": {"step": "answer", "words": "Sent.", "version": "1"}
    | {f"on-{part}": text for part, text in _DAY.items()},
    **SENT_BESIDE,
    **SENT_SETTINGS,
    **SENT_SCHOOLS,
    "/candidates/{draft_candidate}/check": {"claim": "{claim}"},
    "/candidates/{draft_candidate}/check/new": _CLAIM,
    "/checks/{draft}/write/question": {"question": "Is it theirs?", "version": "{version}"},
    "/checks/{draft}/confirm": {"version": "{version}"},
    "/checks/{not_ready}/refer": _REASON,
    "/checks/{not_ready}/ask-instead": _REASON,
    "/checks/{awaiting}/withdraw": _REASON,
    "/checks/{awaiting}/decision": _REASONS | {"ruling": "reject", "revision": "1"},
    "/checks/{referred}/referral": _REASONS | {"answer": "uphold", "revision": "1"},
    "/checks/{not_ready}/attempts/1/findings/1/wrong": _REASON | {"should_be": "nothing"},
    "/checks/{awaiting}/attempts/1/missed": _REASON
    | {"rule": "fishing", "field": "request.question", "words": "", "should_be": "block"},
    "/checks/{approved}/notice": {"delivery": "email"}
    | {f"delivered-{part}": text for part, text in _DAY.items()},
    "/checks/{notified}/reply": {"reply": "objection", "words": "That is not me."},
    "/checks/{notified}/more-time": _REASON
    | {f"until-{part}": text for part, text in _SOON.items()},
    "/checks/{objected}/objection": _REASONS | {"verdict": "not-upheld"},
    "/checks/{approved}/cancel": _REASONS,
    "/checks/{approved}/link": {"number": "0"},
    "/checks/{approved}/link/e-mail": {"number": "0", "to": "ada@example.test"},
    "/checks/{withheld}/tell": {"number": "0", "way": "post"},
    "/checks/{answered}/their-answer": {"ruling": "pass-on", "words": "I wrote them."},
    "/checks/{invited}/evidence/1": {},
    "/your-page/{invited_key}/answer": {"answer": "object", "words": "Please do not."},
    "/your-page/{replying_key}/reply": {"words": _ANSWER, "seen": fingerprint(_ANSWER)},
    "/checks/{agreed}/search/begin": {"sure": "y"},
    "/checks/{half_said}/search/visits/4/read": {"read": "Captions of 2023."},
    "/checks/{third_party}/search/return": {"lines": _RETURNED, "kept": "yes", "stage": "record"},
    "/checks/{ready}/search/visit": _LOOKED | {"place": "0", "minutes": "5", "read": "Captions."},
    "/checks/{searching}/search/exposure": {"time": "9am"}
    | {f"seen_at-{part}": text for part, text in _DAY.items()},
    "/checks/{searching}/search/outcome": {
        "result": "borne-out",
        "reliability": "high",
        "sureness": "certain",
        "answer": "Yes.",
    },
    "/checks/{ready}/search/not-carried-out": _REASON,
    "/checks/{third_party}/search/visit": _LOOKED
    | {"place": "0", "minutes": "5", "read": "Captions."},
    "/checks/{searched}/hand-over": {"words": "Yes."},
    "/checks/{searched}/withhold": _REASONS | {"because": "tainted"},
    "/checks/{exposed}/exposure-step": _REASONS | {"measure_0": "recusal"},
    "/checks/{not_locked}/lock-scores": {},
    "/checks/{handed_over}/influence": {"changed_0": "no", "why": "As scored."},
    "/vacancies/{exposed_vacancy}/declarations/shortlist": {"searches": "none"},
    "/monitoring/vacancies/{draft_vacancy}": {"words": "candidate,sex\nC-01,female"},
    "/monitoring/editions/new": {
        "since": "{year_over}",
        "year": "{year_over}",
        "first": "checked",
        "unsaid": "apart",
    },
    "/reviews/{draft_vacancy}/sign-off": {"words": "Read.", "read": "{read}", "despite": "yes"},
    "/reviews/{draft_vacancy}/queries/new": _ASKED | {"owner": ""},
    "/reviews/{draft_vacancy}/actions/new": _ASKED | {"owner": "{hugh}"},
    "/reviews/attempts": _REASON | {"year": "2026", "department": ""},
    "/find-by-name": _REASON | {"name": "Ada"},
    "/follow-ups/{query}": {"what": "withdraw", "words": "It is over."},
    "/asked/{query}": {"words": "It was the only one."},
    "/asked/{action}": {"words": "It is done."},
    "/substitutes/new": {"absent": "{hugh}", "acting": "{sam}"}
    | {f"{end}-{part}": text for end in ("first", "last") for part, text in _FAR.items()},
    "/substitutes/{substitution}/end": {},
    "/retention/go-on": {"words": "None was on.", "read": "{waits}"},
    "/retention/{draft_vacancy}/hold": _REASON,
    "/retention/{held_vacancy}/holds/1/lift": _REASON,
    "/policy/propose": {"words": _AMENDMENT},
    "/verify": {"words": "{receipt_file}"},
    "/policy/versions/{policy_proposed}/withdraw": {},
    "/policy/versions/{policy_proposed}/replay": {},
    "/policy/versions/{policy_proposed}/decision": _REASONS | {"ruling": "confirm"},
    "/people/add": {
        "name": "New",
        "email": "new@example.test",
        "roles": "manager",
        "same_person_as": "",
        "password": "harbour lantern plum",
    },
    "/notifications/read": {"newest": "{told}"},
    "/notifications/choice": {"how_often": "daily"},
    "/messages/{message}/again": {},
}
"""What is sent with a change: in order, so that nothing but the person stands in its way."""

ONLY_ANSWERED = frozenset({"/verify", "/monitoring/vacancies/{draft_vacancy}", "/policy/to-read"})
"""What is sent there is looked at and answered, and changes nothing: everybody here has read the
policy.
"""
