"""What may be said of a part of a number, where a figure of a few could be one person's.

It is not said of fewer than ``fewest``, neither of the part nor of the rest: "all of them" would
say it of each. ``FEW`` leaves none to ``fewest`` - 1 in the part and ``MOST`` as many in the rest;
where the number is so small that one of them would rule out a number of these, ``UNSAID`` is all
that there is. That is settled by the number, whatever the part is.
"""

from enum import StrEnum


class Part(StrEnum):
    """How much may be said."""

    UNSAID = "unsaid"
    FEW = "few"
    MOST = "most"
    COUNTED = "counted"


def told_of(number: int, part: int, fewest: int) -> Part:
    """What may be said where ``part`` of ``number`` are so."""
    if number < 2 * fewest - 1:
        return Part.UNSAID
    if part < fewest:
        return Part.FEW
    return Part.MOST if number - part < fewest else Part.COUNTED
