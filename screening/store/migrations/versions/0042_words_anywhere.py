"""Vacancies found by whatever stands in a word; indexes by which waits are read, newest first."""

from itertools import islice

import sqlalchemy as sa
from alembic import op

from screening.domain.list_words import words_in
from screening.store.types import InByteOrder

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_AT_A_TIME = 5000

INDEXES = (
    ("ix_notice_sent", "notice", ["sent_at", "check_ref"]),
    ("ix_outcome_recorded", "outcome", ["recorded_at", "check_ref"]),
    ("ix_hand_over_recorded", "hand_over", ["recorded_at", "check_ref"]),
    ("ix_sourcing_search_platform", "sourcing_search", ["platform", "entered_at", "ref"]),
)


def upgrade() -> None:
    words = sa.table("vacancy_word", sa.column("vacancy_ref"), sa.column("word", InByteOrder))
    op.execute(words.delete())
    found = op.get_bind().execute(sa.text("SELECT ref, folded FROM vacancy")).all()
    each = (
        {"vacancy_ref": ref, "word": word} for ref, folded in found for word in words_in(folded)
    )
    while some := list(islice(each, _AT_A_TIME)):
        op.bulk_insert(words, some)
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    """The words stay: the release before finds by them what it found, and more."""
    for name, table, _columns in reversed(INDEXES):
        op.drop_index(name, table)
