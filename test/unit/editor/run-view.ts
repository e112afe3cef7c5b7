import type { RunView } from '../../../src/learning/runs/run.js';

/** A finished run that was checked and not judged, with what a test wants different. */
export function runView(different: Partial<RunView> = {}): RunView {
  return {
    id: 'f2a1',
    number: 1,
    taskSlug: 'mend-it',
    goal: 'Mend it',
    status: 'finished',
    role: 'coder',
    complexity: null,
    author: { agent: 'Cline', modelName: 'gpt-4o', promptId: 'concise', provenance: 'told' },
    startedAt: '2026-01-01T10:00:00.000Z',
    finishedAt: '2026-01-01T10:05:00.000Z',
    reward: 0.875,
    verdict: null,
    weakensChecks: false,
    mayBeExported: false,
    files: ['src/a.ts'],
    ...different,
  };
}
