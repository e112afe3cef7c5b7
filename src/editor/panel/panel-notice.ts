import type { Notice } from '../../shared/snapshot.js';

/** What decides whether something is to be known or done first. */
export interface NoticeFacts {
  readonly isTrusted: boolean;
  /** A person said that no score is to be kept. */
  readonly isDeclined: boolean;
  /** Null where there is no ledger. */
  readonly ledger: {
    readonly readOnlyReason: string | null;
    readonly isOutdated: boolean;
    readonly hasRuns: boolean;
  } | null;
}

const start = { label: 'Start Run', command: 'startRun' } as const;
const keep = { label: 'Keep Score Here…', command: 'keepScore' } as const;
const trust = { label: 'Manage Trust', command: 'manageTrust' } as const;
const tour = { label: 'Show Me How', command: 'openWalkthrough' } as const;
const agents =
  'Work with any agent (Copilot, Claude Code, Cline or a script): its edits are noticed by themselves. ' +
  'Keep or reject them, and run your build and tests.';

/** What to know or to do first; null when the content speaks for itself. */
export function panelNotice({ isTrusted, isDeclined, ledger }: NoticeFacts): Notice | null {
  if (isDeclined) {
    return {
      text: 'No score is kept in this folder, as you decided. Nothing is written here.',
      actions: [{ label: 'Change…', command: 'keepScore' }],
    };
  }
  if (ledger?.isOutdated === true && ledger.readOnlyReason === null) {
    return {
      text:
        'The runs of this folder were recorded by an older Learning Loop. They are shown as soon as their database may be brought ' +
        `up to date${isTrusted ? '' : ', which Restricted Mode does not allow'}; a copy of it as it is stays beside it.`,
      actions: [isTrusted ? keep : trust],
    };
  }
  if (!isTrusted) {
    return {
      text: 'This window is in Restricted Mode: what is here is shown, nothing is recorded, and no site is asked.',
      actions: [trust],
    };
  }
  if (ledger === null) {
    return {
      text: `No score is kept here yet. ${agents} Then you see here which prompt and model work best in this folder.`,
      actions: [start, keep, tour],
    };
  }
  if (ledger.readOnlyReason !== null) return { text: ledger.readOnlyReason, actions: [] };
  if (ledger.hasRuns) return null;
  return { text: `No run yet. ${agents}`, actions: [start, tour] };
}
