-- The one way to append, for an account that may do nothing else to the log.
--
-- Both functions act as whoever owns the tables. A record is taken as its canonical bytes, in the
-- one spelling that format v1 has; its columns, its leaf and its links are worked out here. The
-- triggers of 0001 look at each row all the same, and at its place in both chains.
SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)

CREATE FUNCTION screening_hold_log() RETURNS log_head LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
SELECT * FROM log_head WHERE id = 1 FOR UPDATE $$

-- As the grammar in ledger/record.py, which as one pattern takes twenty times as long here.
CREATE FUNCTION screening_is_record(source text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
DECLARE
    said jsonb := source::jsonb;
BEGIN
    RETURN source = format(
        '{"actor_ref":"%s","actor_role":"%s","check_ref":"%s","event_type":"%s"'
        ',"idempotency_key":"%s","log_id":"%s","occurred_at":"%s","payload_commit":"%s"'
        ',"payload_schema":"%s","policy_version":"%s","prev_hash":"%s","prev_vacancy_hash":"%s"'
        ',"seq":"%s","subject_ref":"%s","v":"1","vacancy_ref":"%s","vacancy_seq":"%s"}',
        said->>'actor_ref', said->>'actor_role', said->>'check_ref', said->>'event_type',
        said->>'idempotency_key', said->>'log_id', said->>'occurred_at', said->>'payload_commit',
        said->>'payload_schema', said->>'policy_version', said->>'prev_hash',
        said->>'prev_vacancy_hash', said->>'seq', said->>'subject_ref', said->>'vacancy_ref',
        said->>'vacancy_seq')
    AND translate(concat(said->>'actor_ref', said->>'check_ref', said->>'log_id',
        said->>'payload_commit', said->>'prev_hash', said->>'prev_vacancy_hash',
        said->>'subject_ref', said->>'vacancy_ref'), '0123456789abcdef', '') = ''
    AND length(said->>'actor_ref') = 32 AND length(said->>'vacancy_ref') = 32
    AND length(said->>'subject_ref') IN (0, 32) AND length(said->>'check_ref') IN (0, 32)
    AND length(said->>'payload_commit') = 64 AND length(said->>'idempotency_key') <= 128
    AND greatest(length(said->>'actor_role'), length(said->>'event_type'),
        length(said->>'payload_schema'), length(said->>'policy_version')) <= 64
    AND said->>'actor_role' ~ '^[a-z][a-z0-9_-]*$' AND said->>'event_type' ~ '^[a-z][a-z0-9_-]*$'
    AND said->>'payload_schema' ~ '^[A-Za-z0-9._-]+$'
    AND said->>'policy_version' ~ '^[A-Za-z0-9._-]+$'
    AND said->>'idempotency_key' ~ '^[A-Za-z0-9._:~-]*$'
    AND said->>'occurred_at'
        ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z$';
END $$

CREATE FUNCTION screening_append(sources text[], fields text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    said jsonb;
    leaf bytea;
BEGIN
    -- Whoever can switch triggers off must not find here that nobody looks.
    IF current_setting('session_replication_role') <> 'origin'
    OR cardinality(sources) IS DISTINCT FROM cardinality(fields) THEN
        RAISE EXCEPTION 'records are appended with their commitments, and the triggers on'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    FOR number IN 1 .. cardinality(sources) LOOP
        IF screening_is_record(sources[number]) IS NOT TRUE THEN
            RAISE EXCEPTION 'this is not a record in its canonical spelling'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        said := sources[number]::jsonb;
        PERFORM (said->>'occurred_at')::timestamptz;  -- there is no 30 February
        leaf := sha256('\x00'::bytea || convert_to(sources[number], 'UTF8'));
        INSERT INTO record (seq, vacancy_ref, vacancy_seq, subject_ref, check_ref, event_type,
            canonical, commitments, leaf, link, vacancy_link)
        VALUES (
            (said->>'seq')::bigint, said->>'vacancy_ref', (said->>'vacancy_seq')::bigint,
            said->>'subject_ref', said->>'check_ref', said->>'event_type',
            sources[number], fields[number], encode(leaf, 'hex'),
            encode(sha256(int8send(21) || 'screening/v1/link/log'::bytea
                || int8send(32) || decode(said->>'prev_hash', 'hex')
                || int8send(32) || leaf), 'hex'),
            encode(sha256(int8send(25) || 'screening/v1/link/vacancy'::bytea
                || int8send(16) || decode(said->>'vacancy_ref', 'hex')
                || int8send(32) || decode(said->>'prev_vacancy_hash', 'hex')
                || int8send(32) || leaf), 'hex'));
    END LOOP;
END $$

REVOKE ALL ON FUNCTION screening_hold_log(), screening_append(text[], text[]) FROM PUBLIC
