-- The one way to append, for an account that may do nothing else to the log.
--
-- Both functions act as whoever owns the tables. A record is taken as its canonical bytes, in the
-- one spelling that format v1 has; its columns, its leaf and its links are worked out here. The
-- triggers of 0001 look at each row all the same, and at its place in both chains.
SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)

CREATE FUNCTION screening_hold_log() RETURNS log_head LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
SELECT * FROM log_head WHERE id = 1 FOR UPDATE $$

-- As the grammar in ledger/record.py, which takes ten times as long when it is a pattern here. It
-- is for the function below alone, whose search path it has.
CREATE FUNCTION screening_is_record(source text, said jsonb) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    hex CONSTANT text := '0123456789abcdef';
    small CONSTANT text := 'abcdefghijklmnopqrstuvwxyz';
    large CONSTANT text := 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    role CONSTANT text := said->>'actor_role';
    event CONSTANT text := said->>'event_type';
    form CONSTANT text := said->>'payload_schema';
    policy CONSTANT text := said->>'policy_version';
    key CONSTANT text := said->>'idempotency_key';
    moment CONSTANT text := said->>'occurred_at';
BEGIN
    RETURN source = format(
        '{"actor_ref":"%s","actor_role":"%s","check_ref":"%s","event_type":"%s"'
        ',"idempotency_key":"%s","log_id":"%s","occurred_at":"%s","payload_commit":"%s"'
        ',"payload_schema":"%s","policy_version":"%s","prev_hash":"%s","prev_vacancy_hash":"%s"'
        ',"seq":"%s","subject_ref":"%s","v":"1","vacancy_ref":"%s","vacancy_seq":"%s"}',
        said->>'actor_ref', role, said->>'check_ref', event, key, said->>'log_id', moment,
        said->>'payload_commit', form, policy, said->>'prev_hash', said->>'prev_vacancy_hash',
        said->>'seq', said->>'subject_ref', said->>'vacancy_ref', said->>'vacancy_seq')
    AND translate(concat(said->>'actor_ref', said->>'check_ref', said->>'log_id',
        said->>'payload_commit', said->>'prev_hash', said->>'prev_vacancy_hash',
        said->>'subject_ref', said->>'vacancy_ref'), hex, '') = ''
    AND translate(concat(left(role, 1), left(event, 1)), small, '') = ''
    AND translate(role || event, small || '0123456789_-', '') = ''
    AND translate(form || policy, small || large || '0123456789._-', '') = ''
    AND translate(key, small || large || '0123456789._:~-', '') = ''
    AND length(said->>'actor_ref') = 32 AND length(said->>'vacancy_ref') = 32
    AND length(said->>'subject_ref') IN (0, 32) AND length(said->>'check_ref') IN (0, 32)
    AND length(said->>'payload_commit') = 64 AND length(key) <= 128
    AND least(length(role), length(event), length(form), length(policy)) >= 1
    AND greatest(length(role), length(event), length(form), length(policy)) <= 64
    AND moment = to_char(moment::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
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
        said := sources[number]::jsonb;
        IF screening_is_record(sources[number], said) IS NOT TRUE THEN
            RAISE EXCEPTION 'this is not a record in its canonical spelling'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
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
