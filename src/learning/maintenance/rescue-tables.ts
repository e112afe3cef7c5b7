import type { Connection, Row, SqlValue } from '../sqlite/connection.js';
import { isDamage } from './damage.js';
import { rescueRows, rowidColumn, type Gap } from './rescue-rows.js';

export interface TableRescue {
  readonly table: string;
  /** How many rows are in the new database. */
  readonly rows: number;
  /** Rowids among which rows may be missing. */
  readonly gaps: readonly Gap[];
  /** Rows that could be read but made no sense, or referred to rows that are gone. */
  readonly refused: number;
  /** False for a table without rowids that could not be read: all of it is lost. */
  readonly isReadable: boolean;
}

/** Sums that triggers keep; in the new database they are made anew from what is there. */
const derived = new Set([
  'tallies',
  'run_totals',
  'version_tallies',
  'model_costs',
  'source_tallies',
  'week_sums',
  'task_runs',
  'role_tallies',
]);

/** The tables that hold what cannot be made anew. */
export function tablesOf(connection: Connection): string[] {
  return connection
    .all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
    .map(({ name }) => String(name))
    .filter((table) => !derived.has(table));
}

/** Copies what can be read of each table into an empty database of the same schema, which is consistent afterwards. */
export function rescueTables(source: Connection, target: Connection): TableRescue[] {
  target.exec('PRAGMA foreign_keys = OFF');
  const rescued = target.transaction(() => {
    const tables = tablesOf(target).map((table) => rescueTable(source, target, table));
    continueNumbering(source, target);
    if (tables.some(({ table, isReadable }) => table === 'ledger' && !isReadable)) keepNumbersOnly(target);
    const orphans = mendReferences(target);
    return tables.map((each) => ({
      ...each,
      rows: each.rows - (orphans.get(each.table) ?? 0),
      refused: each.refused + (orphans.get(each.table) ?? 0),
    }));
  });
  target.exec('PRAGMA foreign_keys = ON');
  return rescued;
}

function rescueTable(source: Connection, target: Connection, table: string): TableRescue {
  let rows = 0;
  let refused = 0;
  const insert = inserter(target, table);
  const seen = new Set<SqlValue>();
  const take = (row: Row): void => {
    seen.add(row[rowidColumn] ?? null);
    if (insert(row)) rows += 1;
    else refused += 1;
  };
  if (hasRowids(target, table)) {
    const gaps = rescueRows(source, table, take);
    const unseen = rowidsInIndex(source, table).filter(
      (rowid) => !seen.has(rowid) && !gaps.some(({ from, to }) => from <= rowid && rowid <= to),
    );
    const found = unseen.map((rowid) => ({ from: rowid, to: rowid }));
    return { table, rows, gaps: [...gaps, ...found], refused, isReadable: true };
  }
  const all = attempt(() => source.all(`SELECT * FROM "${table}"`));
  all?.forEach(take);
  return { table, rows, gaps: [], refused, isReadable: all !== undefined };
}

/** The rows that a table should have, by an index on it: a half overwritten page may read as one that has fewer. */
function rowidsInIndex(connection: Connection, table: string): number[] {
  const indexes = attempt(() => connection.all(`PRAGMA index_list("${table}")`)) ?? [];
  for (const { name, partial } of indexes) {
    if (partial !== 0) continue;
    const rows = attempt(() =>
      connection.all(`SELECT rowid AS found FROM "${table}" INDEXED BY "${String(name)}"`),
    );
    if (rows !== undefined) return rows.flatMap(({ found }) => (typeof found === 'number' ? [found] : []));
  }
  return [];
}

/** Answers with false for a row that the database refuses. */
function inserter(target: Connection, table: string): (row: Row) => boolean {
  const info = target.all(`PRAGMA table_info("${table}")`);
  const columns = info.map(({ name }) => String(name));
  const key = info.filter(({ pk }) => pk !== 0);
  const isKeyTheRowid = key.length === 1 && key[0]?.['type'] === 'INTEGER';
  const keepsRowid = hasRowids(target, table) && !isKeyTheRowid;
  const names = [...(keepsRowid ? ['rowid'] : []), ...columns.map((column) => `"${column}"`)];
  const sql = `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  return (row) => {
    const values: SqlValue[] = columns.map((column) => row[column] ?? null);
    if (keepsRowid) values.unshift(row[rowidColumn] ?? null);
    return attempt(() => target.run(sql, values)) !== undefined;
  };
}

function hasRowids(connection: Connection, table: string): boolean {
  return attempt(() => connection.get(`SELECT rowid FROM "${table}" LIMIT 1`) ?? true) !== undefined;
}

/** Numbers that were given once are not given again, even when their rows are gone. */
function continueNumbering(source: Connection, target: Connection): void {
  for (const { name, seq } of attempt(() => source.all('SELECT name, seq FROM sqlite_sequence')) ?? []) {
    if (typeof name !== 'string' || typeof seq !== 'number') continue;
    const { changes } = target.run('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?', [
      seq,
      name,
    ]);
    if (changes === 0 && tablesOf(target).includes(name)) {
      target.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [name, seq]);
    }
  }
}

/** Whether texts may be kept was said by a person; when it is forgotten, the answer that keeps less is the safe one. */
function keepNumbersOnly(target: Connection): void {
  target.run("INSERT OR REPLACE INTO ledger VALUES ('texts', 'numbers')");
}

/** Empties references to rows that are gone, and removes rows that cannot be without. Answers with how many, by table. */
function mendReferences(target: Connection): Map<string, number> {
  const removed = new Map<string, number>();
  for (;;) {
    const broken = target.all('PRAGMA foreign_key_check');
    if (broken.length === 0) return removed;
    for (const { table, rowid = null, fkid } of broken) {
      const name = String(table);
      const column = target.all(`PRAGMA foreign_key_list("${name}")`).find(({ id }) => id === fkid)?.['from'];
      if (emptied(target, name, String(column), rowid)) continue;
      removed.set(
        name,
        (removed.get(name) ?? 0) + target.run(`DELETE FROM "${name}" WHERE rowid = ?`, [rowid]).changes,
      );
    }
  }
}

/** False where the reference is what the row is about. */
function emptied(target: Connection, table: string, column: string, rowid: SqlValue): boolean {
  const isKey = target
    .all(`PRAGMA table_info("${table}")`)
    .some(({ name, pk }) => name === column && pk !== 0);
  if (isKey) return false;
  return (
    attempt(() => target.run(`UPDATE "${table}" SET "${column}" = NULL WHERE rowid = ?`, [rowid])) !==
    undefined
  );
}

/** Undefined when the database refuses, or what is there makes no sense. */
function attempt<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}
