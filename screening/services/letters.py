"""The notice as a letter in PDF. It is made when it is asked for and never kept: a copy at rest
would be one more thing to erase.
"""

from screening.reports.model import Organisation
from screening.reports.process import render_bounded
from screening.services.call import Call
from screening.services.reading.notice import read_notice

SECONDS, MEGABYTES = 30, 1500
"""The bounds of the process that makes one letter."""


def notice_letter(call: Call, check_ref: str, organisation: Organisation) -> bytes:
    """The letter about the check, for HR to send. Raises as ``read_notice``, or RenderingFailed."""
    notice = read_notice(call, check_ref, organisation)
    return render_bounded(notice, seconds=SECONDS, megabytes=MEGABYTES)
