import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { DesignCard } from '../../agent/cards/design-card.js';
import { completeCard } from '../../agent/run/card-in-code.js';
import type { RunView } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';
import type { CommandHandlers } from '../commands.js';
import type { Place } from '../ledger/places.js';
import { chooseModels } from '../models/choose-models.js';
import { keyCommands } from '../models/key-commands.js';
import type { SecretKeys } from '../models/secret-keys.js';
import { toStartRunRequest } from '../runs/start-request.js';
import { askGoal, pickCard, wholeCard } from '../runs/task-dialog.js';
import type { AgentParts } from './agent-parts.js';
import type { AgentRuns } from './agent-runs.js';
import { fixerCard } from './fixer-card.js';
import { judgePending } from './judge-pending.js';
import { newDesignCard } from './new-design-card.js';

type AgentCommandName =
  | 'runAgentTask'
  | 'fixProblems'
  | 'judgePending'
  | 'newDesignCard'
  | 'chooseModels'
  | 'enterKey'
  | 'forgetKey'
  | 'showAgentOutput';

/** Our own agent, as people use it. */
export function agentCommands(
  parts: AgentParts & { readonly keys: SecretKeys },
  runs: AgentRuns,
): Pick<CommandHandlers, AgentCommandName> {
  const { output, places } = parts;
  return {
    runAgentTask: (argument) => runAgentTask(parts, runs, argument),
    fixProblems: (uri, problems) => fixProblems(parts, runs, uri, problems),
    judgePending: () => judgePending(parts, runs),
    newDesignCard: () => newDesignCard(parts),
    chooseModels: async () => {
      const place = await places.choose('Choose the models of which folder?');
      await parts.ledgers.write(place);
      await chooseModels(place, parts);
    },
    ...keyCommands(parts),
    showAgentOutput: () => {
      output.show(false);
    },
  };
}

/** @param argument a card's file, from a menu or above the card; a request, from other code; else a person is asked */
async function runAgentTask(parts: AgentParts, runs: AgentRuns, argument: unknown): Promise<RunView> {
  const { places } = parts;
  if (argument instanceof vscode.Uri) {
    const root = places.locate(argument)?.root;
    const place = await places.choose('Run it in which folder?', root);
    return (await runs.run(place, await cardAt(parts, argument))).run;
  }
  const request = argument === undefined ? undefined : toStartRunRequest(argument);
  const place = await places.choose('Run our agent in which folder?', request?.folder);
  const card =
    request === undefined
      ? await askCard(parts, place)
      : completeCard({
          name: request.taskSlug ?? nameOf(request.goal),
          goals: [request.goal],
          role: request.role ?? 'coder',
          complexity: request.complexity ?? null,
        });
  return (await runs.run(place, card)).run;
}

async function askCard({ engine }: AgentParts, { root }: Place): Promise<DesignCard> {
  const picked = await pickCard(await engine.designCards(root));
  if (picked !== null) return wholeCard(picked);
  const { goal, complexity } = await askGoal();
  return completeCard({ name: nameOf(goal), goals: [goal], complexity });
}

/** The card as it is in the editor, saved or not. */
async function cardAt({ code }: AgentParts, uri: vscode.Uri): Promise<DesignCard> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { parseDesignCard } = await code.load();
  const result = parseDesignCard(document.getText());
  return wholeCard({ file: uri.fsPath, name: basename(uri.fsPath), result });
}

async function fixProblems(
  { places }: AgentParts,
  runs: AgentRuns,
  uri: unknown,
  problems: unknown,
): Promise<RunView> {
  if (!(uri instanceof vscode.Uri))
    throw new UserError('Choose “Fix with Learning Loop” at a problem in a file.');
  const located = places.locate(uri);
  if (located === undefined) throw new UserError('This file is in no folder that is open here.');
  const found = Array.isArray(problems) ? problems.filter((each) => each instanceof vscode.Diagnostic) : [];
  const place = await places.choose('Fix it in which folder?', located.root);
  return (await runs.run(place, fixerCard(located.path, found))).run;
}

/** A short name from a goal: its first words. */
function nameOf(goal: string): string {
  const words = goal.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 6).join('-') || 'task';
}
