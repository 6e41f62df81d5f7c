"""How alembic runs here: on the connection it is handed, in the transaction already begun.

Nothing is ever rendered as a batch: SQLite's batch mode copies a table and drops its triggers
without a word, and with them the guards of the log.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from screening.store.base import Base
from screening.store.types import Count, UtcTime


def _render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(item, UtcTime):
        return "UtcTime()"
    if kind == "type" and item is Count:
        return "Count"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=False,
    render_item=_render,
    compare_type=True,
)
context.run_migrations()
