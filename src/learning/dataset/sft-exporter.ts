import { join } from 'node:path';
import { agentFolder } from '../agent-folder.js';
import { ExperienceDB } from '../experience-db.js';
import { writeOwnFile } from '../own-file.js';
import type { Role } from '../runs/run.js';
import type { Row } from '../sqlite/connection.js';
import { machineIdentity } from './machine-identity.js';
import { scrubJson, type ScrubIdentity } from './scrub.js';
import { sftExample } from './sft-example.js';

export interface SftExportOptions {
  /** Only pairs whose run earned at least this reward, 0 to 1; default 0.7. */
  readonly minReward?: number | undefined;
  /** At most this many examples a file, the newest; default 1000. */
  readonly limit?: number | undefined;
}

export interface SftFile {
  readonly role: Role;
  readonly path: string;
  readonly examples: number;
  /** Pairs left out because their prompt or output is not JSON. */
  readonly unreadable: number;
  /** How many secrets and personal details were replaced, by kind. */
  readonly replaced: Readonly<Record<string, number>>;
}

const roles: readonly Role[] = ['coder', 'fixer', 'judge'];
const pairsPerRead = 500;

interface PairText extends Row {
  readonly id: number;
  readonly prompt_json: string;
  readonly output_json: string;
}

/** Writes what worked as training data: `.agent/sft/coder_sft.jsonl`, `fixer_sft.jsonl` and `judge_sft.jsonl`. */
export class SftExporter {
  readonly #repoRoot: string;

  /** @param repoRoot the folder that holds `.agent` */
  constructor(repoRoot: string) {
    this.#repoRoot = repoRoot;
  }

  /**
   * Writes the three files anew, each whole or not at all; a file without examples is empty.
   * @throws {UserError} when there is no database or a file cannot be written
   */
  export(options: SftExportOptions = {}): SftFile[] {
    const db = new ExperienceDB(this.#repoRoot, { readOnly: true, create: false });
    try {
      const identity = machineIdentity(this.#repoRoot);
      return roles.map((role) => this.#exportRole(db, role, identity, options));
    } finally {
      db.close();
    }
  }

  #exportRole(db: ExperienceDB, role: Role, identity: ScrubIdentity, options: SftExportOptions): SftFile {
    const { minReward = 0.7, limit = 1000 } = options;
    const lines: string[] = [];
    const replaced = new Map<string, number>();
    let unreadable = 0;
    for (const pair of newestPairs(db, role, minReward)) {
      if (lines.length >= limit) break;
      const line = exampleLine(role, pair);
      if (line === undefined) {
        unreadable += 1;
        continue;
      }
      const scrubbed = scrubJson(line, identity);
      lines.push(`${scrubbed.text}\n`);
      for (const [kind, count] of Object.entries(scrubbed.replaced)) {
        replaced.set(kind, (replaced.get(kind) ?? 0) + count);
      }
    }
    const path = join(agentFolder(this.#repoRoot), 'sft', `${role}_sft.jsonl`);
    writeOwnFile(path, lines.join(''));
    return { role, path, examples: lines.length, unreadable, replaced: Object.fromEntries(replaced) };
  }
}

/** In portions, so that a large database is never in memory whole. */
function* newestPairs(db: ExperienceDB, role: Role, minReward: number): Generator<PairText> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const portion = db.connection.all<PairText>(
      `SELECT id, prompt_json, output_json FROM pairs
       WHERE id < ? AND role = ? AND label >= ? AND prompt_json IS NOT NULL AND output_json IS NOT NULL
       ORDER BY id DESC LIMIT ?`,
      [before, role, minReward, pairsPerRead],
    );
    yield* portion;
    const last = portion.at(-1);
    if (last === undefined) return;
    before = last.id;
  }
}

function exampleLine(role: Role, pair: PairText): string | undefined {
  try {
    return JSON.stringify(sftExample(role, pair.prompt_json, pair.output_json));
  } catch {
    return undefined;
  }
}
