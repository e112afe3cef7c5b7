import type { Frame, Locator, Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from './server.js';

/** What the address may ask the workbench to load: `extensionDevelopmentPath`, `extensionTestsPath`. */
export type Payload = readonly (readonly [string, string])[];

/** The address at which a server shows a folder. */
export function workbenchUrl(server: Server, folder?: string, payload?: Payload): string {
  const query = [
    ...(folder === undefined ? [] : [`folder=${encodeURI(folder)}`]),
    ...(payload === undefined ? [] : [`payload=${encodeURIComponent(JSON.stringify(payload))}`]),
  ];
  return `${server.url}/?${query.join('&')}`;
}

/** A path on the server as the workbench names it. */
export const remoteUri = (server: Server, path: string): string =>
  `vscode-remote://127.0.0.1:${server.profile.port}${path}`;

/** What a person does in one VS Code window. Every action waits until it is possible, up to 20 s. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(20_000);
  }

  /** Opens the address and waits until the window can be worked in. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.waitUntilReady();
  }

  /** Loads the window anew, as F5 in the browser does: the old extension host lives on for some seconds. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
  }

  /** Loads the window anew in an orderly way, so that all of its state is kept. */
  async reloadWindow(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.waitUntilReady();
  }

  async waitUntilReady(): Promise<void> {
    await this.page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
    const host = this.page.locator('.statusbar-item[id="status.host"]');
    await host.waitFor({ timeout: 60_000 });
    while (/Opening Remote/.test((await host.textContent()) ?? '')) await sleep(50);
  }

  /** Runs a command of the Command Palette by its whole title, category included: `Learning Loop: Start Run`. */
  async runCommand(title: string): Promise<void> {
    await this.#persist(async () => {
      await this.page.keyboard.press('F1');
      await this.quickInput.locator('input.input').fill(`>${title}`, { timeout: 3000 });
      await this.option(title).click({ timeout: 3000 });
    });
  }

  /** Whether the Command Palette lists a command within some seconds. */
  async isCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.quickInput.locator('input.input').fill(`>${title}`);
    const isListed = await this.option(title)
      .waitFor({ timeout: 5000 })
      .then(
        () => true,
        () => false,
      );
    await this.page.keyboard.press('Escape');
    return isListed;
  }

  /** Opens a file by name with Quick Open. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.quickInput.locator('input.input').fill(name);
    await this.quickInput.locator('.monaco-list-row').filter({ hasText: name }).first().click();
    await this.page.locator('.tab.active').filter({ hasText: name }).waitFor();
  }

  /** The quick pick or input box that is open. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** The row of the open quick pick whose label is exactly `label`. */
  option(label: string): Locator {
    const exact = this.page.locator('.label-name').getByText(label, { exact: true });
    return this.quickInput.locator('.monaco-list-row').filter({ has: exact }).first();
  }

  /** Takes a row of the open quick pick. */
  async pick(label: string, timeoutMs = 20_000): Promise<void> {
    // The hover of the row under the pointer may lie over this one.
    await this.page.mouse.move(0, 0);
    await this.option(label).click({ timeout: timeoutMs });
  }

  /** Types into the open input box or quick pick and presses Enter. */
  async enter(text: string): Promise<void> {
    await this.quickInput.locator('input.input').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** The notification that contains `text`. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** Presses a button of the notification that contains `text`. */
  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    const toast = this.notification(text);
    await toast.hover();
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  /** The open modal dialog. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Presses a button of the open modal dialog. */
  async answerDialog(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
  }

  /** The status bar item that contains `text`. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** Runs a task by its label and waits until its process has ended. */
  async runTask(label: string): Promise<void> {
    await this.#persist(async () => {
      await this.runCommand('Tasks: Run Task');
      await this.pick(label, 5000);
    });
    const running = this.page.locator('.statusbar-item[id="status.runningTasks"]');
    await running.waitFor();
    await running.waitFor({ state: 'hidden', timeout: 120_000 });
  }

  /** Opens a terminal that runs bash, ready for {@link typeInTerminal}. */
  async openTerminal(): Promise<void> {
    await this.runCommand('Terminal: Create New Terminal');
    await this.page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
    // Shell integration is announced by the shell itself, which shows nothing when it is done.
    await sleep(1500);
  }

  /**
   * Types a command into the focused terminal and presses Enter. VS Code may lose the output of one that ends at once:
   * begin with `sleep 0.2;` where the output matters.
   */
  async typeInTerminal(command: string): Promise<void> {
    await this.page.keyboard.type(`${command}\n`);
  }

  /**
   * Tries again what a window that is still starting swallows: it ignores keys, lists commands without those of
   * extensions, and knows no tasks.
   */
  async #persist(action: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await action();
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** The innermost frame of a webview in which `selector` exists. */
  async webview(selector: string): Promise<Frame> {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        if (frame !== this.page.mainFrame() && (await has(frame, selector))) return frame;
      }
      await sleep(100);
    }
    throw new Error(`no webview contains ${selector}`);
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }
}

async function has(frame: Frame, selector: string): Promise<boolean> {
  try {
    return (await frame.locator(selector).count()) > 0;
  } catch {
    // Frames come and go while a webview loads.
    return false;
  }
}
