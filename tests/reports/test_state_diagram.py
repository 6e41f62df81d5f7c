import xml.etree.ElementTree as ET

from screening.domain.lifecycle import TRANSITIONS
from screening.domain.names import STATE_NAMES
from screening.reports.state_diagram import DOCS, lifecycle_markdown, lifecycle_svg

MEND = "run: python -m screening.reports.state_diagram"


def test_the_committed_page_and_picture_are_those_of_the_table():
    assert (DOCS / "lifecycle.md").read_text("utf-8") == lifecycle_markdown(), MEND
    assert (DOCS / "lifecycle.svg").read_text("utf-8") == lifecycle_svg(), MEND


def test_the_picture_has_every_state_and_every_event():
    root = ET.fromstring(lifecycle_svg())  # noqa: S314 - drawn a moment ago
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert len(texts) == len(STATE_NAMES) + 2 * len(TRANSITIONS)
    assert set(STATE_NAMES.values()) <= set(texts)
