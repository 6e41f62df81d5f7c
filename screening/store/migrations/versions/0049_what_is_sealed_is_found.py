"""Indexes by which erasing finds what is sealed under a key, also in drafts and editions."""

from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_draft_candidate_ref", "draft", ["candidate_ref"]),
    ("ix_edition_job_ref", "edition", ["job_ref"]),
)


def upgrade() -> None:
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _columns in INDEXES:
        op.drop_index(name, table)
