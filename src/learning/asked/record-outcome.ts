import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { CommandEvidence } from '../../evidence/evidence.js';
import { inferComplexity } from '../choice/infer-complexity.js';
import type { Ledger } from '../ledger.js';
import type { RunView } from '../runs/run.js';
import { UserError } from '../user-error.js';
import { ledgerTool } from './asked-tool.js';
import { runHeading } from './run-in-words.js';
import { decisionsOf, suggestionPattern } from './suggestion-code.js';
import { filesInput, taskInput } from './tool-inputs.js';

/** A run that the editor ended by itself this short a time ago may be the one that is told of. */
const joinsWithinMs = 600_000;
const mostOpen = 20;

const checkInput = z
  .object({
    command: z.string().min(1).max(200).describe('The command line, such as npm test.'),
    kind: z.enum(['build', 'lint', 'test']),
    exit_code: z.int().min(0).max(255),
    tests_passed: z.int().min(0).optional(),
    tests_failed: z.int().min(0).optional(),
  })
  .refine((each) => (each.tests_passed === undefined) === (each.tests_failed === undefined), {
    message: 'Give both tests_passed and tests_failed, or none.',
  });

const input = z.object({
  task: taskInput,
  agent: z.string().trim().min(1).max(100).describe('Your own name, such as Claude Code.'),
  model: z.string().max(200).optional().describe('The model that you ran on, if you know.'),
  prompt: z.string().max(200).optional().describe('The prompt that you really used, as suggest named it.'),
  context_set: z.string().max(200).optional().describe('The context set that you really used.'),
  suggestion: z
    .string()
    .regex(suggestionPattern)
    .optional()
    .describe('The code that suggest gave, if you asked.'),
  files: filesInput,
  checks: z
    .array(checkInput)
    .max(20)
    .default([])
    .describe('Each check that you really ran after your last edit, in order, with its real result.'),
  verdict: z
    .enum(['kept', 'rejected'])
    .optional()
    .describe('Only if the person said so in words; never what you think of it yourself.'),
  tokens: z.int().min(0).optional().describe('Tokens in and out together, if you know.'),
  cost_usd: z.number().min(0).optional(),
  duration_seconds: z.number().min(0).optional(),
});

type Outcome = z.output<typeof input>;

export const recordOutcome = ledgerTool({
  name: 'record_outcome',
  title: 'Record how a task came out',
  description:
    'When you are done with a coding task: records what was used and how the checks ended, so that the next suggestion is better. Report only what happened; what is not known is left out. If a run is open in the editor, it is added to that.',
  isReadOnly: false,
  input,
  answer: (ledger, outcome, { now }) => {
    const joined = runUnderWay(ledger, outcome, now);
    const run = ledger.commit(() => {
      const id = joined === undefined ? begin(ledger, outcome) : join(ledger, joined, outcome);
      addTo(ledger, id, outcome, now);
      if (joined === undefined) finish(ledger, id, outcome);
      return ledger.runs.get(id);
    });
    if (run.status === 'open')
      return 'Added to the run that is open in the editor; it is scored when it ends there.';
    const unscored =
      run.reward === null ? ' Neither a check nor a person judged it, so it moves no standing.' : '';
    return `${joined === undefined ? 'Recorded' : 'Added to what the editor saw of it'}. ${runHeading(run)}.${unscored}`;
  },
});

/** The run that the editor noticed of the same edits, open or just ended, so that nothing counts twice. */
function runUnderWay(ledger: Ledger, { agent, files = [] }: Outcome, now: Date): RunView | undefined {
  const isOfAgent = ({ author }: RunView): boolean => author.agent === null || author.agent === agent;
  const open = ledger.listRuns({ limit: mostOpen, status: 'open' }).find(isOfAgent);
  if (open !== undefined) return open;
  const [last] = ledger.listRuns({ limit: 1, status: 'finished' });
  if (last?.author.provenance !== 'guessed' || !isOfAgent(last)) return undefined;
  const endedAt = Date.parse(last.finishedAt ?? last.startedAt);
  const isRecent = now.getTime() - endedAt < joinsWithinMs;
  return isRecent && files.some((path) => last.files.includes(path)) ? last : undefined;
}

function begin(ledger: Ledger, outcome: Outcome): string {
  const { task, agent, model = null, prompt = null, context_set: contextId, suggestion, files } = outcome;
  const run = {
    goal: task,
    role: 'coder',
    complexity: inferComplexity(task, files).complexity,
    author: { agent, modelName: model, promptId: prompt, provenance: 'reported' },
    contextId,
    decisionIds: suggestion === undefined ? [] : openDecisions(ledger, suggestion),
  } as const;
  const id = ledger.runs.start(run);
  ledger.choosing.begin(id, run);
  ledger.pages.begin(id);
  return id;
}

/** What the editor could not know of a run that it noticed, the agent tells; what it has told before stands. */
function join(ledger: Ledger, { id, author }: RunView, outcome: Outcome): string {
  const { agent, model = null, prompt = null, context_set: context = null, suggestion } = outcome;
  for (const decision of suggestion === undefined ? [] : openDecisions(ledger, suggestion))
    ledger.portfolio.follow(decision, id, { prompt, model, context });
  if (author.modelName === null)
    ledger.reports.tell(id, {
      ...{ key: `asked ${randomUUID()}`, agent, modelName: model, promptId: prompt },
      ...{ tokens: outcome.tokens ?? null, costUsd: outcome.cost_usd ?? null, kept: 0, rejected: 0 },
    });
  return id;
}

function addTo(ledger: Ledger, id: string, { files = [], checks, verdict }: Outcome, now: Date): void {
  const at = now.toISOString();
  ledger.runs.observe(id, [
    ...(files.length === 0 ? [] : [{ kind: 'files', at, paths: files } as const]),
    ...checks.map((check) => evidenceOf(check, at)),
  ]);
  if (verdict !== undefined) ledger.runs.setVerdict(id, verdict === 'kept' ? 'accepted' : 'rejected');
}

function finish(ledger: Ledger, id: string, outcome: Outcome): void {
  const { tokens, cost_usd: costUsd, duration_seconds: seconds } = outcome;
  ledger.runs.finish(id, { costTokens: tokens, costUsd }, seconds === undefined ? null : seconds * 1000);
}

/** @throws {UserError} when a code is not of this ledger, or has led to a run already */
function openDecisions(ledger: Ledger, code: string): number[] {
  const ids = decisionsOf(code);
  const open = ledger.db.connection.all<{ id: number }>(
    'SELECT id FROM decisions WHERE run IS NULL AND id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)],
  );
  if (open.length < ids.length)
    throw new UserError(`No suggestion "${code}" waits for its outcome. Record it without a suggestion.`);
  return ids;
}

function evidenceOf(check: z.output<typeof checkInput>, at: string): CommandEvidence {
  const { command, kind, exit_code: exitCode, tests_passed: passed, tests_failed: failed } = check;
  const tests = passed === undefined || failed === undefined ? null : { passed, failed };
  return { kind: 'command', at, source: 'agent', check: kind, label: command, exitCode, tests };
}
