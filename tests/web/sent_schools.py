"""What is sent to the pages of a school's due-diligence search, for the access table."""

from screening.services.checks.holding_back import fingerprint

_ANSWER = "Nothing came of it."
SENT_SCHOOLS: dict[str, dict[str, str]] = {
    "/vacancies/{school_early_vacancy}/regime": {"regime": "claims", "reason": "A mistake."},
    "/vacancies/{school_proposed_vacancy}/regime/decision": {"ruling": "confirm"}
    | {"reason": "It is a school.", "proposal": "{school_proposal}"},
    "/vacancies/{school_proposed_vacancy}/regime/withdraw": {"proposal": "{school_proposal}"},
    "/vacancies/{school_open_vacancy}/due-diligence/open": {"searcher": "{sam}"},
    "/vacancies/{school_new_vacancy}/due-diligence/tell": {"delivery": "email"}
    | {"told_on-day": "5", "told_on-month": "12", "told_on-year": "2026"},
    "/vacancies/{school_done_vacancy}/due-diligence/give": {},
    "/vacancies/{school_over_vacancy}/due-diligence/lock": {},
    "/vacancies/{school_new_vacancy}/due-diligence/call-off": {"reasons": "Reasons."},
    "/due-diligence/{school_ready_part}/said": {"kind": "objects", "words": "Please do not."},
    "/due-diligence/{school_objected_part}/objection": {
        "ruling": "not-upheld",
        "reasons": "Reasons.",
    },
    "/due-diligence/{school_written_part}/link": {"number": "0"},
    "/due-diligence/{school_written_part}/link/e-mail": {"number": "0", "to": "ada@example.test"},
    "/due-diligence/{school_over_part}/answer": {"words": "Nothing came of it."},
    "/due-diligence/{school_over_part}/answer/keep-back": {"reasons": "Reasons."},
    "/your-page/{school_ready_key}/shortlist/answer": {"kind": "objects", "words": "No."},
    "/your-page/{school_read_key}/shortlist/reply": {
        "words": _ANSWER,
        "seen": fingerprint(_ANSWER),
    },
    "/due-diligence/{school_ready_part}/begin": {"sure": "y"},
    "/due-diligence/{school_begun_part}/write-down": {
        "pages": "One page",
        "minutes": "20",
        "to_explore": "something",
        "words": "A newspaper article.",
    },
    "/due-diligence/{school_written_part}/pass-on": {"words": "Ask about the club."},
    "/due-diligence/{school_written_part}/keep-back": {"reasons": "Reasons."},
}
"""By the address, as in ``access_table.SENT``."""
