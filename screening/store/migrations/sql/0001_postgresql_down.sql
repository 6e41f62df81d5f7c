-- The functions go, and the triggers with them; on SQLite they go with their tables.
DROP FUNCTION screening_refuse() CASCADE

DROP FUNCTION screening_record_follows_head() CASCADE

DROP FUNCTION screening_record_moves_heads() CASCADE

DROP FUNCTION screening_log_head_follows_record() CASCADE

DROP FUNCTION screening_vacancy_head_follows_record() CASCADE

DROP FUNCTION screening_payload_only_empties() CASCADE
