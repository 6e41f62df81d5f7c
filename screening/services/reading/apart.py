"""Why somebody may not decide a request: deciders stand apart from who asks and who appoints."""

from screening.domain.people import Action, Actor, Ties, may
from screening.domain.text import N_
from screening.domain.words import Role


def why_apart(actor: Actor, ties: Ties) -> str:
    """Why ``actor`` may not decide a request with these ``ties``, or an empty string."""
    if may(actor, Action.DECIDE, ties):
        return ""
    if not actor.has(Role.HR):
        return N_("Only HR decides requests.")
    if actor.person_ref == ties.requester:
        return N_("You filed this request, so somebody else decides it.")
    if actor.person_ref in ties.panel:
        return N_("You sit on this vacancy's panel, so somebody else decides it.")
    if actor.person_ref in ties.once_on_panel:
        return N_("You sat on this vacancy's panel, so somebody else decides it.")
    return N_("HR recruits for itself here, so the decider named for this vacancy decides it.")
