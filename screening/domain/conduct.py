"""How to look: the rules that every searcher keeps to, on every page and sheet that shows them.

They follow what UK councils ask of online research: public content only, no personal account, no
contact, no false identity, no looking at people who are not asked about.
"""

from screening.domain.text import N_

RULES: tuple[str, ...] = (
    N_("Read only what anybody can see without signing in. Never use an account of your own."),
    N_(
        "Do not ask to be a friend, follow, like, write to anybody, or leave any other trace. "
        "Make no contact."
    ),
    N_("Never pretend to be somebody else, and never ask for a password."),
    N_("Do not follow links to family, friends or other people."),
    N_("Make sure that it is the right person before you read on."),
    N_(
        "If you see something about their health, religion, family or the like, stop reading "
        "that, keep no note of what it was, and record only that it happened."
    ),
    N_(
        "If you cannot see a place without signing in, leave it. If that is so for all of them, "
        "the search was not made."
    ),
)
