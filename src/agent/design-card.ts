import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Complexity, Role } from '../learning/runs/run.js';

/** A task written down in `.agent/tasks/*.yaml`. Fields this version does not know are left alone. */
interface DesignCard {
  readonly name: string;
  /** What should be true in the end; may be empty. */
  readonly goals: readonly string[];
  /** Null when the card does not say. */
  readonly complexity: Complexity | null;
  /** Default `coder`. */
  readonly role: Role;
}

/** Something wrong with a card, and where; line and column count from 1. */
interface CardProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type CardResult =
  | { readonly card: DesignCard; readonly problems: readonly [] }
  | { readonly card: null; readonly problems: readonly CardProblem[] };

const complexities: readonly Complexity[] = ['easy', 'medium', 'hard'];
const roles: readonly Role[] = ['coder', 'fixer', 'judge'];

/** Reads a design card and says everything that is wrong with it, never throws. */
export function parseDesignCard(text: string): CardResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): CardProblem => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, message };
  };
  if (document.errors.length > 0) {
    return { card: null, problems: document.errors.map((error) => at(error.pos[0], error.message)) };
  }
  if (!isMap(document.contents)) {
    return {
      card: null,
      problems: [
        at(offsetOf(document.contents), 'A design card is a list of fields, such as `name: my-task`.'),
      ],
    };
  }
  const problems: CardProblem[] = [];
  const complain = (key: string, message: string): void => {
    problems.push(at(offsetOf(nodeAt(document, key) ?? document.contents), message));
  };
  const name = textAt(document, 'name');
  if (name === null || name.trim() === '')
    complain('name', '`name` must be a text, such as `name: add-login`.');
  const goals = goalsAt(document);
  if (goals === null) complain('goals', '`goals` must be a list of texts.');
  const complexity = choiceAt(document, 'complexity', complexities);
  if (complexity === null)
    complain('complexity', `\`complexity\` must be one of ${complexities.join(', ')}.`);
  const role = choiceAt(document, 'role', roles);
  if (role === null) complain('role', `\`role\` must be one of ${roles.join(', ')}.`);

  if (name === null || goals === null || complexity === null || role === null || problems.length > 0) {
    return { card: null, problems };
  }
  return {
    card: { name: name.trim(), goals, complexity: complexity ?? null, role: role ?? 'coder' },
    problems: [],
  };
}

function nodeAt(document: Document, key: string): Node | null {
  const node = document.get(key, true);
  if (isAlias(node)) return node.resolve(document) ?? null;
  return isScalar(node) || isSeq(node) || isMap(node) ? node : null;
}

function offsetOf(node: unknown): number {
  const range = isScalar(node) || isSeq(node) || isMap(node) ? node.range : undefined;
  return range?.[0] ?? 0;
}

function textAt(document: Document, key: string): string | null {
  const node = nodeAt(document, key);
  return isScalar(node) && typeof node.value === 'string' ? node.value : null;
}

/** A single text counts as a list of one. */
function goalsAt(document: Document): string[] | null {
  const node = nodeAt(document, 'goals');
  if (node === null || (isScalar(node) && node.value === null)) return [];
  if (isScalar(node)) return typeof node.value === 'string' ? [node.value] : null;
  if (!isSeq(node)) return null;
  const goals = node.items.map((item) => (isScalar(item) ? item.value : null));
  return goals.every((goal) => typeof goal === 'string') ? goals : null;
}

/** Undefined when the card does not say, null when it says something else. */
function choiceAt<T extends string>(
  document: Document,
  key: string,
  choices: readonly T[],
): T | null | undefined {
  const node = nodeAt(document, key);
  if (node === null || (isScalar(node) && node.value === null)) return undefined;
  return choices.find((choice) => isScalar(node) && node.value === choice) ?? null;
}
