import * as vscode from 'vscode';
import type { Span } from './ended-check.js';

/** The built-in tool that says how the last test run of any extension failed; it is there since 1.13x and not documented. */
const toolName = 'testFailure';
const steadyMs = 300;

/** What the Testing view showed newly, between two looks. */
export interface TestingViewNews extends Span {
  readonly text: string;
}

/**
 * Looks at the last test run of the Testing view, whichever extension ran it. Nothing tells when one ends, so what differs
 * from the look before is new.
 */
export class TestingView {
  #last: { readonly text: string | null; readonly atMs: number } | undefined;
  #looking: Promise<unknown> = Promise.resolve();

  /** Undefined when nothing is new, when a run is still under way, or where VS Code does not say. */
  async look(): Promise<TestingViewNews | undefined> {
    const looked = this.#looking.then(() => this.#lookNow());
    this.#looking = looked.catch(() => undefined);
    return looked.catch(() => undefined);
  }

  async #lookNow(): Promise<TestingViewNews | undefined> {
    const before = this.#last;
    const atMs = Date.now();
    const text = await lastRun();
    if (before === undefined || before.text === null || text === before.text || text === null) {
      this.#last = { text, atMs };
      return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, steadyMs));
    if ((await lastRun()) !== text) return undefined;
    this.#last = { text, atMs };
    return { text, beganAtMs: before.atMs, endedAtMs: atMs };
  }
}

async function lastRun(): Promise<string | null> {
  // The list of tools fills late, so it is looked at now.
  if (!vscode.lm.tools.some(({ name }) => name === toolName)) return null;
  const { content } = await vscode.lm.invokeTool(toolName, { input: {}, toolInvocationToken: undefined });
  return content
    .flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? [part.value] : []))
    .join('\n');
}
