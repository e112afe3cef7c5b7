import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nameByCommit } from '../../../../src/engine/agents/name-by-commit.js';
import { Ledger } from '../../../../src/learning/ledger.js';
import type { Author } from '../../../../src/learning/runs/run.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';

beforeAll(loadSqlite);

describe('nameByCommit', () => {
  let root: string;
  let ledger: Ledger;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'name-by-commit-')));
    ledger = new Ledger(root);
    git('init', '--quiet');
    git('config', 'user.name', 'Sam');
    git('config', 'user.email', 'sam@example.invalid');
    return () => {
      ledger.close();
      rmSync(root, { recursive: true });
    };
  });

  function git(...args: string[]): string {
    return execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
  }
  const commit = (file: string, trailer: string): string => {
    writeFileSync(join(root, file), trailer);
    git('add', file);
    git('commit', '--quiet', '--message', `Add ${file}\n\n${trailer}`);
    return git('rev-parse', 'HEAD');
  };
  const run = (file: string, author: Partial<Author> = {}): string => {
    const { id } = ledger.startRun({
      goal: file,
      role: 'coder',
      complexity: null,
      author: { agent: null, modelName: null, promptId: null, provenance: 'guessed', ...author },
      decisionIds: [],
    });
    ledger.observe(id, [{ kind: 'files', at: new Date().toISOString(), paths: [file] }]);
    return id;
  };

  it('names the agent and the model of the run whose edits it has', () => {
    const [other, own] = [run('other.ts'), run('a.ts')];
    const hash = commit('a.ts', 'Co-authored-by: aider (gpt-5) <noreply@aider.chat>');
    expect(nameByCommit(ledger, root, hash)?.id).toBe(own);
    expect(ledger.findRun(own)?.author).toEqual({
      agent: 'Aider',
      modelName: 'gpt-5',
      promptId: null,
      provenance: 'reported',
    });
    expect(ledger.findRun(other)?.author.agent).toBeNull();
  });

  it('leaves what is known as it is', () => {
    run('a.ts', { agent: 'Cline' });
    const hash = commit('a.ts', 'Co-authored-by: aider (gpt-5) <noreply@aider.chat>');
    expect(nameByCommit(ledger, root, hash)).toBeNull();
    expect(nameByCommit(ledger, root, commit('a.ts', 'By a person.'))).toBeNull();
    expect(nameByCommit(ledger, root, '--output=x')).toBeNull();
  });
});
