"""Whether the organisation's colour can carry white words."""

import re

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(written: str) -> bool:
    """Whether ``written`` is a colour as it is kept, such as #2d4a5e."""
    return _COLOUR.fullmatch(written) is not None


def carries_white(colour: str) -> bool:
    """Whether white words on ``colour`` can be read: on the header, for instance."""
    return contrast_with_white(colour) >= LEAST_CONTRAST


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white on ``colour`` (``#rrggbb``), from 1 to 21, as WCAG defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
