import { describe, expect, it } from 'vitest';
import type { DesignCard } from '../../../../src/agent/cards/design-card.js';
import type { ContextWorkspace } from '../../../../src/agent/context/context-workspace.js';
import { focusFiles, namedFiles } from '../../../../src/agent/context/focus-files.js';
import { gather, type Gathered } from '../../../../src/agent/context/gather.js';
import { isSecretLike } from '../../../../src/agent/context/secret-files.js';
import { SecretScreen } from '../../../../src/agent/context/secret-screen.js';
import { counterFor, vocabularyCounter } from '../../../../src/agent/context/token-counter.js';
import { contextSources, type ContextSource } from '../../../../src/learning/variants/context-sources.js';

const card: DesignCard = {
  name: 'add-total',
  goals: ['Add total() to src/cart.ts'],
  acceptance: [],
  constraints: [],
  allowedPaths: [],
  role: 'coder',
  complexity: null,
  budgetUsd: null,
  web: true,
  library: 'react',
  checks: [],
};
// Joined here, so that no search for secrets finds it in this file.
const secret = ['ghp', 'q8Zr2LmXv4TnB7sKd9Wc3HyJf6PaGu1EoRiV'].join('_');
const files: Record<string, string> = {
  'src/cart.ts': `import { price } from './price.js';\nexport const token = '${secret}';\n`,
  'src/price.ts': 'export const price = 1;\n',
  'src/shop.ts': "import { token } from './cart.js';\n",
  'src/other.ts': 'export {};\n',
  'test/cart.test.ts': "import { token } from '../src/cart.js';\n",
  'pkg/a.py': 'from .b import c\n',
  'pkg/b.py': 'c = 1\n',
  '.env': 'PASSWORD=hunter2\n',
  'image.png': 'PNG\0',
};
const diffOf = (path: string): string =>
  `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a\n+b\n`;

function workspace(changes: Partial<ContextWorkspace> = {}): ContextWorkspace {
  const all = (answer: string) => () => Promise.resolve(answer);
  return {
    list: () => Promise.resolve(Object.keys(files)),
    read: (path) => Promise.resolve(files[path] === undefined ? null : Buffer.from(files[path])),
    openFiles: () => Promise.resolve(['src/other.ts', '.env', 'image.png']),
    problems: () =>
      Promise.resolve([
        { path: 'src/cart.ts', line: 3, severity: 'error', message: 'no\ntotal', source: 'ts' },
      ]),
    gitDiff: all(diffOf('src/price.ts') + diffOf('.env')),
    definitions: () =>
      Promise.resolve([{ label: 'src/price.ts:1-1', path: 'src/price.ts', text: 'price = 1' }]),
    docs: ({ query, library, maxTokens, runId }) =>
      Promise.resolve(`docs of ${library ?? ''}: ${query} (${maxTokens}, ${runId ?? 'no run'})`),
    keptRuns: () => Promise.resolve([{ task: 'add-tax', output: 'tax()' }]),
    ...changes,
  };
}

function gatherFrom(
  sources: readonly ContextSource[],
  { task = card, isLocal = true, tokens = 1000, isIncluded = true, changes = {} } = {},
): Promise<Gathered> {
  return gather(task, {
    sources: sources.map((source) => ({ source, tokens, isIncluded })),
    workspace: workspace(changes),
    runId: 'the-run',
    isLocal,
    screen: new SecretScreen(),
    count: (text) => text.length,
  });
}

describe('gather', () => {
  it('quotes each source of a context set, no file twice, with secrets replaced', async () => {
    const { parts, docs } = await gatherFrom(contextSources);
    expect(parts.map(({ source, label }) => `${source} ${label}`)).toEqual([
      'task src/cart.ts',
      'open-files src/other.ts',
      'open-files .env',
      'diagnostics problems',
      'git-diff changes of src/price.ts',
      'git-diff changes of .env',
      'import-neighbours src/price.ts',
      'import-neighbours src/shop.ts',
      'import-neighbours test/cart.test.ts',
      'definitions src/price.ts:1-1',
      'kept-runs kept: add-tax',
    ]);
    expect(parts[0]?.text).toBe(
      `import { price } from './price.js';\nexport const token = '<secret:github>';\n`,
    );
    expect(parts.find(({ source }) => source === 'diagnostics')?.text).toBe(
      'src/cart.ts:3: error: no total (ts)',
    );
    expect(docs).toBe('docs of react: add-total. Add total() to src/cart.ts (1000, the-run)');
    expect((await gatherFrom(['tests-beside'])).parts.map(({ label }) => label)).toEqual([
      'src/cart.ts',
      'test/cart.test.ts',
    ]);
  });

  it('lets no file that looks like a secret off the machine', async () => {
    const { parts, keptBack } = await gatherFrom(contextSources, { isLocal: false });
    expect(keptBack).toEqual(['.env']);
    expect(JSON.stringify(parts)).not.toMatch(/\.env|hunter2/);
  });

  it('leaves out what is held out, but never what the card names', async () => {
    const { parts, docs, tokens } = await gatherFrom(contextSources, { isIncluded: false });
    expect(parts).toMatchObject([{ source: 'task', label: 'src/cart.ts' }]);
    expect({ docs, tokens }).toEqual({ docs: '', tokens: {} });
  });

  it('takes a task that names no file to be about the one in front', async () => {
    const task = { ...card, goals: ['Tidy up'] };
    const { parts } = await gatherFrom(['open-files'], { task, isIncluded: false });
    expect(parts).toMatchObject([{ source: 'task', label: 'src/other.ts' }]);
  });

  it('leaves out docs that the card does not want', async () => {
    expect((await gatherFrom(['docs'], { task: { ...card, web: false } })).docs).toBe('');
  });

  it('keeps each source within its tokens, cut after a line', async () => {
    const long = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n');
    const { parts, tokens } = await gatherFrom(['open-files'], {
      tokens: 300,
      changes: { read: () => Promise.resolve(Buffer.from(long)) },
    });
    expect(parts.map(({ source }) => source)).toEqual(['task', 'open-files']);
    expect(tokens['open-files']).toBeLessThanOrEqual(300);
    expect(tokens['open-files']).toBeGreaterThan(250);
    expect(parts[1]?.text).toMatch(/^line 0\n[^]*\nline \d+\n\[… the rest is left out\]$/);
  });

  it('finds neighbours in Python, too', async () => {
    const task = { ...card, goals: ['Change pkg/a.py'] };
    const { parts } = await gatherFrom(['import-neighbours'], { task });
    expect(parts.map(({ label }) => label)).toContain('pkg/b.py');
  });
});

it('the files of a task are those that its card names, then the open ones', () => {
  const all = ['a.ts', 'src/cart.ts', 'src/b.ts'];
  expect(focusFiles(namedFiles(card, all), ['a.ts', 'gone.ts'], all)).toEqual(['src/cart.ts', 'a.ts']);
});

it.each([
  ['.env', true],
  ['config/.env.production', true],
  ['.env.example', false],
  ['deploy/id_rsa', true],
  ['certs/server.pem', true],
  ['.aws/credentials', true],
  ['home/.ssh/config', true],
  ['secrets.yaml', true],
  ['src/secrets-view.ts', false],
  ['src/keyboard.ts', false],
  ['environment.ts', false],
])('%s looks like a secret: %s', (path, isOne) => {
  expect(isSecretLike(path)).toBe(isOne);
});

describe('tokens', () => {
  it('are counted by cl100k, whatever a text says', async () => {
    const { count, counts } = await vocabularyCounter();
    expect(counts).toBe('cl100k');
    expect(count('hello world')).toBe(2);
    expect(count('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('are brought to the measure of a server that counts', async () => {
    const client = {
      model: 'm',
      host: 'h',
      isLocal: true,
      contextTokens: () => Promise.resolve(null),
      send: () => Promise.reject(new Error('not asked')),
      countTokens: () => Promise.resolve(4),
    };
    const { count, counts } = await counterFor(client, 'hello world');
    expect(counts).toBe('server');
    expect(count('hello world')).toBe(4);
    expect(count('hello world hello world')).toBe(8);
  });
});
