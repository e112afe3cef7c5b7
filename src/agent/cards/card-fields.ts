/** What a field of a card may hold. */
export type FieldKind = 'text' | 'texts' | 'switch' | 'dollars' | 'role' | 'complexity';

export interface CardField {
  readonly kind: FieldKind;
  /** What it means, for hovers: Markdown, one or two sentences. */
  readonly description: string;
  /** A line of YAML that uses it. */
  readonly example: string;
  readonly isRequired?: true;
}

export const roles = ['coder', 'fixer', 'judge'] as const;
export const complexities = ['easy', 'medium', 'hard'] as const;
/** How `web` may be written besides true and false; YAML 1.2 reads them as texts. */
export const switchWords = ['on', 'off', 'yes', 'no'] as const;

/** Every field of a design card, in the order of the template. */
export const cardFields = {
  name: {
    kind: 'text',
    description: 'Short name of the task. Runs of the same name are compared with each other.',
    example: 'name: add-login-form',
    isRequired: true,
  },
  goals: {
    kind: 'texts',
    description: 'What should be true in the end. Without goals the name says it.',
    example: 'goals: [People can log in with a user name and a password]',
  },
  acceptance: {
    kind: 'texts',
    description: 'How you will see that it is done: what a test or a person can check.',
    example: 'acceptance: [A wrong password shows a message]',
  },
  constraints: {
    kind: 'texts',
    description: 'What must not be done, or must stay as it is.',
    example: 'constraints: [Add no dependency]',
  },
  allowedPaths: {
    kind: 'texts',
    description:
      'Files, folders and patterns that may be edited, from the root of the workspace; `*` stands for any name, `**` for any folders. Edits of other files are refused. Without it every file may be edited.',
    example: 'allowedPaths: [src/login, test/**/*.test.ts]',
  },
  role: {
    kind: 'role',
    description:
      '`coder` writes code for the goals, `fixer` removes the problems that are shown now, `judge` says whether the pending edits should be kept. By default `coder`.',
    example: 'role: coder',
  },
  complexity: {
    kind: 'complexity',
    description:
      'How hard it is: easy tasks go to cheap models first, hard ones to strong ones. Without it, it is inferred from the goals.',
    example: 'complexity: medium',
  },
  budget: {
    kind: 'dollars',
    description:
      'Most US dollars that a run may cost, with all its attempts. Without it, your settings decide.',
    example: 'budget: 0.50',
  },
  web: {
    kind: 'switch',
    description: 'Whether official documentation may be looked up: `on` or `off`. By default `off`.',
    example: 'web: on',
  },
  library: {
    kind: 'text',
    description: 'The library whose documentation is looked up when `web` is on.',
    example: 'library: react',
  },
  checks: {
    kind: 'texts',
    description:
      'Command lines that must succeed afterwards. They are shown, and run only when you agree. Without them, the checks of the workspace run.',
    example: 'checks: [npm run build, npm test]',
  },
} as const satisfies Readonly<Record<string, CardField>>;

export type CardFieldName = keyof typeof cardFields;

export function isCardField(name: string): name is CardFieldName {
  return Object.hasOwn(cardFields, name);
}

/** Text for a hover over a field's name, Markdown; undefined for a name that is none. */
export function hoverOf(name: string): string | undefined {
  if (!isCardField(name)) return undefined;
  const { description, example } = cardFields[name];
  return `${description}\n\n\`\`\`yaml\n${example}\n\`\`\``;
}
