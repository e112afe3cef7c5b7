// Records what the tools in test/fixtures/reports/sessions.json print on the projects beside it:
// `node test/run.mjs unit/evidence/programs/record-reports.ts [FOLDER...]`. Needs npm's registry and, for the tools that
// are not on npm, Debian's python3-pytest python3-pytest-xdist python3-pytest-cov python3-pytest-rerunfailures flake8 mypy pylint golang-go
// cargo rust-clippy gcc yamllint shellcheck.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const reports = join('test', 'fixtures', 'reports');
const sessionsSchema = z.array(
  z.object({
    folder: z.string(),
    project: z.string(),
    install: z.string(),
    /** File to record into -> command whose output (standard output and error together) is recorded. */
    runs: z.record(z.string(), z.string()),
  }),
);
type Session = z.infer<typeof sessionsSchema>[number];

/** Written by hand from the sources of the project. */
const truthFile = 'truth.json';
/** Where the recordings say that the project was. */
const shownRoot = '/repo';

function record({ folder, project, install, runs }: Session): void {
  const work = mkdtempSync(join(tmpdir(), 'record-'));
  try {
    cpSync(join(reports, 'projects', project), work, { recursive: true });
    const installed = run(work, install);
    if (installed.status !== 0) throw new Error(`${folder}: ${install} failed:\n${installed.output}`);
    const target = join(reports, 'recorded', folder);
    for (const file of existsSync(target) ? readdirSync(target) : []) {
      if (file !== truthFile) rmSync(join(target, file));
    }
    mkdirSync(target, { recursive: true });
    for (const [file, command] of Object.entries(runs)) {
      const { output } = run(work, command.replaceAll(shownRoot, work));
      writeFileSync(
        join(target, file),
        output.replaceAll(work, shownRoot).replaceAll(homedir(), '/home/dev'),
      );
    }
    console.log(`${folder}: ${Object.keys(runs).length} recorded`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function run(cwd: string, command: string): { readonly status: number | null; readonly output: string } {
  const { status, stdout } = spawnSync('bash', ['-c', `{ ${command} ; } 2>&1`], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...plainEnvironment(), NPM_CONFIG_LOGLEVEL: 'error' },
  });
  return { status, output: stdout };
}

/** Without what a developer's shell or the runner of this program sets for its own output. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const own = /^(npm_|NODE_OPTIONS|FORCE_COLOR|NO_COLOR|VITEST|GITHUB_|RUST_|CARGO_|PYTEST|CI$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

const wanted = process.argv.slice(2);
const sessions = sessionsSchema.parse(JSON.parse(readFileSync(join(reports, 'sessions.json'), 'utf8')));
for (const session of sessions) {
  if (wanted.length === 0 || wanted.includes(session.folder)) record(session);
}
