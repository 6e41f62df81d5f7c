"""The schools regime by two people, and e-mails with a link to a page about a school's search.

What was proposed or decided stays. A vacancy that is under the regime already stays under it.
"""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

TABLE = "regime_proposal"
PROPOSED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in ("ref", "vacancy_ref", "proposed_by", "proposed_person", "proposed_at")
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("proposed_by", sa.String(length=32), nullable=False),
        sa.Column("proposed_person", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", UtcTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=False),
        sa.Column("decided_person", sa.String(length=32), nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name=op.f(f"ck_{TABLE}_decided")
        ),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'declined') OR decided_person <> proposed_person",
            name=op.f(f"ck_{TABLE}_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f(f"fk_{TABLE}_vacancy_ref")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.ref"], name=op.f(f"fk_{TABLE}_proposed_by")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(
        f"uq_{TABLE}_one_proposed",
        TABLE,
        ["vacancy_ref"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_index(f"ix_{TABLE}_state", TABLE, ["state", "proposed_at"])
    op.create_index(op.f(f"ix_{TABLE}_vacancy_ref"), TABLE, ["vacancy_ref"])
    op.create_table(
        "shortlist_mail",
        sa.Column("message_ref", sa.String(length=32), nullable=False),
        sa.Column("part_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["part_ref"], ["due_diligence_part.ref"], name=op.f("fk_shortlist_mail_part_ref")
        ),
        sa.PrimaryKeyConstraint("message_ref", name=op.f("pk_shortlist_mail")),
    )
    op.create_index(op.f("ix_shortlist_mail_part_ref"), "shortlist_mail", ["part_ref"])
    _refuse("is_decided_once", "UPDATE", f"{PROPOSED} OR OLD.state <> 'proposed'")
    _refuse("begins_proposed", "INSERT", "NEW.state <> 'proposed'")
    _refuse("never_goes", "DELETE")


def downgrade() -> None:
    op.drop_table("shortlist_mail")
    op.drop_table(TABLE)


def _refuse(name: str, change: str, when: str = "") -> None:
    message = "what was proposed or decided stays as it is"
    postgresql = op.get_bind().dialect.name == "postgresql"
    condition = f"WHEN ({when})" if when else ""
    body = (
        f"FOR EACH ROW {condition} EXECUTE FUNCTION screening_refuse('{message}')"
        if postgresql
        else f"{condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {TABLE}_{name} BEFORE {change} ON {TABLE} {body}")
