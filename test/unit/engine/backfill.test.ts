import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { EngineHost } from '../../../src/engine/engine-host.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { recorded } from '../adapters/recorded.js';

await loadSqlite();

afterEach(() => {
  vi.unstubAllEnvs();
});

it('adds what agents did before, of what is there and no other files', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'engine-backfill-')));
  const root = join(folder, 'project');
  mkdirSync(root);
  mkdirSync(join(folder, 'codex/sessions'), { recursive: true });
  vi.stubEnv('CODEX_HOME', join(folder, 'codex'));
  vi.stubEnv('CLAUDE_CONFIG_DIR', join(folder, 'claude'));
  const rollout = recorded('codex/rollout.jsonl').replaceAll('/home/sam/project', root);
  writeFileSync(join(folder, 'codex/sessions/r.jsonl'), rollout);
  writeFileSync(join(folder, 'secret.jsonl'), rollout.replaceAll('"turn_id":"', '"turn_id":"other'));
  const host = new EngineHost(
    () => new Date(),
    () => undefined,
  );
  try {
    host.open(root, { create: true, readOnly: false });
    const [codex, commits] = host.backfillSources(root);
    expect([codex?.name, commits?.name]).toEqual(['codex', 'commits']);
    const asked = { ...codex!, files: [join(folder, 'secret.jsonl')] };
    expect(host.backfill(root, [asked])).toEqual({ added: 2, problems: [] });
    expect(host.backfill(root, [codex!])).toEqual({ added: 0, problems: [] });
    expect(host.backfilledRuns(root, 1)).toMatchObject([{ agent: 'Codex', model: 'gpt-5' }]);
    expect(host.forgetBackfilled(root)).toBe(2);
  } finally {
    host.closeAll();
    rmSync(folder, { recursive: true });
  }
});
