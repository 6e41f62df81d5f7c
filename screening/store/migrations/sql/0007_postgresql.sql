-- As 0007_sqlite.sql, for PostgreSQL, where a trigger's condition cannot look into other tables.
SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)

CREATE FUNCTION screening_claim_seen() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.kind = 'approve' AND EXISTS (
        SELECT 1 FROM check_ JOIN claim ON claim.ref = check_.claim_ref
        WHERE check_.ref = NEW.check_ref AND claim.seen_at IS NULL
    ) THEN
        RAISE EXCEPTION 'an approval needs a claim that was seen'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$

CREATE TRIGGER approval_needs_a_claim_seen BEFORE INSERT ON decision
FOR EACH ROW EXECUTE FUNCTION screening_claim_seen()
