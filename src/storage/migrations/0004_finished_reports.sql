-- A new report is written into indexes of open reports alone, which stay small and in memory however many years are
-- kept; it moves into the large ones when it is finished.
DROP INDEX ix_report_county;
DROP INDEX ix_report_holder;
DROP INDEX ix_report_team;
CREATE INDEX ix_report_finished_county ON report (county, id) WHERE finished_at IS NOT NULL;
CREATE INDEX ix_report_finished_holder ON report (commissioner_id, id) WHERE finished_at IS NOT NULL;
CREATE INDEX ix_report_finished_team ON report (team_id, id) WHERE finished_at IS NOT NULL;
