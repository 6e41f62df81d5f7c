"""A bar chart as SVG with text in it, in the house style: for PDF, and for pages, which may be as
narrow as a telephone.
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

import leather
from leather import theme

from screening.reports.counts import Count
from screening.reports.fonts import SANS

_WIDTH = 640
_ROW = 26
_NARROW = 340
_TALL_ROW = 46
_FOOT = 40
_TICKS = 5
_AIR = 0.4
_LABEL = 0.55
_ABOVE = -4.5
_LINE = 16
_SVG = "http://www.w3.org/2000/svg"
_HOUSE = {
    "background_color": "#ffffff",
    "margin": 0.01,
    "tick_font_family": SANS,
    "tick_font_size": 13,
    "tick_font_char_width": 7,
    "label_color": "#1d232a",
    "tick_color": "#d9dee3",
    "zero_color": "#6b757f",
}


def bar_chart(counts: Sequence[Count], colour: str) -> str:
    """Horizontal bars, one for each of ``counts``, first on top; each label carries its number.

    ``colour`` is #rrggbb. The SVG has a viewBox and no size: its place decides how large it is.
    """
    height = _ROW * len(counts) + _FOOT
    bars = [(count.number, f"{count.title}: {count.number}") for count in counts]
    root = _drawn(bars, _WIDTH, height, colour)
    for bar in _bars(root):
        _slim(bar)
    return ET.tostring(root, encoding="unicode")


@dataclass(frozen=True)
class Divided:
    """How far the first part of a bar goes, None where that is not told; ``note`` says it in
    words, and how far all of it goes.
    """

    part: float | None
    note: str


def page_chart(counts: Sequence[Count], summary: str, parts: Sequence[Divided] = ()) -> str:
    """The same for a page: each bar has its label above it, so that it can be read at any width.

    ``summary`` says in words what is seen. The page's style sheet gives the bars their colour.
    ``parts``: one for each of ``counts``; its bar is filled as far as its part, and empty beyond,
    or has a broken outline; its note stands below the label.
    """
    lines = 2 if parts else 1
    row = _TALL_ROW + _LINE * (lines - 1)
    bars = [(count.number, str(place)) for place, count in enumerate(counts)]
    root = _drawn(bars, _NARROW, row * len(counts) + _FOOT, "#000000")
    root.attrib |= {"role": "img", "aria-label": summary}
    for bar in _bars(root):
        top, height = float(bar.attrib["y"]), float(bar.attrib["height"])
        thin = height * _TALL_ROW / row * (1 - _LABEL)
        bar.set("y", f"{top + height - thin:.2f}")
        bar.set("height", f"{thin - _AIR * _LINE * (lines - 1):.2f}")
        bar.set("class", "app-chart__bar")
    for tick in root.findall(f".//{{{_SVG}}}g[@class='axis left']/{{{_SVG}}}g"):
        line, text = tick
        tick.remove(line)
        place = int(text.text or 0)
        count = counts[place]
        text.text = count.title if parts else f"{count.title}: {count.number}"
        text.attrib |= {"x": "2", "text-anchor": "start", "dy": str(_ABOVE - _LINE * (lines - 1))}
        if parts:
            note = ET.SubElement(text, f"{{{_SVG}}}tspan", {"x": "2", "dy": str(_LINE)})
            note.text = parts[place].note
    if parts:
        _divide(root, counts, parts)
    return ET.tostring(root, encoding="unicode")


def _divide(root: ET.Element, counts: Sequence[Count], parts: Sequence[Divided]) -> None:
    """Let each bar show how far its part goes. The last of ``counts`` was drawn first."""
    (series,) = root.findall(f".//{{{_SVG}}}g[@class='series bars']")
    for bar, count, divided in zip(_bars(root), reversed(counts), reversed(parts), strict=True):
        if divided.part is None:
            bar.set("class", "app-chart__bar app-chart__bar--untold")
            continue
        bar.set("class", "app-chart__bar app-chart__bar--rest")
        filled = ET.SubElement(series, f"{{{_SVG}}}rect", dict(bar.attrib))
        share = divided.part / count.number if count.number else 0
        filled.set("width", f"{float(bar.attrib['width']) * share:.2f}")
        filled.set("class", "app-chart__bar")


def _drawn(bars: Sequence[tuple[int, str]], width: int, height: int, colour: str) -> ET.Element:
    """The chart as leather draws it, to be scaled."""
    for name, value in _HOUSE.items():
        setattr(theme, name, value)
    ticks = _whole_ticks(max((number for number, _label in bars), default=0))
    chart = leather.Chart()
    chart.add_x_scale(0, ticks[-1])
    chart.add_x_axis(ticks=ticks)
    chart.add_bars(bars, fill_color=colour)
    ET.register_namespace("", _SVG)
    root = ET.fromstring(chart.to_svg(width=width, height=height))  # noqa: S314 - drawn here
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    root.set("viewBox", f"0 0 {width} {height}")
    return root


def _bars(root: ET.Element) -> Sequence[ET.Element]:
    return root.findall(f".//{{{_SVG}}}g[@class='series bars']/{{{_SVG}}}rect")


def _whole_ticks(most: int) -> list[int]:
    """Whole numbers from 0 to at least ``most``, evenly spaced and few."""
    step = max(1, -(-most // _TICKS))
    return list(range(0, max(most, 1) + step, step))


def _slim(bar: ET.Element) -> None:
    """Leave air between the bars, which leather draws edge to edge."""
    top, height = float(bar.attrib["y"]), float(bar.attrib["height"])
    bar.set("y", f"{top + height * _AIR / 2:.2f}")
    bar.set("height", f"{height * (1 - _AIR):.2f}")
