-- The one way to append, for an account that may do nothing else to the log.
--
-- Both functions act as whoever owns the tables. A record is taken as its canonical bytes, in the
-- one spelling that format v1 has; its columns, its leaf and its links are worked out here. The
-- triggers of 0001 look at each row all the same, and at its place in both chains.
SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)

CREATE FUNCTION screening_hold_log() RETURNS log_head LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
SELECT * FROM log_head WHERE id = 1 FOR UPDATE $$

-- As the grammar in ledger/record.py. Counted repeats are dear in a pattern, so lengths are apart.
CREATE FUNCTION screening_is_record(source text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
DECLARE
    said jsonb;
BEGIN
    IF source !~ ('^{"actor_ref":"[0-9a-f]+","actor_role":"[a-z][a-z0-9_-]*"'
        ',"check_ref":"[0-9a-f]*","event_type":"[a-z][a-z0-9_-]*"'
        ',"idempotency_key":"[A-Za-z0-9._:~-]*","log_id":"[0-9a-f]+","occurred_at":"[0-9]{4}'
        '-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z","payload_commit":"[0-9a-f]+"'
        ',"payload_schema":"[A-Za-z0-9._-]+","policy_version":"[A-Za-z0-9._-]+"'
        ',"prev_hash":"[0-9a-f]+","prev_vacancy_hash":"[0-9a-f]+","seq":"[0-9]+"'
        ',"subject_ref":"[0-9a-f]*","v":"1","vacancy_ref":"[0-9a-f]+","vacancy_seq":"[0-9]+"}$')
    THEN
        RETURN false;
    END IF;
    said := source::jsonb;
    RETURN length(said->>'actor_ref') = 32 AND length(said->>'vacancy_ref') = 32
        AND length(said->>'subject_ref') IN (0, 32) AND length(said->>'check_ref') IN (0, 32)
        AND length(said->>'payload_commit') = 64 AND length(said->>'idempotency_key') <= 128
        AND greatest(length(said->>'actor_role'), length(said->>'event_type'),
            length(said->>'payload_schema'), length(said->>'policy_version')) <= 64;
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
