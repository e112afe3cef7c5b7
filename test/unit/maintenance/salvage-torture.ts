import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProblems } from '../../../src/learning/maintenance/find-problems.js';
import { salvage, type Salvaged } from '../../../src/learning/maintenance/salvage.js';
import type { Connection, Row } from '../../../src/learning/sqlite/connection.js';
import { UserError } from '../../../src/learning/user-error.js';
import { TortureLog, type TortureReport } from '../../torture/support/torture-report.js';
import { fillDatabase, temporaryDatabase, using } from './sample-database.js';

const pageSizeBytes = 4096;
const tables = [
  'runs',
  'signals',
  'pairs',
  'run_facts',
  'evidence',
  'pulls',
  'pair_runs',
  'web_cache',
  'web_pages',
];

interface Ordeal {
  readonly outcome: 'salvaged' | 'refused' | 'not damaged';
  /** Rows that are gone, of all tables. */
  readonly lostRows: number;
}

type Contents = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** Damages a database at as many random places as asked for, one at a time, and salvages each. */
export function salvageDamage(places: number, runs = 1_500): TortureReport {
  const log = new TortureLog('salvage-damage', ['salvaged', 'refused', 'not damaged', 'rows lost']);
  const { folder, file, remove } = temporaryDatabase();
  try {
    fillDatabase(file, runs);
    for (let place = 1; place <= places; place += 1) {
      try {
        const { outcome, lostRows } = damageAndSalvage(file, join(folder, 'ordeal'), Math.random);
        log.add(outcome);
        log.add('rows lost', lostRows);
      } catch (error) {
        log.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
    }
    return log.report();
  } finally {
    remove();
  }
}

/**
 * Damages a copy of a database at a random place (truncated, zeroed or a bit flipped), salvages it and checks the result.
 * @param pristine a database that nobody has open
 * @param folder where to work; emptied afterwards
 * @param random uniform numbers in [0, 1)
 * @throws when salvage crashes, the result is not sound, or rows are gone that no report mentions
 */
function damageAndSalvage(pristine: string, folder: string, random: () => number): Ordeal {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'experience.db');
  copyFileSync(pristine, file);
  try {
    const { what: damage, pages } = damageAtRandom(file, random);
    const before = readFileSync(file);
    let salvaged: Salvaged | undefined;
    try {
      salvaged = salvage(file, new Date(0));
    } catch (error) {
      if (!(error instanceof UserError)) throw new Error(`${damage}: crashed`, { cause: error });
      if (!readFileSync(file).equals(before)) throw new Error(`${damage}: refused, but changed`);
      return { outcome: 'refused', lostRows: 0 };
    }
    if (salvaged === undefined) return { outcome: 'not damaged', lostRows: 0 };
    if (!readFileSync(salvaged.kept).equals(before))
      throw new Error(`${damage}: the damaged file was changed`);
    return { outcome: 'salvaged', lostRows: checkedLoss(damage, pristine, file, salvaged, pages) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function damageAtRandom(file: string, random: () => number): { what: string; pages: number } {
  const bytes = readFileSync(file);
  const at = Math.floor(random() * bytes.length);
  const page = Math.floor(at / pageSizeBytes) + 1;
  const kind = random();
  if (kind < 1 / 3) {
    writeFileSync(file, bytes.subarray(0, at));
    return {
      what: `truncated at ${at}, page ${page}`,
      pages: Math.ceil((bytes.length - at) / pageSizeBytes),
    };
  }
  if (kind < 2 / 3) {
    const end = Math.min(bytes.length, at + 1 + Math.floor(random() * 2 * pageSizeBytes));
    bytes.fill(0, at, end);
    writeFileSync(file, bytes);
    return {
      what: `zeroed ${at} to ${end}, page ${page}`,
      pages: Math.floor((end - 1) / pageSizeBytes) + 2 - page,
    };
  }
  const bit = Math.floor(random() * 8);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
  writeFileSync(file, bytes);
  return { what: `flipped bit ${bit} at ${at}, page ${page}`, pages: 1 };
}

/** How many rows are gone; throws when more than the damaged pages can have held, or a loss is not reported. */
function checkedLoss(
  damage: string,
  pristine: string,
  file: string,
  salvaged: Salvaged,
  pages: number,
): number {
  const before = using(pristine, contentsOf);
  const [after, problems] = using(file, (connection) => [contentsOf(connection), findProblems(connection)]);
  if (problems.length > 0) throw new Error(`${damage}: not sound: ${problems.join('; ')}`);
  let lostRows = 0;
  for (const table of tables) {
    const report = salvaged.tables.find((each) => each.table === table);
    const rows = before.get(table) ?? new Map<number, string>();
    const kept = after.get(table) ?? new Map<number, string>();
    const lost = [...rows.keys()].filter((rowid) => !kept.has(rowid));
    const unmentioned = lost.filter(
      (rowid) => !report?.gaps.some(({ from, to }) => from <= rowid && rowid <= to),
    );
    const mentioned = (report?.refused ?? 0) + (salvaged.lostPages > 0 ? Infinity : 0);
    if (unmentioned.length > mentioned) {
      throw new Error(`${damage}: ${unmentioned.length} rows of ${table} are gone and nobody says so`);
    }
    lostRows += lost.length;
  }
  const most = pages * mostRowsOnAPage(pristine) * tables.length;
  if (lostRows > most) throw new Error(`${damage}: ${lostRows} rows are gone, of ${pages} pages`);
  return lostRows;
}

function contentsOf(connection: Connection): Contents {
  return new Map(tables.map((table) => [table, rowsOf(connection, table)]));
}

function rowsOf(connection: Connection, table: string): ReadonlyMap<number, string> {
  const rows = connection.all<Row>(`SELECT rowid AS the_rowid, * FROM ${table}`);
  return new Map(rows.map(({ the_rowid: rowid, ...row }) => [Number(rowid), JSON.stringify(row)]));
}

function mostRowsOnAPage(file: string): number {
  if (!existsSync(file)) return 0;
  const bytes = readFileSync(file);
  let most = 0;
  for (let at = pageSizeBytes; at < bytes.length; at += pageSizeBytes) {
    if (bytes[at] === 13) most = Math.max(most, bytes.readUInt16BE(at + 3));
  }
  return most;
}
