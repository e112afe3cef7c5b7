import type { PanelCommand } from './panel-commands.js';
import type { Snapshot } from './snapshot.js';
import type { MeasuredRow } from './trends-content.js';
import type { OptionRef, View } from './view.js';

/** What the panel asks of the editor. */
export interface PanelRequests {
  /** Everything that a view shows: always the whole, never a difference. */
  show: { params: View; result: Snapshot };
  /** One of the commands that the panel may start. */
  command: { params: { readonly command: PanelCommand }; result: null };
  /** Does something with a run; `undo` and `forget` ask first. */
  run: { params: RunAction; result: null };
  option: { params: OptionAction; result: null };
  page: { params: PageAction; result: null };
  /** Counts which recorded runs are fit to train with. */
  countExamples: { params: null; result: ExamplesCount };
  /** What is claimed of using the extension beside what the runs say; reads all of them. */
  measure: { params: null; result: readonly MeasuredRow[] };
}

export interface RunAction {
  readonly run: string;
  readonly action: RunActionName;
}

export const runActionNames = ['keep', 'reject', 'undo', 'forget', 'finish', 'discard'] as const;
export type RunActionName = (typeof runActionNames)[number];

export interface OptionAction {
  readonly option: OptionRef;
  readonly action: OptionActionName;
}

export const optionActionNames = ['pin', 'ban', 'free', 'retire', 'bring back', 'edit'] as const;
export type OptionActionName = (typeof optionActionNames)[number];

export interface PageAction {
  readonly address: string;
  readonly action: PageActionName;
}

export const pageActionNames = ['copy', 'refresh', 'open'] as const;
export type PageActionName = (typeof pageActionNames)[number];

/** What an export would consist of. */
export interface ExamplesCount {
  readonly examples: number;
  /** What can honestly be said of so many. */
  readonly readiness: string;
  /** By reason, as a sentence's part; empty where none is left out. */
  readonly leftOut: string;
}

/** What the panel tells without waiting for an answer. */
export interface PanelNotifications {
  /** It can take messages now. */
  ready: null;
}

/** What the editor tells the panel. */
export interface EditorNotifications {
  /** What is shown is old; ask again. Changes within a moment are told once. */
  stale: { readonly revision: number };
  /** Another folder's ledger, or a tab of it, is to be shown. */
  look: { readonly root: string; readonly view: Partial<View> };
}

/** How long the panel waits for each answer; null where a person may be asked something first. */
export const requestTimeoutsMs: Readonly<Record<keyof PanelRequests, number | null>> = {
  show: 30_000,
  command: null,
  run: null,
  option: null,
  page: null,
  countExamples: null,
  measure: 30_000,
};
