import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { resultAsJson } from '../../../src/cli/agent-run/run-report.js';
import { commands } from '../../../src/cli/commands.js';
import { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { record } from '../choosing/temporary-ledger.js';
import { CommandLine } from './command-line.js';

/** Two programs speak to a program in another way: the protocol of MCP, and a script for a shell. */
const otherwise = ['mcp', 'completion'];

/** A call of each command that prints something; of a run of our own agent, the result is looked at by itself. */
const calls: Readonly<Record<string, readonly string[]>> = {
  runs: [],
  explain: ['1'],
  stats: [],
  standings: [],
  measured: [],
  query: ['SELECT 1 AS "<column>"'],
  docs: ['list'],
  tune: ['qwen2.5-coder:7b'],
  parse: ['report.tap'],
  hook: ['--agent', 'claude-code'],
  backfill: ['--agent', 'commits', '--dry-run'],
  doctor: [],
  backup: ['copy.db'],
  restore: ['copy.db'],
  salvage: [],
  unlock: [],
};

describe('--json', () => {
  let program: CommandLine;
  let root: string;

  beforeAll(async () => {
    await loadSqlite();
    program = await CommandLine.bundle('src/cli/main.ts');
    symlinkSync(resolve('media'), join(program.folder, 'media'));
    root = realpathSync(mkdtempSync(join(tmpdir(), 'json-')));
    const ledger = new Ledger(root);
    record(ledger, { model: 'gpt-4o-mini', prompt: 'default' }, 1);
    ledger.db.connection.run('INSERT INTO web_cache (url, html) VALUES (?, ?)', [
      'https://react.dev/learn',
      '<h1>Learn</h1>',
    ]);
    ledger.close();
    writeFileSync(join(root, 'report.tap'), 'TAP version 13\n1..1\nok 1 - adds\n');
    mkdirSync(join(root, '.agent', 'sft'), { recursive: true });
    writeFileSync(join(root, '.agent', 'sft', 'coder_sft.jsonl'), '{}\n');
  });
  afterAll(() => {
    program.remove();
    rmSync(root, { recursive: true });
  });

  it('is there wherever something is printed', () => {
    expect(
      commands
        .filter(({ json }) => json === null)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(otherwise.sort());
    const printing = commands.filter(({ json }) => json !== null).map(({ name }) => name);
    expect([...Object.keys(calls), 'run'].sort()).toEqual(printing.sort());
  });

  it.each(Object.entries(calls))(
    'of %s prints the fields that its help names, and no others',
    (name, args) => {
      const { out, err, code } = program.run(root, name, ...args, '--json');
      expect([err, code]).toEqual(['', 0]);
      const json = commands.find((each) => each.name === name)?.json;
      const printed: unknown = JSON.parse(out);
      const isList = json?.prints.startsWith('a list');
      expect(Array.isArray(printed)).toBe(isList);
      const fields = z.record(z.string(), z.unknown()).parse(Array.isArray(printed) ? printed[0] : printed);
      const named = Object.keys(json?.fields ?? {});
      expect(named).toEqual(expect.arrayContaining(Object.keys(fields)));
      // Pages that are read, and runs from before, have fields of their own: help says so.
      if (name !== 'docs' && name !== 'runs') expect(Object.keys(fields).sort()).toEqual(named.sort());
    },
  );

  it('of run prints the fields that its help names', () => {
    const run = { id: 'a', number: 1, reward: null, status: 'finished' };
    const result = { attempts: [], run, isVerified: true } as unknown as Parameters<typeof resultAsJson>[0];
    const declared = commands.find(({ name }) => name === 'run')?.json?.fields ?? {};
    expect(Object.keys(resultAsJson(result)).sort()).toEqual(Object.keys(declared).sort());
  });
});
