"""The process that reads one workbook: ``python -m screening.services.importing.xlsx_child KIND``.

Standard input: the file. Standard output, in JSON: the table, or what is wrong with the file.
``xlsx_process`` starts it.
"""

import json
import resource
import sys
from dataclasses import asdict

from screening.domain.errors import NotValid
from screening.domain.importing import ListKind
from screening.services.importing.xlsx_file import read_xlsx

SECONDS = 20  # of computing
MEGABYTES = 512  # of address space; the largest list that is taken needs less than half


def main() -> None:
    """Read the file and say what is in it."""
    for bound, most in (
        (resource.RLIMIT_AS, MEGABYTES * 1024 * 1024),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(bound, (most, most))
    try:
        answer: dict[str, object] = {
            "table": asdict(read_xlsx(sys.stdin.buffer.read(), ListKind(sys.argv[1])))
        }
    except NotValid as refused:
        answer = {"wrong": refused.fields["file"]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
