-- Conventions: ids are made by the program (53 bits, growing with time, so rows append); instants are milliseconds UTC;
-- days are days since 1970-01-01 in Beijing; booleans are 0/1; "" means "not said" for texts, NULL means "none" for links.

-- People who report have no account: the phone is the identity.
CREATE TABLE reporter (
    id {{int64}} PRIMARY KEY,
    phone {{text}} NOT NULL,
    created_at {{int64}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX uq_reporter_phone ON reporter (phone);

-- Name, kind and organisation stay with each report: a later report under the same phone must not rewrite an older one.
CREATE TABLE report (
    id {{int64}} PRIMARY KEY,
    number {{text}} NOT NULL,
    token {{text}} NOT NULL,
    reporter_id {{int64}} NOT NULL REFERENCES reporter (id),
    reporter_kind {{text}} NOT NULL,
    reporter_name {{text}} NOT NULL,
    organisation {{text}} NOT NULL,
    channel {{text}} NOT NULL,
    county {{int64}} NOT NULL,
    township {{int64}} NOT NULL,
    village {{text}} NOT NULL,
    exact_place {{int64}} NOT NULL,
    notice_version {{text}} NOT NULL,
    text {{text}} NOT NULL,
    understood {{text}} NOT NULL,               -- JSON: candidates and the words that led to them
    crop {{text}} NOT NULL,
    kind {{text}} NOT NULL,
    urgency {{text}} NOT NULL,
    state {{text}} NOT NULL,
    version {{int64}} NOT NULL,
    team_id {{int64}},
    commissioner_id {{int64}},
    reporter_waits {{int64}} NOT NULL,
    submitted_at {{int64}} NOT NULL,
    answer_due {{int64}} NOT NULL,
    first_answer_at {{int64}},
    answer_missed {{int64}} NOT NULL,
    finished_at {{int64}},
    reopened {{int64}} NOT NULL,
    visit_at {{int64}},
    visit_note {{text}} NOT NULL,
    visit_planned_at {{int64}},
    outcome {{text}},
    score {{int64}} NOT NULL,
    outcome_text {{text}} NOT NULL,
    outcome_at {{int64}},
    duplicate_of {{int64}}
) {{strict}};
CREATE UNIQUE INDEX uq_report_number ON report (number);
CREATE UNIQUE INDEX uq_report_token ON report (token);
CREATE INDEX ix_report_reporter ON report (reporter_id, id);
CREATE INDEX ix_report_county ON report (county, id);
-- Work lists look only at what is not finished, which stays small however many years are kept.
CREATE INDEX ix_report_open_holder ON report (commissioner_id, id) WHERE finished_at IS NULL;
CREATE INDEX ix_report_open_team ON report (team_id, id) WHERE finished_at IS NULL;
CREATE INDEX ix_report_open_county ON report (county, id) WHERE finished_at IS NULL;
CREATE INDEX ix_report_holder ON report (commissioner_id, id);
CREATE INDEX ix_report_team ON report (team_id, id);

-- Timers: one row for each running deadline of an open report, so the table stays small.
CREATE TABLE deadline (
    report_id {{int64}} NOT NULL REFERENCES report (id),
    kind {{text}} NOT NULL,
    due_at {{int64}} NOT NULL,
    marked {{int64}} NOT NULL,              -- 1 once passing it has been dealt with
    PRIMARY KEY (report_id, kind)
) {{strict}};
CREATE INDEX ix_deadline_due ON deadline (marked, due_at);

CREATE TABLE event (
    id {{int64}} PRIMARY KEY,
    report_id {{int64}} NOT NULL REFERENCES report (id),
    at {{int64}} NOT NULL,
    party {{text}} NOT NULL,
    account_id {{int64}},
    author {{text}} NOT NULL,
    action {{text}} NOT NULL,
    from_state {{text}},
    to_state {{text}} NOT NULL,
    note {{text}} NOT NULL
) {{strict}};
CREATE INDEX ix_event_report ON event (report_id, id);

CREATE TABLE message (
    id {{int64}} PRIMARY KEY,
    report_id {{int64}} NOT NULL REFERENCES report (id),
    at {{int64}} NOT NULL,
    kind {{text}} NOT NULL,
    party {{text}} NOT NULL,
    account_id {{int64}},
    author {{text}} NOT NULL,
    text {{text}} NOT NULL
) {{strict}};
CREATE INDEX ix_message_report ON message (report_id, id);

-- A photo waits here until a report or message of the same sender takes it.
CREATE TABLE photo (
    id {{int64}} PRIMARY KEY,
    sha256 {{text}} NOT NULL,
    sender {{text}} NOT NULL,
    created_at {{int64}} NOT NULL,
    report_id {{int64}},
    message_id {{int64}}
) {{strict}};
CREATE INDEX ix_photo_report ON photo (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX ix_photo_waiting ON photo (created_at) WHERE report_id IS NULL;
CREATE INDEX ix_photo_sha256 ON photo (sha256);

CREATE TABLE assignment (
    id {{int64}} PRIMARY KEY,
    report_id {{int64}} NOT NULL REFERENCES report (id),
    team_id {{int64}},
    commissioner_id {{int64}} NOT NULL,
    offered_at {{int64}} NOT NULL,
    respond_by {{int64}} NOT NULL,
    outcome {{text}} NOT NULL,
    note {{text}} NOT NULL
) {{strict}};
CREATE INDEX ix_assignment_report ON assignment (report_id, id);

CREATE TABLE routing_decision (
    id {{int64}} PRIMARY KEY,
    report_id {{int64}} NOT NULL REFERENCES report (id),
    at {{int64}} NOT NULL,
    body {{text}} NOT NULL                      -- JSON: candidates, scores, reasons, snapshot version
) {{strict}};
CREATE INDEX ix_routing_decision_report ON routing_decision (report_id, id);

-- People and teams. Nobody is deleted; memberships and coverage end by date.
CREATE TABLE commissioner (
    id {{int64}} PRIMARY KEY,
    name {{text}} NOT NULL,
    phone {{text}} NOT NULL,
    organisation {{text}} NOT NULL,
    title {{text}} NOT NULL,
    county {{int64}} NOT NULL,
    crops {{text}} NOT NULL,                    -- ids, separated by spaces
    kinds {{text}} NOT NULL,
    load_limit {{int64}} NOT NULL,
    suspended {{int64}} NOT NULL,
    version {{int64}} NOT NULL,
    created_at {{int64}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX uq_commissioner_phone ON commissioner (phone);

-- Live figures, kept in the same transaction as the report that changes them.
CREATE TABLE commissioner_load (
    commissioner_id {{int64}} PRIMARY KEY,
    open {{int64}} NOT NULL,
    answered {{int64}} NOT NULL,
    solved {{int64}} NOT NULL,
    last_assigned_at {{int64}} NOT NULL
) {{strict}};

CREATE TABLE appointment (
    id {{int64}} PRIMARY KEY,
    commissioner_id {{int64}} NOT NULL REFERENCES commissioner (id),
    programme {{text}} NOT NULL,
    level {{text}} NOT NULL,
    batch {{text}} NOT NULL,
    first_day {{int64}} NOT NULL,
    last_day {{int64}} NOT NULL,
    ended_day {{int64}},
    outcome {{text}}
) {{strict}};
CREATE INDEX ix_appointment_commissioner ON appointment (commissioner_id, id);

CREATE TABLE absence (
    id {{int64}} PRIMARY KEY,
    commissioner_id {{int64}} NOT NULL REFERENCES commissioner (id),
    first_day {{int64}} NOT NULL,
    last_day {{int64}} NOT NULL,
    reason {{text}} NOT NULL,
    stand_in_id {{int64}},
    cancelled {{int64}} NOT NULL
) {{strict}};
CREATE INDEX ix_absence_commissioner ON absence (commissioner_id, id);

CREATE TABLE team (
    id {{int64}} PRIMARY KEY,
    name {{text}} NOT NULL,
    industry {{text}} NOT NULL,
    region {{int64}} NOT NULL,
    active {{int64}} NOT NULL,
    version {{int64}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX uq_team_name ON team (name);

CREATE TABLE membership (
    id {{int64}} PRIMARY KEY,
    team_id {{int64}} NOT NULL REFERENCES team (id),
    commissioner_id {{int64}} NOT NULL REFERENCES commissioner (id),
    leader {{int64}} NOT NULL,
    joined_at {{int64}} NOT NULL,
    left_at {{int64}}
) {{strict}};
CREATE UNIQUE INDEX uq_membership_team_id_commissioner_id ON membership (team_id, commissioner_id) WHERE left_at IS NULL;
CREATE INDEX ix_membership_commissioner ON membership (commissioner_id) WHERE left_at IS NULL;

CREATE TABLE coverage (
    id {{int64}} PRIMARY KEY,
    team_id {{int64}} NOT NULL REFERENCES team (id),
    crop {{text}} NOT NULL,
    region {{int64}} NOT NULL,
    kind {{text}},
    added_at {{int64}} NOT NULL,
    removed_at {{int64}}
) {{strict}};
CREATE INDEX ix_coverage_team ON coverage (team_id) WHERE removed_at IS NULL;

-- One row: a new, never repeated word whenever anything that routing reads has changed.
CREATE TABLE roster_version (
    id {{int64}} PRIMARY KEY,
    version {{text}} NOT NULL
) {{strict}};

-- The history of people and teams: who changed what, when.
CREATE TABLE roster_change (
    id {{int64}} PRIMARY KEY,
    at {{int64}} NOT NULL,
    account_id {{int64}},
    author {{text}} NOT NULL,
    commissioner_id {{int64}},
    team_id {{int64}},
    change {{text}} NOT NULL,
    note {{text}} NOT NULL
) {{strict}};
CREATE INDEX ix_roster_change_commissioner ON roster_change (commissioner_id, id);
CREATE INDEX ix_roster_change_team ON roster_change (team_id, id);

CREATE TABLE account (
    id {{int64}} PRIMARY KEY,
    phone {{text}} NOT NULL,
    name {{text}} NOT NULL,
    role {{text}} NOT NULL,                     -- "commissioner" also for leaders: who leads is said by membership
    region {{int64}} NOT NULL,
    commissioner_id {{int64}},
    password_hash {{text}} NOT NULL,            -- argon2id; "" when none was set yet
    disabled {{int64}} NOT NULL,
    created_at {{int64}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX uq_account_phone ON account (phone);

-- Only hashes of secrets: a stolen copy of this table opens no session.
CREATE TABLE session (
    key_hash {{text}} PRIMARY KEY,
    account_id {{int64}} NOT NULL REFERENCES account (id),
    created_at {{int64}} NOT NULL,
    expires_at {{int64}} NOT NULL
) {{strict}};
CREATE INDEX ix_session_account ON session (account_id);
CREATE INDEX ix_session_expires ON session (expires_at);

CREATE TABLE phone_code (
    phone {{text}} PRIMARY KEY,
    code_hash {{text}} NOT NULL,
    expires_at {{int64}} NOT NULL,
    tries {{int64}} NOT NULL
) {{strict}};

CREATE TABLE throttle (
    key_hash {{text}} PRIMARY KEY,
    window_ends {{int64}} NOT NULL,
    count {{int64}} NOT NULL
) {{strict}};
CREATE INDEX ix_throttle_window ON throttle (window_ends);

CREATE TABLE idempotency_key (
    key_hash {{text}} PRIMARY KEY,
    request_hash {{text}} NOT NULL,
    status {{int64}} NOT NULL,
    body {{text}} NOT NULL,
    created_at {{int64}} NOT NULL
) {{strict}};
CREATE INDEX ix_idempotency_key_created ON idempotency_key (created_at);

-- The outbox: written with the change that causes it, delivered afterwards.
CREATE TABLE notice (
    id {{int64}} PRIMARY KEY,
    template {{text}} NOT NULL,
    phone {{text}} NOT NULL,
    arguments {{text}} NOT NULL,                -- JSON object of texts
    created_at {{int64}} NOT NULL,
    due_at {{int64}} NOT NULL,              -- next try
    tries {{int64}} NOT NULL,
    sent_at {{int64}},
    last_error {{text}} NOT NULL
) {{strict}};
CREATE INDEX ix_notice_waiting ON notice (due_at) WHERE sent_at IS NULL;

-- Counters: every report counts in the month it was told, for its county, prefecture and province, in each dimension.
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
) {{strict}};

-- How long first answers took, as a histogram whose buckets add up over any set of rows.
CREATE TABLE answer_time (
    region {{int64}} NOT NULL,
    month {{int64}} NOT NULL,
    dimension {{text}} NOT NULL,
    member {{text}} NOT NULL,
    bucket {{int64}} NOT NULL,
    reports {{int64}} NOT NULL,
    PRIMARY KEY (region, dimension, month, member, bucket)
) {{strict}};

CREATE TABLE knowledge_file (
    path {{text}} PRIMARY KEY,
    content {{text}} NOT NULL,
    loaded_at {{int64}} NOT NULL
) {{strict}};

-- One row that /readyz writes: only a durable write proves that a report could be accepted.
CREATE TABLE heartbeat (
    id {{int64}} PRIMARY KEY,
    at {{int64}} NOT NULL
) {{strict}};
