import { cpus, loadavg } from 'node:os';

/** The machine and how busy it is already: what a reader of measured times has to know. */
export function describeMachine(): string {
  const [load = 0] = loadavg();
  return `${cpus().length} cores, load average ${load.toFixed(1)}, Node ${process.versions.node}`;
}
