"""Decisions and what they authorise."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("narrowed", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=False),
        sa.Column("decided_person", sa.String(length=32), nullable=False),
        sa.Column("requester_person", sa.String(length=32), nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('approve', 'reject', 'return')", name=op.f("ck_decision_kind")
        ),
        sa.CheckConstraint("decided_person <> requester_person", name=op.f("ck_decision_apart")),
        sa.ForeignKeyConstraint(
            ["check_ref", "requester_person"],
            ["check_.ref", "check_.requester_person"],
            name=op.f("fk_decision_check_ref_requester_person"),
        ),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["revision.check_ref", "revision.number"],
            name=op.f("fk_decision_check_ref_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.ref"], name=op.f("fk_decision_decided_by")
        ),
        sa.PrimaryKeyConstraint("check_ref", "revision", name=op.f("pk_decision")),
    )
    op.create_table(
        "overturn",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("requester_person", sa.String(length=32), nullable=False),
        sa.Column("proposed_person", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", UtcTime(), nullable=False),
        sa.Column("confirmed_person", sa.String(length=32), nullable=False),
        sa.Column("confirmed_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "proposed_person <> requester_person AND confirmed_person <> requester_person"
            " AND proposed_person <> confirmed_person",
            name=op.f("ck_overturn_apart"),
        ),
        sa.ForeignKeyConstraint(
            ["check_ref", "requester_person"],
            ["check_.ref", "check_.requester_person"],
            name=op.f("fk_overturn_check_ref_requester_person"),
        ),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["revision.check_ref", "revision.number"],
            name=op.f("fk_overturn_check_ref_revision"),
        ),
        sa.PrimaryKeyConstraint("check_ref", "revision", name=op.f("pk_overturn")),
    )
    op.create_table(
        "authorisation",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("asked_minutes", sa.Integer(), nullable=False),
        sa.Column("asked_from", sa.Date(), nullable=False),
        sa.Column("asked_to", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("searcher_kind", sa.String(length=12), nullable=False),
        sa.Column("searcher_person", sa.String(length=32), nullable=False),
        sa.Column("not_before", UtcTime(), nullable=True),
        sa.Column("not_after", UtcTime(), nullable=True),
        sa.Column("used_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "from_date >= asked_from AND to_date <= asked_to AND from_date <= to_date",
            name=op.f("ck_authorisation_period_shrinks"),
        ),
        sa.CheckConstraint(
            "minutes > 0 AND minutes <= asked_minutes", name=op.f("ck_authorisation_minutes_shrink")
        ),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision", "asked_minutes", "asked_from", "asked_to"],
            [
                "revision.check_ref",
                "revision.number",
                "revision.minutes",
                "revision.from_date",
                "revision.to_date",
            ],
            name=op.f("fk_authorisation_check_ref_revision_asked_minutes_asked_from_asked_to"),
        ),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["decision.check_ref", "decision.revision"],
            name=op.f("fk_authorisation_check_ref_revision"),
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_authorisation")),
    )
    op.create_table(
        "authorised_place",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision", "position"],
            ["revision_place.check_ref", "revision_place.revision", "revision_place.position"],
            name=op.f("fk_authorised_place_check_ref_revision_position"),
        ),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_authorised_place_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", "position", name=op.f("pk_authorised_place")),
    )
    op.create_table(
        "authorised_term",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision", "position"],
            ["revision_term.check_ref", "revision_term.revision", "revision_term.position"],
            name=op.f("fk_authorised_term_check_ref_revision_position"),
        ),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_authorised_term_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", "position", name=op.f("pk_authorised_term")),
    )


def downgrade() -> None:
    op.drop_table("authorised_term")
    op.drop_table("authorised_place")
    op.drop_table("authorisation")
    op.drop_table("overturn")
    op.drop_table("decision")
