"""What was submitted, decided, searched and signed off never changes and never goes.

Nor is anything approved that rests on words which nobody in HR has seen.

Texts are elsewhere, sealed; these rows hold only their shape, so that erasing a person leaves them.
"""

from alembic import op

from screening.store.migrations.statements import statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STAYS = (
    "criterion",
    "revision",
    "revision_place",
    "revision_term",
    "decision",
    "authorised_place",
    "authorised_term",
    "visit",
    "outcome",
    "hand_over",
    "influence",
    "sign_off",
)
WIDER = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in (
        "check_ref",
        "revision",
        "asked_minutes",
        "asked_from",
        "asked_to",
        "minutes",
        "from_date",
        "to_date",
        "searcher_kind",
        "searcher_person",
    )
)
ASKED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in ("ref", "vacancy_ref", "candidate_ref", "claim_ref", "requester_person")
)
FROZEN = "OLD.frozen_at IS NOT NULL AND ({})".format(
    " OR ".join(
        f"OLD.{column} <> NEW.{column}"
        for column in (
            "ref",
            "candidate_ref",
            "criterion",
            "criteria_version",
            "source",
            "version",
            "frozen_at",
            "seen_at",
            "seen_by",
        )
    )
    + " OR NEW.frozen_at IS NULL OR (OLD.seen_at IS NOT NULL AND NEW.seen_at IS NULL)"
)


def upgrade() -> None:
    for table in STAYS:
        _refuse(f"{table}_never_changes", "UPDATE", table)
        _refuse(f"{table}_never_goes", "DELETE", table)
    _refuse("authorisation_keeps_its_scope", "UPDATE", "authorisation", WIDER)
    _refuse("authorisation_never_goes", "DELETE", "authorisation")
    _refuse("check_keeps_who_and_what", "UPDATE", "check_", ASKED)
    _refuse("check_never_goes", "DELETE", "check_")
    _refuse("claim_stays_once_frozen", "UPDATE", "claim", FROZEN)
    _refuse("claim_never_goes", "DELETE", "claim")
    for statement in statements(f"0007_{op.get_bind().dialect.name}"):
        op.execute(statement)


def downgrade() -> None:
    for table in STAYS:
        _drop(f"{table}_never_changes", table)
        _drop(f"{table}_never_goes", table)
    _drop("authorisation_keeps_its_scope", "authorisation")
    _drop("authorisation_never_goes", "authorisation")
    _drop("check_keeps_who_and_what", "check_")
    _drop("check_never_goes", "check_")
    _drop("claim_stays_once_frozen", "claim")
    _drop("claim_never_goes", "claim")
    _drop("approval_needs_a_claim_seen", "decision")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION screening_claim_seen()")


def _refuse(name: str, change: str, table: str, when: str = "") -> None:
    message = "what was submitted or decided stays as it is"
    postgresql = op.get_bind().dialect.name == "postgresql"
    condition = f"WHEN ({when})" if when else ""
    body = (
        f"FOR EACH ROW {condition} EXECUTE FUNCTION screening_refuse('{message}')"
        if postgresql
        else f"{condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} {body}")


def _drop(name: str, table: str) -> None:
    on = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {name}{on}")
