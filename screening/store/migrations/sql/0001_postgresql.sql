-- As 0001_sqlite.sql, for PostgreSQL, where TRUNCATE has to be stopped as well.
-- A temporary table must not stand in for one of ours while a trigger looks it up.
SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)

CREATE FUNCTION screening_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation'; END $$

CREATE FUNCTION screening_record_follows_head() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    said jsonb := NEW.canonical::jsonb;
    head log_head%ROWTYPE;
    chain vacancy_head%ROWTYPE;
BEGIN
    SELECT * INTO head FROM log_head WHERE id = 1 FOR UPDATE;
    SELECT * INTO chain FROM vacancy_head WHERE vacancy_ref = NEW.vacancy_ref;
    IF (NEW.seq, NEW.vacancy_seq, said->>'log_id', said->>'seq', said->>'prev_hash',
        said->>'vacancy_seq', said->>'prev_vacancy_hash', said->>'vacancy_ref',
        said->>'subject_ref', said->>'check_ref', said->>'event_type')
    IS DISTINCT FROM
       (head.size, coalesce(chain.size, 0), head.log_id, head.size::text, head.link,
        NEW.vacancy_seq::text, coalesce(chain.link, '0000000000000000000000000000000000000000000000000000000000000000'), NEW.vacancy_ref,
        NEW.subject_ref, NEW.check_ref, NEW.event_type)
    THEN
        RAISE EXCEPTION 'a record must follow the one before it'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$

CREATE FUNCTION screening_record_moves_heads() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE log_head SET size = NEW.seq + 1, link = NEW.link WHERE id = 1;
    INSERT INTO vacancy_head (vacancy_ref, size, link)
    VALUES (NEW.vacancy_ref, NEW.vacancy_seq + 1, NEW.vacancy_link)
    ON CONFLICT (vacancy_ref) DO UPDATE SET size = excluded.size, link = excluded.link;
    RETURN NULL;
END $$

CREATE FUNCTION screening_log_head_follows_record() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.id <> OLD.id OR NEW.log_id <> OLD.log_id OR NEW.size <> OLD.size + 1
    OR NOT EXISTS (SELECT 1 FROM record WHERE seq = OLD.size AND link = NEW.link) THEN
        RAISE EXCEPTION 'the head of the log moves with its records'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$

CREATE FUNCTION screening_vacancy_head_follows_record() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF (TG_OP = 'UPDATE' AND (NEW.vacancy_ref <> OLD.vacancy_ref OR NEW.size <> OLD.size + 1))
    OR NOT EXISTS (
        SELECT 1 FROM record WHERE vacancy_ref = NEW.vacancy_ref
        AND vacancy_seq = NEW.size - 1 AND vacancy_link = NEW.link
    ) THEN
        RAISE EXCEPTION 'the head of a chain moves with its records'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$

CREATE FUNCTION screening_payload_only_empties() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.sealed IS NOT NULL OR NEW.seq <> OLD.seq
    OR NEW.owner <> OLD.owner OR NEW.retention <> OLD.retention THEN
        RAISE EXCEPTION 'a payload can be erased, not changed'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$

CREATE TRIGGER record_follows_head BEFORE INSERT ON record
FOR EACH ROW EXECUTE FUNCTION screening_record_follows_head()

CREATE TRIGGER record_moves_heads AFTER INSERT ON record
FOR EACH ROW EXECUTE FUNCTION screening_record_moves_heads()

CREATE TRIGGER record_never_changes BEFORE UPDATE ON record
FOR EACH ROW EXECUTE FUNCTION screening_refuse('a record never changes')

CREATE TRIGGER record_never_goes BEFORE DELETE OR TRUNCATE ON record
FOR EACH STATEMENT EXECUTE FUNCTION screening_refuse('a record never goes')

CREATE TRIGGER log_head_comes_once BEFORE INSERT ON log_head
FOR EACH STATEMENT EXECUTE FUNCTION screening_refuse('there is one log')

CREATE TRIGGER log_head_follows_record BEFORE UPDATE ON log_head
FOR EACH ROW EXECUTE FUNCTION screening_log_head_follows_record()

CREATE TRIGGER log_head_never_goes BEFORE DELETE OR TRUNCATE ON log_head
FOR EACH STATEMENT EXECUTE FUNCTION screening_refuse('the head of the log never goes')

CREATE TRIGGER vacancy_head_comes_with_record BEFORE INSERT ON vacancy_head
FOR EACH ROW EXECUTE FUNCTION screening_vacancy_head_follows_record()

CREATE TRIGGER vacancy_head_follows_record BEFORE UPDATE ON vacancy_head
FOR EACH ROW EXECUTE FUNCTION screening_vacancy_head_follows_record()

CREATE TRIGGER vacancy_head_never_goes BEFORE DELETE OR TRUNCATE ON vacancy_head
FOR EACH STATEMENT EXECUTE FUNCTION screening_refuse('the head of a chain never goes')

CREATE TRIGGER payload_only_empties BEFORE UPDATE ON payload
FOR EACH ROW EXECUTE FUNCTION screening_payload_only_empties()

CREATE TRIGGER payload_never_goes BEFORE DELETE OR TRUNCATE ON payload
FOR EACH STATEMENT EXECUTE FUNCTION screening_refuse('that there was a payload never goes')
