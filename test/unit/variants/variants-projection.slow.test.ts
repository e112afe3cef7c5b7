import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import { Ledger } from '../../../src/learning/ledger.js';
import { Pulls } from '../../../src/learning/runs/pulls.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { VariantsProjection } from '../../../src/learning/variants/variants-projection.js';

let root: string;
let file: string;

beforeAll(loadSqlite);
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'projection-')));
  mkdirSync(join(root, '.agent'));
  file = join(root, '.agent', 'prompt_variants.json');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** A process that commits and is killed before the files follow. */
function commitWithoutPublishing(body: (pulls: Pulls) => void): void {
  const db = new ExperienceDB(root);
  const pulls = new Pulls(db.connection, () => new Date());
  const id = db.connection.get<{ value: string }>(`SELECT value FROM ledger WHERE key = 'id'`)?.value ?? '';
  const projection = new VariantsProjection(db.connection, pulls, join(root, '.agent'), id, () => undefined);
  db.connection.transaction(() => {
    projection.absorb();
    body(pulls);
  });
  db.close();
}

function tallyAfterOpening(arm: string): { trials: number; wins: number } {
  const ledger = new Ledger(root);
  const { trials, wins } = ledger.pulls.tally('prompt', arm);
  ledger.close();
  const entries = JSON.parse(readFileSync(file, 'utf8')) as { id: string; trials: number; wins: number }[];
  expect(entries.find(({ id }) => id === arm)).toMatchObject({ trials, wins });
  return { trials, wins };
}

const used = { chooser: 'prompt', arm: 'mine', version: 'v', cause: 'direct', trials: 1, wins: 0.5 } as const;

describe('the variants files after a crash between commit and file', () => {
  it('are merely old: a run of a new entry is not taken back', () => {
    new Ledger(root).close();
    writeFileSync(file, '[{ "id": "mine", "wins": 4, "trials": 8 }]');
    commitWithoutPublishing((pulls) => pulls.add(used));
    expect(tallyAfterOpening('mine')).toEqual({ trials: 9, wins: 4.5 });
  });

  it('do not bring the same edit twice', () => {
    writeFileSync(file, '[{ "id": "mine", "wins": 4, "trials": 8 }]');
    new Ledger(root).close();
    writeFileSync(file, readFileSync(file, 'utf8').replace('"trials": 8', '"trials": 20'));
    commitWithoutPublishing((pulls) => pulls.add(used));
    commitWithoutPublishing((pulls) => pulls.add(used));
    expect(tallyAfterOpening('mine')).toEqual({ trials: 22, wins: 5 });
  });

  it('bring a second edit as well', () => {
    writeFileSync(file, '[{ "id": "mine", "wins": 4, "trials": 8 }]');
    new Ledger(root).close();
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"trials": 8', '"trials": 20'));
    commitWithoutPublishing((pulls) => pulls.add(used));
    writeFileSync(file, text.replace('"trials": 8', '"trials": 30'));
    expect(tallyAfterOpening('mine')).toEqual({ trials: 31, wins: 4.5 });
  });
});

describe('the variants files', () => {
  it('set the counts to what a person writes without a mark', () => {
    writeFileSync(file, '[{ "id": "mine", "wins": 4, "trials": 8 }]');
    commitWithoutPublishing(() => undefined);
    const ledger = new Ledger(root);
    ledger.addDirectPull('prompt', 'mine', 1, undefined);
    ledger.close();
    writeFileSync(file, '[{ "id": "mine", "wins": 1, "trials": 2 }]');
    expect(tallyAfterOpening('mine')).toEqual({ trials: 2, wins: 1 });
  });

  it('stay readable when a verdict corrects a run whose counts a person has taken out', () => {
    const ledger = new Ledger(root);
    const author = { agent: null, modelName: null, promptId: 'concise', provenance: 'told' } as const;
    const { id } = ledger.startRun({ goal: 'g', role: 'coder', complexity: null, author, decisionIds: [] });
    ledger.setVerdict(id, 0.5);
    ledger.finishRun(id, {});
    for (const verdict of [1, 0] as const) {
      const [entry] = (JSON.parse(readFileSync(file, 'utf8')) as object[]).filter(
        (each) => 'id' in each && each.id === 'concise',
      );
      writeFileSync(file, JSON.stringify([{ ...entry, wins: 0, trials: 0 }]));
      ledger.setVerdict(id, verdict);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ id: 'concise', wins: 0, trials: 0 }]);
      expect(ledger.choosing.suggest({ complexity: null, maxCostPer1k: 1 }).prompt.arm).toBe('concise');
      expect(ledger.choosing.standings().find(({ arm }) => arm === 'concise')).toMatchObject({
        wins: 0,
        mean: null,
      });
    }
    expect(ledger.takeNotices()).toEqual([]);
    ledger.close();
  });

  it('are not written through a symbolic link', () => {
    const elsewhere = join(root, 'elsewhere.json');
    writeFileSync(elsewhere, '[]');
    symlinkSync(elsewhere, file);
    const ledger = new Ledger(root);
    expect(ledger.takeNotices().join()).toContain('symbolic link');
    ledger.close();
    expect(readFileSync(elsewhere, 'utf8')).toBe('[]');
  });

  it('forget a run without a trace in the pulls', () => {
    const ledger = new Ledger(root);
    const author = { agent: null, modelName: 'm', promptId: 'concise', provenance: 'told' } as const;
    const { id } = ledger.startRun({ goal: 'g', role: 'coder', complexity: null, author, decisionIds: [] });
    ledger.setVerdict(id, 'accepted');
    ledger.finishRun(id, {});
    expect(ledger.pulls.tally('prompt', 'concise').trials).toBe(1);
    ledger.forgetRun(id);
    const { connection } = ledger.db;
    expect(connection.all('SELECT * FROM pulls')).toEqual([]);
    expect(connection.all('SELECT * FROM runs')).toEqual([]);
    expect(connection.all('SELECT * FROM signals')).toEqual([]);
    ledger.close();
    expect(tallyAfterOpening('concise')).toEqual({ trials: 0, wins: 0 });
  });
});
