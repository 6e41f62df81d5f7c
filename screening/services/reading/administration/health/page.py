"""All of it, for administrators."""

from screening.domain.health import Group
from screening.domain.people import Action, check_may
from screening.reports.model import Organisation
from screening.services.call import Call
from screening.services.kept_settings.organisation import organisation_of
from screening.services.reading.administration.health.at_work import jobs, messages
from screening.services.reading.administration.health.installed import installed
from screening.services.reading.administration.health.keys import keys
from screening.services.reading.administration.health.log import log
from screening.services.reading.administration.health.told import told


def read_health(call: Call, way_out: str, start: Organisation) -> tuple[Group, ...]:
    """How everything stands now; ``way_out`` is by what messages leave, or empty, and
    ``start`` the organisation by the operator's settings.
    """
    check_may(call.actor, Action.ADMINISTER)
    with call.look() as work:
        at_work = keys(work), jobs(work), log(work), messages(work, way_out)
        return *at_work, told(work, organisation_of(work, start)), installed(work)
