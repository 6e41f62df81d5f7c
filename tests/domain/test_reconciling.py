"""What was done, held against what was authorised."""

from datetime import UTC, datetime, timedelta

from screening.domain.reconciling import Authorised, Beyond, Look, reconcile

START = datetime(2026, 12, 1, tzinfo=UTC)
ALLOWED = Authorised(frozenset({0, 2}), 30, START, START + timedelta(days=1))


def test_within_on_the_edges() -> None:
    looks = [Look(0, START, 10), Look(0, ALLOWED.end, 20)]
    done = reconcile(looks, ALLOWED)
    assert (done.beyond, done.left_out, done.minutes) == (((), ()), (2,), 30)


def test_each_way_beyond() -> None:
    second = timedelta(seconds=1)
    done = reconcile(
        [
            Look(1, START, 1),
            Look(None, START, 1),
            Look(2, START - second, 1),
            Look(2, ALLOWED.end + second, 28),
        ],
        ALLOWED,
    )
    place, days = (Beyond.PLACE,), (Beyond.DAYS,)
    assert done.beyond == (place, place, days, (Beyond.MINUTES, Beyond.DAYS))
    assert done.left_out == (0,)


def test_other_words_are_beyond_at_an_approved_place_too() -> None:
    looks = [Look(0, START, 1, other_words=True), Look(None, START, 30, other_words=True)]
    assert reconcile(looks, ALLOWED).beyond == (
        (Beyond.WORDS,),
        (Beyond.PLACE, Beyond.WORDS, Beyond.MINUTES),
    )


def test_nothing_done_leaves_all_out() -> None:
    assert reconcile([], ALLOWED).left_out == (0, 2)
