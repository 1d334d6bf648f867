-- The alert that a person has taken back last: what is only guessed from later words does not raise it again. No earlier
-- report had one taken back.
ALTER TABLE report ADD COLUMN alert_cleared {{text}} NOT NULL DEFAULT 'none';
