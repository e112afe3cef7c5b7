/** What agents told of their own work. */
export const reportTables = `
-- A prompt that an agent told of, so that it is recorded once however often it is read; run is null once that was forgotten.
CREATE TABLE reported_prompts (
  key TEXT PRIMARY KEY,
  run TEXT REFERENCES run_facts(id) ON DELETE SET NULL,
  agent TEXT NOT NULL,
  model TEXT,
  prompt TEXT,
  tokens INT,
  cost_usd REAL,
  -- Edits that a person kept, and rejected, in the agent's own user interface.
  kept INT NOT NULL,
  rejected INT NOT NULL,
  -- Whether the run left open which model, and which prompt, when this joined it.
  fills_model INT NOT NULL CHECK(fills_model IN (0,1)),
  fills_prompt INT NOT NULL CHECK(fills_prompt IN (0,1))
) WITHOUT ROWID;
CREATE INDEX reported_prompts_run ON reported_prompts(run);

-- Each text that instruction files of agents have had, by its hash, and what it is called.
CREATE TABLE instruction_versions (
  hash TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) WITHOUT ROWID;
`;
