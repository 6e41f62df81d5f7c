"""The registers of searches to find people, and of those that nobody had authorised."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

REF = sa.String(length=32)


def upgrade() -> None:
    op.create_table(
        "sourcing_search",
        sa.Column("ref", REF, nullable=False),
        sa.Column("vacancy_ref", REF, nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("attempt", sa.Boolean(), nullable=False),
        sa.Column("looks_like", sa.String(length=60), nullable=False),
        sa.Column("follows", REF, nullable=True),
        sa.Column("entered_at", UtcTime(), nullable=False),
        sa.Column("entered_by", REF, nullable=False),
        sa.Column("entered_person", REF, nullable=False),
        _to("sourcing_search", "vacancy_ref", "vacancy"),
        _to("sourcing_search", "follows", "sourcing_search"),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_sourcing_search")),
        sa.UniqueConstraint("follows", name=op.f("uq_sourcing_search_follows")),
    )
    op.create_table(
        "sourcing_note",
        sa.Column("ref", REF, nullable=False),
        sa.Column("search_ref", REF, nullable=False),
        sa.Column("noted_at", UtcTime(), nullable=False),
        sa.Column("noted_by", REF, nullable=False),
        sa.Column("erase_from", UtcTime(), nullable=False),
        sa.Column("name_key", REF, nullable=True),
        sa.Column("address_key", REF, nullable=True),
        _to("sourcing_note", "search_ref", "sourcing_search"),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_sourcing_note")),
    )
    op.create_table(
        "sourced_applicant",
        sa.Column("note_ref", REF, nullable=False),
        sa.Column("candidate_ref", REF, nullable=False),
        sa.Column("found_by", sa.String(length=10), nullable=False),
        sa.Column("matched_at", UtcTime(), nullable=False),
        _to("sourced_applicant", "note_ref", "sourcing_note"),
        _to("sourced_applicant", "candidate_ref", "candidate"),
        sa.PrimaryKeyConstraint("note_ref", "candidate_ref", name=op.f("pk_sourced_applicant")),
    )
    op.create_table(
        "unauthorised_search",
        sa.Column("ref", REF, nullable=False),
        sa.Column("vacancy_ref", REF, nullable=True),
        sa.Column("candidate_ref", REF, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=20), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("reported_at", UtcTime(), nullable=False),
        sa.Column("reported_by", REF, nullable=False),
        sa.Column("reported_person", REF, nullable=False),
        sa.Column("looker_person", REF, nullable=False),
        sa.Column("breach", sa.String(length=10), nullable=False),
        sa.Column("notify_by", UtcTime(), nullable=True),
        sa.Column("effect", sa.String(length=20), nullable=True),
        sa.Column("handled_at", UtcTime(), nullable=True),
        sa.Column("ruling", sa.String(length=20), nullable=True),
        sa.Column("person_told", sa.String(length=10), nullable=True),
        sa.Column("ruled_at", UtcTime(), nullable=True),
        _to("unauthorised_search", "vacancy_ref", "vacancy"),
        _to("unauthorised_search", "candidate_ref", "candidate"),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_unauthorised_search")),
    )
    op.create_table(
        "words_gone",
        sa.Column("ref", REF, nullable=False),
        sa.Column("gone_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_words_gone")),
    )
    for table, columns in INDEXES.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    _refuse("sourcing_search_never_changes", "UPDATE")
    _refuse("sourcing_search_never_goes", "DELETE")


INDEXES = {
    "sourcing_search": ("vacancy_ref", "entered_at", "entered_person"),
    "sourcing_note": ("search_ref", "erase_from", "name_key", "address_key"),
    "sourced_applicant": ("candidate_ref",),
    "unauthorised_search": (
        "vacancy_ref",
        "candidate_ref",
        "state",
        "reported_at",
        "reported_person",
    ),
}


def downgrade() -> None:
    for table in ("words_gone", "unauthorised_search", "sourced_applicant", "sourcing_note"):
        op.drop_table(table)
    op.drop_table("sourcing_search")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.ref"], name=op.f(f"fk_{table}_{column}"))


def _refuse(name: str, change: str) -> None:
    message = "what was entered stays as it is"
    body = (
        f"FOR EACH ROW EXECUTE FUNCTION screening_refuse('{message}')"
        if op.get_bind().dialect.name == "postgresql"
        else f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON sourcing_search {body}")
