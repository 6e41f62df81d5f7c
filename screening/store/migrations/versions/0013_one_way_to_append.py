"""On PostgreSQL, functions that append: an account that may call them needs no right on the log.

SQLite has no accounts, and nothing changes there.
"""

from alembic import op

from screening.store.migrations.statements import statements

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in statements("0013_postgresql"):
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION screening_append(text[], text[])")
        op.execute("DROP FUNCTION screening_is_record(text, jsonb)")
        op.execute("DROP FUNCTION screening_hold_log()")
