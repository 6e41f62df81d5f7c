"""What is sent to the registers beside the checks, for the access table."""


def _on(name: str) -> dict[str, str]:
    return {f"{name}-day": "5", f"{name}-month": "12", f"{name}-year": "2026"}


_SOURCED = {"platform": "LinkedIn", "words": "librarian", "purpose": "Find people."} | _on(
    "made_on"
)

SENT_BESIDE: dict[str, dict[str, str]] = {
    "/import": {"kind": "candidates", "words": "vacancy,applicant number,name\nLIB-7,1,Bo Ash"},
    "/import/{import_file}/columns": {
        name: str(place)
        for place, name in enumerate(("reference", "title", "department", "apply_by"))
    }
    | {"panel": "-1"},
    "/import/{import_file}": {"digest": "{import_digest}"},
    "/import/{import_file}/put-away": {},
    "/sourcing/new": _SOURCED,
    "/sourcing/{sourcing}/correct": _SOURCED,
    "/sourcing/{sourcing_attempt}/keep": {"why": "They have not applied."},
    "/sourcing-questions/{sourcing_question}": {"was": "sourcing", "reasons": "He explained it."},
    "/sourcing/{sourcing}/note": {"name": "Bo Ash", "address": "linkedin.com/in/bo"},
    "/looked-up/new": {"made_by": "me", "what": "A page.", "breach": "unsure"}
    | _on("looked_on")
    | _on("known_since"),
    "/looked-up/{report}/place": {
        "vacancy": "{closed_reference}",
        "code": "C-01",
        "version": "1",
    },
    "/looked-up/{report}/handle": {
        "effect": "none",
        "breach": "no",
        "reasons": "Reasons.",
        "version": "1",
    },
    "/looked-up/{report}/breach": {
        "ruling": "no-breach",
        "person_told": "not-told",
        "why": "It was public.",
        "version": "1",
    },
}
"""By the address, as in ``access_table.SENT``."""
