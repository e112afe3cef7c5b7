import type { SuggestedContext } from '../../learning/choice/suggestion.js';
import type { CountTokens } from '../../learning/docs/prompt/cut-text.js';
import type { ContextSource } from '../../learning/variants/context-sources.js';
import type { DesignCard } from '../cards/design-card.js';
import type { ContextPart } from '../prompts/build-messages.js';
import type { ContextWorkspace, Quote } from './context-workspace.js';
import { fill } from './fill.js';
import { focusFiles, namedFiles } from './focus-files.js';
import { gatherers, quoted } from './gatherers.js';
import { isSecretLike } from './secret-files.js';
import type { SecretScreen } from './secret-screen.js';

/** What was gathered for one prompt. */
export interface Gathered {
  /** What the task itself names, then in the order of the context set; documentation is apart, as it is quoted already. */
  readonly parts: readonly ContextPart[];
  readonly docs: string;
  /** Tokens of each source that took part. */
  readonly tokens: Readonly<Partial<Record<ContextSource, number>>>;
  /** Files that were kept back because they are likely to hold secrets. */
  readonly keptBack: readonly string[];
}

export interface GatherOptions {
  /** The chosen sources; without a context set, `leastSources`. */
  readonly sources: SuggestedContext['sources'];
  readonly workspace: ContextWorkspace;
  /** The run that it is gathered for; null for none. */
  readonly runId: string | null;
  /** Whether what is gathered stays on this machine. */
  readonly isLocal: boolean;
  readonly screen: SecretScreen;
  readonly count: CountTokens;
}

/** Most tokens of the files that a task is about. */
export const aboutTokens = 6000;

/** Without a context set: what is open beside the files that the task is about. */
export const leastSources: SuggestedContext['sources'] = [
  { source: 'open-files', tokens: 6000, isIncluded: true },
];

/**
 * Gathers what a context set names, each source within its tokens, after the files that the task is about: the ones that the
 * card names, or else the one in front. Those are part of the task and no source: no run shall be spent on a file that the model
 * cannot see. Secrets are replaced first, and files that look as if they held some are left out unless everything stays on this
 * machine. No file is quoted twice.
 */
export async function gather(
  card: DesignCard,
  { sources, workspace, runId, isLocal, screen, count }: GatherOptions,
): Promise<Gathered> {
  const goal = [card.name, ...card.goals].join('. ');
  const all = await workspace.list();
  const named = namedFiles(card, all);
  const focus = focusFiles(named, await workspace.openFiles(), all);
  const about = named.length === 0 ? focus.slice(0, 1) : named;
  const parts: ContextPart[] = [];
  const tokens: Partial<Record<ContextSource, number>> = {};
  const keptBack = new Set<string>();
  const quotedFiles = new Set<string>();
  let docs = '';
  const mayBeSent = ({ label, path }: Quote): boolean => {
    if (quotedFiles.has(label)) return false;
    if (isLocal || path === null || !isSecretLike(path)) return true;
    keptBack.add(path);
    return false;
  };
  const within = (quotes: readonly Quote[], maxTokens: number): Quote[] => {
    const cleaned = quotes.filter(mayBeSent).map((quote) => ({ ...quote, text: screen.clean(quote.text) }));
    const filled = fill(cleaned, maxTokens, count);
    for (const { label } of filled) quotedFiles.add(label);
    return filled;
  };
  const asParts = (source: string, quotes: readonly Quote[]): ContextPart[] =>
    quotes.map(({ label, text }) => ({ source, label, text }));
  parts.push(...asParts('task', within(await quoted(workspace, about), aboutTokens)));
  for (const { source, tokens: maxTokens, isIncluded } of sources) {
    if (!isIncluded) continue;
    const task = { goal, focus, library: card.library, web: card.web, maxTokens, runId };
    const filled = within(await gatherers[source](workspace, task), maxTokens);
    tokens[source] = filled.reduce((sum, { text }) => sum + count(text), 0);
    if (source === 'docs') docs = filled.map(({ text }) => text).join('\n\n');
    else parts.push(...asParts(source, filled));
  }
  return { parts, docs, tokens, keptBack: [...keptBack] };
}
