import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { outFolder } from './paths.js';
import { logsFolder, type Server } from './server.js';

/** Keeps what explains a failure: a screenshot of every window, the server's output, VS Code's logs. Returns the folder. */
export async function reportFailure(name: string, server: Server, context: BrowserContext): Promise<string> {
  const folder = join(outFolder, 'failures', name.replaceAll(/[^\w.-]+/g, '-').slice(0, 120));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'server.log'), server.output());
  if (existsSync(logsFolder(server.profile))) {
    cpSync(logsFolder(server.profile), join(folder, 'logs'), { recursive: true });
  }
  for (const [index, page] of context.pages().entries()) {
    if (page.url() === 'about:blank') continue;
    // A page may be what failed; the rest is kept all the same.
    await page.screenshot({ path: join(folder, `window-${index + 1}.png`) }).catch(console.error);
  }
  return folder;
}
