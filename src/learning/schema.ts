import { backfillTables } from './agents/backfill-tables.js';
import { callTraffic } from './budget/call-traffic.js';
import { choosingTables } from './choosing-tables.js';
import { docsTables } from './docs/records/docs-tables.js';
import { panelTables } from './panel/panel-tables.js';
import { reportTables } from './runs/report-tables.js';
import type { Migration } from './sqlite/open.js';

/**
 * `runs`, `signals`, `pairs` and `web_cache` have exactly the columns and checks that SQL written for them expects;
 * everything else the product knows lies in companion tables. Times are UTC, `YYYY-MM-DD HH:MM:SS`, in the
 * companion tables with milliseconds.
 *
 * The ledger is append-only where it matters: `evidence` and `pulls` rows are never changed by a later verdict, they
 * are followed by another row. `tallies` and `run_totals` are sums kept by triggers, so that they are right for every
 * writer and no reader ever scans the history.
 */
const schema1 = `
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  ts DATETIME DEFAULT CURRENT_TIMESTAMP,
  task_slug TEXT,
  model_name TEXT,
  prompt_id TEXT,
  reward REAL CHECK(reward >= 0 AND reward <= 1),
  cost_tokens INT,
  duration_ms INT
);
CREATE INDEX runs_task ON runs(task_slug);
CREATE INDEX runs_model ON runs(model_name);
CREATE INDEX runs_prompt ON runs(prompt_id);

CREATE TABLE signals (
  run_id INTEGER REFERENCES runs(id),
  lint_errors INT,
  type_errors INT,
  tests_failed INT,
  coverage_pct REAL,
  schema_errors INT,
  boundary_errors INT
);
CREATE INDEX signals_run ON signals(run_id);

CREATE TABLE pairs (
  id INTEGER PRIMARY KEY,
  task_slug TEXT,
  role TEXT CHECK(role IN ('coder','fixer','judge')),
  prompt_json TEXT,
  output_json TEXT,
  label REAL CHECK(label >= 0 AND label <= 1)
);
CREATE INDEX pairs_role_label ON pairs(role, label DESC);

CREATE TABLE web_cache (
  url TEXT PRIMARY KEY,
  html TEXT,
  fetched_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

-- Facts about the ledger itself: its identity, whether it keeps texts.
CREATE TABLE ledger (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- A run from its first moment; runs.id is known once it has settled for the first time.
CREATE TABLE run_facts (
  id TEXT PRIMARY KEY,
  run_id INTEGER UNIQUE REFERENCES runs(id),
  status TEXT NOT NULL CHECK(status IN ('open','finished','discarded')),
  task_slug TEXT NOT NULL,
  goal TEXT,
  role TEXT NOT NULL CHECK(role IN ('coder','fixer','judge')),
  complexity TEXT CHECK(complexity IN ('easy','medium','hard')),
  agent TEXT,
  model_name TEXT,
  prompt_id TEXT,
  context_id TEXT,
  provenance TEXT NOT NULL CHECK(provenance IN ('reported','told','guessed')),
  started_at DATETIME NOT NULL,
  finished_at DATETIME,
  cost_tokens INT,
  cost_usd REAL,
  duration_ms INT,
  verdict REAL CHECK(verdict >= 0 AND verdict <= 1),
  -- The formula that teaches, and every formula's parts as JSON: {"classic": {...}}.
  formula TEXT,
  scores TEXT,
  attempt_of TEXT REFERENCES run_facts(id)
);
CREATE INDEX run_facts_status ON run_facts(status, started_at);
CREATE INDEX run_facts_started ON run_facts(started_at);

-- What was proposed, from which arms and how likely, before anything was pulled.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ts DATETIME NOT NULL,
  chooser TEXT NOT NULL CHECK(chooser IN ('prompt','model','context')),
  arm TEXT NOT NULL,
  arm_version TEXT NOT NULL,
  policy TEXT NOT NULL,
  propensity REAL NOT NULL CHECK(propensity > 0 AND propensity <= 1),
  seed INTEGER NOT NULL,
  -- JSON: the arms that could have been chosen, each with version, trials and wins as they stood.
  candidates TEXT NOT NULL,
  complexity TEXT,
  run TEXT REFERENCES run_facts(id),
  -- Whether the run used what was proposed; null until known.
  followed INT CHECK(followed IN (0,1))
);
CREATE INDEX decisions_run ON decisions(run);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL REFERENCES run_facts(id),
  ts DATETIME NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
);
CREATE INDEX evidence_run ON evidence(run);

-- Every change of an arm's tally. A correction is a row with trials 0.
CREATE TABLE pulls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ts DATETIME NOT NULL,
  chooser TEXT NOT NULL CHECK(chooser IN ('prompt','model','context')),
  arm TEXT NOT NULL,
  arm_version TEXT NOT NULL,
  cause TEXT NOT NULL CHECK(cause IN ('run','verdict','direct','person','opening','forgotten')),
  trials REAL NOT NULL,
  wins REAL NOT NULL,
  run TEXT REFERENCES run_facts(id),
  decision INTEGER REFERENCES decisions(id)
);
CREATE INDEX pulls_arm ON pulls(chooser, arm, id);
CREATE INDEX pulls_run ON pulls(run);
CREATE INDEX pulls_forgotten ON pulls(id) WHERE cause = 'forgotten';

CREATE TABLE tallies (
  chooser TEXT NOT NULL,
  arm TEXT NOT NULL,
  trials REAL NOT NULL,
  wins REAL NOT NULL,
  last_pull INTEGER NOT NULL,
  PRIMARY KEY (chooser, arm)
) WITHOUT ROWID;

CREATE TRIGGER pulls_added AFTER INSERT ON pulls BEGIN
  INSERT INTO tallies VALUES (new.chooser, new.arm, new.trials, new.wins, new.id)
  ON CONFLICT (chooser, arm) DO UPDATE SET
    trials = trials + new.trials, wins = wins + new.wins, last_pull = max(last_pull, new.id);
END;
CREATE TRIGGER pulls_removed AFTER DELETE ON pulls BEGIN
  UPDATE tallies SET trials = trials - old.trials, wins = wins - old.wins
  WHERE chooser = old.chooser AND arm = old.arm;
END;

-- The counts of a variants file as they were last taken over, so that an edit is never taken over twice.
CREATE TABLE absorbed_counts (
  chooser TEXT NOT NULL,
  arm TEXT NOT NULL,
  as_of TEXT NOT NULL,
  trials REAL NOT NULL,
  wins REAL NOT NULL,
  PRIMARY KEY (chooser, arm)
) WITHOUT ROWID;

CREATE TABLE pair_runs (
  pair_id INTEGER PRIMARY KEY REFERENCES pairs(id),
  run TEXT NOT NULL REFERENCES run_facts(id)
);
CREATE INDEX pair_runs_run ON pair_runs(run);

CREATE TABLE run_totals (
  kind TEXT NOT NULL CHECK(kind IN ('model','prompt')),
  name TEXT NOT NULL,
  runs INT NOT NULL,
  scored INT NOT NULL,
  reward_sum REAL NOT NULL,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;

CREATE TRIGGER runs_added AFTER INSERT ON runs BEGIN
  INSERT INTO run_totals SELECT 'model', new.model_name, 1, new.reward IS NOT NULL, ifnull(new.reward, 0)
    WHERE new.model_name IS NOT NULL
  ON CONFLICT (kind, name) DO UPDATE SET runs = runs + 1,
    scored = scored + excluded.scored, reward_sum = reward_sum + excluded.reward_sum;
  INSERT INTO run_totals SELECT 'prompt', new.prompt_id, 1, new.reward IS NOT NULL, ifnull(new.reward, 0)
    WHERE new.prompt_id IS NOT NULL
  ON CONFLICT (kind, name) DO UPDATE SET runs = runs + 1,
    scored = scored + excluded.scored, reward_sum = reward_sum + excluded.reward_sum;
END;
CREATE TRIGGER runs_removed AFTER DELETE ON runs BEGIN
  UPDATE run_totals SET runs = runs - 1, scored = scored - (old.reward IS NOT NULL),
    reward_sum = reward_sum - ifnull(old.reward, 0)
  WHERE (kind = 'model' AND name = old.model_name) OR (kind = 'prompt' AND name = old.prompt_id);
END;
CREATE TRIGGER runs_changed AFTER UPDATE OF model_name, prompt_id, reward ON runs BEGIN
  UPDATE run_totals SET runs = runs - 1, scored = scored - (old.reward IS NOT NULL),
    reward_sum = reward_sum - ifnull(old.reward, 0)
  WHERE (kind = 'model' AND name = old.model_name) OR (kind = 'prompt' AND name = old.prompt_id);
  INSERT INTO run_totals SELECT 'model', new.model_name, 1, new.reward IS NOT NULL, ifnull(new.reward, 0)
    WHERE new.model_name IS NOT NULL
  ON CONFLICT (kind, name) DO UPDATE SET runs = runs + 1,
    scored = scored + excluded.scored, reward_sum = reward_sum + excluded.reward_sum;
  INSERT INTO run_totals SELECT 'prompt', new.prompt_id, 1, new.reward IS NOT NULL, ifnull(new.reward, 0)
    WHERE new.prompt_id IS NOT NULL
  ON CONFLICT (kind, name) DO UPDATE SET runs = runs + 1,
    scored = scored + excluded.scored, reward_sum = reward_sum + excluded.reward_sum;
END;

CREATE TABLE web_pages (
  url TEXT PRIMARY KEY REFERENCES web_cache(url) ON DELETE CASCADE,
  etag TEXT,
  last_modified TEXT,
  checked_at DATETIME,
  title TEXT,
  extracted TEXT,
  version TEXT
);
`;

/** What runs did to files and to the checks that judge them, which files wait for a person's word, and pages in sections. */
const schema2 = `
-- What a file was before its pending edits; blob is null where there was no such file.
CREATE TABLE pending_files (
  checkout TEXT NOT NULL,
  path TEXT NOT NULL,
  blob TEXT,
  executable INT NOT NULL CHECK(executable IN (0,1)),
  PRIMARY KEY (checkout, path)
) WITHOUT ROWID;

CREATE TABLE run_files (
  run TEXT NOT NULL REFERENCES run_facts(id),
  path TEXT NOT NULL,
  before_blob TEXT,
  before_executable INT NOT NULL,
  after_blob TEXT,
  after_executable INT NOT NULL,
  PRIMARY KEY (run, path)
) WITHOUT ROWID;
CREATE INDEX run_files_path ON run_files(path);

-- What a person did in a review, newest last, so that each can be taken back: JSON, contents by their blobs.
CREATE TABLE review_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  checkout TEXT NOT NULL,
  step TEXT NOT NULL
);
CREATE INDEX review_steps_checkout ON review_steps(checkout);

-- What people saved of late, so that another window does not take it for an agent's edit.
CREATE TABLE saved_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  checkout TEXT NOT NULL,
  path TEXT NOT NULL,
  blob TEXT NOT NULL
);

-- Whether the run's edits make checks say less, and whether a person said that it may be exported all the same.
ALTER TABLE run_facts ADD COLUMN weakened INT CHECK(weakened IN (0,1));
ALTER TABLE run_facts ADD COLUMN exportable INT CHECK(exportable IN (0,1));

-- What was known about cached pages is worked out anew from them.
DROP TABLE web_pages;
-- What is known about a cached page, or about a site's own index of its pages, beside what came from the site.
-- Large columns come last, so that a list of pages reads none of them.
CREATE TABLE web_pages (
  url TEXT PRIMARY KEY REFERENCES web_cache(url) ON DELETE CASCADE,
  kind TEXT NOT NULL DEFAULT 'page' CHECK(kind IN ('page','index')),
  fetched_at DATETIME,
  -- When the site last said that this is what it has.
  checked_at DATETIME,
  etag TEXT,
  last_modified TEXT,
  -- The version of the library that the workspace uses, where the page is about just that one.
  version TEXT,
  title TEXT,
  summary TEXT,
  -- A page's sections as JSON: [{"level", "title", "anchor", "start"}].
  sections TEXT,
  -- A page's Markdown; an index's entries as JSON.
  extracted TEXT
);
`;

/** Forward only; a released migration is never edited, a new one is added. */
export const migrations: readonly Migration[] = [
  { version: 1, sql: schema1 },
  { version: 2, sql: schema2 + choosingTables + docsTables },
  { version: 3, sql: panelTables + reportTables + backfillTables + callTraffic },
];
