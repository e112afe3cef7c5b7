import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import type { WebKnowledge } from '../../src/learning/web-knowledge.js';
import { projectRoot } from '../harness/paths.js';
import { TlsServer } from '../unit/docs/tls-server.js';

/** What is used of the library as built. */
interface Library {
  readonly WebKnowledge: typeof WebKnowledge;
}

const pages: Readonly<Record<string, string>> = {
  '/llms.txt':
    '- [Rules of Hooks](https://react.dev/learn/hooks.md)\n- [useState](https://react.dev/reference/react/useState.md)\n',
  '/learn/hooks': `<main><h1>Rules of Hooks</h1><p>Call hooks only at the top level of a component, never in a loop or a condition.</p>
    <h2 id="why">Why an order</h2><p>React tells them apart by the order in which they are called, so it must not change.</p>
    <pre><code class="language-js">const [count, setCount] = useState(0);</code></pre></main>`,
};

/** Reads pages with the product's own classes from a site on this machine: only code can lead them there. */
export async function seedDocs(folder: string): Promise<void> {
  const library = (await import(join(projectRoot, 'dist', 'learning.mjs'))) as Library;
  const server = await TlsServer.start((request, response) => {
    const page = pages[request.url ?? ''];
    const type = request.url?.endsWith('.txt') === true ? 'text/plain' : 'text/html';
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': type }).end(page);
  });
  const web = new library.WebKnowledge(folder, { ...server.route, limits: { intervalMs: 0 } });
  assert.equal((await web.searchDocs('hooks', 'react')).length, 1);
  web.close();
  await server.stop();
}
