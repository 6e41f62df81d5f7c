"""What time-stamp authorities answered about checkpoints. It stays as it is."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import Count, UtcTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checkpoint_stamp",
        sa.Column("size", Count, nullable=False),
        sa.Column("witness", sa.String(length=300), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["size"], ["checkpoint.size"], name=op.f("fk_checkpoint_stamp_size")
        ),
        sa.PrimaryKeyConstraint("size", "witness", name=op.f("pk_checkpoint_stamp")),
    )
    _refuse("checkpoint_stamp_never_changes", "UPDATE")
    _refuse("checkpoint_stamp_never_goes", "DELETE")


def downgrade() -> None:
    if op.get_bind().execute(sa.text("SELECT count(*) FROM checkpoint_stamp")).scalar_one():
        raise RuntimeError("Checkpoints were time-stamped: what shows it cannot be taken away.")
    op.drop_table("checkpoint_stamp")


def _refuse(name: str, change: str) -> None:
    message = "what an authority said of a checkpoint stays as it is"
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{message}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON checkpoint_stamp {body}")
