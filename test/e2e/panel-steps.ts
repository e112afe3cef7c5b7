import * as assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import type { Workbench } from '../harness/workbench.js';
import { copySampleWorkspace } from '../harness/workspace.js';
import { recordPanelRuns, type PanelRunsOptions } from '../support/panel-runs.js';
import { eventually } from '../support/eventually.js';
import { Editor } from './support/editor.js';

export const tabTitles = ['Standings', 'Runs', 'Trends', 'Docs', 'Data'] as const;
export type TabTitle = (typeof tabTitles)[number];

/** The themes that the panel is looked at in. */
export const themeNames = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;
type ThemeName = (typeof themeNames)[number];

const themes: Readonly<Record<ThemeName, string>> = {
  light: 'Light 2026',
  dark: 'Dark 2026',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

/** Has the window on a folder wear a theme, as its settings there say, and waits until the panel does. */
export async function wearTheme(frame: Frame, folder: string, name: ThemeName): Promise<void> {
  const theme = themes[name];
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
  await frame.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
}

/** A window on a fresh sample workspace in which runs were recorded before. */
export async function editorOnRuns(
  options: PanelRunsOptions,
): Promise<{ readonly editor: Editor; readonly folder: string }> {
  const folder = await copySampleWorkspace();
  await loadSqlite();
  recordPanelRuns(folder, options);
  return { editor: await Editor.start({ folder }), folder };
}

/** The panel as a person sees it. */
export class PanelPage {
  readonly workbench: Workbench;
  readonly frame: Frame;

  private constructor(workbench: Workbench, frame: Frame) {
    this.workbench = workbench;
    this.frame = frame;
  }

  static async open(workbench: Workbench): Promise<PanelPage> {
    await workbench.runCommand('Learning Loop: Show Stats');
    return PanelPage.shown(workbench);
  }

  /** The panel that is in sight; its page is another one whenever it was hidden. */
  static async shown(workbench: Workbench, part = '[role=tablist]'): Promise<PanelPage> {
    return new PanelPage(workbench, await workbench.webview(`#panel ${part}`));
  }

  async tab(name: TabTitle): Promise<Locator> {
    await this.frame.getByRole('tab', { name }).click();
    const panel = this.frame.getByRole('tabpanel', { name });
    await panel.waitFor();
    return panel;
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  run(number: number): Locator {
    return this.frame.locator('.run').nth(number);
  }

  /** Goes to a control by Tab or Shift+Tab, as it lies below or above, and presses a key there. */
  async press(name: RegExp, key = 'Enter'): Promise<void> {
    await this.tabTo(name);
    await this.workbench.page.keyboard.press(key);
  }

  /** Goes from control to control until one of that name has the focus, and sees to it that a person sees where they are. */
  async tabTo(name: RegExp): Promise<void> {
    const { keyboard } = this.workbench.page;
    await this.control(name).first().waitFor();
    for (let step = 0; step < mostTabs; step += 1) {
      const focus = await this.focus();
      assert.ok(focus.isVisible, `the focus on “${focus.name}” cannot be seen`);
      if (name.test(focus.name)) return;
      const isAbove = await this.control(name).first().evaluate(standsAboveFocus);
      await keyboard.press(isAbove ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab leads to nothing called ${name.source}`);
  }

  /** Waits until a control of that name has the focus. */
  async focusIsOn(name: RegExp): Promise<void> {
    let seen = '';
    const isThere = async (): Promise<boolean> => name.test((seen = (await this.focus()).name));
    await eventually(`the focus is on ${name.source}`, isThere).catch((error: unknown) => {
      throw new Error(`the focus is on “${seen}”`, { cause: error });
    });
  }

  /** Waits for a list of VS Code that a control opens, and closes it without a choice. */
  async closeList(): Promise<void> {
    const { page } = this.workbench;
    // One that was there before fades for a moment.
    const list = page.locator('.quick-input-widget:not(.quick-input-widget-closing):visible');
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
  }

  /** Waits until the focus is anywhere in the page. */
  async focusIsKept(): Promise<void> {
    let hasWindow = false;
    const isThere = async (): Promise<boolean> => {
      hasWindow = await this.frame.evaluate(() => document.hasFocus());
      return (await this.focus()).name !== '';
    };
    await eventually('the focus is in the page', isThere).catch((error: unknown) => {
      throw new Error(`the focus is ${hasWindow ? 'on nothing' : 'elsewhere in VS Code'}`, { cause: error });
    });
  }

  /** Whatever can be worked with, by what a screen reader calls it. */
  control(name: RegExp): Locator {
    const roles = ['button', 'combobox', 'textbox', 'tab'] as const;
    return roles
      .map((role) => this.frame.getByRole(role, { name }))
      .reduce((all, each) => all.or(each), this.frame.locator('summary').filter({ hasText: name }));
  }

  /** What has the focus, as a screen reader would name it, and whether it looks different for that. */
  async focus(): Promise<{ readonly name: string; readonly isVisible: boolean }> {
    return this.frame.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) return { name: '', isVisible: true };
      const label = activeElement.closest('label')?.querySelector('span')?.textContent;
      const name = activeElement.getAttribute('aria-label') ?? label ?? activeElement.textContent;
      const inside = activeElement.shadowRoot?.querySelector('.control, .root') ?? activeElement;
      const { outlineStyle, borderColor } = getComputedStyle(inside);
      const marked = document.createElement('i');
      marked.style.color = 'var(--vscode-focusBorder)';
      document.body.append(marked);
      const { color } = getComputedStyle(marked);
      marked.remove();
      return { name, isVisible: outlineStyle !== 'none' || borderColor === color };
    });
  }
}

const mostTabs = 150;

function standsAboveFocus(element: Element): boolean {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return false;
  const root = element.getRootNode();
  const placed = root instanceof ShadowRoot ? root.host : element;
  return (placed.compareDocumentPosition(activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
