"""The aggregates: accounts, vacancies, candidates, checks and what becomes of them."""

import sqlalchemy as sa
from alembic import op

from screening.store.types import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_account")),
        sa.UniqueConstraint("email_folded", name=op.f("uq_account_email_folded")),
    )
    op.create_index(op.f("ix_account_person_ref"), "account", ["person_ref"], unique=False)
    op.create_table(
        "guesses",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("recent", sa.Text(), nullable=False),
        sa.Column("last_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_guesses")),
    )
    op.create_index(op.f("ix_guesses_last_at"), "guesses", ["last_at"], unique=False)
    op.create_table(
        "job",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("beat_at", UtcTime(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_job")),
    )
    op.create_index("ix_job_waiting", "job", ["state", "asked_at"], unique=False)
    op.create_table(
        "vacancy",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("reference_folded", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("apply_by", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("folded", sa.String(length=900), nullable=False),
        sa.Column("regime", sa.String(length=20), nullable=False),
        sa.Column("criteria_version", sa.Integer(), nullable=False),
        sa.Column("outside_decider", sa.String(length=32), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_vacancy")),
        sa.UniqueConstraint("reference_folded", name=op.f("uq_vacancy_reference_folded")),
    )
    op.create_index(op.f("ix_vacancy_opened_at"), "vacancy", ["opened_at"], unique=False)
    op.create_table(
        "account_role",
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_account_role_account_ref")
        ),
        sa.PrimaryKeyConstraint("account_ref", "role", name=op.f("pk_account_role")),
    )
    op.create_table(
        "candidate",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("contact_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcTime(), nullable=False),
        sa.Column("erased_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_candidate_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_candidate")),
        sa.UniqueConstraint("vacancy_ref", "number", name=op.f("uq_candidate_vacancy_ref_number")),
    )
    op.create_table(
        "criterion",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_criterion_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", "version", "code", name=op.f("pk_criterion")),
    )
    op.create_table(
        "edition",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("vacancy_seq", sa.Integer(), nullable=False),
        sa.Column("job_ref", sa.String(length=32), nullable=False),
        sa.Column("requested_by", sa.String(length=32), nullable=False),
        sa.Column("requested_at", UtcTime(), nullable=False),
        sa.Column("issued_at", UtcTime(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_edition_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", "number", name=op.f("pk_edition")),
    )
    op.create_table(
        "kept_form",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("kept_at", UtcTime(), nullable=False),
        sa.Column("offered_at", UtcTime(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_kept_form_account_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_kept_form")),
    )
    op.create_index(
        "ix_kept_form_account_ref_kept_at", "kept_form", ["account_ref", "kept_at"], unique=False
    )
    op.create_table(
        "panel_member",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("joined_at", UtcTime(), nullable=False),
        sa.Column("person_ref", sa.String(length=32), nullable=False),
        sa.Column("left_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_panel_member_account_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_panel_member_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint(
            "vacancy_ref", "account_ref", "joined_at", name=op.f("pk_panel_member")
        ),
    )
    op.create_index(
        "ix_panel_member_person", "panel_member", ["person_ref", "vacancy_ref"], unique=False
    )
    op.create_table(
        "role_asked",
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_role_asked_account_ref")
        ),
        sa.PrimaryKeyConstraint("account_ref", "role", name=op.f("pk_role_asked")),
    )
    op.create_table(
        "sign_off",
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_seq", sa.Integer(), nullable=False),
        sa.Column("signed_at", UtcTime(), nullable=False),
        sa.Column("signed_by", sa.String(length=32), nullable=False),
        sa.Column("signed_person", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["signed_by"], ["account.ref"], name=op.f("fk_sign_off_signed_by")),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_sign_off_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("vacancy_ref", "vacancy_seq", name=op.f("pk_sign_off")),
    )
    op.create_table(
        "signed_in",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_signed_in_account_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_signed_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_signed_in_token_hash")),
    )
    op.create_index(op.f("ix_signed_in_account_ref"), "signed_in", ["account_ref"], unique=False)
    op.create_index(op.f("ix_signed_in_ends_at"), "signed_in", ["ends_at"], unique=False)
    op.create_table(
        "temporary_password",
        sa.Column("account_ref", sa.String(length=32), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_ref"], ["account.ref"], name=op.f("fk_temporary_password_account_ref")
        ),
        sa.PrimaryKeyConstraint("account_ref", name=op.f("pk_temporary_password")),
    )
    op.create_table(
        "claim",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=10), nullable=False),
        sa.Column("criteria_version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcTime(), nullable=False),
        sa.Column("added_by", sa.String(length=32), nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=True),
        sa.Column("seen_by", sa.String(length=32), nullable=True),
        sa.Column("frozen_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f("fk_claim_candidate_ref")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_claim_vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_claim")),
        sa.UniqueConstraint("candidate_ref", "number", name=op.f("uq_claim_candidate_ref_number")),
    )
    op.create_table(
        "check_",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("vacancy_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("claim_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_before", sa.String(length=20), nullable=False),
        sa.Column("state_since", UtcTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("requester", sa.String(length=32), nullable=False),
        sa.Column("requester_person", sa.String(length=32), nullable=False),
        sa.Column("searcher_person", sa.String(length=32), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_ref"], ["candidate.ref"], name=op.f("fk_check__candidate_ref")
        ),
        sa.ForeignKeyConstraint(["claim_ref"], ["claim.ref"], name=op.f("fk_check__claim_ref")),
        sa.ForeignKeyConstraint(["requester"], ["account.ref"], name=op.f("fk_check__requester")),
        sa.ForeignKeyConstraint(
            ["vacancy_ref"], ["vacancy.ref"], name=op.f("fk_check__vacancy_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_check_")),
        sa.UniqueConstraint("ref", "requester_person", name=op.f("uq_check__ref_requester_person")),
        sa.UniqueConstraint("vacancy_ref", "number", name=op.f("uq_check__vacancy_ref_number")),
    )
    op.create_index(op.f("ix_check__claim_ref"), "check_", ["claim_ref"], unique=False)
    op.create_index(
        op.f("ix_check__requester_person"), "check_", ["requester_person"], unique=False
    )
    op.create_index(op.f("ix_check__searcher_person"), "check_", ["searcher_person"], unique=False)
    op.create_index(op.f("ix_check__vacancy_ref"), "check_", ["vacancy_ref"], unique=False)
    op.create_index("ix_check_queue", "check_", ["state", "state_since", "ref"], unique=False)
    op.create_table(
        "draft",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("candidate_ref", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("saved_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["check_ref"], ["check_.ref"], name=op.f("fk_draft_check_ref")),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_draft")),
    )
    op.create_table(
        "revision",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("submitted_at", UtcTime(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("policy_digest", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["check_ref"], ["check_.ref"], name=op.f("fk_revision_check_ref")),
        sa.PrimaryKeyConstraint("check_ref", "number", name=op.f("pk_revision")),
        sa.UniqueConstraint(
            "check_ref",
            "number",
            "minutes",
            "from_date",
            "to_date",
            name=op.f("uq_revision_check_ref_number_minutes_from_date_to_date"),
        ),
    )
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
        "revision_place",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("supplied_by", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["revision.check_ref", "revision.number"],
            name=op.f("fk_revision_place_check_ref_revision"),
        ),
        sa.PrimaryKeyConstraint(
            "check_ref", "revision", "position", name=op.f("pk_revision_place")
        ),
    )
    op.create_table(
        "revision_term",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref", "revision"],
            ["revision.check_ref", "revision.number"],
            name=op.f("fk_revision_term_check_ref_revision"),
        ),
        sa.PrimaryKeyConstraint("check_ref", "revision", "position", name=op.f("pk_revision_term")),
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
    op.create_table(
        "notice",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("delivery", sa.String(length=10), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=False),
        sa.Column("reply_until", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_notice_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_reply_until"), "notice", ["reply_until"], unique=False)
    op.create_table(
        "outcome",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("reliability", sa.String(length=10), nullable=False),
        sa.Column("sureness", sa.String(length=10), nullable=False),
        sa.Column("exposure", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_outcome_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_outcome")),
    )
    op.create_table(
        "visit",
        sa.Column("ref", sa.String(length=32), nullable=False),
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("occurred_at", UtcTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("variance", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_visit_minutes")),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["authorisation.check_ref"], name=op.f("fk_visit_check_ref")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_check_ref"), "visit", ["check_ref"], unique=False)
    op.create_table(
        "hand_over",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("withheld_because", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_person", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "withheld_because IN ('', 'wrong-person', 'tainted', 'beyond-question')",
            name=op.f("ck_hand_over_withheld_because"),
        ),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["outcome.check_ref"], name=op.f("fk_hand_over_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_hand_over")),
    )
    op.create_table(
        "influence",
        sa.Column("check_ref", sa.String(length=32), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("scores_locked_at", UtcTime(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("recorded_person", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_ref"], ["outcome.check_ref"], name=op.f("fk_influence_check_ref")
        ),
        sa.PrimaryKeyConstraint("check_ref", name=op.f("pk_influence")),
    )


def downgrade() -> None:
    op.drop_table("influence")
    op.drop_table("hand_over")
    op.drop_index(op.f("ix_visit_check_ref"), table_name="visit")
    op.drop_table("visit")
    op.drop_table("outcome")
    op.drop_index(op.f("ix_notice_reply_until"), table_name="notice")
    op.drop_table("notice")
    op.drop_table("authorised_term")
    op.drop_table("authorised_place")
    op.drop_table("authorisation")
    op.drop_table("revision_term")
    op.drop_table("revision_place")
    op.drop_table("overturn")
    op.drop_table("decision")
    op.drop_table("revision")
    op.drop_table("draft")
    op.drop_index("ix_check_queue", table_name="check_")
    op.drop_index(op.f("ix_check__vacancy_ref"), table_name="check_")
    op.drop_index(op.f("ix_check__searcher_person"), table_name="check_")
    op.drop_index(op.f("ix_check__requester_person"), table_name="check_")
    op.drop_index(op.f("ix_check__claim_ref"), table_name="check_")
    op.drop_table("check_")
    op.drop_table("claim")
    op.drop_table("temporary_password")
    op.drop_index(op.f("ix_signed_in_ends_at"), table_name="signed_in")
    op.drop_index(op.f("ix_signed_in_account_ref"), table_name="signed_in")
    op.drop_table("signed_in")
    op.drop_table("sign_off")
    op.drop_table("role_asked")
    op.drop_index("ix_panel_member_person", table_name="panel_member")
    op.drop_table("panel_member")
    op.drop_index("ix_kept_form_account_ref_kept_at", table_name="kept_form")
    op.drop_table("kept_form")
    op.drop_table("edition")
    op.drop_table("criterion")
    op.drop_table("candidate")
    op.drop_table("account_role")
    op.drop_index(op.f("ix_vacancy_opened_at"), table_name="vacancy")
    op.drop_table("vacancy")
    op.drop_index("ix_job_waiting", table_name="job")
    op.drop_table("job")
    op.drop_index(op.f("ix_guesses_last_at"), table_name="guesses")
    op.drop_table("guesses")
    op.drop_index(op.f("ix_account_person_ref"), table_name="account")
    op.drop_table("account")
