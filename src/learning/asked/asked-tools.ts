import { explainRun } from './explain-run.js';
import { lookUpDocs } from './look-up-docs.js';
import { recall } from './recall.js';
import { recordOutcome } from './record-outcome.js';
import { standings } from './standings.js';
import { suggest } from './suggest.js';
import type { AskedTool, LedgerTool } from './asked-tool.js';

/** Everything that an agent may ask about a ledger, in the order in which clients list it. */
export const askedTools: readonly AskedTool[] = [
  suggest,
  recall,
  recordOutcome,
  lookUpDocs,
  explainRun,
  standings,
];

/** @throws {RangeError} when no tool that asks the ledger has the name */
export function ledgerToolNamed(name: string): LedgerTool {
  const tool = askedTools.find((each) => each.name === name);
  if (tool?.asks !== 'ledger') throw new RangeError(`no tool "${name}" asks the ledger`);
  return tool;
}
