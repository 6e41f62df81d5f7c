"""What this service writes for its operators: one line of JSON an event, on standard error.

A line never holds what a person typed: messages are our own and name things by reference. The
words of an exception are not: "invalid literal" and "Failing row contains" repeat what was typed.
"""

import logging
import traceback

import structlog
from structlog.typing import ExcInfo

_FIELDS: list[structlog.types.Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_DEEPEST = 10


def set_up_logs() -> None:
    """Send everything that is logged in this process to standard error, as JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_FIELDS,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(_whereabouts),
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)


def _whereabouts(exc_info: ExcInfo) -> str:
    """Where in the code it went wrong, and the kinds of exception, the first cause first."""
    error: BaseException | None = exc_info[1]
    told: list[str] = []
    while error is not None and len(told) < _DEEPEST:
        way = "".join(traceback.format_tb(error.__traceback__))
        told.append(f"{way}{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return "\n".join(reversed(told))
