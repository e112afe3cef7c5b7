import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outFolder } from './paths.js';
import { logsFolder, type Server } from './server.js';
import type { Workbench } from './workbench.js';

/** Keeps what explains a failure: a screenshot, the server's output, VS Code's logs. Returns the folder. */
export async function reportFailure(name: string, server: Server, workbench: Workbench): Promise<string> {
  const folder = join(outFolder, 'failures', name.replaceAll(/[^\w.-]+/g, '-').slice(0, 120));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'server.log'), server.output());
  if (existsSync(logsFolder(server.profile))) {
    cpSync(logsFolder(server.profile), join(folder, 'logs'), { recursive: true });
  }
  // The page may be what failed; the logs are kept all the same.
  await workbench.screenshot(join(folder, 'screenshot.png')).catch(console.error);
  return folder;
}
