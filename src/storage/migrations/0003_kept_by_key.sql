-- Rows that are only ever found by their whole key are kept in its order: one tree to write instead of two.

ALTER TABLE counter RENAME TO counter_by_row;
CREATE TABLE counter (
    region {{int64}} NOT NULL,
    month {{int64}} NOT NULL,               -- year * 12 + month - 1, Beijing
    dimension {{text}} NOT NULL,                -- all, crop, team, kind
    member {{text}} NOT NULL,
    reports {{int64}} NOT NULL,
    open {{int64}} NOT NULL,
    answered {{int64}} NOT NULL,
    on_time {{int64}} NOT NULL,
    late {{int64}} NOT NULL,
    solved {{int64}} NOT NULL,
    better {{int64}} NOT NULL,
    unsolved {{int64}} NOT NULL,
    not_tried {{int64}} NOT NULL,
    no_feedback {{int64}} NOT NULL,
    reopened {{int64}} NOT NULL,
    withdrawn {{int64}} NOT NULL,
    duplicate {{int64}} NOT NULL,
    rejected {{int64}} NOT NULL,
    PRIMARY KEY (region, dimension, month, member)
) {{by_key}};
INSERT INTO counter SELECT * FROM counter_by_row;
DROP TABLE counter_by_row;

ALTER TABLE answer_time RENAME TO answer_time_by_row;
CREATE TABLE answer_time (
    region {{int64}} NOT NULL,
    month {{int64}} NOT NULL,
    dimension {{text}} NOT NULL,
    member {{text}} NOT NULL,
    bucket {{int64}} NOT NULL,
    reports {{int64}} NOT NULL,
    PRIMARY KEY (region, dimension, month, member, bucket)
) {{by_key}};
INSERT INTO answer_time SELECT * FROM answer_time_by_row;
DROP TABLE answer_time_by_row;

ALTER TABLE throttle RENAME TO throttle_by_row;
CREATE TABLE throttle (
    key_hash {{text}} PRIMARY KEY,
    window_ends {{int64}} NOT NULL,
    count {{int64}} NOT NULL
) {{by_key}};
INSERT INTO throttle SELECT * FROM throttle_by_row;
DROP TABLE throttle_by_row;
CREATE INDEX ix_throttle_window ON throttle (window_ends);

ALTER TABLE deadline RENAME TO deadline_by_row;
CREATE TABLE deadline (
    report_id {{int64}} NOT NULL REFERENCES report (id),
    kind {{text}} NOT NULL,
    due_at {{int64}} NOT NULL,
    marked {{int64}} NOT NULL,              -- 1 once passing it has been dealt with
    PRIMARY KEY (report_id, kind)
) {{by_key}};
INSERT INTO deadline SELECT * FROM deadline_by_row;
DROP TABLE deadline_by_row;
CREATE INDEX ix_deadline_due ON deadline (marked, due_at);

-- The office of a region is looked up for every report that waits in triage, among many more commissioners' accounts.
CREATE INDEX ix_account_office ON account (region, id) WHERE role <> 'commissioner';
