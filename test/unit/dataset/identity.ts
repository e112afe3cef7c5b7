import type { ScrubIdentity } from '../../../src/learning/dataset/scrub.js';

/** Somebody to be scrubbed away. */
export const alice: ScrubIdentity = {
  homeDir: '/home/awonder',
  user: 'awonder',
  host: 'wonder-book.local',
  gitName: 'Alice Wonder',
  gitEmail: 'alice@wonder.dev',
  repoRoot: '/home/awonder/src/rabbit-hole',
};
