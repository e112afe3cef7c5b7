import { execFile } from 'node:child_process';
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundles } from '../../../esbuild.mjs';
import { TlsServer } from './tls-server.js';

// As printed where the interface is documented.
const fetching = `import { WebKnowledge } from './learning/index.js';

const web = new WebKnowledge(repoRoot);

// Fetch and cache a page
const page = await web.fetchPage('https://react.dev/reference/react/useState');

if (page) {
  console.log(page.title);
  console.log(page.summary); // First 3 paragraphs
}

// Search for docs
const results = await web.searchDocs('hooks', 'react');
const prompt = web.formatForPrompt(results);

// Include in agent prompt
const fullPrompt = \`\${basePrompt}\\n\\n\${prompt}\`;
`;
const byCard = `if (web.isWebEnabled(designCard)) {
  const docs = await web.searchDocs(designCard.goals[0], 'react');
  // Include docs in prompt
}
`;

const sentence = (about: string): string =>
  `${about} is explained here in a sentence that is long enough to be one.`;
const pages = new Map([
  ['/llms.txt', '- [Rules of Hooks](/learn/hooks)\n- [useState](/reference/react/useState)'],
  ['/learn/hooks', `<main><h1>Rules of Hooks</h1><p>${sentence('A hook')}</p></main>`],
  [
    '/reference/react/useState',
    `<main><h1>useState</h1>${['State', 'Setter', 'Initial state', 'More'].map((each) => `<p>${sentence(each)}</p>`).join('')}</main>`,
  ],
]);

let project: string;
let server: TlsServer;

beforeAll(async () => {
  server = await TlsServer.start((request, response) => {
    const page = pages.get(request.url ?? '');
    const type = request.url === '/llms.txt' ? 'text/plain' : 'text/html';
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': type }).end(page);
  });
  project = mkdtempSync(join(tmpdir(), 'docs-snippets-'));
  mkdirSync(join(project, 'learning'));
  mkdirSync(join(project, 'repository'));
  await build({
    ...bundles['learning.mjs'],
    outfile: join(project, 'learning', 'built.mjs'),
    logLevel: 'error',
  });
  copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(project, 'learning', 'sql-wasm.wasm'));
  // What leads to the server of this test is handed over in code, the only way there is.
  const { ca, port } = server.route;
  writeFileSync(
    join(project, 'learning', 'index.js'),
    `import { WebKnowledge as Built } from './built.mjs';
     export class WebKnowledge extends Built {
       constructor(root) {
         super(root, {
           lookup: async () => [{ address: '127.0.0.1', family: 4 }],
           isAllowed: (address) => address === '127.0.0.1',
           ca: ${JSON.stringify(ca)},
           port: ${port},
         });
       }
     }`,
  );
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
});
afterAll(async () => {
  await server.stop();
  rmSync(project, { recursive: true, force: true });
});

it('run as printed', async () => {
  const [imports = '', ...body] = fetching.split('\n');
  const given = `const repoRoot = ${JSON.stringify(join(project, 'repository'))};\nconst basePrompt = 'Do it.';\nconst designCard = { name: 'add-react-hooks', web: 'on', goals: ['State hooks'] };\n`;
  writeFileSync(
    join(project, 'snippet.js'),
    `${imports}\n${given}${body.join('\n')}\n${byCard}\nconsole.log(fullPrompt);\nweb.close();\n`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [join(project, 'snippet.js')]);
  expect(stdout).toMatch(
    new RegExp(
      `^useState\n${[sentence('State'), sentence('Setter'), sentence('Initial state')].join('\n\n')}\n`,
    ),
  );
  expect(stdout).toMatch(
    /Do it\.\n\n# Web Knowledge \(Official Documentation\)\n[^]*## 1\. Rules of Hooks\n\nSource: https:\/\/react\.dev\/learn\/hooks\n/,
  );
  expect(server.requests.filter((each) => each === 'react.dev/reference/react/useState')).toHaveLength(1);
});
