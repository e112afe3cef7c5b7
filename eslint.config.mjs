import tseslint from 'typescript-eslint';

/** What each folder of src/ may import from; `.` stands for files directly in src/. */
const layers = {
  evidence: [],
  review: [],
  shared: [],
  adapters: [],
  learning: ['evidence', 'adapters'],
  agent: ['learning', 'evidence', 'review'],
  engine: ['learning', 'evidence', 'review', 'agent', 'adapters', 'shared'],
  cli: ['learning', 'evidence', 'review', 'agent', 'adapters'],
  editor: ['engine', 'learning', 'evidence', 'review', 'agent', 'adapters', 'shared'],
};

const toolkitOnly = {
  group: ['@vscode/webview-ui-toolkit', '@vscode/webview-ui-toolkit/*'],
  message: 'Only webview/ui/toolkit.ts imports the toolkit, so that its successor is a one-file change.',
};

function layerRules(folder, allowed) {
  const forbidden = Object.keys(layers).filter((other) => other !== folder && !allowed.includes(other));
  const patterns = [
    {
      group: [...forbidden.map((other) => `**/${other}/**`), '**/webview/**', '**/extension.js'],
      message: `src/${folder} may import only: ${allowed.join(', ') || 'nobody'}. See CONTRIBUTING, "How it is built".`,
    },
    toolkitOnly,
  ];
  const paths = folder === 'editor' ? [] : [{ name: 'vscode', message: 'Only src/editor imports vscode.' }];
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns, paths }] },
  };
}

const pureFolders = [
  'src/evidence/**/*.ts',
  'src/review/**/*.ts',
  'src/shared/**/*.ts',
  'src/adapters/**/*.ts',
  'src/learning/reward/**/*.ts',
  'src/learning/choice/**/*.ts',
];
const handedIn = 'Pure code takes the clock, randomness and the outside world as arguments.';

export default tseslint.config(
  { ignores: ['dist/**', 'test/.out/**', 'test/fixtures/**', 'test/bench/rivals/**', 'media/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './webview/tsconfig.json', './test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: 'ExportAllDeclaration', message: 'Export names one by one.' },
      ],
      eqeqeq: 'error',
    },
  },
  ...Object.entries(layers).map(([folder, allowed]) => layerRules(folder, allowed)),
  {
    files: pureFolders,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'setTimeout', 'setInterval'].map((name) => ({ name, message: handedIn })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: handedIn },
        { object: 'Math', property: 'random', message: handedIn },
        { object: 'performance', property: 'now', message: handedIn },
      ],
    },
  },
  {
    files: ['src/editor/**/*.ts'],
    ignores: ['src/editor/settings.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'workspace',
          property: 'getConfiguration',
          message: 'Settings are read in src/editor/settings.ts.',
        },
      ],
    },
  },
  {
    files: ['webview/**/*.ts'],
    ignores: ['webview/ui/toolkit.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [toolkitOnly] }] },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['*.config.mts', '*.mjs', '**/*.mjs', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  // Types of plain JavaScript stand in comments, which this rule does not read.
  { files: ['**/*.mjs'], rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' } },
  { files: ['*.config.mts', '*.config.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
