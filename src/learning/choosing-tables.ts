/**
 * What choosing needs beside the pulls. Sums that a choice reads are kept by triggers, so that its time does not grow with
 * the history.
 */
export const choosingTables = `
-- Pulls by what the arm was at that time, and by how hard the task was ('' where that is not known).
CREATE TABLE version_tallies (
  chooser TEXT NOT NULL,
  arm TEXT NOT NULL,
  arm_version TEXT NOT NULL,
  kind TEXT NOT NULL,
  trials REAL NOT NULL,
  wins REAL NOT NULL,
  PRIMARY KEY (chooser, arm, arm_version, kind)
) WITHOUT ROWID;
INSERT INTO version_tallies
  SELECT chooser, arm, arm_version, ifnull((SELECT complexity FROM run_facts WHERE id = run), ''), sum(trials), sum(wins)
  FROM pulls GROUP BY 1, 2, 3, 4;
CREATE TRIGGER pulls_versioned AFTER INSERT ON pulls BEGIN
  INSERT INTO version_tallies VALUES (new.chooser, new.arm, new.arm_version,
    ifnull((SELECT complexity FROM run_facts WHERE id = new.run), ''), new.trials, new.wins)
  ON CONFLICT DO UPDATE SET trials = trials + excluded.trials, wins = wins + excluded.wins;
END;
CREATE TRIGGER pulls_unversioned AFTER DELETE ON pulls BEGIN
  UPDATE version_tallies SET trials = trials - old.trials, wins = wins - old.wins
  WHERE chooser = old.chooser AND arm = old.arm AND arm_version = old.arm_version
    AND kind = ifnull((SELECT complexity FROM run_facts WHERE id = old.run), '');
END;
CREATE TRIGGER pulls_reassigned AFTER UPDATE OF run ON pulls BEGIN
  UPDATE version_tallies SET trials = trials - old.trials, wins = wins - old.wins
  WHERE chooser = old.chooser AND arm = old.arm AND arm_version = old.arm_version
    AND kind = ifnull((SELECT complexity FROM run_facts WHERE id = old.run), '');
  INSERT INTO version_tallies VALUES (new.chooser, new.arm, new.arm_version,
    ifnull((SELECT complexity FROM run_facts WHERE id = new.run), ''), new.trials, new.wins)
  ON CONFLICT DO UPDATE SET trials = trials + excluded.trials, wins = wins + excluded.wins;
END;
CREATE INDEX decisions_used ON decisions(chooser, arm) WHERE followed = 1 AND run IS NOT NULL;

-- What runs with each model cost, as far as that is known.
CREATE TABLE model_costs (
  model TEXT PRIMARY KEY,
  runs INT NOT NULL,
  usd REAL NOT NULL
) WITHOUT ROWID;
INSERT INTO model_costs SELECT model_name, count(*), sum(cost_usd) FROM run_facts
  WHERE model_name IS NOT NULL AND cost_usd IS NOT NULL GROUP BY model_name;
CREATE TRIGGER costs_added AFTER INSERT ON run_facts
WHEN new.model_name IS NOT NULL AND new.cost_usd IS NOT NULL BEGIN
  INSERT INTO model_costs VALUES (new.model_name, 1, new.cost_usd)
  ON CONFLICT DO UPDATE SET runs = runs + 1, usd = usd + excluded.usd;
END;
CREATE TRIGGER costs_removed AFTER DELETE ON run_facts
WHEN old.model_name IS NOT NULL AND old.cost_usd IS NOT NULL BEGIN
  UPDATE model_costs SET runs = runs - 1, usd = usd - old.cost_usd WHERE model = old.model_name;
END;
CREATE TRIGGER costs_changed AFTER UPDATE OF model_name, cost_usd ON run_facts BEGIN
  UPDATE model_costs SET runs = runs - 1, usd = usd - old.cost_usd
    WHERE model = old.model_name AND old.cost_usd IS NOT NULL;
  INSERT INTO model_costs SELECT new.model_name, 1, new.cost_usd
    WHERE new.model_name IS NOT NULL AND new.cost_usd IS NOT NULL
  ON CONFLICT DO UPDATE SET runs = runs + 1, usd = usd + excluded.usd;
END;

-- A person's word on an option.
CREATE TABLE arm_rules (
  chooser TEXT NOT NULL CHECK(chooser IN ('prompt','model','context')),
  arm TEXT NOT NULL,
  rule TEXT NOT NULL CHECK(rule IN ('pinned','banned')),
  PRIMARY KEY (chooser, arm)
) WITHOUT ROWID;

-- Money: a call's most before it starts, its cost once that is known.
CREATE TABLE charges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ts DATETIME NOT NULL,
  model TEXT NOT NULL,
  run TEXT REFERENCES run_facts(id) ON DELETE SET NULL,
  max_usd REAL NOT NULL CHECK(max_usd >= 0),
  cost_usd REAL CHECK(cost_usd >= 0)
);
CREATE INDEX charges_ts ON charges(ts);
CREATE INDEX charges_run ON charges(run);

-- Which attempt at its task a run is in escalation, and what the project's checks said of it; null until they did.
CREATE TABLE attempts (
  run TEXT PRIMARY KEY REFERENCES run_facts(id) ON DELETE CASCADE,
  first TEXT NOT NULL,
  stage INT NOT NULL,
  model TEXT NOT NULL,
  kind TEXT NOT NULL,
  passed INT CHECK(passed IN (0,1))
) WITHOUT ROWID;
CREATE INDEX attempts_first ON attempts(first, stage);
CREATE INDEX attempts_checked ON attempts(model, stage, kind, passed);

-- Which sources of a context set took part, at random: as decided, and in the run that followed.
CREATE TABLE decision_sources (
  decision INT NOT NULL REFERENCES decisions(id),
  source TEXT NOT NULL,
  is_included INT NOT NULL CHECK(is_included IN (0,1)),
  propensity REAL NOT NULL CHECK(propensity > 0 AND propensity < 1),
  PRIMARY KEY (decision, source)
) WITHOUT ROWID;
CREATE TABLE run_sources (
  run TEXT NOT NULL REFERENCES run_facts(id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  is_included INT NOT NULL CHECK(is_included IN (0,1)),
  propensity REAL NOT NULL CHECK(propensity > 0 AND propensity < 1),
  reward REAL,
  PRIMARY KEY (run, source)
) WITHOUT ROWID;
CREATE TABLE source_tallies (
  source TEXT NOT NULL,
  is_included INT NOT NULL,
  propensity REAL NOT NULL,
  runs INT NOT NULL,
  reward_sum REAL NOT NULL,
  reward_squares REAL NOT NULL,
  PRIMARY KEY (source, is_included, propensity)
) WITHOUT ROWID;
CREATE TRIGGER sources_added AFTER INSERT ON run_sources WHEN new.reward IS NOT NULL BEGIN
  INSERT INTO source_tallies
    VALUES (new.source, new.is_included, new.propensity, 1, new.reward, new.reward * new.reward)
  ON CONFLICT DO UPDATE SET runs = runs + 1, reward_sum = reward_sum + excluded.reward_sum,
    reward_squares = reward_squares + excluded.reward_squares;
END;
CREATE TRIGGER sources_removed AFTER DELETE ON run_sources WHEN old.reward IS NOT NULL BEGIN
  UPDATE source_tallies SET runs = runs - 1, reward_sum = reward_sum - old.reward,
    reward_squares = reward_squares - old.reward * old.reward
  WHERE source = old.source AND is_included = old.is_included AND propensity = old.propensity;
END;
CREATE TRIGGER sources_scored AFTER UPDATE OF reward ON run_sources BEGIN
  UPDATE source_tallies SET runs = runs - 1, reward_sum = reward_sum - old.reward,
    reward_squares = reward_squares - old.reward * old.reward
  WHERE old.reward IS NOT NULL
    AND source = old.source AND is_included = old.is_included AND propensity = old.propensity;
  INSERT INTO source_tallies SELECT new.source, new.is_included, new.propensity, 1, new.reward, new.reward * new.reward
    WHERE new.reward IS NOT NULL
  ON CONFLICT DO UPDATE SET runs = runs + 1, reward_sum = reward_sum + excluded.reward_sum,
    reward_squares = reward_squares + excluded.reward_squares;
END;
CREATE TRIGGER run_settled AFTER UPDATE OF run_id ON run_facts BEGIN
  UPDATE run_sources SET reward = (SELECT reward FROM runs WHERE id = new.run_id) WHERE run = new.id;
END;
CREATE TRIGGER run_rescored AFTER UPDATE OF reward ON runs BEGIN
  UPDATE run_sources SET reward = new.reward WHERE run = (SELECT id FROM run_facts WHERE run_id = new.id);
END;
`;
