import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { findChromium } from './chromium.js';
import { shortTempFolder } from './paths.js';
import { atExit } from './teardown.js';

/** A browser with a profile of its own, which can reach this machine and nothing else. */
export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Starts a headless browser; it ends with this process. */
export async function openBrowser(log: (line: string) => void): Promise<Browser> {
  const executablePath = await findChromium(log);
  const profile = mkdtempSync(join(shortTempFolder(), 'll-browser-'));
  const removeProfile = atExit.add(() => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // The old headless mode renders nothing of a webview.
    ignoreDefaultArgs: ['--headless', '--headless=old'],
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
  const close = atExit.add(async () => {
    await context.close();
    await removeProfile();
  });
  return { context, close };
}
