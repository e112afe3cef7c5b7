/** What came of documentation: which page took part in which run, what was looked up, and which connections were made. */
export const docsTables = `
CREATE TABLE page_runs (
  run TEXT NOT NULL REFERENCES run_facts(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  ts DATETIME NOT NULL,
  -- Whether a person copied it for a prompt, or it was drawn to take part in the run's context.
  cause TEXT NOT NULL CHECK(cause IN ('copied','drawn')),
  is_included INT NOT NULL CHECK(is_included IN (0,1)),
  -- Probability with which it took part; null where a person decided.
  propensity REAL CHECK(propensity > 0 AND propensity < 1),
  PRIMARY KEY (run, url)
) WITHOUT ROWID;
CREATE INDEX page_runs_url ON page_runs(url);

CREATE TABLE docs_lookups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ts DATETIME NOT NULL,
  action TEXT NOT NULL CHECK(action IN ('read','copied')),
  -- What was typed, scrubbed; null where it is not known, or only numbers are kept.
  query TEXT,
  url TEXT NOT NULL,
  source TEXT NOT NULL CHECK(source IN ('cache','site')),
  run TEXT REFERENCES run_facts(id) ON DELETE SET NULL
);
CREATE INDEX docs_lookups_run ON docs_lookups(run);

CREATE TABLE docs_connections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ts DATETIME NOT NULL,
  url TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK(purpose IN ('page','list','rules')),
  bytes INT NOT NULL
);
`;
