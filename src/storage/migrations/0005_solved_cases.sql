-- A solved report made into knowledge. One for each report; personal data has been taken out before it is written here.
CREATE TABLE solved_case (
    id {{int64}} PRIMARY KEY,
    report_id {{int64}} NOT NULL REFERENCES report (id),
    team_id {{int64}},
    commissioner_id {{int64}},
    county {{int64}} NOT NULL,
    month {{int64}} NOT NULL,                   -- 1 to 12, in which the problem was told
    state {{text}} NOT NULL,
    version {{int64}} NOT NULL,
    title {{text}} NOT NULL,
    problem {{text}} NOT NULL,
    answer {{text}} NOT NULL,
    crop {{text}} NOT NULL,
    kind {{text}} NOT NULL,
    author_account {{int64}},
    author {{text}} NOT NULL,
    reviewer_account {{int64}},
    reviewer {{text}} NOT NULL,
    reviewed_at {{int64}},
    revision {{int64}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX uq_solved_case_report_id ON solved_case (report_id);
CREATE INDEX ix_solved_case_revision ON solved_case (revision);
CREATE INDEX ix_solved_case_county ON solved_case (county, id);
CREATE INDEX ix_solved_case_team ON solved_case (team_id, id);
CREATE INDEX ix_solved_case_commissioner ON solved_case (commissioner_id, id);
CREATE INDEX ix_solved_case_author ON solved_case (author_account, id);

-- Append-only: what the case was after each change, who made it and why.
CREATE TABLE solved_case_version (
    case_id {{int64}} NOT NULL REFERENCES solved_case (id),
    version {{int64}} NOT NULL,
    at {{int64}} NOT NULL,
    account_id {{int64}},
    author {{text}} NOT NULL,
    change {{text}} NOT NULL,
    note {{text}} NOT NULL,
    state {{text}} NOT NULL,
    title {{text}} NOT NULL,
    problem {{text}} NOT NULL,
    answer {{text}} NOT NULL,
    crop {{text}} NOT NULL,
    kind {{text}} NOT NULL,
    PRIMARY KEY (case_id, version)
) {{by_key}};

-- How often an article or a case was inserted into an answer, and how often somebody said that it solved the problem.
CREATE TABLE document_count (
    type {{text}} NOT NULL,
    document {{text}} NOT NULL,
    used {{int64}} NOT NULL,
    helped {{int64}} NOT NULL,
    revision {{int64}} NOT NULL,
    PRIMARY KEY (type, document)
) {{by_key}};
CREATE INDEX ix_document_count_revision ON document_count (revision);

-- What the answers to a report were made from; counted once for each report.
CREATE TABLE inserted_document (
    report_id {{int64}} NOT NULL REFERENCES report (id),
    type {{text}} NOT NULL,
    document {{text}} NOT NULL,
    helped {{int64}} NOT NULL,                  -- 1 once the reporter has said that it is solved or better
    PRIMARY KEY (report_id, type, document)
) {{by_key}};

-- Problems that knowledge solved before anybody was asked: no reports, so they stand in no counter of reports.
CREATE TABLE solved_by_knowledge (
    region {{int64}} NOT NULL,                  -- a county; the province when it was not said
    month {{int64}} NOT NULL,
    solved {{int64}} NOT NULL,
    PRIMARY KEY (region, month)
) {{by_key}};

-- Numbers that grow with every change, so that other processes see what is new: of "documents" and of "knowledge".
-- Whoever takes the next one holds its row until the commit, so that numbers become visible in their order. No row yet
-- is 0.
CREATE TABLE revision (
    name {{text}} PRIMARY KEY,
    number {{int64}} NOT NULL
) {{by_key}};

-- Every content a knowledge file has had, by load-knowledge or by an administrator in the browser. "" is: removed.
CREATE TABLE knowledge_version (
    path {{text}} NOT NULL,
    version {{int64}} NOT NULL,
    content {{text}} NOT NULL,
    at {{int64}} NOT NULL,
    account_id {{int64}},
    author {{text}} NOT NULL,
    note {{text}} NOT NULL,
    origin {{text}} NOT NULL,                   -- "load" or "edit"
    PRIMARY KEY (path, version)
) {{by_key}};
INSERT INTO knowledge_version (path, version, content, at, account_id, author, note, origin)
    SELECT path, 1, content, loaded_at, NULL, '', '', 'load' FROM knowledge_file;
