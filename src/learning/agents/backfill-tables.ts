/** What agents did before the ledger was there, or without it. */
export const backfillTables = `
-- Only to be looked at: no run, so in no count, no choice and no export.
CREATE TABLE backfilled_runs (
  -- As in reported_prompts.
  key TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  agent TEXT NOT NULL,
  model TEXT,
  goal TEXT,
  tokens INT,
  cost_usd REAL,
  -- JSON: paths relative to the ledger's root.
  files TEXT NOT NULL,
  started_at DATETIME NOT NULL,
  ended_at DATETIME
) WITHOUT ROWID;
CREATE INDEX backfilled_runs_started ON backfilled_runs(started_at);
`;
