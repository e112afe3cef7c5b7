import * as vscode from 'vscode';
import { completeCard } from '../../agent/run/card-in-code.js';
import { UserError } from '../../learning/user-error.js';
import { hunkDiff } from '../../review/hunk-diff.js';
import { hunksBetween } from '../../review/hunks-between.js';
import type { PendingFile } from '../review/review.js';
import type { AgentParts } from './agent-parts.js';
import type { AgentRuns } from './agent-runs.js';
import { rememberJudgement } from './judged-edits.js';
import { percent } from '../../learning/share-in-words.js';

/**
 * Asks a model whether the pending edits should be kept. What it says is compared later with what a person kept.
 * @throws {UserError} when nothing is pending
 */
export async function judgePending(parts: AgentParts, runs: AgentRuns): Promise<void> {
  const { places, review, state } = parts;
  const place = await places.choose('Judge the pending edits of which folder?');
  const pending = review.files().filter(({ root }) => root === place.root);
  if (pending.length === 0) throw new UserError('No edit is pending here, so there is nothing to judge.');
  const runIds = pending.flatMap(({ hunks }) => hunks.flatMap(({ runId }) => runId ?? []));
  const card = completeCard({
    name: 'judge-pending-edits',
    goals: ['Say which of the uncommitted changes should be kept, and why'],
    role: 'judge',
  });
  const { last, run } = await runs.run(place, card, await diffOf(pending, parts));
  if (last.judgement === null) {
    void vscode.window.showWarningMessage(`${last.model} said no verdict. Its reply is in the output.`);
    return;
  }
  const { share, reasons } = last.judgement;
  await rememberJudgement(state, { root: place.root, judge: run.id, runs: [...new Set(runIds)], share });
  const words = share === 1 ? 'keep them' : share === 0 ? 'reject them' : `keep ${percent(share)}`;
  const pressed = await vscode.window.showInformationMessage(
    `${last.model} would ${words}. ${reasons[0] ?? ''}`.trim(),
    'All Reasons',
  );
  if (pressed !== undefined) parts.output.show(false);
}

async function diffOf(pending: readonly PendingFile[], { review }: AgentParts): Promise<string> {
  const diffs: string[] = [];
  for (const { change, path, uri } of pending) {
    const [before, after] = [
      change === 'added' ? null : Buffer.from(await review.baselineText(uri)),
      change === 'deleted' ? null : Buffer.from((await vscode.workspace.openTextDocument(uri)).getText()),
    ];
    const hunks = hunksBetween(before, after).map((hunk) => hunkDiff(path, before, after, hunk));
    diffs.push(`diff --git a/${path} b/${path}\n${hunks.join('')}`);
  }
  return diffs.join('');
}
