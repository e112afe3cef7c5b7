import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EngineHost } from '../../../src/engine/engine-host.js';
import { databaseFile, ensureAgentFolder } from '../../../src/learning/agent-folder.js';
import { migrations } from '../../../src/learning/schema.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { openConnection } from '../../../src/learning/sqlite/open.js';
import { firstView } from '../../../src/shared/view.js';

let root: string;

beforeAll(async () => {
  await loadSqlite();
  root = mkdtempSync(join(tmpdir(), 'll-outdated-'));
  ensureAgentFolder(root);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

it.each([1, 2])(
  'says of a ledger of schema %i what it is, and shows it once it may be written',
  (version) => {
    openConnection(databaseFile(root), {
      migrations: migrations.filter((each) => each.version <= version),
    }).close();
    const host = new EngineHost(
      () => new Date(),
      () => undefined,
    );
    expect(host.open(root, { create: false, readOnly: true })).toMatchObject({
      exists: true,
      isOutdated: true,
    });
    expect(host.open(root, { create: false, readOnly: false })).toMatchObject({ isOutdated: false });
    const settings = { usesStartingGuesses: true, limits: {} };
    expect(host.panel(root, firstView, settings).useNow.certainty).toBe('none');
    host.closeAll();
    rmSync(databaseFile(root));
  },
);
