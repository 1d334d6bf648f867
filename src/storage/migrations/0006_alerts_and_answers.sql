-- What must be acted on at once, and what the reporter said to the first questions (JSON: id, value, and the words asked
-- and said, which outlive the questions). Both may be told by nobody, and are by no earlier report.
ALTER TABLE report ADD COLUMN alert {{text}} NOT NULL DEFAULT 'none';
ALTER TABLE report ADD COLUMN answers {{text}} NOT NULL DEFAULT '[]';
