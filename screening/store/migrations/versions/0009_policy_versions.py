"""Versions of the policy, and what becomes of them.

What was proposed never changes; it is decided once, by somebody else. Nothing of it goes.
"""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PROPOSED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in (
        "ref",
        "version",
        "digest",
        "effective_from",
        "based_on",
        "amendment",
        "content",
        "proposed_by",
        "proposed_person",
        "proposed_at",
    )
)


def upgrade() -> None:
    op.create_table(
        "policy_kept",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_policy_kept")),
    )
    op.create_table(
        "policy_version",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_at", UtcTime(), nullable=True),
        sa.Column("based_on", sa.String(length=64), nullable=False),
        sa.Column("amendment", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(length=32), nullable=False),
        sa.Column("proposed_person", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", UtcTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=False),
        sa.Column("decided_person", sa.String(length=32), nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name=op.f("ck_policy_version_decided")
        ),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'rejected') OR decided_person <> proposed_person",
            name=op.f("ck_policy_version_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.ref"], name=op.f("fk_policy_version_proposed_by")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_policy_version")),
        sa.UniqueConstraint("version", name=op.f("uq_policy_version_version")),
    )
    op.create_index(op.f("ix_policy_version_digest"), "policy_version", ["digest"], unique=False)
    op.create_index(
        "ix_policy_version_in_force", "policy_version", ["state", "effective_at"], unique=False
    )
    op.create_index(
        "uq_policy_version_one_proposed",
        "policy_version",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_table(
        "policy_replay",
        sa.Column("policy_ref", sa.String(length=32), nullable=False),
        sa.Column("job_ref", sa.String(length=32), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["policy_ref"], ["policy_version.ref"], name=op.f("fk_policy_replay_policy_ref")
        ),
        sa.PrimaryKeyConstraint("policy_ref", name=op.f("pk_policy_replay")),
        sa.UniqueConstraint("job_ref", name=op.f("uq_policy_replay_job_ref")),
    )
    _refuse(
        "policy_version_is_decided_once",
        "UPDATE",
        "policy_version",
        f"OLD.state <> 'proposed' OR {PROPOSED}",
    )
    _refuse("policy_version_begins_proposed", "INSERT", "policy_version", "NEW.state <> 'proposed'")
    _refuse("policy_version_never_goes", "DELETE", "policy_version")
    _refuse("policy_kept_never_changes", "UPDATE", "policy_kept")
    _refuse("policy_kept_never_goes", "DELETE", "policy_kept")


def downgrade() -> None:
    op.drop_table("policy_replay")
    op.drop_table("policy_version")
    op.drop_table("policy_kept")


def _refuse(name: str, change: str, table: str, when: str = "") -> None:
    message = "what was proposed or decided stays as it is"
    postgresql = op.get_bind().dialect.name == "postgresql"
    condition = f"WHEN ({when})" if when else ""
    body = (
        f"FOR EACH ROW {condition} EXECUTE FUNCTION screening_refuse('{message}')"
        if postgresql
        else f"{condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {body}")
