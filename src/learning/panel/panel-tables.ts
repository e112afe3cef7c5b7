/** The Monday of the week of a moment; SQLite's `weekday 0` goes on to the next Sunday. */
const mondayOf = (moment: string): string => `date(${moment}, 'weekday 0', '-6 days')`;

const seen = (scores: string, fact: string): string => `json_extract(${scores}, '$.seen.${fact}')`;
const summed = [
  'runs',
  'scored',
  'reward_sum',
  'priced',
  'usd',
  'usd_squares',
  'built',
  'compiled',
  'linted',
  'clean',
];

/** The run facts that `week_sums` and `task_runs` count, of the row `row`, once or taken back. */
const counted = (row: 'old' | 'new', sign: '+' | '-'): string => `
  INSERT INTO week_sums
    SELECT ${mondayOf(`${row}.started_at`)}, ifnull(${row}.agent, ''), ifnull(${row}.model_name, ''), ifnull(${row}.prompt_id, ''),
      1, reward IS NOT NULL, ifnull(reward, 0),
      ${row}.cost_usd IS NOT NULL, ifnull(${row}.cost_usd, 0), ifnull(${row}.cost_usd * ${row}.cost_usd, 0),
      compiles IS NOT NULL, ifnull(compiles, 0), broken IS NOT NULL, ifnull(broken = 0, 0)
    FROM (SELECT (SELECT reward FROM runs WHERE id = ${row}.run_id) AS reward,
      ${seen(`${row}.scores`, 'compiles')} AS compiles, ${seen(`${row}.scores`, 'conventionErrors')} AS broken)
    WHERE ${row}.status = 'finished'
  ON CONFLICT DO UPDATE SET ${summed.map((sum) => `${sum} = ${sum} ${sign} excluded.${sum}`).join(', ')};
  INSERT INTO task_runs SELECT ${row}.task_slug, 1 WHERE ${row}.status = 'finished'
  ON CONFLICT DO UPDATE SET runs = runs ${sign} 1;`;

const tallied = (row: 'old' | 'new', sign: '+' | '-'): string => `
  INSERT INTO role_tallies
    VALUES (${row}.chooser, ${row}.arm, ${row}.arm_version,
      ifnull((SELECT role FROM run_facts WHERE id = ${row}.run), ''), ${row}.trials, ${row}.wins)
  ON CONFLICT DO UPDATE SET trials = trials ${sign} excluded.trials, wins = wins ${sign} excluded.wins;`;

/** What the panel shows beside what choosing reads: sums kept by triggers, so that no tab ever scans the history. */
export const panelTables = `
-- Finished runs by the Monday (UTC) of the week in which they started; '' stands for what is not known.
CREATE TABLE week_sums (
  week TEXT NOT NULL,
  agent TEXT NOT NULL,
  model TEXT NOT NULL,
  prompt TEXT NOT NULL,
  runs INT NOT NULL,
  scored INT NOT NULL,
  reward_sum REAL NOT NULL,
  -- Those whose cost in dollars is known.
  priced INT NOT NULL,
  usd REAL NOT NULL,
  usd_squares REAL NOT NULL,
  -- Those of which it is known whether they compile, and those that do.
  built INT NOT NULL,
  compiled INT NOT NULL,
  -- Those of which new lint, schema and boundary errors were looked for, and those without any.
  linted INT NOT NULL,
  clean INT NOT NULL,
  PRIMARY KEY (week, agent, model, prompt)
) WITHOUT ROWID;
INSERT INTO week_sums
  SELECT ${mondayOf('started_at')}, ifnull(agent, ''), ifnull(run_facts.model_name, ''), ifnull(run_facts.prompt_id, ''),
    count(*), count(reward), ifnull(sum(reward), 0), count(cost_usd), ifnull(sum(cost_usd), 0), ifnull(sum(cost_usd * cost_usd), 0),
    count(${seen('scores', 'compiles')}), ifnull(sum(${seen('scores', 'compiles')}), 0),
    count(${seen('scores', 'conventionErrors')}), ifnull(sum(${seen('scores', 'conventionErrors')} = 0), 0)
  FROM run_facts LEFT JOIN runs ON runs.id = run_id WHERE status = 'finished' GROUP BY 1, 2, 3, 4;
-- Finished runs of each task.
CREATE TABLE task_runs (
  task_slug TEXT PRIMARY KEY,
  runs INT NOT NULL
) WITHOUT ROWID;
INSERT INTO task_runs SELECT task_slug, count(*) FROM run_facts WHERE status = 'finished' GROUP BY 1;
CREATE TRIGGER week_added AFTER INSERT ON run_facts BEGIN ${counted('new', '+')}
END;
CREATE TRIGGER week_removed AFTER DELETE ON run_facts WHEN old.status = 'finished' BEGIN ${counted('old', '-')}
END;
CREATE TRIGGER week_changed AFTER UPDATE OF status, agent, model_name, prompt_id, run_id, cost_usd, started_at, task_slug, scores ON run_facts BEGIN
  ${counted('old', '-')}
  ${counted('new', '+')}
END;
CREATE TRIGGER week_rescored AFTER UPDATE OF reward ON runs BEGIN
  UPDATE week_sums SET scored = scored + (new.reward IS NOT NULL) - (old.reward IS NOT NULL),
    reward_sum = reward_sum + ifnull(new.reward, 0) - ifnull(old.reward, 0)
  WHERE (week, agent, model, prompt) = (
    SELECT ${mondayOf('started_at')}, ifnull(agent, ''), ifnull(model_name, ''), ifnull(prompt_id, '')
    FROM run_facts WHERE run_id = new.id AND status = 'finished');
END;

-- Pulls by what the arm was at that time, and by the role in which it was used ('' where that is not known).
CREATE TABLE role_tallies (
  chooser TEXT NOT NULL,
  arm TEXT NOT NULL,
  arm_version TEXT NOT NULL,
  kind TEXT NOT NULL,
  trials REAL NOT NULL,
  wins REAL NOT NULL,
  PRIMARY KEY (chooser, arm, arm_version, kind)
) WITHOUT ROWID;
INSERT INTO role_tallies
  SELECT chooser, arm, arm_version, ifnull((SELECT role FROM run_facts WHERE id = run), ''), sum(trials), sum(wins)
  FROM pulls GROUP BY 1, 2, 3, 4;
CREATE TRIGGER role_added AFTER INSERT ON pulls BEGIN ${tallied('new', '+')}
END;
CREATE TRIGGER role_removed AFTER DELETE ON pulls BEGIN ${tallied('old', '-')}
END;
CREATE TRIGGER role_reassigned AFTER UPDATE OF run ON pulls BEGIN ${tallied('old', '-')} ${tallied('new', '+')}
END;
`;
