import xml.etree.ElementTree as ET

import pytest

from screening.reports.chart import Divided, bar_chart, page_chart
from screening.reports.counts import Count, standing
from tests.reports.builders import many

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg):
    root = ET.fromstring(svg)  # noqa: S314 - drawn a moment ago
    return root, [text.text for text in root.iter(f"{SVG}text")]


def test_the_chart_says_each_number_that_its_table_says():
    counts = standing(many(12).checks)
    _, texts = drawn(bar_chart(counts, "#1d5f8a"))
    assert [text for text in texts if ":" in text] == [
        f"{count.title}: {count.number}" for count in reversed(counts)
    ]


def test_bars_are_as_long_as_their_numbers():
    root, _ = drawn(bar_chart([Count("a", 4), Count("b", 2), Count("c", 0)], "#1d5f8a"))
    bars = root.findall(f".//{SVG}g[@class='series bars']/{SVG}rect")
    widths = [float(bar.get("width")) for bar in bars]
    assert widths[0] == 0
    assert widths[2] == pytest.approx(2 * widths[1])
    assert {bar.get("fill") for bar in bars} == {"#1d5f8a"}


@pytest.mark.parametrize("most", [0, 1, 2, 7, 23, 3000])
def test_the_scale_has_few_whole_numbers_and_holds_the_longest_bar(most):
    _, texts = drawn(bar_chart([Count("a", most)], "#000000"))
    ticks = [int(text) for text in texts if text.isdigit()]
    assert 0 in ticks
    assert max(ticks) >= most
    assert len(ticks) <= 7


def test_its_place_decides_its_size():
    root, _ = drawn(bar_chart([Count("a", 1)], "#000000"))
    assert root.get("width") is None
    assert root.get("height") is None
    assert root.get("viewBox").startswith("0 0 ")


def test_a_title_cannot_become_mark_up():
    root, texts = drawn(bar_chart([Count("<script>alert(1)</script>", 1)], "#000000"))
    assert "<script>alert(1)</script>: 1" in texts
    assert not list(root.iter(f"{SVG}script"))


def test_on_a_page_each_bar_has_its_label_above_it_and_no_size():
    counts = [Count("Looks into the person instead of testing a claim", 4), Count("<b>", 0)]
    root, texts = drawn(page_chart(counts, 'Four "at most" & <b>'))
    assert (root.get("width"), root.get("height"), root.get("role")) == (None, None, "img")
    assert root.get("aria-label") == 'Four "at most" & <b>'
    assert {f"{count.title}: {count.number}" for count in counts} <= set(texts)
    bars = root.findall(f".//{SVG}rect[@class='app-chart__bar']")
    labels = root.findall(f".//{SVG}g[@class='axis left']/{SVG}g/{SVG}text")
    assert len(bars) == len(labels) == 2
    for bar, text in zip(bars, labels, strict=True):
        assert float(text.get("y")) < float(bar.get("y"))


def test_a_bar_of_two_kinds_is_filled_as_far_as_its_part_and_says_so():
    counts = [Count("First", 8), Count("Second", 4), Count("Third", 9)]
    parts = [Divided(6, "8: 6 not ready"), Divided(0, "4: none"), Divided(None, "9: too few")]
    root, texts = drawn(page_chart(counts, "Three", parts))
    assert {"First", "Second", "Third"} <= set(texts)
    notes = {note.text for note in root.iter(f"{SVG}tspan")}
    assert notes == {"8: 6 not ready", "4: none", "9: too few"}
    bars = root.findall(f".//{SVG}g[@class='series bars']/{SVG}rect")
    drawn_as = [(bar.get("class").removeprefix("app-chart__bar"), float(bar.get("width")))
                for bar in bars]  # fmt: skip
    untold, second, first, of_second, of_first = drawn_as
    assert (untold[0], second[0], first[0]) == (
        " app-chart__bar--untold",
        " app-chart__bar--rest",
        " app-chart__bar--rest",
    )
    assert (of_second, of_first[0]) == (("", 0), "")
    assert of_first[1] == pytest.approx(first[1] * 6 / 8, abs=0.1)
    assert bars[4].get("y") == bars[2].get("y")
