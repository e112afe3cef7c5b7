import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Pulls } from '../../../src/learning/runs/pulls.js';
import { migrations } from '../../../src/learning/schema.js';
import { openConnection } from '../../../src/learning/sqlite/open.js';
import { VariantsProjection } from '../../../src/learning/variants/variants-projection.js';
import type { Contestant } from './round-robin.js';

/** Writes the variants files after a commit that changed the counts of a prompt and of a model. */
export function projectionContestant(folder: string): { contestant: Contestant; close: () => void } {
  mkdirSync(folder);
  const connection = openConnection(join(folder, 'experience.db'), { migrations });
  const pulls = new Pulls(connection, () => new Date());
  const projection = new VariantsProjection(connection, pulls, folder, 'bench', (problem) => {
    throw new Error(problem);
  });
  connection.transaction(() => {
    projection.absorb();
  });
  projection.publish();
  const record = (): void => {
    connection.transaction(() => {
      for (const chooser of ['prompt', 'model'] as const) {
        const arm = projection.entries(chooser)[0]?.id ?? '';
        pulls.add({ chooser, arm, version: 'v1', cause: 'run', trials: 1, wins: 0.5 });
      }
    });
  };
  return {
    contestant: {
      everyRounds: 4,
      prepare: record,
      act: () => {
        projection.publish();
      },
    },
    close: () => {
      connection.close();
    },
  };
}
