"""The process that turns one page into one PDF and ends: ``python -m screening.reports.child``.

Standard input: the HTML. Standard output, in lines: ``progress N`` as it goes, then either
``failed NAME`` or ``pdf LENGTH`` and that many bytes. ``process`` sets its limits.
"""

import gc
import sys

from weasyprint.urls import FatalURLFetchingError

from screening.reports.pdf import pdf_from_html


def main() -> None:
    """Read the page, make the file, say how it went. The texts of a page are never repeated."""
    gc.disable()  # the process ends with its one file; collecting took a tenth of the time
    html = sys.stdin.buffer.read().decode("utf-8")
    try:
        content = pdf_from_html(html, lambda percent: _say(f"progress {percent}"))
    except (Exception, FatalURLFetchingError) as error:
        _say(f"failed {type(error).__name__}")
        sys.exit(1)
    _say(f"pdf {len(content)}")
    sys.stdout.buffer.write(content)


def _say(line: str) -> None:
    sys.stdout.buffer.write(line.encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
