import { describe, expect, it } from 'vitest';
import { isFromPanel } from '../../../src/shared/protocol.js';

describe('isFromPanel', () => {
  it.each([
    [{ type: 'ready' }],
    [{ type: 'command', command: 'startRun' }],
    [{ type: 'explain', runId: 'x' }],
  ])('takes %j', (message) => {
    expect(isFromPanel(message)).toBe(true);
  });

  it.each([
    [null],
    ['ready'],
    [{}],
    [{ type: 'other' }],
    [{ type: 'command' }],
    [{ type: 'command', command: 'workbench.action.terminal.new' }],
    [{ type: 'explain', runId: 7 }],
  ])('refuses %j', (message) => {
    expect(isFromPanel(message)).toBe(false);
  });
});
