"""Every page about a vacancy of a school, or about anything in it, says so."""

from flask import g, request

from screening.services.reading.regimes import school_of
from screening.web.calling import call


def school_here() -> str:
    """The vacancy of a school that the page being answered is about; empty for any other page."""
    ref = (request.view_args or {}).get("ref")
    if not isinstance(ref, str) or g.get("actor") is None:
        return ""
    return school_of(call(), ref)
