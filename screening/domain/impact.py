"""The parts of an impact assessment that a data protection officer has to write themself.

UK GDPR Article 35(2), (7) and (9). Nothing that the service knows can stand in for them.
"""

from collections.abc import Mapping

from screening.domain.text import N_

PARTS: Mapping[str, str] = {
    "hosting": N_("Where the service runs, who works on it for us, and what leaves the country"),
    "consulted": N_("Whom we asked: candidates or those who speak for them, staff, unions"),
    "necessity": N_("Why we need such checks at all, and why nothing milder would do"),
    "risks": N_("Risks of our own that this page does not name, and what we do about them"),
    "residual": N_("What risk is left, and who has accepted it"),
    "advice": N_("The data protection officer's advice, and what became of it"),
}
"""Each part, by the name that it is kept under, in the order in which it is printed."""
