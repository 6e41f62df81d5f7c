"""The words of the notice to a candidate that stand in every one of its kind.

What it must say: UK GDPR Articles 13, 14 and 21(4); ICO recruitment guidance (draft of 2023).
"""

from screening.domain.text import N_

Piece = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A part before its values are put in: heading, paragraphs, points."""

THE_PLACES: tuple[str, ...] = ("places",)
OPENING: Piece = (
    "",
    (
        N_("You applied for the job of %(job)s at %(organisation)s."),
        N_(
            "We would like to look at something online to check one thing that you told us. "
            "We have not looked yet. This letter says what we would look at, and what you can "
            "do about it."
        ),
    ),
    (),
)
ON_OWN_PAGE: Piece = (
    "",
    (
        N_("You applied for the job of %(job)s at %(organisation)s."),
        N_("We would like to look at something online to check one thing that you told us."),
    ),
    (),
)
CLAIM: Piece = (
    N_("What we want to check"),
    (
        N_("In your %(source)s you said: “%(claim)s”"),
        N_("The job asks for this: %(criteria)s"),
        N_(
            "Next come the words of the person who asked for this check. They may call you “he”, "
            "“she” or “they”."
        ),
        N_("What they want to know: “%(question)s”"),
        N_("Why it matters for the job: “%(relevance)s”"),
    ),
    (),
)
SCHOOL: Piece = (
    N_("This is a job at a school"),
    (
        N_(
            "So we may also look online for everybody on the shortlist, in the same way for all. "
            "That is not this check, and it does not test what you told us. If we do it, we write "
            "to you about it first."
        ),
    ),
    (),
)
WHO: Piece = (
    N_("Who would look, and when"),
    (
        N_("%(searcher)s would look, once, between %(first_day)s and %(last_day)s."),
        N_(
            "We will not ask to be your friend, follow you, log in as you, or pretend to be "
            "someone else. We will not ask you for a password."
        ),
    ),
    (),
)


AFTER: tuple[Piece, ...] = (
    (
        N_("What happens then"),
        (
            N_(
                "If we look, we will write down what we found about this one question. These "
                "people will see it: %(recipients)s. A person decides about your application, "
                "never a computer."
            ),
            N_(
                "The panel is not told if you object, or what you say to us now. You can see what "
                "we tell them later, and answer it."
            ),
        ),
        (),
    ),
    (
        N_("How long we keep it"),
        (
            N_(
                "If you do not get the job, we erase this check and what we found %(kept)s "
                "after we have closed the vacancy. We keep it longer only if there is a "
                "complaint or a legal claim."
            ),
        ),
        (),
    ),
    (
        N_("The law, and your rights"),
        (
            N_("We use your data for this check because: %(basis)s"),
            N_("You have the right to:"),
        ),
        (
            N_("see the data we hold about you, and where it came from"),
            N_("have it put right if it is wrong"),
            N_("ask us to erase it or to stop using it"),
            N_("object to this check"),
        ),
    ),
    (
        N_("If you are not happy"),
        (
            N_("Tell us first, and we will look into it: %(data_protection)s."),
            N_(
                "You can also complain to the Information Commissioner, who watches over how data "
                "is used: ico.org.uk, telephone 0303 123 1113."
            ),
        ),
        (),
    ),
)
