import type { RunPorts } from '../../agent/run/ports.js';
import type { Review } from '../review/review.js';
import type { RunLife } from '../runs/run-life.js';
import type { Endings } from './endings.js';

interface AgentReviewParts {
  readonly review: Review;
  readonly life: RunLife;
  readonly endings: Endings;
}

/** Waits until nothing of a run is pending, or a person ends the run. */
export function agentReview({ review, life, endings }: AgentReviewParts): RunPorts['review'] {
  return {
    reviewed: (runId, signal) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          signal.removeEventListener('abort', cancel);
          watching.dispose();
          ending.dispose();
        };
        const cancel = (): void => {
          stop();
          reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
        };
        const end = (): void => {
          stop();
          resolve();
        };
        const look = (): void => {
          const isPending = review.files().some(({ hunks }) => hunks.some((hunk) => hunk.runId === runId));
          if (!isPending) end();
        };
        const watching = review.onDidChange(look);
        const ending = life.endsBy(runId, () => {
          const over = endings.of(runId);
          end();
          return over;
        });
        signal.addEventListener('abort', cancel, { once: true });
        look();
      }),
  };
}
