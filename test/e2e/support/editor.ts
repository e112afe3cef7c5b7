import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser, type Browser } from '../../harness/browser.js';
import { currentVersion, installCodeServer } from '../../harness/code-server.js';
import { reportFailure } from '../../harness/failure-report.js';
import { vsixPath } from '../../harness/paths.js';
import { sendSignal } from '../../harness/processes.js';
import {
  createProfile,
  installVsix,
  startServer,
  type Server,
  type ServerOptions,
  type Settings,
} from '../../harness/server.js';
import { packageFixture } from '../../harness/vsix.js';
import { Workbench, workbenchUrl } from '../../harness/workbench.js';
import { copySampleWorkspace } from '../../harness/workspace.js';

export interface EditorOptions {
  /** What the person has in their user settings. */
  readonly settings?: Settings;
  /** The folder to open instead of a fresh copy of the sample workspace; null opens an empty window. */
  readonly folder?: string | null;
  /** Whether the packaged extension is there; default true. */
  readonly isInstalled?: boolean;
  /** The folder of an extension that is installed beside ours. */
  readonly fixture?: string;
  readonly server?: Omit<ServerOptions, 'allowsDevelopment'>;
}

/** A running VS Code with the packaged extension installed, and the window that a test works in. */
export class Editor {
  /** What is open; a git repository with one commit where it is the sample workspace. */
  readonly folder: string | undefined;
  readonly workbench: Workbench;
  readonly #browser: Browser;
  readonly #startServer: () => Promise<Server>;
  #server: Server;

  private constructor(
    folder: string | undefined,
    browser: Browser,
    workbench: Workbench,
    server: Server,
    startAgain: () => Promise<Server>,
  ) {
    this.folder = folder;
    this.workbench = workbench;
    this.#browser = browser;
    this.#server = server;
    this.#startServer = startAgain;
  }

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const codeServer = await installCodeServer(currentVersion, console.log);
    const profile = await createProfile(options.settings);
    if (options.isInstalled !== false) await installVsix(codeServer, profile, vsixPath);
    if (options.fixture !== undefined) {
      const packed = await packageFixture(options.fixture, join(profile.folder, 'fixture.vsix'));
      await installVsix(codeServer, profile, packed);
    }
    const folder = options.folder === undefined ? await copySampleWorkspace() : (options.folder ?? undefined);
    const start = (): Promise<Server> => startServer(codeServer, profile, options.server);
    const server = await start();
    const browser = await openBrowser(console.log);
    const workbench = new Workbench(await browser.context.newPage());
    const editor = new Editor(folder, browser, workbench, server, start);
    try {
      await workbench.open(workbenchUrl(server, folder));
    } catch (error) {
      await editor.reportFailure('start');
      await editor.stop();
      throw error;
    }
    return editor;
  }

  get server(): Server {
    return this.#server;
  }

  /** A second window on the same folder, with an extension host of its own. */
  async openSecondWindow(): Promise<Workbench> {
    const second = new Workbench(await this.#browser.context.newPage());
    await second.open(workbenchUrl(this.#server, this.folder));
    return second;
  }

  /**
   * `kill -9` to the extension host; returns when VS Code has started the next, which takes 20 s when the window reconnects
   * before the server has seen the death. VS Code gives up at the third in 5 minutes.
   */
  async killExtensionHost(): Promise<void> {
    const killed = this.#server.extensionHosts();
    for (const pid of killed) sendSignal(pid, 'SIGKILL');
    const deadline = Date.now() + 60_000;
    while (this.#server.extensionHosts().every((pid) => killed.includes(pid))) {
      if (Date.now() > deadline) throw new Error('VS Code did not start another extension host');
      await sleep(50);
    }
  }

  /**
   * Ends VS Code, by `kill -9` to everything if asked, and opens it again with the same profile and port.
   * @param meanwhile happens while no VS Code runs
   */
  async restart(how: 'orderly' | 'killed' = 'orderly', meanwhile?: () => void): Promise<void> {
    if (how === 'killed') this.#server.kill();
    await this.#server.stop();
    meanwhile?.();
    this.#server = await this.#startServer();
    await this.workbench.reload();
  }

  /** Keeps a screenshot and the logs below test/.out/failures, and says where. */
  async reportFailure(title: string): Promise<void> {
    console.log(`Screenshot and logs: ${await reportFailure(title, this.#server, this.#browser.context)}`);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }
}
