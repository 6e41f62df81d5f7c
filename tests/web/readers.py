"""Who may read which kind of planted text, on whatever page it stands."""

from tests.web.planting import GONE, OWN, THERE

_WORDS = """
#                miles's panel: read miles for mara, and hana as hugh
reference         mara hugh sam hana edith dara
title             mara hugh sam hana edith dara
department        mara hugh sam hana edith dara
criterion         mara hugh sam hana edith dara
name              mara hugh sam hana
contact           mara hugh sam hana
quote             mara hugh sam hana edith dara
where             mara hugh sam hana edith dara
address           mara hugh sam hana edith dara
draft             mara dara
request           mara hugh sam hana edith dara
stopped           mara hugh sam edith dara
scope             mara hugh sam hana edith dara
decision          mara hugh sam hana edith dara
dispute           hugh sam edith dara
reply             hugh edith dara
answer            hugh edith dara
mailed            hugh
shortlist-mailed  hugh
search            hugh sam edith dara
handed-over       mara hugh sam hana edith dara
not-locked        hugh sam edith dara
influence         mara hugh sam hana edith dara
officers          edith dara
looked-for        dara
query             hugh sam edith dara
action            mara edith dara
erasure           hugh sam edith dara
hold              edith dara
rights            hugh dara
sourcing          mara hugh sam edith dara
noted             mara hugh sam
told              mara hugh sam edith dara
whom              mara hugh sam dara
handled           hugh sam edith dara
kept              mara
regime            edith dara
proposed          hugh sam edith dara
due-diligence     hugh sam edith dara
explored          hugh sam hana edith dara
school-said       hugh edith dara
policy            hugh sam hana edith dara alan
house             mara miles hugh sam hana edith dara alan nora nobody
lawful            mara miles hugh sam hana edith dara alan nora nobody
lawful-reasons    dara
assessment        dara
imported          hugh
evidence
sealed
"""
_OF_THE_VACANCY = {"reference", "title", "department", "criterion"}
_ON_THEIR_PAGE = {
    "title",
    "criterion",
    "quote",
    "address",
    "request",
    "reply",
    "handed-over",
    "answer",
    "explored",
    "school-said",
}
"""What candidates read on their own page, which nobody has to sign in for."""
_ON_REQUEST = {
    "name": ("/name", {"edith", "dara"}),
    "evidence": ("/evidence/1", {"hugh", "sam"}),
}
"""What is shown on record alone, each time, by the one address that asks for it."""


def _readers() -> dict[str, frozenset[str]]:
    lines = [line.split() for line in _WORDS.strip().splitlines() if not line.startswith("#")]
    return {kind: frozenset(names) for kind, *names in lines}


READERS = _readers()


def may_read(place: str, kind: str) -> frozenset[str]:
    """Who may read a text of that ``kind`` that stands at ``place``."""
    if place == GONE and kind not in _OF_THE_VACANCY:
        return frozenset()
    if place == OWN:
        return READERS[kind] | ({"nobody"} if kind in _ON_THEIR_PAGE else set())
    if place != THERE:
        return READERS[kind]
    off_the_panel = {"hana"} if "hugh" in READERS[kind] else set()
    swapped = {"miles" if name == "mara" else name for name in READERS[kind] - {"hana"}}
    return frozenset(swapped | off_the_panel)


def shown_on_request(path: str, kind: str) -> frozenset[str]:
    """Who may read it in an answer to a change at ``path``, besides."""
    ending, people = _ON_REQUEST.get(kind, ("", set[str]()))
    return frozenset(people if path.endswith(ending) else ())
