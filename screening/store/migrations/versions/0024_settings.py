"""What is set in the service itself, and when a worker was last at work."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MESSAGE = "each version of a setting stays as it is"


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", UtcTime(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_setting_version")),
        sa.ForeignKeyConstraint(["set_by"], ["account.ref"], name=op.f("fk_setting_set_by")),
        sa.PrimaryKeyConstraint("kind", "version", name=op.f("pk_setting")),
    )
    op.create_table(
        "worker_seen",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_worker_seen_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_seen")),
    )
    for name, change in (("changes", "UPDATE"), ("goes", "DELETE")):
        _refuse(f"setting_never_{name}", change)


def downgrade() -> None:
    op.drop_table("worker_seen")
    op.drop_table("setting")


def _refuse(name: str, change: str) -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{MESSAGE}')"
        if postgresql
        else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON setting {body}")
