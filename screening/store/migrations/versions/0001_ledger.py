"""The ledger: the log, its heads, its sealed payloads, and the calls already answered."""

import secrets

import sqlalchemy as sa
from alembic import op

from screening.store.migrations.statements import statements
from screening.store.types import Count, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_record()
    op.create_table(
        "payload",
        sa.Column("seq", Count, autoincrement=False, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("retention", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_payload_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_payload")),
        sqlite_strict=True,
    )
    op.create_index("ix_payload_owner_retention", "payload", ["owner", "retention"])
    log_head = op.create_table(
        "log_head",
        sa.Column("id", Count, autoincrement=False, nullable=False),
        sa.Column("log_id", sa.Text(), nullable=False),
        sa.Column("size", Count, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_log_head_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_head")),
        sqlite_strict=True,
    )
    op.create_table(
        "vacancy_head",
        sa.Column("vacancy_ref", sa.Text(), nullable=False),
        sa.Column("size", Count, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("vacancy_ref", name=op.f("pk_vacancy_head")),
        sqlite_strict=True,
    )
    op.create_table(
        "idempotency",
        sa.Column("actor_ref", sa.String(32), nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("actor_ref", "key", name=op.f("pk_idempotency")),
    )
    config = op.get_context().config  # names the log when one from elsewhere is to be moved in
    log_id = config and config.attributes.get("log_id")
    start = {"id": 1, "log_id": log_id or secrets.token_hex(16), "size": 0, "link": "0" * 64}
    op.bulk_insert(log_head, [start])
    for statement in statements(f"0001_{op.get_bind().dialect.name}"):
        op.execute(statement)


def downgrade() -> None:
    bind = op.get_bind()
    if bind.execute(sa.text("SELECT count(*) FROM record")).scalar_one():
        raise RuntimeError("The log holds records: it cannot be taken away.")
    if bind.dialect.name == "postgresql":
        for statement in statements("0001_postgresql_down"):
            op.execute(statement)
    for table in ("idempotency", "payload", "vacancy_head", "log_head", "record"):
        op.drop_table(table)


def _create_record() -> None:
    op.create_table(
        "record",
        sa.Column("seq", Count, autoincrement=False, nullable=False),
        sa.Column("vacancy_ref", sa.Text(), nullable=False),
        sa.Column("vacancy_seq", Count, nullable=False),
        sa.Column("subject_ref", sa.Text(), nullable=False),
        sa.Column("check_ref", sa.Text(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("commitments", sa.Text(), nullable=False),
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("vacancy_link", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record")),
        sa.UniqueConstraint(
            "vacancy_ref", "vacancy_seq", name=op.f("uq_record_vacancy_ref_vacancy_seq")
        ),
        sqlite_strict=True,
    )
    for column in ("subject_ref", "check_ref", "event_type"):
        op.create_index(f"ix_record_{column}_seq", "record", [column, "seq"])
