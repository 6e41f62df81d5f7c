"""What officers ask of colleagues, played once through everything that can become of it."""

from screening.domain.words import FollowUpKind
from screening.services import following_up, settling
from screening.services.following_up import Asking
from screening.services.people import substitutes
from screening.services.reading.administration.substitutes import list_substitutions
from screening.services.reading.equality.follow_ups import list_asked
from tests.services.town import Town


def followed_up(town: Town, vacancy: str) -> None:
    """Let an officer ask, and settle it each way; and let one in HR stand in for another."""
    hugh, hetty = town.people["hugh"], town.people["hetty"]
    edith, today = town.call("edith"), town.now.date()
    for kind in (FollowUpKind.QUERY, FollowUpKind.ACTION):
        asking = Asking(kind, "Why was it checked?", today, hugh.ref)
        ref = following_up.ask(edith, vacancy, asking)
        following_up.answer(town.call("hugh"), ref, "It is done.")
        settling.ask_again(edith, ref, "What was done?", today)
        settling.give_more_time(edith, ref, "They asked for it.", today)
        settling.withdraw(edith, ref, "It is over.")
    condition = Asking(FollowUpKind.CONDITION, "Tell the panel.", today, hugh.ref)
    town.sign_off(vacancy, conditions=(condition,))
    [waiting] = list_asked(town.call("hugh"))
    following_up.answer(town.call("hugh"), waiting.ref, "I told them.")
    settling.satisfied(edith, waiting.ref, "Good.")
    substitutes.name_substitute(town.call("hugh"), hugh.ref, hetty.ref, today, today)
    [named] = list_substitutions(town.call("hugh"))
    substitutes.end_substitution(town.call("hugh"), named.ref)
