import { describe, expect, it } from 'vitest';
import { isFromPanel } from '../../../src/shared/panel-guard.js';
import { firstView } from '../../../src/shared/view.js';

const run = { run: 'x', action: 'keep' };
const option = { option: { chooser: 'model', id: 'gpt-4o' }, action: 'pin' };

describe('what the panel may send', () => {
  it.each([
    ['ready', null],
    ['show', firstView],
    ['show', { ...firstView, kind: 'fixer', run: 'x', option: option.option }],
    ['command', { command: 'startRun' }],
    ['run', run],
    ['option', option],
    ['page', { address: 'https://react.dev/learn', action: 'copy' }],
    ['countExamples', null],
    ['measure', null],
  ])('takes %s with %j', (method, params) => {
    expect(isFromPanel(method, params)).toBe(true);
  });

  it.each([
    ['other', null],
    ['constructor', null],
    ['ready', {}],
    ['show', null],
    ['show', { ...firstView, tab: 'other' }],
    ['show', { ...firstView, limit: 1e9 }],
    ['show', { ...firstView, limit: 0.5 }],
    ['show', { ...firstView, filter: { ...firstView.filter, outcome: "' OR 1" } }],
    ['command', { command: 'workbench.action.terminal.new' }],
    ['run', { ...run, run: 7 }],
    ['run', { ...run, action: 'rm' }],
    ['option', { ...option, option: { chooser: 'else', id: 'x' } }],
    ['option', { ...option, action: 'other' }],
    ['page', { address: null, action: 'copy' }],
    ['measure', 1],
  ])('refuses %s with %j', (method, params) => {
    expect(isFromPanel(method, params)).toBe(false);
  });
});
