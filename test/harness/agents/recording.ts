import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const deadlineMs = 60_000;

/** What a fixture model answers: an edit of a file, that another agent shall go on (where there are such), or that it is done. */
export type Reply = { readonly file: string; readonly content: string } | 'delegate' | 'done';

/** A folder with a home, a project and whatever an agent leaves, removed after the recording. */
export class Recording {
  readonly root = mkdtempSync(join(tmpdir(), 'recording-'));
  readonly home = join(this.root, 'home');
  readonly project = join(this.root, 'project');
  readonly #hookLog = join(this.root, 'hooks.jsonl');

  constructor() {
    mkdirSync(this.home);
    mkdirSync(join(this.project, '.git'), { recursive: true });
    writeFileSync(this.#hookLog, '');
  }

  /** A command for hooks that keeps their input. */
  get hookCommand(): string {
    return `cat >> ${this.#hookLog}; echo >> ${this.#hookLog}`;
  }

  get hookInputs(): string {
    const lines = readFileSync(this.#hookLog, 'utf8').split('\n');
    return lines.filter((line) => line !== '').join('\n');
  }

  /** Runs the agent in the project and waits for its end. */
  async run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
    const child = spawn(program, args, {
      cwd: this.project,
      env: { PATH: process.env['PATH'], HOME: this.home, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: deadlineMs,
      killSignal: 'SIGKILL',
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    if (code !== 0) throw new Error(`${program} ended with ${String(code)}`);
  }

  /**
   * Lines of JSON as they may be committed: as of somebody called Sam, and without the long texts that an agent's maker wrote.
   */
  scrubbed(lines: string): string {
    const named = lines
      .replaceAll(this.project, '/home/sam/project')
      .replaceAll(this.home, '/home/sam')
      .replaceAll(this.project.replaceAll('/', '-'), '-home-sam-project');
    const short = (_: string, value: unknown): unknown =>
      typeof value === 'string' && value.length > 300 ? `${value.slice(0, 20)}…` : value;
    return named
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `${JSON.stringify(JSON.parse(line), short)}\n`)
      .join('');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A server on this machine that stands for a model's maker. */
export async function withServer<T>(
  answer: (path: string, body: string, response: ServerResponse) => void,
  use: (address: string) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      answer(request.url ?? '', body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    return await use(`http://127.0.0.1:${address.port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
