-- HR approves nothing before somebody there has seen that the candidate said it.
CREATE TRIGGER approval_needs_a_claim_seen BEFORE INSERT ON decision
WHEN NEW.kind = 'approve' AND EXISTS (
    SELECT 1 FROM check_ JOIN claim ON claim.ref = check_.claim_ref
    WHERE check_.ref = NEW.check_ref AND claim.seen_at IS NULL
)
BEGIN SELECT RAISE(ABORT, 'an approval needs a claim that was seen'); END
