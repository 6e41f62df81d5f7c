"""Write where people and the gate disagreed, as labelled cases without names, for `evaluate`.

These are the findings marked as wrong or as missed, and the blocks that two people overturned.
Names that this service knows are taken out, and what looks like one; it cannot know them all. So a
person must read the file before it leaves the house. That it was written is on record.
"""

import argparse
import json
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from textwrap import fill

from screening.cli.main import YES
from screening.cli.whole_file import whole_file
from screening.domain.direction import written_out
from screening.domain.people import OPERATOR
from screening.services.call import Call
from screening.services.disagreements import Exported, export_disagreements
from screening.services.kept_settings.organisation import organisation_now, start_of
from screening.services.opening import open_store, system_clock
from screening.services.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the file to write; otherwise standard output"
    )


def run(args: argparse.Namespace) -> int:
    """Write a line for each case, and say on standard error what was left out."""
    settings = read_settings()
    with ExitStack() as stack:
        store = stack.enter_context(closing(open_store(settings)))
        out = stack.enter_context(whole_file(args.out)) if args.out else sys.stdout.buffer
        call = Call(store, OPERATOR, system_clock)
        house = organisation_now(call, start_of(settings))
        names = f"{settings.organisation} {house.name} {house.name_cy}"
        exported = export_disagreements(call, names)
        for case in exported.cases:
            out.write(json.dumps(case, ensure_ascii=False).encode("utf-8") + b"\n")
        out.flush()
    for line in _said(exported):
        print(line, file=sys.stderr)
    return YES


def _said(exported: Exported) -> list[str]:
    said = [f"{len(exported.cases)} cases were written."]
    if exported.erased:
        said.append(f"Left out, since what they rest on was erased: {exported.erased}.")
    if exported.readable:
        said.append(f"Left out, since a name could still be read in them: {exported.readable}.")
    if exported.cases:
        said.append("A person must read them before they leave the house.")
    if exported.unsure:
        said.append(
            fill(
                "These words may be names: " + ", ".join(map(written_out, exported.unsure)),
                width=100,
            )
        )
    return said
