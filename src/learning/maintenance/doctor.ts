import { existsSync, statSync } from 'node:fs';
import type { Connection } from '../sqlite/connection.js';
import { StorageError } from '../sqlite/errors.js';
import { inspectLock, describeParty, type LockParty } from '../sqlite/lock/inspect-lock.js';
import { schemaVersion } from '../sqlite/migrate.js';
import { openConnection } from '../sqlite/open.js';
import { findProblems } from './find-problems.js';
import { prunePlan, type PrunePlan } from './retention.js';

/** Who uses a database, in words, and whether they provably run. */
interface LockUser {
  readonly who: string;
  readonly liveness: LockParty['liveness'];
}

export interface Contents {
  readonly schemaVersion: number;
  readonly pages: number;
  readonly freePages: number;
  readonly pageSizeBytes: number;
  readonly runs: number;
  readonly pairs: number;
  readonly webPages: number;
  readonly prunable: PrunePlan;
}

export interface Diagnosis {
  readonly file: string;
  readonly sizeBytes: number;
  readonly lockedBy: LockUser | undefined;
  readonly openedBy: readonly LockUser[];
  /** Empty when all is well. */
  readonly problems: readonly string[];
  /** Undefined when too damaged to be read. */
  readonly contents: Contents | undefined;
}

/** Looks at everything that can be wrong with a database and changes nothing. Undefined when there is none. */
export function diagnose(file: string, now: Date): Diagnosis | undefined {
  if (!existsSync(file)) return undefined;
  const { holder, openers } = inspectLock(file);
  return {
    file,
    sizeBytes: statSync(file).size,
    lockedBy: holder && user(holder),
    openedBy: openers.map(user),
    ...examined(file, now),
  };
}

function examined(file: string, now: Date): Pick<Diagnosis, 'problems' | 'contents'> {
  let connection: Connection | undefined;
  try {
    connection = openConnection(file, { migrations: [], readOnly: true });
    return { problems: findProblems(connection), contents: contentsOf(connection, now) };
  } catch (error) {
    if (error instanceof StorageError) return { problems: [error.message], contents: undefined };
    throw error;
  } finally {
    connection?.close();
  }
}

function contentsOf(connection: Connection, now: Date): Contents {
  const number = (sql: string): number => Number(Object.values(connection.get(sql) ?? {})[0] ?? 0);
  return {
    schemaVersion: schemaVersion(connection),
    pages: number('PRAGMA page_count'),
    freePages: number('PRAGMA freelist_count'),
    pageSizeBytes: number('PRAGMA page_size'),
    runs: number('SELECT count(*) FROM runs'),
    pairs: number('SELECT count(*) FROM pairs'),
    webPages: number('SELECT count(*) FROM web_cache'),
    prunable: prunePlan(connection, now),
  };
}

function user(party: LockParty): LockUser {
  return { who: describeParty(party), liveness: party.liveness };
}
