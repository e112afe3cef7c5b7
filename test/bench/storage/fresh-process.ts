import { execFileSync } from 'node:child_process';
import { bundledProgram } from '../../unit/support/bundled-program.js';
import { median } from '../support/statistics.js';

export interface FreshOpening {
  /** From nothing loaded to the stats read. */
  readonly openAndStatsMs: number;
  readonly warmStatsMs: number;
  /** Resident memory above that of a bare node process. */
  readonly memoryMb: number;
}

interface Measured {
  readonly openAndStatsMs: number;
  readonly warmStatsMs: number;
  readonly rssBytes: number;
}

const processes = 7;
const bytesPerMb = 1_000_000;

/** Opens the database of a repository in processes of their own, one after the other; medians. */
export async function measureFreshOpening(repoRoot: string): Promise<FreshOpening> {
  const bundle = await bundledProgram('test/bench/storage/programs/open-and-stats.ts');
  const opened: Measured[] = [];
  const bareBytes: number[] = [];
  for (let index = 0; index < processes; index += 1) {
    opened.push(JSON.parse(node([bundle, repoRoot])) as Measured);
    bareBytes.push(Number(node(['-p', 'process.memoryUsage().rss'])));
  }
  return {
    openAndStatsMs: median(opened.map((each) => each.openAndStatsMs)),
    warmStatsMs: median(opened.map((each) => each.warmStatsMs)),
    memoryMb: (median(opened.map((each) => each.rssBytes)) - median(bareBytes)) / bytesPerMb,
  };
}

function node(args: readonly string[]): string {
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}
