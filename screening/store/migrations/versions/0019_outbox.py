"""What people are told, and the messages that leave the service."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_choice",
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("how_often", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_mail_choice_account_ref")
        ),
        sa.PrimaryKeyConstraint("account_ref", name=op.f("pk_mail_choice")),
    )
    _outgoing()
    _notification()


def _outgoing() -> None:
    op.create_table(
        "outgoing",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=True),
        sa.Column("candidate_ref", sa.String(length=32), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("taken_at", UtcTime(), nullable=True),
        sa.Column("handed_at", UtcTime(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_outgoing_account_ref")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f("fk_outgoing_candidate_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_outgoing")),
    )
    for name, columns in (
        ("state", ["state", "due_at", "ref"]),
        ("made", ["made_at", "ref"]),
        ("account", ["account_ref", "made_at"]),
        ("candidate_ref", ["candidate_ref"]),
    ):
        op.create_index(op.f(f"ix_outgoing_{name}"), "outgoing", columns, unique=False)


def _notification() -> None:
    op.create_table(
        "notification",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=True),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("read_at", UtcTime(), nullable=True),
        sa.Column("message_ref", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_notification_account_ref")
        ),
        sa.ForeignKeyConstraint(
            ["message_ref"], ["outgoing.ref"], name=op.f("fk_notification_message_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_notification_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_notification")),
        sa.UniqueConstraint(
            "account_ref",
            "kind",
            "about",
            "since",
            name=op.f("uq_notification_account_ref_kind_about_since"),
        ),
    )
    for name, columns in (
        ("made", ["account_ref", "made_at", "ref"]),
        ("unread", ["read_at", "message_ref", "made_at"]),
        ("about", ["about"]),
        ("message_ref", ["message_ref"]),
    ):
        op.create_index(op.f(f"ix_notification_{name}"), "notification", columns, unique=False)


def downgrade() -> None:
    for table in ("notification", "outgoing", "mail_choice"):
        op.drop_table(table)
