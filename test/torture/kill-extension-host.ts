import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isHotJournal } from '../../src/learning/sqlite/mask.js';
import { Editor } from '../e2e/support/editor.js';
import { agree } from '../e2e/steps.js';
import { currentVersion, installCodeServer } from '../harness/code-server.js';
import { bundleForExtensionHost } from '../harness/extension-host.js';
import { outFolder, projectRoot } from '../harness/paths.js';
import { capture, isRunning, sendSignal } from '../harness/processes.js';
import { installVsix } from '../harness/server.js';
import { eventually } from '../support/eventually.js';
import { query, talliesIn } from '../support/ledger-file.js';
import { randomPause } from './support/child-program.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

/** VS Code starts no other extension host after the third death in five minutes; a reload counts anew. */
const killsBetweenReloads = 2;
/** VS Code now and then needs 20 s to see that a host has died; the engine waits 30 s for somebody else's lock. */
const openingLimitMs = 60_000;

const name = 'kill -9 of the extension host';
const countNames = ['kills', 'reloads', 'calls acknowledged', 'runs', 'locks left', 'roll-backs'];

/**
 * Kills the extension host of a real VS Code at random moments while runs are recorded in it, beside the extension from
 * dist/learning-loop.vsix, which has the same ledger open. Each time the next one must be able to open the ledger, and
 * the `sqlite3` program finds it whole, with every acknowledged call in it and the variants files in agreement.
 */
export async function killExtensionHost(kills: number): Promise<TortureReport> {
  const log = new TortureLog(name, countNames);
  const recorders = new Recorders();
  const editor = await Editor.start({ server: { environment: { TORTURE_PORT: await recorders.listen() } } });
  try {
    await editor.workbench.runCommand('Learning Loop: Keep Score in This Workspace');
    await agree(editor.workbench, 'Numbers and texts');
    await eventually('the ledger is there', () => existsSync(databaseIn(editor)));
    const codeServer = await installCodeServer(currentVersion, console.log);
    const vsix = await packageRecorder();
    // VS Code starts what is installed into the running window.
    await recorders.nextAfter(() => installVsix(codeServer, editor.server.profile, vsix));
    await killAgainAndAgain(editor, recorders, kills, log);
  } catch (error) {
    log.fail(String(error));
  }
  for (const failure of recorders.failures) log.fail(failure);
  log.add('calls acknowledged', recorders.acknowledged.length);
  log.add('runs', recorders.acknowledged.filter(({ step }) => step === 'finished').length);
  const report = log.report();
  if (report.failures.length > 0) await editor.reportFailure(name);
  await editor.stop();
  await recorders.close();
  return report;
}

async function killAgainAndAgain(
  editor: Editor,
  recorders: Recorders,
  kills: number,
  log: TortureLog,
): Promise<void> {
  const database = databaseIn(editor);
  for (let kill = 1; kill <= kills; kill += 1) {
    await recorders.record(1 + Math.floor(Math.random() * 30));
    await randomPause(60);
    await recorders.nextAfter(async () => {
      await killHosts(editor);
      if (existsSync(`${database}-lock/held`)) log.add('locks left');
      if (isHotJournal(readFileSync(`${database}-journal`))) log.add('roll-backs');
    });
    log.add('kills');
    for (const problem of problemsOf(editor.folder ?? '', recorders.acknowledged)) {
      log.fail(`kill ${kill}: ${problem}`);
    }
    if (kill % killsBetweenReloads === 0) {
      await recorders.nextAfter(() => editor.workbench.reload());
      log.add('reloads');
    }
  }
}

async function killHosts({ server }: Editor): Promise<void> {
  const hosts = server.extensionHosts();
  for (const pid of hosts) sendSignal(pid, 'SIGKILL');
  await eventually('the killed extension host is gone', () => !hosts.some(isRunning));
}

const databaseIn = ({ folder = '' }: Editor): string => join(folder, '.agent', 'experience.db');

const steps = ['started', 'observed', 'finished', 'judged'] as const;
type Step = (typeof steps)[number];

interface Acknowledged {
  readonly step: Step;
  readonly run: string;
}

/** The programs in the extension hosts: each connects when its host starts, and opens the ledger. */
class Recorders {
  readonly acknowledged: Acknowledged[] = [];
  readonly failures: string[] = [];
  readonly #opened: Socket[] = [];
  readonly #server = createServer((socket) => {
    // That a host is killed is what this is about.
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => {
      this.#take(socket, line);
    });
  });

  /** Answers with the port. */
  async listen(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return String(address.port);
  }

  /** Does what brings another extension host, and waits until its recorder has opened the ledger. */
  async nextAfter(action: () => Promise<void>): Promise<void> {
    const before = this.#opened.length;
    await action();
    await eventually(
      'the next extension host has opened the ledger',
      () => this.#opened.length > before,
      openingLimitMs,
    );
  }

  /** Has the newest recorder record until that many more calls are acknowledged; it goes on. */
  async record(calls: number): Promise<void> {
    const wanted = this.acknowledged.length + calls;
    this.#opened.at(-1)?.write('record\n');
    await eventually(`${calls} more calls are acknowledged`, () => this.acknowledged.length >= wanted);
  }

  async close(): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(socket: Socket, line: string): void {
    const [word = '', run = ''] = line.split(' ');
    const step = steps.find((each) => each === word);
    if (step !== undefined) this.acknowledged.push({ step, run });
    else if (word === 'opened') this.#opened.push(socket);
    else this.failures.push(line);
  }
}

const damageRow = z.object({ integrity_check: z.string() });
const runRow = z.object({ id: z.string(), evidence: z.number(), isScored: z.number(), isJudged: z.number() });
const sumRow = z.object({ id: z.string(), trials: z.number(), wins: z.number() });

const selectRuns = `
  SELECT run_facts.id, (SELECT count(*) FROM evidence WHERE run = run_facts.id) AS evidence,
    status = 'finished' AND runs.reward IS NOT NULL AND signals.run_id IS NOT NULL AND pairs.label = runs.reward
      AS isScored,
    verdict IS 1 AS isJudged
  FROM run_facts LEFT JOIN runs ON runs.id = run_id LEFT JOIN signals USING (run_id)
    LEFT JOIN pair_runs ON pair_runs.run = run_facts.id LEFT JOIN pairs ON pairs.id = pair_id`;

/** What was lost or torn, or disagrees, asked of the files with a program that knows nothing of us. */
function problemsOf(folder: string, acknowledged: readonly Acknowledged[]): string[] {
  const damage = query(folder, 'PRAGMA integrity_check', damageRow).map((row) => row.integrity_check);
  return [
    ...damage.filter((line) => line !== 'ok'),
    ...lostOf(folder, acknowledged),
    ...disagreements(folder, 'prompt_variants', 'prompt_id'),
    ...disagreements(folder, 'model_variants', 'model_name'),
  ];
}

function lostOf(folder: string, acknowledged: readonly Acknowledged[]): string[] {
  const runs = new Map(query(folder, selectRuns, runRow).map((row) => [row.id, row]));
  const isThere: Readonly<Record<Step, (row: z.infer<typeof runRow>) => boolean>> = {
    started: () => true,
    observed: ({ evidence }) => evidence >= 2,
    finished: ({ isScored }) => isScored === 1,
    judged: ({ isJudged }) => isJudged === 1,
  };
  const lost = acknowledged.filter(({ step, run }) => {
    const row = runs.get(run);
    return row === undefined || !isThere[step](row);
  });
  return lost.map(({ step, run }) => `${run} was acknowledged as ${step}, and is not`);
}

function disagreements(
  folder: string,
  file: 'prompt_variants' | 'model_variants',
  column: 'prompt_id' | 'model_name',
): string[] {
  const counted = talliesIn(folder, file);
  const sums = `SELECT ${column} AS id, count(reward) AS trials, total(reward) AS wins FROM runs GROUP BY ${column}`;
  return query(folder, sums, sumRow).flatMap(({ id, trials, wins }) => {
    const entry = counted[id];
    if (entry?.trials === trials && Math.abs(entry.wins - wins) < 1e-5) return [];
    return [`${file}: ${id} has ${JSON.stringify(entry)}, the runs ${JSON.stringify({ trials, wins })}`];
  });
}

/** Packages the recorder as an extension, so that VS Code starts it with each extension host. */
async function packageRecorder(): Promise<string> {
  const source = join(projectRoot, 'test', 'torture', 'programs');
  const folder = join(outFolder, 'extension-host-recorder');
  await bundleForExtensionHost([join(source, 'extension-host-recorder.ts')], source, folder);
  const manifest = {
    name: 'recorder',
    publisher: 'learning-loop-torture',
    version: '0.0.1',
    engines: { vscode: '^1.103.0' },
    main: 'extension-host-recorder.js',
    activationEvents: ['onStartupFinished'],
    files: ['extension-host-recorder.js'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const vsix = join(folder, 'recorder.vsix');
  const relaxed = ['--no-dependencies', '--allow-missing-repository', '--skip-license'];
  await capture(process.execPath, [vsce, 'package', ...relaxed, '--out', vsix], { cwd: folder });
  return vsix;
}
