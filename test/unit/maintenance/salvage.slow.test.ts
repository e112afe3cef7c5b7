import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findProblems } from '../../../src/learning/maintenance/find-problems.js';
import { highestRowid } from '../../../src/learning/maintenance/rescue-rows.js';
import { salvage, type Salvaged } from '../../../src/learning/maintenance/salvage.js';
import { migrations } from '../../../src/learning/schema.js';
import type { Connection } from '../../../src/learning/sqlite/connection.js';
import { nodeDisk, type Disk } from '../../../src/learning/sqlite/disk.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { openConnection } from '../../../src/learning/sqlite/open.js';
import { salvageDamage } from './salvage-torture.js';
import { fillDatabase, temporaryDatabase, using } from './sample-database.js';

const runs = 300;
const now = new Date('2026-03-04T05:06:07Z');

describe('salvage', () => {
  const place = temporaryDatabase();
  const pristine = join(place.folder, 'pristine.db');

  beforeAll(async () => {
    await loadSqlite();
    fillDatabase(pristine, runs);
  });
  afterAll(() => {
    place.remove();
  });
  beforeEach(() => {
    copyFileSync(pristine, place.file);
    return () => {
      for (const name of readdirSync(place.folder)) {
        if (!name.startsWith('pristine')) rmSync(join(place.folder, name), { recursive: true });
      }
    };
  });

  function zeroPages(...pages: readonly number[]): void {
    const bytes = readFileSync(place.file);
    for (const page of pages) bytes.fill(0, (page - 1) * 4096, page * 4096);
    writeFileSync(place.file, bytes);
  }
  const rootOf = (table: string): number =>
    Number(
      using(pristine, (each) => each.get('SELECT rootpage FROM sqlite_schema WHERE name = ?', [table]))?.[
        'rootpage'
      ],
    );
  const count = (connection: Connection, table: string): number =>
    Number(connection.get(`SELECT count(*) AS n FROM ${table}`)?.['n']);
  function pagesOf(kind: number, from: number): number[] {
    const bytes = readFileSync(pristine);
    return Array.from({ length: bytes.length / 4096 }, (_, index) => index + 1).filter(
      (page) => page >= from && bytes[(page - 1) * 4096] === kind,
    );
  }
  function reportOf(result: Salvaged | undefined, table: string): Salvaged['tables'][number] | undefined {
    return result?.tables.find((each) => each.table === table);
  }

  /** Leaves the files as they are when a process dies after it has written the first page of a commit. */
  function crashInCommit(file: string, sql: string): void {
    const working = join(place.folder, 'working.db');
    copyFileSync(file, working);
    const paths = new Map<number, string>();
    let pagesWritten = 0;
    const disk: Disk = {
      ...nodeDisk,
      open(path, how) {
        const fd = nodeDisk.open(path, how);
        paths.set(fd, path);
        return fd;
      },
      write(fd, source, position) {
        const written = nodeDisk.write(fd, source, position);
        if (paths.get(fd) === working && source.length === 4096 && ++pagesWritten === 1) {
          copyFileSync(working, file);
          copyFileSync(`${working}-journal`, `${file}-journal`);
        }
        return written;
      },
    };
    const connection = openConnection(working, { migrations, disk });
    connection.exec(sql);
    connection.close();
    expect(pagesWritten).toBeGreaterThan(2);
  }

  it('leaves a sound database alone, and one that only looked damaged', () => {
    const before = readFileSync(place.file);
    expect(salvage(place.file, now)).toBeUndefined();
    expect(readFileSync(place.file).equals(before)).toBe(true);
    expect(
      readdirSync(place.folder).filter((name) => name.includes('damaged') || name.startsWith('.')),
    ).toEqual([]);
  });

  it.each([
    ['the header', () => 1],
    ['the page map', () => 2],
    ['the root of runs', () => rootOf('runs')],
    ['the root of pairs', () => rootOf('pairs')],
    ['the root of an index', () => rootOf('runs_model')],
  ])('loses no row when %s is gone', (_, page) => {
    zeroPages(page());
    const result = salvage(place.file, now);
    expect(result?.kept).toBe(join(place.folder, 'experience.damaged-2026-03-04T05-06-07.db'));
    expect(result?.tables.map(({ rows, gaps }) => (gaps.length === 0 ? rows : 0))).toEqual(
      result?.tables.map(({ table }) => using(pristine, (each) => count(each, table))),
    );
    using(place.file, (connection) => {
      expect(findProblems(connection)).toEqual([]);
      expect(connection.all('SELECT * FROM tallies')).toEqual(
        using(pristine, (each) => each.all('SELECT * FROM tallies')),
      );
      expect(connection.all('SELECT * FROM run_totals')).toEqual(
        using(pristine, (each) => each.all('SELECT * FROM run_totals')),
      );
    });
  });

  it('reads tables whose names are gone, too', () => {
    const schemaLeaves = pagesOf(13, 3).filter((page) =>
      readFileSync(pristine)
        .toString('latin1', (page - 1) * 4096, page * 4096)
        .includes('CREATE T'),
    );
    expect(schemaLeaves.length).toBeGreaterThan(1);
    zeroPages(...schemaLeaves);
    expect(reportOf(salvage(place.file, now), 'runs')).toMatchObject({ rows: runs, gaps: [] });
  });

  it('loses only the rows of a lost page, and says which', () => {
    const leaves = pagesOf(13, 40);
    zeroPages(leaves[Math.floor(leaves.length / 2)]!);
    const result = salvage(place.file, now);
    const damaged = result?.tables.filter(({ gaps }) => gaps.length > 0) ?? [];
    expect(damaged).toHaveLength(1);
    const { table, gaps, rows } = damaged[0]!;
    expect(gaps).toHaveLength(1);
    expect(using(pristine, (each) => count(each, table)) - rows).toBe(gaps[0]!.to - gaps[0]!.from + 1);
  });

  it('rolls back what the journal still holds before it reads', () => {
    crashInCommit(place.file, "UPDATE runs SET task_slug = 'never'");
    zeroPages(rootOf('runs_model'));
    expect(reportOf(salvage(place.file, now), 'runs')?.rows).toBe(runs);
    expect(
      using(place.file, (each) => each.get("SELECT count(*) AS n FROM runs WHERE task_slug = 'never'")),
    ).toEqual({ n: 0 });
    expect(existsSync(`${place.file}-journal`)).toBe(false);
  });

  it('keeps numbers only when the wish of the person is lost', () => {
    zeroPages(rootOf('ledger'));
    expect(reportOf(salvage(place.file, now), 'ledger')).toMatchObject({ isReadable: false });
    expect(using(place.file, (each) => each.all('SELECT * FROM ledger'))).toEqual([
      { key: 'texts', value: 'numbers' },
    ]);
  });

  it('says when the end of a table is lost', () => {
    const bytes = readFileSync(place.file);
    writeFileSync(place.file, bytes.subarray(0, Math.floor(bytes.length * 0.7)));
    const ends = salvage(place.file, now)?.tables.flatMap(({ gaps }) => gaps.map(({ to }) => to)) ?? [];
    expect(ends).toContain(highestRowid);
  });

  it.each([
    ['nothing of a database', Buffer.from('x'.repeat(20_000))],
    ['no pages', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(100 * 4096)],
  ])('refuses a file of %s and leaves it', (_, bytes) => {
    writeFileSync(place.file, bytes);
    expect(() => salvage(place.file, now)).toThrow('Nothing could be read');
    expect(readFileSync(place.file).equals(bytes)).toBe(true);
  });

  it('refuses while somebody has the database open', () => {
    using(place.file, () => {
      expect(() => salvage(place.file, now)).toThrow('is open in process');
    });
  });

  it('survives damage anywhere', () => {
    const { counts, failures } = salvageDamage(10, runs);
    expect(failures).toEqual([]);
    expect((counts['salvaged'] ?? 0) + (counts['refused'] ?? 0) + (counts['not damaged'] ?? 0)).toBe(10);
  });
});
