"""``docs/lifecycle.md`` and ``docs/lifecycle.svg``, from the one table of a check's life.

``python -m screening.reports.state_diagram`` writes both; a test compares them with the table.
"""

from pathlib import Path
from xml.sax.saxutils import escape

from screening.domain.due_diligence import STRETCHES, Stretch
from screening.domain.lifecycle import (
    BEFORE_SEARCHING,
    BEFORE_THE_PANEL_HEARS,
    ENDED,
    TRANSITIONS,
    Doer,
    Transition,
)
from screening.domain.names import EVENT_NAMES, STATE_NAMES
from screening.domain.words import State
from screening.reports.labels import label

DOCS = Path(__file__).parents[2] / "docs"
_ROW, _TOP, _LEFT = 30, 130, 270
_STATES = tuple(State)
_COLUMN = 46
_STYLE = (
    "text{font:13px sans-serif;fill:#1d232a}.minor{fill:#56606b;font-size:11px}"
    ".grid{stroke:#d9dee3}.move{stroke:#1d5f8a;stroke-width:2}.from{fill:#fff;stroke:#1d5f8a;"
    "stroke-width:2}.to{fill:#1d5f8a}.end{fill:#f3f5f7}"
)


def lifecycle_markdown() -> str:
    """The table of a check's life as a page, with the diagram above it."""
    rows = [
        f"| {_before(row)} | {EVENT_NAMES[row.event]} | {_after(row)} | {_by(row)} |"
        for row in TRANSITIONS
    ]
    return "\n".join(
        [
            "# A check's life",
            "",
            "Made from the table in `screening/domain/lifecycle.py`, the one place that says what",
            "is possible when: `python -m screening.reports.state_diagram` writes this page.",
            "",
            "![What moves a check from which state to which; the table below says the same]"
            "(lifecycle.svg)",
            "",
            "| from | event | to | by |",
            "|---|---|---|---|",
            *rows,
            "",
            f"Nothing follows: {', '.join(STATE_NAMES[state] for state in ENDED)}.",
            "",
            "## A school's due-diligence search",
            "",
            "It is no check. From the table in `screening/domain/due_diligence.py`.",
            "",
            "| from | event | to |",
            "|---|---|---|",
            *(_stretch(row) for row in STRETCHES),
            "",
        ]
    )


def lifecycle_svg() -> str:
    """The same table drawn: a column for each state, a row for each event.

    A ring marks each state that the event may start from, the dot the state that it leads to.
    """
    width = _LEFT + _COLUMN * len(_STATES) + 20
    height = _TOP + _ROW * len(TRANSITIONS) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>A check's life</title><style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *(_state_column(state, height) for state in _STATES),
        *(_event_row(number, row) for number, row in enumerate(TRANSITIONS)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(state: State) -> int:
    return _LEFT + _COLUMN * _STATES.index(state) + _COLUMN // 2


def _state_column(state: State, height: int) -> str:
    x = _x(state)
    wash = f'<rect class="end" x="{x - 20}" y="{_TOP - 12}" width="40" height="{height - _TOP}"/>'
    return (
        f"{wash if state in ENDED else ''}"
        f'<line class="grid" x1="{x}" y1="{_TOP - 12}" x2="{x}" y2="{height - 14}"/>'
        f'<text x="{x}" y="{_TOP - 18}" transform="rotate(-38 {x} {_TOP - 18})">'
        f"{escape(STATE_NAMES[state])}</text>"
    )


def _event_row(number: int, row: Transition) -> str:
    y = _TOP + _ROW * number + 6
    ends = [_x(state) for state in (*row.before, *((row.after,) if row.after else ()))]
    rings = "".join(f'<circle class="from" cx="{_x(s)}" cy="{y}" r="6"/>' for s in row.before)
    dot = f'<circle class="to" cx="{_x(row.after)}" cy="{y}" r="4"/>' if row.after else ""
    return (
        f'<text x="10" y="{y}">{escape(EVENT_NAMES[row.event])}</text>'
        f'<text class="minor" x="10" y="{y + 12}">{escape(_by(row))}</text>'
        f'<line class="move" x1="{min(ends)}" y1="{y}" x2="{max(ends)}" y2="{y}"/>{rings}{dot}'
    )


def _before(row: Transition) -> str:
    if row.before == BEFORE_SEARCHING:
        return "any before the search"
    if row.before == BEFORE_THE_PANEL_HEARS:
        return "any before the search, and where the candidate is erased any before the hand-over"
    return ", ".join(STATE_NAMES[state] for state in row.before) or "–"


def _after(row: Transition) -> str:
    return STATE_NAMES[row.after] if row.after else "as it was"


def _stretch(row: Stretch) -> str:
    before = ", ".join(label(state) for state in row.before)
    to = label(row.after) if row.after else "as it was"
    return f"| {before} | {EVENT_NAMES[row.event]} | {to} |"


def _by(row: Transition) -> str:
    return ", ".join(Doer(doer).value for doer in row.by)


def main() -> None:
    """Write both files."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "lifecycle.md").write_text(lifecycle_markdown(), encoding="utf-8")
    (DOCS / "lifecycle.svg").write_text(lifecycle_svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
