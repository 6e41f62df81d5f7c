"""On PostgreSQL the function that appends takes no moment after the year 9999.

Format v1 has none, and nothing else could read the record; yet the server spells that moment as it
was given, and so took it.
"""

from alembic import op

from screening.store.migrations.statements import statements

revision = "0047"
down_revision = "0043"
branch_labels = None
depends_on = None

_COMPARED = "AND moment = to_char("


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_as_it_was().replace(_COMPARED, f"AND length(moment) = 27 {_COMPARED}"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_as_it_was())


def _as_it_was() -> str:
    made = "CREATE FUNCTION screening_is_record("
    (statement,) = (each for each in statements("0013_postgresql") if made in each)
    return statement.replace(made, made.replace("CREATE", "CREATE OR REPLACE"))
