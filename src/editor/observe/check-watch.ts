import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { SeenOutput } from '../../evidence/seen-output.js';
import { readTestingView } from '../../evidence/testing-view-text.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Places } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { Settings } from '../settings.js';
import { CheckEnds, type EndedCommand } from './check-ends.js';
import type { EndedCheck, Span } from './ended-check.js';
import { ReportWatch, type WrittenReports } from './report-watch.js';
import { TestingView } from './testing-view.js';

export interface CheckWatchParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly settings: Settings;
  /** Whether score is kept at a ledger's root. */
  readonly isWanted: (root: string) => boolean;
  /** Takes what was seen of a check; waited for by `flush`. */
  readonly take: (check: EndedCheck) => Promise<void>;
}

const keptCommands = 20;

/** Sees the checks that end in this window, however they were started, and lets the engine read what they wrote. */
export class CheckWatch implements Disposable {
  readonly #listeners = new DisposableStore();
  readonly #underWay = new Set<Promise<void>>();
  readonly #ends: CheckEnds;
  readonly #reports: ReportWatch;
  readonly #testing = new TestingView();
  /** Checks of commands that ended of late, since they are what writes report files. */
  #commands: readonly (Span & { readonly isCancelled: boolean })[] = [];
  readonly #parts: CheckWatchParts;
  readonly #log: Logger;

  constructor(parts: CheckWatchParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
    const { places, settings, isWanted } = parts;
    this.#ends = this.#listeners.add(
      new CheckEnds(
        (folder) =>
          settings.get('observeTerminals', folder) && places.all().some(({ root }) => isWanted(root)),
        (command) => {
          this.#wait(command.then((ended) => this.#commandEnded(ended)));
        },
      ),
    );
    this.#reports = this.#listeners.add(
      new ReportWatch(places, isWanted, (reports) => {
        this.#wait(reports.then((written) => this.#reportsWritten(written)));
      }),
    );
  }

  /** Looks whether the Testing view shows another run than when it was looked at before. */
  lookAtTestingView(): void {
    this.#wait(this.#testingViewLooked());
  }

  /** Resolves when everything that was seen so far has been taken. */
  async flush(): Promise<void> {
    this.#reports.look();
    this.lookAtTestingView();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #wait(work: Promise<void>): void {
    const waited = work
      .catch((error: unknown) => {
        this.#log.warn(`a check was not seen: ${asError(error).message}`);
      })
      .finally(() => this.#underWay.delete(waited));
    this.#underWay.add(waited);
  }

  async #commandEnded(ended: EndedCommand | undefined): Promise<void> {
    const root = ended === undefined ? undefined : this.#rootOf(ended.folder);
    if (ended === undefined || root === undefined) return;
    const { beganAtMs, endedAtMs, source, results, output, folder = root } = ended;
    const isCancelled = results.every(({ exitCode }) => exitCode === null);
    const known = { beganAtMs, endedAtMs, isCancelled };
    this.#commands = [known, ...this.#commands].slice(0, keptCommands);
    const seen = output === null ? null : await this.#parts.engine.readOutput(root, { ...output, folder });
    await this.#parts.take({ ...known, root, source, results, seen });
  }

  async #reportsWritten(written: WrittenReports | undefined): Promise<void> {
    if (written === undefined) return;
    const { root, paths, endedAtMs } = written;
    const seen = await this.#parts.engine.readReports(root, paths);
    if (seen === null) return;
    const by = this.#commands.find((each) => each.beganAtMs <= endedAtMs && each.endedAtMs >= endedAtMs);
    const beganAtMs = Math.min(
      written.beganAtMs,
      by?.beganAtMs ?? Infinity,
      this.#ends.runningSinceMs ?? Infinity,
    );
    const [first = ''] = paths;
    const label = paths.length === 1 ? first : `${first} and ${paths.length - 1} more`;
    const isCancelled = by?.isCancelled ?? false;
    const results = [{ check: checkIn(seen), label, exitCode: null }];
    await this.#parts.take({ root, beganAtMs, endedAtMs, source: 'report', results, isCancelled, seen });
  }

  async #testingViewLooked(): Promise<void> {
    const news = await this.#testing.look();
    const places = this.#parts.places.all();
    const [place] = places;
    // It does not say which folder its tests are of.
    if (news === undefined || place === undefined || places.length > 1) return;
    const { root } = place;
    const shown = this.#parts.isWanted(root) ? readTestingView(news.text) : null;
    if (shown === null || shown.output === null) return;
    const output = { text: shown.output, isWhole: true, folder: root };
    const seen = await this.#parts.engine.readOutput(root, output);
    // Where the view and the runner do not say the same, neither is sure.
    if (seen === null || seen.tests?.failed !== shown.failing.length) return;
    const { beganAtMs, endedAtMs } = news;
    const results = [{ check: 'test', label: 'Testing view', exitCode: null }] as const;
    await this.#parts.take({
      root,
      beganAtMs,
      endedAtMs,
      source: 'testing',
      results,
      isCancelled: false,
      seen,
    });
  }

  /** Undefined for a folder that no ledger in this window is of, or whose ledger is not to be written. */
  #rootOf(folder: string | undefined): string | undefined {
    const { places, isWanted } = this.#parts;
    const all = places.all();
    const only = all.length === 1 ? all[0]?.root : undefined;
    const root = folder === undefined ? only : places.locate(vscode.Uri.file(folder))?.root;
    return root !== undefined && isWanted(root) ? root : undefined;
  }
}

function checkIn({ tests, findings }: SeenOutput): 'test' | 'lint' {
  return tests === null && findings !== null ? 'lint' : 'test';
}
