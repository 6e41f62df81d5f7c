"""What goes out on paper, as PDF: notices to candidates, the sheet of a third party.

Each is made when it is asked for and never kept: a copy at rest would be one more thing to erase.
"""

from collections.abc import Callable
from dataclasses import replace
from gettext import NullTranslations

from screening.reports.model import Organisation
from screening.reports.process import render_bounded
from screening.services.calendar import day_of
from screening.services.call import Call
from screening.services.own_page import shortlist
from screening.services.own_page.links import link_for
from screening.services.reading.checks.instructions import read_instructions
from screening.services.reading.schools.notice import read_due_diligence_notice
from screening.services.reading.schools.own_page import read_letter_to_one
from screening.services.reading.telling.notice import read_notice

_ENGLISH = NullTranslations()
SECONDS, MEGABYTES = 30, 1500
"""The bounds of the process that makes one letter."""


def notice_letter(
    call: Call,
    check_ref: str,
    organisation: Organisation,
    address: Callable[[str], str],
    translations: NullTranslations = _ENGLISH,
) -> bytes:
    """The letter about the check, for HR to send. Raises as ``read_notice``, or RenderingFailed.

    ``address`` makes the address of the candidate's own page out of the key of its link, which is
    printed where the link works and was made by the caller. ``translations``: the language of the
    letter; what was typed stays in its own.
    """
    notice = read_notice(call, check_ref, organisation)
    link = link_for(call, check_ref)
    if link.key and link.ends_at:
        notice = replace(notice, link=address(link.key), link_until=day_of(link.ends_at))
    return render_bounded(notice, seconds=SECONDS, megabytes=MEGABYTES, translations=translations)


def school_letter(
    call: Call,
    vacancy_ref: str,
    organisation: Organisation,
    translations: NullTranslations = _ENGLISH,
) -> bytes:
    """The one letter to everybody on a school's shortlist, for HR to send.

    Raises as ``read_due_diligence_notice``, or RenderingFailed.
    """
    notice = read_due_diligence_notice(call, vacancy_ref, organisation)
    return render_bounded(notice, seconds=SECONDS, megabytes=MEGABYTES, translations=translations)


def shortlist_letter(
    call: Call,
    part_ref: str,
    organisation: Organisation,
    address: Callable[[str], str],
    translations: NullTranslations = _ENGLISH,
) -> bytes:
    """The letter to one candidate on a school's shortlist, with the link to their own page.

    As ``notice_letter`` prints it. Raises as ``read_letter_to_one``, or RenderingFailed.
    """
    notice = read_letter_to_one(call, part_ref, organisation)
    link = shortlist.link_for(call, part_ref)
    if link.key and link.ends_at:
        notice = replace(notice, link=address(link.key), link_until=day_of(link.ends_at))
    return render_bounded(notice, seconds=SECONDS, megabytes=MEGABYTES, translations=translations)


def instruction_sheet(
    call: Call,
    check_ref: str,
    organisation: Organisation,
    translations: NullTranslations = _ENGLISH,
) -> bytes:
    """The sheet for a third party. Raises as ``read_instructions``, or RenderingFailed."""
    sheet = read_instructions(call, check_ref, organisation)
    return render_bounded(sheet, seconds=SECONDS, megabytes=MEGABYTES, translations=translations)
