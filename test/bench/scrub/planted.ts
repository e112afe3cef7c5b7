import type { ScrubIdentity } from '../../../src/learning/dataset/scrub.js';
import { RandomValues } from './random-values.js';
import { personalDetails } from './personal-details.js';
import { secrets } from './secrets.js';

/** Something that must not leave the machine, as it stands in a text. */
export interface Planted {
  readonly kind: string;
  /** A piece of a file, a log or a command. */
  readonly text: string;
  /** What must be gone afterwards. */
  readonly secrets: readonly string[];
}

/** Whose machine the texts come from. */
export const owner: ScrubIdentity = {
  homeDir: '/home/mheller',
  user: 'mheller',
  host: 'falkenstein',
  gitName: 'Miriam Heller',
  gitEmail: 'miriam.heller@nordlicht-werke.de',
  repoRoot: '/home/mheller/work/auftrag',
};

/** Everything planted, always the same. */
export function planted(): Planted[] {
  const random = new RandomValues(20_260_105);
  return [...secrets(random), ...personalDetails(random, owner)];
}

const surroundings: readonly ((text: string) => { prompt: unknown; answer: unknown })[] = [
  (text) => ({
    prompt: {
      goal: 'Read the settings from the environment',
      files: [{ path: 'config/app.env', content: text }],
    },
    answer: {
      diff: '--- a/src/env.ts\n+++ b/src/env.ts\n@@ -1 +1 @@\n-const port = 80;\n+const port = read("PORT");',
    },
  }),
  (text) => ({
    prompt: 'Say why the deployment fails.',
    answer: {
      diff: [
        '--- a/deploy.sh',
        '+++ b/deploy.sh',
        '@@ -1,2 +1,2 @@',
        ...text.split('\n').map((line) => `+${line}`),
      ].join('\n'),
    },
  }),
  (text) => ({
    prompt: {
      diagnostics: `AssertionError: expected 200, got 401\n${text}\n    at login (src/login.ts:14:9)`,
      files: [],
    },
    answer: { files: [{ path: 'src/login.ts', content: 'export const retries = 3;\n' }] },
  }),
  (text) => ({
    prompt: { code: `// found in the log\n${text}\n`, checks: { test: 1 } },
    answer: { verdict: 'rejected' },
  }),
];

/** A training line with the planted text in the middle of ordinary work. */
export function lineWith(text: string, index: number): string {
  const around = surroundings[index % surroundings.length]!(text);
  return JSON.stringify({
    instruction: 'Write the code for the specification.',
    input: around.prompt,
    output: around.answer,
  });
}
