"""Words by which vacancies are found, and indexes for lists that go by (date, reference)."""

from itertools import islice

import sqlalchemy as sa
from alembic import op

from screening.domain.list_words import words_in
from screening.store.types import InByteOrder

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_AT_A_TIME = 1000

INDEXES = (
    ("ix_vacancy_opened", "vacancy", ["opened_at", "ref"]),
    ("ix_vacancy_stage", "vacancy", ["stage", "opened_at", "ref"]),
    ("ix_vacancy_department", "vacancy", ["department", "opened_at", "ref"]),
    ("ix_vacancy_closed", "vacancy", ["closed_at", "ref"]),
    ("ix_candidate_number", "candidate", ["number", "ref"]),
    ("ix_claim_criterion", "claim", ["criterion", "ref"]),
    ("ix_check_started", "check_", ["started_at", "ref"]),
    ("ix_check_state_started", "check_", ["state", "started_at", "ref"]),
    ("ix_check_candidate", "check_", ["candidate_ref"]),
    ("ix_revision_verdict", "revision", ["verdict", "check_ref"]),
    ("ix_revision_submitted", "revision", ["submitted_at", "verdict"]),
    ("ix_revision_place_platform", "revision_place", ["platform", "check_ref"]),
    ("ix_exposure_step_person", "exposure_step", ["person_ref", "vacancy_ref"]),
    ("ix_decision_person", "decision", ["decided_person", "check_ref"]),
    ("ix_decision_decided", "decision", ["decided_at", "check_ref", "revision"]),
)


def upgrade() -> None:
    words = op.create_table(
        "vacancy_word",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("word", InByteOrder, nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_vacancy_word_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", "word", name=op.f("pk_vacancy_word")),
    )
    found = op.get_bind().execute(sa.text("SELECT ref, folded FROM vacancy")).all()
    each = (
        {"vacancy_ref": ref, "word": word} for ref, folded in found for word in words_in(folded)
    )
    while some := list(islice(each, _AT_A_TIME)):
        op.bulk_insert(words, some)
    op.create_index("ix_vacancy_word_word", "vacancy_word", ["word", "vacancy_ref"])
    op.drop_index("ix_vacancy_opened_at", "vacancy")
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _columns in reversed(INDEXES):
        op.drop_index(name, table)
    op.create_index("ix_vacancy_opened_at", "vacancy", ["opened_at"])
    op.drop_table("vacancy_word")
