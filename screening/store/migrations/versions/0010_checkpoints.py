"""Keys of the log, its checkpoints, and the roots of its full blocks. They stay as they are."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import Count, UtcTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STAYS = ("log_key", "checkpoint", "tree_block")


def upgrade() -> None:
    op.create_table(
        "log_key",
        sa.Column("number", Count, autoincrement=False, nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_log_key_ref")),
    )
    op.create_table(
        "checkpoint",
        sa.Column("size", Count, autoincrement=False, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("key_number", Count, nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_number"], ["log_key.number"], name=op.f("fk_checkpoint_key_number")
        ),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_checkpoint")),
    )
    op.create_table(
        "tree_block",
        sa.Column("number", Count, autoincrement=False, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_tree_block")),
    )
    for table in STAYS:
        _refuse(f"{table}_never_changes", "UPDATE", table)
        _refuse(f"{table}_never_goes", "DELETE", table)


def downgrade() -> None:
    if op.get_bind().execute(sa.text("SELECT count(*) FROM checkpoint")).scalar_one():
        raise RuntimeError("Checkpoints were signed: they cannot be taken away.")
    for table in ("checkpoint", "tree_block", "log_key"):
        op.drop_table(table)


def _refuse(name: str, change: str, table: str) -> None:
    message = "what the log has said of itself stays as it is"
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{message}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {body}")
