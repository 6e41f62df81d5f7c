"""Who has said that they have read which version of the policy. The log says it too."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "policy_read",
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("read_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_policy_read_account_ref")
        ),
        sa.PrimaryKeyConstraint("person_ref", "digest", name=op.f("pk_policy_read")),
    )
    for name, change in (("changes", "UPDATE"), ("goes", "DELETE")):
        _refuse(f"policy_read_never_{name}", change)


def downgrade() -> None:
    op.drop_table("policy_read")


def _refuse(name: str, change: str) -> None:
    message = "who has read which policy stays as it is"
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{message}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON policy_read {body}")
