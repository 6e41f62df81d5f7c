"""A bar chart as SVG with text in it, in the house style, for pages and for PDF alike."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

import leather
from leather import theme

from screening.reports.counts import Count
from screening.reports.fonts import SANS

_WIDTH = 640
_ROW = 26
_FOOT = 40
_TICKS = 5
_AIR = 0.4
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
    for name, value in _HOUSE.items():
        setattr(theme, name, value)
    height = _ROW * len(counts) + _FOOT
    ticks = _whole_ticks(max((count.number for count in counts), default=0))
    chart = leather.Chart()
    chart.add_x_scale(0, ticks[-1])
    chart.add_x_axis(ticks=ticks)
    chart.add_bars(
        [(count.number, f"{count.title}: {count.number}") for count in counts], fill_color=colour
    )
    return _scalable(chart.to_svg(width=_WIDTH, height=height), height)


def _whole_ticks(most: int) -> list[int]:
    """Whole numbers from 0 to at least ``most``, evenly spaced and few."""
    step = max(1, -(-most // _TICKS))
    return list(range(0, max(most, 1) + step, step))


def _scalable(svg: str, height: int) -> str:
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314 - as above
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    for bar in root.findall(f".//{{{_SVG}}}g[@class='series bars']/{{{_SVG}}}rect"):
        _slim(bar)
    root.set("viewBox", f"0 0 {_WIDTH} {height}")
    return ET.tostring(root, encoding="unicode")


def _slim(bar: ET.Element) -> None:
    """Leave air between the bars, which leather draws edge to edge."""
    top, height = float(bar.attrib["y"]), float(bar.attrib["height"])
    bar.set("y", f"{top + height * _AIR / 2:.2f}")
    bar.set("height", f"{height * (1 - _AIR):.2f}")
