"""What the people who look after the service set, version after version."""

from enum import StrEnum


class SettingKind(StrEnum):
    """What a version of a setting is of."""

    ORGANISATION = "organisation"
    BASIS = "basis"
    ASSESSMENT = "assessment"
