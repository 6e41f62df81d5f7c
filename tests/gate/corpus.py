"""The labelled cases, by part."""

from pathlib import Path

CASES = Path(__file__).parent / "cases"
PARTS = {
    "early": "written while the first rules were; its figures are no measure",
    "first": "what the words of the rules were written on",
    "open": "later batches: weights are fitted to them and to the first",
    "since": "written by others for this release, opened once when it was done, only measured",
    "after": "the same for release 8, only measured",
    "sealed": "the same for release 6, only measured",
    "families": "sound requests with twisted twins: only what a part is like is fitted to it",
    "families-sealed": "a third of those families, only measured",
    "plain": "the same with twists in plain words: weights are fitted to it",
    "plain-sealed": "a third of those, only measured",
    "spoken": "one plain sentence in sound requests: words said outright were written on it",
    "added": "one fitting sentence, improper or harmless, added to sound requests",
    "added-after": "the same by other writers for release 8, only measured",
}


def cases_of(part: str) -> list[Path]:
    """The files of one part of the corpus."""
    return sorted((CASES if part == "early" else CASES / part).glob("*.jsonl"))
