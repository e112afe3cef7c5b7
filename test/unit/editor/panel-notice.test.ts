import { describe, expect, it } from 'vitest';
import { panelNotice, type NoticeFacts } from '../../../src/editor/panel/panel-notice.js';

const usual: NoticeFacts = {
  isTrusted: true,
  isDeclined: false,
  ledger: { readOnlyReason: null, isOutdated: false, hasRuns: true },
};
const commands = (facts: Partial<NoticeFacts>): string[] =>
  (panelNotice({ ...usual, ...facts })?.actions ?? []).map(({ command }) => command);

describe('what the panel says first', () => {
  it('is nothing where runs speak for themselves', () => {
    expect(panelNotice(usual)).toBeNull();
  });

  it('leads from nothing to the first run, for a person with any agent', () => {
    expect(commands({ ledger: null })).toEqual(['startRun', 'keepScore', 'openWalkthrough']);
    expect(commands({ ledger: { readOnlyReason: null, isOutdated: false, hasRuns: false } })).toEqual([
      'startRun',
      'openWalkthrough',
    ]);
    expect(panelNotice({ ...usual, ledger: null })?.text).toMatch(/Copilot, Claude Code/);
  });

  it('puts a decision and Restricted Mode before all else', () => {
    expect(commands({ isDeclined: true, isTrusted: false })).toEqual(['keepScore']);
    expect(commands({ isTrusted: false })).toEqual(['manageTrust']);
  });

  it('leads to where a database of an older version can be shown', () => {
    const ledger = { readOnlyReason: null, isOutdated: true, hasRuns: false };
    expect(commands({ ledger })).toEqual(['keepScore']);
    expect(commands({ ledger, isTrusted: false })).toEqual(['manageTrust']);
    expect(panelNotice({ ...usual, ledger })?.text).toMatch(/older Learning Loop.* a copy of it/);
  });

  it('says why nothing can be written', () => {
    expect(
      panelNotice({ ...usual, ledger: { readOnlyReason: 'Too new.', isOutdated: false, hasRuns: true } })
        ?.text,
    ).toBe('Too new.');
  });
});
