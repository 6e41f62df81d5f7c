"""First steps of whoever has several roles: each by what both databases are asked."""

from itertools import combinations

from screening.domain.words import Role
from screening.services.reading.desk.first_steps import list_steps_to_offer
from tests.databases import on_both
from tests.services.town import Town


@on_both
def test_whoever_has_several_roles_is_offered_the_steps_of_each(town: Town) -> None:
    for many in range(1, len(Role) + 1):
        for roles in combinations(Role, many):
            name = "-".join(roles)
            town.add(name, *roles)
            offered = list_steps_to_offer(town.call(name))
            assert {each.role for each in offered} == set(roles), name
