"""Why somebody may not do a thing, where their role alone does not say it: by ``people.Action``."""

from collections.abc import Mapping

from screening.domain.text import N_

_NOT_A_SCORER = N_(
    "Only members of the panel do this, and not one who was recused because of what they saw."
)
WHY_NOT: Mapping[str, str] = {
    "handle-due-diligence": N_(
        "Somebody in HR does this who does not sit on the panel, never sat on it, is not the one "
        "who searches, and was not recused."
    ),
    "confirm-regime": N_(
        "You cannot decide on this: whoever does may not have proposed it, and may not sit or have "
        "sat on the panel."
    ),
    "lock-scores": _NOT_A_SCORER,
    "record-influence": _NOT_A_SCORER,
    "decide": N_(
        "You cannot decide this request: the person who decides may not have filed it, "
        "may not sit on the panel, and may not have been recused."
    ),
    "handle": N_(
        "Somebody else in HR does this: whoever asked for this check, was recused, or sits or sat "
        "on the panel does not."
    ),
    "deal-with-candidate": N_(
        "Somebody else in HR deals with the candidate here: whoever asked for this check, is the "
        "one who searches, was recused, or sits or sat on the panel does not. If there is nobody "
        "else, ask an administrator to give somebody from outside HR its role."
    ),
    "open-evidence": N_(
        "You cannot be given these files: whoever reads them may not have asked for this check, "
        "nor be the one who searches, nor have been recused, nor sit or have sat on the panel."
    ),
    "dispute": N_(
        "You cannot mark what was found in this request: whoever does may not have filed it, "
        "and may not sit on the panel."
    ),
    "sign-off": N_(
        "You cannot sign this vacancy off: you had a part in a check in it, such as asking, "
        "deciding, searching or passing on, or sat on its panel."
    ),
    "confirm-erasure": N_(
        "You cannot decide on this erasure: whoever does may not have proposed it, nor have had a "
        "part in a check on this candidate, nor sit or have sat on the panel."
    ),
    "decide-policy": N_(
        "You cannot decide on this version of the policy: an equality officer does, and not the "
        "person who proposed it."
    ),
    "search": N_("Only the searcher named in the approval may record this search."),
}
