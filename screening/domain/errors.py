"""Everything that can go wrong, as one small tree.

Services raise these; the web turns each into a page, the command line into an exit status.
Each carries a sentence a person can act on.
"""


class ScreeningError(Exception):
    """The root: nothing outside this tree is ever raised on purpose."""


class NotFound(ScreeningError):
    """There is no such thing, or this person may not know that there is."""


class LinkDead(NotFound):
    """A link to a candidate's own page that never was, is over, or was replaced."""


class NotAllowed(ScreeningError):
    """This person may know of it but not do this to it."""


class NotPossible(ScreeningError):
    """The thing is in a state in which this cannot be done."""


class PolicyUnread(ScreeningError):
    """This person has not said yet that they have read the policy in force."""


class Conflict(ScreeningError):
    """Somebody else was first, or the page was out of date."""


class NotValid(ScreeningError):
    """What was given cannot be stored. ``fields`` maps a field's name to what to mend; one of a
    list is called ``places-0-address``.
    """

    def __init__(self, fields: dict[str, str]):
        super().__init__("; ".join(fields.values()))
        self.fields = fields


class TooMany(ScreeningError):
    """Too many attempts; ``retry_after`` is in seconds."""

    def __init__(self, message: str, retry_after: int):
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(ScreeningError):
    """The storage cannot take a change now (a full disk, say). Nothing was changed."""


class KeyDestroyed(ScreeningError):
    """The text was erased: its key is gone for ever."""


class SealBroken(ScreeningError):
    """A sealed text does not belong where it was found, or was altered."""


class KeyUnknown(ScreeningError):
    """What is signed was signed by no key that is known here."""


class SignatureWrong(ScreeningError):
    """What is said to be signed by a key was not signed by it, or was altered since."""


class SettingsInvalid(ScreeningError):
    """The service cannot start with these settings. ``problems`` is a list of sentences."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


class OlderThanKnown(SettingsInvalid):
    """The log in the database is not the newest that is known: it is not to be served as it is."""


class PolicyInvalid(ScreeningError):
    """A policy cannot be used. Each of ``problems`` says in a sentence where, and what to do."""

    def __init__(self, *problems: str):
        super().__init__("\n".join(problems))
        self.problems = problems


class CaseInvalid(ScreeningError):
    """A line handed to the gate is not a case."""


class RenderingFailed(ScreeningError):
    """A report could not be made: it took too long or too much memory, or something is missing."""


class NotCanonical(ScreeningError):
    """Something has no single spelling, so it cannot be recorded, or not be read as a record."""
