-- The counters of one month lie together, and inside it those of one region: a new report counts in the same few pages
-- as the others of its month, however many years are kept, and a question reads a short run of rows for each month.
-- How long first answers took stands in the row itself, as "bucket:reports bucket:reports …".

ALTER TABLE counter RENAME TO counter_by_region;
CREATE TABLE counter (
    month {{int64}} NOT NULL,               -- year * 12 + month - 1, Beijing
    region {{int64}} NOT NULL,
    dimension {{text}} NOT NULL,                -- all, crop, team, kind
    member {{text}} NOT NULL,
    reports {{int64}} NOT NULL DEFAULT 0,
    open {{int64}} NOT NULL DEFAULT 0,
    answered {{int64}} NOT NULL DEFAULT 0,
    on_time {{int64}} NOT NULL DEFAULT 0,
    late {{int64}} NOT NULL DEFAULT 0,
    solved {{int64}} NOT NULL DEFAULT 0,
    better {{int64}} NOT NULL DEFAULT 0,
    unsolved {{int64}} NOT NULL DEFAULT 0,
    not_tried {{int64}} NOT NULL DEFAULT 0,
    no_feedback {{int64}} NOT NULL DEFAULT 0,
    reopened {{int64}} NOT NULL DEFAULT 0,
    withdrawn {{int64}} NOT NULL DEFAULT 0,
    duplicate {{int64}} NOT NULL DEFAULT 0,
    rejected {{int64}} NOT NULL DEFAULT 0,
    answer_times {{text}} NOT NULL DEFAULT '',
    PRIMARY KEY (month, region, dimension, member)
) {{by_key}};
INSERT INTO counter
    SELECT month, region, dimension, member, reports, open, answered, on_time, late, solved, better, unsolved,
           not_tried, no_feedback, reopened, withdrawn, duplicate, rejected,
           COALESCE((SELECT {{joined}}(CAST(t.bucket AS TEXT) || ':' || CAST(t.reports AS TEXT), ' ')
                     FROM answer_time t
                     WHERE t.region = c.region AND t.dimension = c.dimension AND t.month = c.month
                           AND t.member = c.member AND t.reports <> 0), '')
    FROM counter_by_region c
    ORDER BY month, region, dimension, member;
DROP TABLE counter_by_region;
DROP TABLE answer_time;
