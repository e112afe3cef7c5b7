import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Baseline } from '../../src/review/snapshot/baseline.js';
import { BlobStore } from '../../src/review/snapshot/blob-store.js';
import { GitRepository } from '../../src/review/snapshot/git-repository.js';
import { atExit } from '../harness/teardown.js';
import { describeMachine } from './support/machine.js';
import { median } from './support/statistics.js';

const barRatio = 1.5;
const folders = 200;
const dirtyFiles = 200;
const untrackedFiles = 100;

/**
 * A snapshot of a checkout that has been taken before, against `git status` of the same checkout, alternately: the median of
 * each. 200 files are changed and 100 untracked.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      files: { type: 'string', default: '20000' },
      samples: { type: 'string', default: '31' },
      json: { type: 'boolean', default: false },
    },
  });
  const say = values.json ? console.error : console.log;
  say(`${describeMachine()}\na checkout of ${values.files} files …`);
  const root = checkoutOf(Number(values.files));
  const baseline = await open(root);
  const coldMs = await timed(() => capture(baseline));
  const [snapshotMs, statusMs]: [number[], number[]] = [[], []];
  for (let sample = 0; sample < Number(values.samples); sample += 1) {
    statusMs.push(await timed(() => gitStatus(root)));
    snapshotMs.push(await timed(() => capture(baseline)));
  }
  const results = {
    machine: describeMachine(),
    files: Number(values.files),
    coldMs,
    snapshotMs: median(snapshotMs),
    statusMs: median(statusMs),
    ratio: median(snapshotMs) / median(statusMs),
    barRatio,
  };
  if (values.json) console.log(JSON.stringify(results, null, 2));
  say(`first snapshot, ${dirtyFiles + untrackedFiles} files copied: ${coldMs.toFixed(0)} ms`);
  say(`warm snapshot ${results.snapshotMs.toFixed(1)} ms, git status ${results.statusMs.toFixed(1)} ms`);
  say(`ratio ${results.ratio.toFixed(2)}; bar: at most ${barRatio}`);
  return results.ratio <= barRatio ? 0 : 1;
}

function checkoutOf(files: number): string {
  const root = mkdtempSync(join(tmpdir(), 'll-snapshot-'));
  atExit.add(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const pathOf = (file: number): string => join(root, `folder-${file % folders}`, `file-${file}.ts`);
  for (let folder = 0; folder < folders; folder += 1) mkdirSync(join(root, `folder-${folder}`));
  for (let file = 0; file < files; file += 1) {
    writeFileSync(pathOf(file), `export const value${file} = ${file};\n`.repeat(1 + (file % 40)));
  }
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: root,
    });
  };
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=files');
  for (let file = 0; file < dirtyFiles; file += 1) writeFileSync(pathOf(file), `// changed ${file}\n`);
  for (let file = 0; file < untrackedFiles; file += 1)
    writeFileSync(join(root, `new-${file}.ts`), `// ${file}\n`);
  return root;
}

async function open(root: string): Promise<Baseline> {
  const git = await GitRepository.find(root);
  if (git === null) throw new Error('The benchmark needs git.');
  const blobs = new BlobStore(join(root, '.git', 'blobs'));
  const records = {
    load: () => Promise.resolve({ commit: null, entries: [] }),
    save: () => Promise.resolve(),
  };
  return Baseline.open({ root, git, blobs, records, choose: (paths) => Promise.resolve(paths) });
}

async function capture(baseline: Baseline): Promise<void> {
  await baseline.capture({ isPending: () => false, changedBeforeMs: Infinity });
}

async function gitStatus(root: string): Promise<void> {
  await promisify(execFile)('git', ['status', '--porcelain'], { cwd: root });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
