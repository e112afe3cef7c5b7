import { isScalar, type Node } from 'yaml';
import { isWebOn } from '../../learning/docs/web-switch.js';
import { nearestName } from './nearest-name.js';
import { allowedPathProblem } from './allowed-paths.js';
import {
  cardFields,
  complexities,
  isCardField,
  roles,
  switchWords,
  type CardFieldName,
} from './card-fields.js';
import { CardText, textOf } from './card-text.js';
import type { CardProblem, CardResult, DesignCard } from './design-card.js';

/** Reads a design card and says everything that is wrong with it, never throws. */
export function parseDesignCard(text: string): CardResult {
  const source = new CardText(text);
  const syntax = source.syntaxProblems();
  return syntax.length > 0 ? { card: null, problems: syntax } : new CardReader(source).read();
}

class CardReader {
  readonly #source: CardText;
  readonly #problems: CardProblem[] = [];
  readonly #values = new Map<CardFieldName, Node | null>();

  constructor(source: CardText) {
    this.#source = source;
    for (const { key, value } of source.fields() ?? []) {
      const name = textOf(source.resolve(key)) ?? '';
      if (isCardField(name)) this.#values.set(name, source.resolve(value));
      else this.#problems.push(source.problem('warning', key, unknownField(name)));
    }
  }

  read(): CardResult {
    const name = this.#name();
    const goals = this.#texts('goals');
    const card: DesignCard = {
      name,
      goals: goals.length === 0 ? [inWords(name)] : goals,
      acceptance: this.#texts('acceptance'),
      constraints: this.#texts('constraints'),
      allowedPaths: this.#texts('allowedPaths', allowedPathProblem),
      role: this.#choice('role', roles) ?? 'coder',
      complexity: this.#choice('complexity', complexities),
      budgetUsd: this.#dollars('budget'),
      web: this.#switch('web'),
      library: this.#text('library'),
      checks: this.#texts('checks'),
    };
    const errors = this.#problems.filter(({ severity }) => severity === 'error');
    const warnings = this.#problems.filter(({ severity }) => severity === 'warning');
    return { card: errors.length === 0 ? card : null, problems: [...errors, ...warnings] };
  }

  #name(): string {
    const name = this.#text('name');
    if (name === null && this.#given('name') === null)
      this.#complain(this.#values.get('name') ?? null, expected('name', 'a text'));
    return name ?? '';
  }

  #text(field: CardFieldName): string | null {
    const node = this.#given(field);
    if (node === null) return null;
    const text = textOf(node);
    if (text === null) this.#complain(node, expected(field, 'a text'));
    return text;
  }

  /** @param wrong says what is wrong with one of the texts; null where nothing is */
  #texts(field: CardFieldName, wrong: (text: string) => string | null = () => null): readonly string[] {
    const node = this.#given(field);
    if (node === null) return [];
    const found: string[] = [];
    for (const { text, node: item } of this.#source.texts(node)) {
      const problem = text === null ? expected(field, 'a list of texts') : wrong(text);
      if (problem !== null) this.#complain(item ?? node, problem);
      else if (text !== null) found.push(text);
    }
    return found;
  }

  #choice<T extends string>(field: CardFieldName, choices: readonly T[]): T | null {
    const node = this.#given(field);
    if (node === null) return null;
    const choice = choices.find((each) => each === textOf(node));
    if (choice === undefined) this.#complain(node, `\`${field}\` must be one of ${choices.join(', ')}.`);
    return choice ?? null;
  }

  #dollars(field: CardFieldName): number | null {
    const node = this.#given(field);
    if (node === null) return null;
    const value = isScalar(node) ? node.value : null;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    this.#complain(node, expected(field, 'an amount of US dollars, 0 or more'));
    return null;
  }

  #switch(field: CardFieldName): boolean {
    const node = this.#given(field);
    if (node === null) return false;
    const value = isScalar(node) ? node.value : null;
    if (typeof value !== 'boolean' && !switchWords.some((word) => word === value))
      this.#complain(node, `\`${field}\` must be on or off.`);
    return isWebOn(value);
  }

  /** A field's value; null where the card leaves it out or empty. */
  #given(field: CardFieldName): Node | null {
    const node = this.#values.get(field) ?? null;
    return isScalar(node) && node.value === null ? null : node;
  }

  #complain(node: Node | null, message: string): void {
    this.#problems.push(this.#source.problem('error', node, message));
  }
}

function expected(field: CardFieldName, what: string): string {
  return `\`${field}\` must be ${what}, such as \`${cardFields[field].example}\`.`;
}

function unknownField(name: string): string {
  const nearest = nearestName(name, Object.keys(cardFields));
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  return `\`${name}\` is no field of a design card and is left alone.${hint}`;
}

/** `add-react-hooks` is `add react hooks`. */
function inWords(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, (_, one: string, other: string) => `${one} ${other.toLowerCase()}`)
    .replace(/[-_\s]+/g, ' ')
    .trim();
}
