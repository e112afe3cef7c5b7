import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AutomaticRuns,
  type AutomaticRunsParts,
} from '../../../../src/editor/review/service/automatic-runs.js';
import { runView } from '../run-view.js';
import { silentLog } from '../silent-log.js';

vi.mock('vscode', () => ({}));

const byItself = runView({
  id: 'by-itself',
  status: 'open',
  author: { agent: null, modelName: null, promptId: null, provenance: 'guessed' },
});
const reported = runView({
  id: 'reported',
  status: 'open',
  author: { agent: 'Claude Code', modelName: null, promptId: null, provenance: 'reported' },
});

describe('runs that open by themselves', () => {
  let runs: AutomaticRuns;
  beforeEach(() => {
    const parts: unknown = {
      reported: { runFor: () => Promise.resolve(undefined) },
      memory: { get: (id: string) => ({ isAutomatic: id === byItself.id }) },
      tracker: { at: () => ({ open: byItself, alsoOpen: [reported], recent: [] }) },
      settings: { get: () => 90 },
    };
    const place = { root: '/shop', folder: undefined };
    runs = new AutomaticRuns(
      place as never,
      () => Promise.resolve('main'),
      parts as AutomaticRunsParts,
      silentLog,
    );
  });
  afterEach(() => {
    runs.dispose();
  });

  it('are named for their files, and lend their name to no run beside them', async () => {
    expect(await runs.runFor('src/cart.ts', null)).toBe(byItself.id);
    expect(await runs.titleOf(byItself.id)).toBe('main: cart.ts');
    expect(await runs.titleOf(reported.id)).toBeUndefined();
  });
});
