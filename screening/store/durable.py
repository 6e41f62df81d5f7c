"""Whether a database server keeps what it says it has kept. ``engine`` sets SQLite up itself."""

from sqlalchemy import text

from screening.store.engine import database_file, open_engine, reading
from screening.store.faults import translated

_NEEDED = ("fsync", "full_page_writes")
"""What PostgreSQL must have on: no connection of ours can see to these."""


def not_durable(url: str) -> list[str]:
    """How the server of the database at ``url`` may lose what it acknowledged, a sentence each."""
    if database_file(url) is not None:
        return []
    engine = open_engine(url)
    try:
        with translated(), reading(engine).connect() as connection:
            off = [each for each in _NEEDED if connection.scalar(text(f"SHOW {each}")) != "on"]
    finally:
        engine.dispose()
    return [
        f"PostgreSQL's {each} is off: a power cut can lose or damage what was saved. Set it to on."
        for each in off
    ]
