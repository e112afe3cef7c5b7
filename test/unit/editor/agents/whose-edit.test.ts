import { describe, expect, it } from 'vitest';
import { whoseEdit, type EditSeen } from '../../../../src/editor/agents/whose-edit.js';
import { ToldEdits } from '../../../../src/editor/agents/told-edits.js';
import type { RunView } from '../../../../src/learning/runs/run.js';
import { runView } from '../run-view.js';

const author = { modelName: null, promptId: null };
const telling = (id: string, agent = 'Claude Code'): RunView =>
  runView({ id, author: { ...author, agent, provenance: 'reported' } });
const byHand = runView({ id: 'hand', author: { ...author, agent: 'Aider', provenance: 'told' } });
const seen = (more: Partial<EditSeen>): EditSeen => ({
  open: [],
  agent: null,
  toldBy: undefined,
  isWaiting: true,
  ...more,
});

describe('whoseEdit', () => {
  it('is no telling agent’s where none is at work', () => {
    expect(whoseEdit(seen({}))).toEqual({ kind: 'other' });
    expect(whoseEdit(seen({ open: [byHand] }))).toEqual({ kind: 'other' });
  });

  it('is the only run’s, told or not', () => {
    expect(whoseEdit(seen({ open: [telling('a')] }))).toEqual({ kind: 'run', runId: 'a' });
  });

  it('is of the run that said so, where several are under way', () => {
    const open = [telling('a'), telling('b')];
    expect(whoseEdit(seen({ open, toldBy: 'b' }))).toEqual({ kind: 'run', runId: 'b' });
    expect(whoseEdit(seen({ open }))).toEqual({ kind: 'unclear' });
    expect(whoseEdit(seen({ open, isWaiting: false }))).toEqual({ kind: 'nobody' });
  });

  it('is of the run that a person began, unless the agent beside it says that it was its own', () => {
    const open = [telling('a'), byHand];
    expect(whoseEdit(seen({ open, toldBy: 'a' }))).toEqual({ kind: 'run', runId: 'a' });
    expect(whoseEdit(seen({ open }))).toEqual({ kind: 'unclear' });
    expect(whoseEdit(seen({ open, isWaiting: false }))).toEqual({ kind: 'other' });
  });

  it('is never of another agent than the one that is known to have made it', () => {
    const open = [telling('a')];
    expect(whoseEdit(seen({ open, agent: 'GitHub Copilot' }))).toEqual({ kind: 'nobody' });
    expect(
      whoseEdit(seen({ open: [...open, telling('b', 'GitHub Copilot')], agent: 'GitHub Copilot' })),
    ).toEqual({
      kind: 'run',
      runId: 'b',
    });
  });

  it('may be seen after the run is over, and not when the next has begun', () => {
    expect(whoseEdit(seen({ toldBy: 'a' }))).toEqual({ kind: 'run', runId: 'a' });
    expect(whoseEdit(seen({ toldBy: 'a', open: [telling('b')] }))).toEqual({ kind: 'run', runId: 'b' });
  });
});

describe('ToldEdits', () => {
  it('knows for a while who told last', async () => {
    let now = 0;
    const told = new ToldEdits(() => now);
    const next = told.next(60_000);
    told.tell('/r', 'a', ['x.ts'], 0);
    await next;
    told.tell('/r', 'b', ['y.ts', 'x.ts'], 1);
    expect([told.lately('/r', 'x.ts', 10), told.lately('/r', 'y.ts', 10)]).toEqual(['b', undefined]);
    expect(told.lately('/other', 'x.ts', 10)).toBeUndefined();
    now = 11;
    expect(told.lately('/r', 'x.ts', 10)).toBeUndefined();
  });
});
