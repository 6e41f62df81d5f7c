"""What an attacker can work out of a count that is not shown, and whether that is too much.

The attacker knows everything that is shown, in every edition; how many people there are in every
row, however small (an officer reads that off the vacancies themselves); that counts are whole
numbers and not below 0; and the rules in this room, word for word.

A count that is not shown is protected when its *feasibility interval* (the least and the most that
it can be, for that attacker) holds a *protection interval*:

- every whole number from 0 to the threshold, or to all people of its row where they are fewer: then
  whoever looks has learned nothing of it but that it may be small; or
- a stretch that begins at the threshold or above and is as wide as the threshold: then it may be
  one that could be shown, and so many people hide one another;

and when the same is true of everybody else in the row, so that "all of them" and "all but one" are
hidden like "none" and "one".

So much is asked of every row that a table could have a line for. Of other people who are alike in
something (all who were not looked up, whatever became of them) it is asked that *nothing small* is
told: their count is protected, or it is certain to be one that could be shown. They may be all but
two of a part that is shown; then it is known to within two, and those two are hidden for all that.

Sources: the minimum frequency rule and the protection of a hidden cell by a required interval, as
in Hundepool and others, *Handbook on Statistical Disclosure Control*, chapters 4 and 5, and
Fischetti and Salazar-González (2000); group disclosure (0 % and 100 %) as in the Government
Statistical Service's guidance on tables from administrative sources. They leave the interval's
width to the office; that it is the threshold itself is this organisation's choice.
"""


def interval(inside: int, group: int, whole: int) -> tuple[int, int]:
    """The least and the most of ``group`` people out of ``whole`` who can be among ``inside``.

    The bounds of Fréchet for a table of two rows and two columns whose margins are known; each
    whole number between them can be. ``inside`` and ``group`` are parts of ``whole``.
    """
    return max(0, inside + group - whole), min(inside, group)


def is_protected(low: int, high: int, people: int, threshold: int) -> bool:
    """Whether ``low`` to ``high``, out of ``people`` in the row, holds a protection interval."""
    return _is_hidden(low, high, people, threshold) and _is_hidden(
        people - high, people - low, people, threshold
    )


def tells_nothing_small(low: int, high: int, people: int, threshold: int) -> bool:
    """Whether ``low`` to ``high``, out of ``people``, hides whether it is a small count, or says
    that it is none; and so of all the others.
    """
    return all(
        least >= threshold or _is_hidden(least, most, people, threshold)
        for least, most in ((low, high), (people - high, people - low))
    )


def is_shown(count: int, people: int, threshold: int) -> bool:
    """Whether ``count`` out of ``people`` is large enough to be shown, and so are the others.

    Primary suppression; that the others count too guards groups of 0 % and of 100 %.
    """
    return count >= threshold and people - count >= threshold


def rounded(count: int, to: int) -> int:
    """``count`` rounded to the nearest multiple of ``to``, the same one wherever it is shown."""
    return (2 * count + to) // (2 * to) * to


def _is_hidden(low: int, high: int, people: int, threshold: int) -> bool:
    may_be_small = low == 0 and high >= min(threshold, people)
    return may_be_small or high - max(low, threshold) >= threshold
