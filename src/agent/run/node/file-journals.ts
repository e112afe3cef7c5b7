import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { ensureAgentFolder } from '../../../learning/agent-folder.js';
import { nodeLockEnvironment, type LockEnvironment } from '../../../learning/sqlite/lock/environment.js';
import { createIdentity, createIdentityId, parseIdentity } from '../../../learning/sqlite/lock/identity.js';
import { livenessOf } from '../../../learning/sqlite/lock/liveness.js';
import { UserError } from '../../../learning/user-error.js';
import type { FoundJournal, Journal, Journals, JournalStep } from '../ports.js';

const folderName = 'agent-runs';
const extension = '.jsonl';
const steps: readonly JournalStep[] = [
  ...(['begun', 'asking', 'answered', 'laying down', 'laid down', 'checking', 'checked'] as const),
  ...(['rolling back', 'rolled back', 'reviewing', 'settling'] as const),
];

/**
 * Journals of runs, `.agent/agent-runs/<uuid>.jsonl`: who writes it, then a line for each step. A line is on the disk before
 * the step begins; the last one may be torn. The writer keeps its file open, which is how others know that it is there.
 */
export class FileJournals implements Journals {
  readonly #root: string;
  readonly #environment: LockEnvironment;

  /** @param root the folder that holds `.agent` */
  constructor(root: string, environment: LockEnvironment = nodeLockEnvironment()) {
    this.#root = root;
    this.#environment = environment;
  }

  begin(): Journal {
    const folder = join(ensureAgentFolder(this.#root), folderName);
    mkdirSync(folder, { recursive: true });
    if (!lstatSync(folder).isDirectory())
      throw new UserError(`${folder} is a link. Learning Loop does not follow it; remove it and try again.`);
    const file = join(folder, `${randomUUID()}${extension}`);
    const fd = openSync(file, 'wx', 0o600);
    const { dev: device, ino: inode } = fstatSync(fd, { bigint: true });
    const id = createIdentityId(this.#environment);
    append(fd, createIdentity(this.#environment, { fd, device, inode }, id, true));
    return {
      note: (step, runId) => {
        append(fd, { step, runId });
      },
      end: () => {
        rmSync(file, { force: true });
        closeSync(fd);
      },
    };
  }

  found(): FoundJournal[] {
    const folder = join(this.#root, '.agent', folderName);
    if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith(extension))
      .flatMap((name) => this.#read(join(folder, name)) ?? []);
  }

  /** Undefined for what has just gone, and for what is none of ours. */
  #read(file: string): FoundJournal | undefined {
    if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
    const [first = '', ...lines] = readFileSync(file, 'utf8').split('\n');
    const identity = parseIdentity(first);
    const notes = lines.flatMap((line) => noteIn(line) ?? []);
    return {
      // Who ended before the first line was whole had not begun anything.
      isAlive: identity !== undefined && livenessOf(identity, this.#environment) !== 'dead',
      runId: notes.findLast(({ runId }) => runId !== null)?.runId ?? null,
      lastStep: notes.at(-1)?.step ?? null,
      remove: () => {
        rmSync(file, { force: true });
      },
    };
  }
}

function append(fd: number, line: object): void {
  writeSync(fd, `${JSON.stringify(line)}\n`);
  fsyncSync(fd);
}

function noteIn(line: string): { readonly step: JournalStep; readonly runId: string | null } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('step' in value)) return undefined;
  const step = steps.find((each) => each === value.step);
  const runId = 'runId' in value && typeof value.runId === 'string' ? value.runId : null;
  return step === undefined ? undefined : { step, runId };
}
