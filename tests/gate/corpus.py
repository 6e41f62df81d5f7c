"""The labelled cases, by part."""

from pathlib import Path

CASES = Path(__file__).parent / "cases"
PARTS = {
    "early": "written while the first rules were; its figures are no measure",
    "open": "the two thirds that the rules were made on",
    "later": "written when most words were there, to see what they do to others' texts",
    "sealed": "the third that was only measured",
    "fresh": "written after the rules were frozen",
}


def cases_of(part: str) -> list[Path]:
    """The files of one part of the corpus."""
    return sorted((CASES if part == "early" else CASES / part).glob("*.jsonl"))
