import { expect, it } from 'vitest';
import { eventsOfGenericHook } from '../../../src/adapters/generic/hook-input.js';

const at = '2026-11-23T16:00:00.000Z';
const reported = { agent: 'mine', session: 'mine', at, source: 'hook' };

it('takes what any agent tells', () => {
  const told = [
    { event: 'start', model: 'm' },
    { event: 'prompt', text: 'Do it', id: 'p' },
    { event: 'edit', paths: ['/a', 7, '/b'] },
    { event: 'edit', path: '/c' },
    { event: 'usage', tokensIn: 10, tokensOut: 5, costUsd: 0.5, model: 'm' },
    { event: 'rejected', path: '/a' },
    { event: 'kept', paths: ['/b', '/c'] },
    { event: 'kept' },
    { event: 'stop', session: 'other' },
    { event: 'end' },
  ];
  expect(told.map((input) => eventsOfGenericHook('mine', input, at)).flat()).toEqual([
    { ...reported, kind: 'session-started', model: 'm' },
    { ...reported, kind: 'prompt', text: 'Do it', id: 'p' },
    { ...reported, kind: 'edit', paths: ['/a', '/b'] },
    { ...reported, kind: 'edit', paths: ['/c'] },
    { ...reported, kind: 'usage', model: 'm', tokensIn: 10, tokensOut: 5, costUsd: 0.5 },
    { ...reported, kind: 'judged', path: '/a', verdict: 'rejected' },
    { ...reported, kind: 'judged', path: '/b', verdict: 'kept' },
    { ...reported, kind: 'judged', path: '/c', verdict: 'kept' },
    { ...reported, kind: 'judged', path: null, verdict: 'kept' },
    { ...reported, session: 'other', kind: 'stopped' },
    { ...reported, kind: 'session-ended' },
  ]);
});

it.each([
  [{}, '--event is missing: it is one of start, prompt'],
  [{ event: 'dance' }, 'There is no --event "dance": it is one of start, prompt'],
  [{ event: 'edit' }, 'An edit needs "paths"'],
  [{ event: 'usage', tokensOut: -1 }, 'Usage needs "tokensIn"'],
])('says of %j what is missing', (input, message) => {
  expect(eventsOfGenericHook('mine', input, at)).toMatchObject({
    kind: 'unknown',
    message: expect.stringContaining(message) as unknown,
  });
});
