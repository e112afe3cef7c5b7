import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportOptions } from '../../../src/learning/dataset/export-options.js';
import type { ExportReport } from '../../../src/learning/dataset/export-report.js';
import { SftExporter } from '../../../src/learning/dataset/sft-exporter.js';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import type { Role } from '../../../src/learning/runs/run.js';

export type JsonLine = Readonly<Record<string, unknown>>;

/** A recorded run with its texts; what is not said is as in a good run of a local model. */
export interface Recorded {
  readonly role?: Role;
  readonly task?: string;
  readonly prompt?: unknown;
  readonly answer?: unknown;
  readonly reward?: number | null;
  readonly model?: string | null;
  readonly agent?: string;
  readonly verdict?: number | null;
  readonly scores?: unknown;
  readonly weakened?: boolean;
  readonly exportable?: boolean;
  readonly evidence?: readonly object[];
}

export const command = (check: string, exitCode: number | null): object => ({
  kind: 'command',
  check,
  label: `npm ${check}`,
  exitCode,
  tests: check === 'test' ? { passed: 3, failed: exitCode === 0 ? 0 : 1 } : null,
});

/** A repository whose recorded runs can be exported, in a temporary folder. */
export class ExportedRepository {
  readonly root = mkdtempSync(join(tmpdir(), 'export-'));
  readonly folder = join(this.root, '.agent', 'sft');
  #recorded = 0;

  record(...runs: readonly Recorded[]): void {
    const db = new ExperienceDB(this.root);
    db.connection.transaction(() => {
      for (const run of runs) this.#record(db, run);
    });
    db.close();
  }

  export(options: ExportOptions = {}): ExportReport {
    return new SftExporter(this.root).export(options);
  }

  /** Names of the files of the last export. */
  files(): string[] {
    return readdirSync(this.folder).sort();
  }

  lines(name: string): JsonLine[] {
    const text = readFileSync(join(this.folder, name), 'utf8');
    if (text !== '' && !text.endsWith('\n')) throw new Error(`${name} ends in the middle of a line`);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JsonLine);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  #record(db: ExperienceDB, run: Recorded): void {
    const number = (this.#recorded += 1);
    const { role = 'coder', task = `task-${number}`, verdict = null, evidence = [] } = run;
    const id = `run-${number}`;
    db.connection.run(
      `INSERT INTO run_facts (id, status, task_slug, role, agent, model_name, provenance, started_at, verdict, scores,
         weakened, exportable)
       VALUES (?, 'finished', ?, ?, ?, ?, 'reported', '2026-01-05 10:00:00', ?, ?, ?, ?)`,
      [
        id,
        task,
        role,
        run.agent ?? 'claude',
        run.model === undefined ? 'qwen2.5-coder:7b' : run.model,
        verdict,
        run.scores === undefined ? null : JSON.stringify(run.scores),
        Number(run.weakened ?? false),
        Number(run.exportable ?? false),
      ],
    );
    const pair = db.insertPair({
      taskSlug: task,
      role,
      promptJson: JSON.stringify(run.prompt ?? `Do number ${number} of what is to be done.`),
      outputJson: JSON.stringify(run.answer ?? `const done = ${number};`),
      label: run.reward === undefined ? 0.9 : run.reward,
    });
    db.connection.run('INSERT INTO pair_runs VALUES (?, ?)', [pair, id]);
    for (const each of evidence)
      db.connection.run('INSERT INTO evidence (run, ts, kind, payload) VALUES (?, ?, ?, ?)', [
        id,
        '2026-01-05 10:01:00',
        'any',
        JSON.stringify(each),
      ]);
  }
}
