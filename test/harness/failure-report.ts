import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { outFolder } from './paths.js';
import { logsFolder, type Server } from './server.js';

/** Where a window asks or tells a person something. */
const spoken = '.quick-input-widget, .notification-toast, .monaco-dialog-box, .tab.active';

/**
 * Keeps what explains a failure: a screenshot of every window, the server's output, VS Code's logs. Returns the folder.
 * What the windows ask and tell is printed, too: elsewhere only what was printed may be left.
 */
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
    console.log(`Window ${index + 1} shows: ${await spokenIn(page).catch(String)}`);
  }
  return folder;
}

async function spokenIn(page: Page): Promise<string> {
  const texts = await page.locator(spoken).filter({ visible: true }).allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).join(' | ');
}
