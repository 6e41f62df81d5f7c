-- The triggers that make the log append-only. Statements are parted by empty lines.
-- Never edited: a change is a new migration with triggers of its own.
--
-- A record is let in only when it comes right after both heads, says so in its canonical bytes,
-- and its columns agree with them. Only then do the heads move, and only to where it says. A
-- payload may be emptied, which is what erasing does. Nothing else here may change, nothing go.
CREATE TRIGGER record_follows_head BEFORE INSERT ON record
WHEN NOT EXISTS (
    SELECT 1 FROM log_head AS head
    LEFT JOIN vacancy_head AS chain ON chain.vacancy_ref = NEW.vacancy_ref
    WHERE head.id = 1 AND NEW.seq = head.size
    AND NEW.vacancy_seq = coalesce(chain.size, 0)
    AND json_extract(NEW.canonical, '$.prev_vacancy_hash')
        = coalesce(chain.link, '0000000000000000000000000000000000000000000000000000000000000000')
AND json_extract(NEW.canonical, '$.log_id') = head.log_id
AND json_extract(NEW.canonical, '$.seq') = CAST(head.size AS TEXT)
AND json_extract(NEW.canonical, '$.prev_hash') = head.link
AND json_extract(NEW.canonical, '$.vacancy_seq') = CAST(NEW.vacancy_seq AS TEXT)
AND json_extract(NEW.canonical, '$.vacancy_ref') = NEW.vacancy_ref
AND json_extract(NEW.canonical, '$.subject_ref') = NEW.subject_ref
AND json_extract(NEW.canonical, '$.check_ref') = NEW.check_ref
AND json_extract(NEW.canonical, '$.event_type') = NEW.event_type
)
BEGIN SELECT RAISE(ABORT, 'a record must follow the one before it'); END

CREATE TRIGGER record_moves_heads AFTER INSERT ON record
BEGIN
    UPDATE log_head SET size = NEW.seq + 1, link = NEW.link;
    INSERT INTO vacancy_head (vacancy_ref, size, link)
    VALUES (NEW.vacancy_ref, NEW.vacancy_seq + 1, NEW.vacancy_link)
    ON CONFLICT (vacancy_ref) DO UPDATE SET size = excluded.size, link = excluded.link;
END

CREATE TRIGGER record_never_changes BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record never changes'); END

CREATE TRIGGER record_never_goes BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'a record never goes'); END

CREATE TRIGGER log_head_comes_once BEFORE INSERT ON log_head
WHEN EXISTS (SELECT 1 FROM log_head)
BEGIN SELECT RAISE(ABORT, 'there is one log'); END

CREATE TRIGGER log_head_follows_record BEFORE UPDATE ON log_head
WHEN NEW.id <> OLD.id OR NEW.log_id <> OLD.log_id OR NEW.size <> OLD.size + 1
OR NOT EXISTS (SELECT 1 FROM record WHERE seq = OLD.size AND link = NEW.link)
BEGIN SELECT RAISE(ABORT, 'the head of the log moves with its records'); END

CREATE TRIGGER log_head_never_goes BEFORE DELETE ON log_head
BEGIN SELECT RAISE(ABORT, 'the head of the log never goes'); END

CREATE TRIGGER vacancy_head_comes_with_record BEFORE INSERT ON vacancy_head
WHEN NOT EXISTS (
    SELECT 1 FROM record WHERE vacancy_ref = NEW.vacancy_ref
    AND vacancy_seq = NEW.size - 1 AND vacancy_link = NEW.link
)
BEGIN SELECT RAISE(ABORT, 'a vacancy''s chain begins with its first record'); END

CREATE TRIGGER vacancy_head_follows_record BEFORE UPDATE ON vacancy_head
WHEN NEW.vacancy_ref <> OLD.vacancy_ref OR NEW.size <> OLD.size + 1
OR NOT EXISTS (
    SELECT 1 FROM record WHERE vacancy_ref = OLD.vacancy_ref
    AND vacancy_seq = OLD.size AND vacancy_link = NEW.link
)
BEGIN SELECT RAISE(ABORT, 'the head of a chain moves with its records'); END

CREATE TRIGGER vacancy_head_never_goes BEFORE DELETE ON vacancy_head
BEGIN SELECT RAISE(ABORT, 'the head of a chain never goes'); END

CREATE TRIGGER payload_only_empties BEFORE UPDATE ON payload
WHEN NEW.sealed IS NOT NULL OR NEW.seq <> OLD.seq
OR NEW.owner <> OLD.owner OR NEW.retention <> OLD.retention
BEGIN SELECT RAISE(ABORT, 'a payload can be erased, not changed'); END

CREATE TRIGGER payload_never_goes BEFORE DELETE ON payload
BEGIN SELECT RAISE(ABORT, 'that there was a payload never goes'); END
