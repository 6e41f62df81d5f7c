"""What may be counted together, and what is made of it."""

from collections import Counter
from random import Random

import pytest

from screening.equality.blocks import Grouping, blocks_of, count
from screening.equality.parts import Place, lay_out
from screening.equality.tables import count_in, groups_of, percentage, published, tables_of
from tests.equality.made import OFFICERS, QUESTIONS, made_edition

SEX: tuple[Grouping, ...] = ((("f",), ("m", "x")), (("f",), ("m",), ("x",)))
PEOPLE: dict[Place, int] = {("yes", "P"): 40, ("yes", "Q"): 30, ("no", "P"): 60, ("no", "Q"): 12}


def test_parts_have_nobody_in_common_and_leave_nobody_out() -> None:
    part = lay_out(PEOPLE | {("no", "R"): 0}, smallest=23)
    assert part.people == 142
    for each in (part, *part.inner()):
        assert each.people >= 23
        if each.parts:
            assert sorted(p for one in each.parts for p in one.places) == sorted(each.places)
    assert len(part.parts) == 2


def test_the_few_are_laid_together_and_take_the_next_fewest_to_them() -> None:
    people: dict[Place, int] = {("a",): 50, ("b",): 30, ("c",): 4, ("d",): 3}
    assert [each.places for each in lay_out(people, 23).parts] == [
        (("a",),),
        (("b",), ("c",), ("d",)),
    ]
    assert lay_out({("a",): 50, ("b",): 3}, 23).parts == ()
    assert lay_out({}, 23).people == 0


def test_a_part_is_divided_only_where_every_part_of_it_is_safe() -> None:
    part = lay_out(PEOPLE, 23)
    even = {place: Counter(f=many // 2, m=many - many // 2) for place, many in PEOPLE.items()}
    assert [each.people for each in blocks_of(part, even, SEX, 5)] == [72, 40, 30]
    few = even | {("yes", "Q"): Counter(f=3, m=27)}
    assert [each.people for each in blocks_of(part, few, SEX, 5)] == [72, 70]


def test_finer_answers_are_counted_where_each_is_large_enough() -> None:
    part = lay_out({("p",): 50, ("q",): 50}, 23)
    answers = {("p",): Counter(f=20, m=20, x=10), ("q",): Counter(f=20, m=28, x=2)}
    found = blocks_of(part, answers, SEX, 5)
    assert [(each.level, each.counts) for each in found] == [(1, (20, 20, 10)), (0, (20, 30))]
    (table,) = tables_of(found, SEX)
    assert [line.counts for line in table.lines] == [(20, 20, 10), (20, 30)]
    assert table.everybody.level == 0, "by what both can be counted by"
    assert table.everybody.counts == (40, 60)
    assert groups_of(table.lines, SEX) == (("f",), ("m",), ("x",), ("m", "x"))
    fine, coarse = table.lines
    assert [count_in(fine, SEX, each) for each in (("m",), ("m", "x"), ("f", "m"))] == [20, 30, 40]
    assert [count_in(coarse, SEX, each) for each in (("m",), ("m", "x"))] == [None, 30]


@pytest.mark.parametrize("counts", [Counter(f=50), Counter(m=50), Counter(f=46, m=4), Counter()])
def test_too_few_of_one_or_all_of_one_means_that_nothing_is_shown(counts: Counter[str]) -> None:
    place = ("p",)
    part = lay_out({place: counts.total()}, 23)
    found = blocks_of(part, {place: counts} if counts else {}, SEX, 5)
    assert found == ()
    assert tables_of(found, SEX) == ()


@pytest.mark.parametrize("seed", range(30))
def test_tables_say_how_many_there_are(seed: int) -> None:
    edition = made_edition(Random(seed))
    for question, groupings in QUESTIONS.items():
        blocks = edition.officers[question]
        assert sorted(p for each in blocks for p in each.places) in (
            [],
            sorted(edition.part.places),
        )
        for table in edition.tables(question):
            for line in table.lines:
                assert min(line.counts) >= OFFICERS
                places = [p for p in edition.part.places if p[table.fact] in line.values]
                true = count(places, edition.answers[question], groupings[line.level])
                assert (line.counts, line.people) == (true, sum(true))
            if table.lines:
                assert table.everybody.people == sum(line.people for line in table.lines)


@pytest.mark.parametrize("seed", range(30))
def test_what_is_published_is_no_finer_than_what_officers_see(seed: int) -> None:
    edition = made_edition(Random(seed))
    for question in QUESTIONS:
        officers = [set(each.places) for each in edition.officers[question]]
        for block in edition.public[question]:
            inside = [each for each in officers if each <= set(block.places)]
            assert set().union(*inside) == set(block.places)
        for table in edition.rounded_tables(question):
            numbers = [n for line in (*table.lines, table.everybody) for n in line.counts]
            assert all(n >= 10 and n % 5 == 0 for n in numbers)


def test_no_percentage_on_a_small_base() -> None:
    part = lay_out({("p",): 40, ("q",): 40}, 23)
    answers = {("p",): Counter(f=10, m=30), ("q",): Counter(f=12, m=28)}
    (table,) = tables_of(blocks_of(part, answers, SEX, 5), SEX)
    (few, base), line = table.everybody.counts, table.lines[0]
    assert percentage(line.counts[0], few, fewest=23) is None, "of 22"
    assert percentage(line.counts[1], base, fewest=23) == pytest.approx(100 * 30 / 58)
    assert percentage(line.counts[1], None, fewest=23) is None
    rounded = published(table, 5)
    assert [line.counts for line in rounded.lines] == [(10, 30), (10, 30)]
    assert rounded.everybody.counts == (20, 60), "each number is rounded by itself"
