import * as z from 'zod';
import type { ChoosingSettings } from '../choosing/choosing-settings.js';
import type { DocsKnowledge } from '../docs/docs-knowledge.js';
import type { Ledger } from '../ledger.js';
import { UserError } from '../user-error.js';
import { limited } from './answer-text.js';
import type { AskedToolName } from './tool-names.js';

/** Something that an agent may ask, the same by every way of asking. */
interface ToolDescription<Input extends z.ZodObject = z.ZodObject> {
  readonly name: AskedToolName;
  /** For people. */
  readonly title: string;
  /** For the model that decides when to ask. */
  readonly description: string;
  readonly input: Input;
}

/** Under which a question is answered. */
export interface Asking {
  /** The person's settings of the choice. */
  readonly settings: ChoosingSettings;
  readonly now: Date;
}

/** A tool that asks the ledger. */
export interface LedgerTool extends ToolDescription {
  readonly asks: 'ledger';
  /** Whether asking changes nothing; then nobody need be asked before. */
  readonly isReadOnly: boolean;
  /** @throws {UserError} in words that tell the agent what to do */
  answer(ledger: Ledger, input: unknown, asking: Asking): string;
}

export interface DocsAsked {
  /** Whether the person lets sites be asked; else only what is kept is looked at. */
  readonly maySites: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** The tool that asks documentation. */
export interface DocsTool extends ToolDescription {
  readonly asks: 'docs';
  readonly isReadOnly: true;
  answer(docs: DocsKnowledge, input: unknown, asked: DocsAsked): Promise<string>;
}

export type AskedTool = LedgerTool | DocsTool;

/** A tool that asks the ledger, with its input checked and its answer cut to the limit. */
export function ledgerTool<Input extends z.ZodObject>(
  tool: ToolDescription<Input> & {
    readonly isReadOnly: boolean;
    answer(ledger: Ledger, input: z.output<Input>, asking: Asking): string;
  },
): LedgerTool {
  return {
    ...tool,
    asks: 'ledger',
    answer: (ledger, input, asking) => limited(tool.answer(ledger, checked(tool.input, input), asking)),
  };
}

/** The same for documentation. */
export function docsTool<Input extends z.ZodObject>(
  tool: ToolDescription<Input> & {
    answer(docs: DocsKnowledge, input: z.output<Input>, asked: DocsAsked): Promise<string>;
  },
): DocsTool {
  return {
    ...tool,
    asks: 'docs',
    isReadOnly: true,
    answer: async (docs, input, asked) => limited(await tool.answer(docs, checked(tool.input, input), asked)),
  };
}

/** A tool's input as JSON Schema, without the name of the draft, 2020-12. */
export function inputJsonSchema({ input }: Pick<AskedTool, 'input'>): Record<string, unknown> {
  const schema: Record<string, unknown> = z.toJSONSchema(input, { io: 'input' });
  delete schema['$schema'];
  return schema;
}

function checked<Input extends z.ZodObject>(schema: Input, input: unknown): z.output<Input> {
  const { data, error } = schema.safeParse(input ?? {});
  if (error !== undefined) throw new UserError(`The input does not fit:\n${z.prettifyError(error)}`);
  return data;
}
