import type { CommandHandlers } from '../commands.js';
import type { Places } from '../ledger/places.js';
import { listedRun } from '../runs/pick-run.js';
import type { RunTracker } from '../runs/run-tracker.js';
import { EditJudge } from './edit-judge.js';
import { copyFeedback, sendFeedback } from './hand-over-feedback.js';
import { openChanges, openNeighbour, reviewAll } from './open-edit.js';
import { askReason } from './reject-reasons.js';
import type { Review } from './review.js';
import { fileAt, filesOf, targetsOf } from './review-targets.js';
import { undoRun } from './undo-run.js';

export interface ReviewCommandParts {
  readonly review: Review;
  readonly places: Places;
  readonly tracker: Pick<RunTracker, 'all'>;
}

type ReviewCommandName =
  | 'keepEdit'
  | 'rejectEdit'
  | 'rejectWithReason'
  | 'keepFile'
  | 'rejectFile'
  | 'keepAll'
  | 'rejectAll'
  | 'nextEdit'
  | 'previousEdit'
  | 'openChanges'
  | 'reviewAll'
  | 'undoReview'
  | 'undoRun'
  | 'copyFeedback'
  | 'sendFeedback';

/** What people do with pending edits. Menus and CodeLens say what is meant; without arguments it is the cursor. */
export function reviewCommands(parts: ReviewCommandParts): Pick<CommandHandlers, ReviewCommandName> {
  const { review, places, tracker } = parts;
  const judge = new EditJudge(review);
  return {
    keepEdit: (...args) => judge.keep(targetsOf(review, args)),
    rejectEdit: (...args) => judge.reject(targetsOf(review, args)),
    rejectWithReason: async (...args) => {
      const targets = targetsOf(review, args);
      await judge.reject(targets, await askReason());
    },
    keepFile: (...args) => judge.keep(filesOf(review, args)),
    rejectFile: (...args) => judge.reject(filesOf(review, args)),
    keepAll: () => judge.keepAll(),
    rejectAll: () => judge.rejectAll(),
    nextEdit: () => openNeighbour(review, 1),
    previousEdit: () => openNeighbour(review, -1),
    openChanges: async (...args) => {
      for (const { uri } of filesOf(review, args)) await openChanges(fileAt(review, uri));
    },
    reviewAll: () => reviewAll(review),
    undoReview: () => judge.undo(),
    undoRun: async (argument) => {
      await undoRun(review, judge, await listedRun(tracker, 'Undo which run?', argument));
    },
    copyFeedback: () => copyFeedback(review, places),
    sendFeedback: () => sendFeedback(review, places),
  };
}
