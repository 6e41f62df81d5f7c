"""What people are told that somebody has to set: whom they can ask, and the lawful basis."""

from screening.domain.health import Group, Health, Line
from screening.domain.kept_settings import SettingKind
from screening.domain.text import N_
from screening.reports.model import Organisation
from screening.services.reading.telling.lawful_basis import basis_in_force
from screening.store.kept_settings import newest
from screening.store.unit_of_work import UnitOfWork


def told(work: UnitOfWork, organisation: Organisation) -> Group:
    """Whether it is set how candidates can phone, the help of section 8 of the policy, and the
    lawful basis. ``organisation`` is it as it is now, by whomever it was set.
    """
    lines = (_help(organisation), _staff_help(work), _basis(work))
    return Group(N_("What people are told"), lines)


def _help(organisation: Organisation) -> Line:
    what = N_("Help for candidates")
    if organisation.help:
        return Line(what, Health.FINE, N_("Letters and own pages say how candidates can phone."))
    said = N_(
        "Nothing is set: letters and own pages give candidates no telephone number. They can only "
        "write to whoever wrote to them."
    )
    return Line(what, Health.WATCH, said, todo=N_("Set it on the page “Organisation”."))


def _staff_help(work: UnitOfWork) -> Line:
    what, kept = N_("Help for staff"), newest(work.session, SettingKind.ORGANISATION)
    if kept and (kept.content.get("staff_phone") or kept.content.get("staff_email")):
        return Line(what, Health.FINE, N_("Pages say how staff reach HR."))
    said = N_(
        "Neither a telephone number nor an e-mail address of HR is set: no page tells staff whom "
        "to ask, as section 8 of the policy does."
    )
    return Line(what, Health.WATCH, said, todo=N_("Set them on the page “Organisation”."))


def _basis(work: UnitOfWork) -> Line:
    what = N_("Lawful basis")
    if basis_in_force(work):
        return Line(what, Health.FINE, N_("A data protection officer has set it."))
    said = N_("None is set: candidates and staff are told the words of the policy in force.")
    todo = N_("Ask a data protection officer to set it, on their page “Record of processing”.")
    return Line(what, Health.WATCH, said, todo=todo)
