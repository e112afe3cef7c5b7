import { DisposableStore } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Places } from '../ledger/places.js';
import { topic, type Logger } from '../log.js';
import type { Settings } from '../settings.js';
import { BeforeDocuments } from './before-documents.js';
import { EditDecorations } from './edit-decorations.js';
import { EditLenses } from './edit-lenses.js';
import { FirstPending } from './first-pending.js';
import { GutterMarks } from './gutter-marks.js';
import { PendingTree } from './pending-tree.js';
import type { Review } from './review.js';
import { ReviewContextKeys } from './review-context-keys.js';

export interface ReviewFeatureParts {
  readonly review: Review;
  readonly places: Places;
  readonly settings: Settings;
}

/** All that shows pending edits. What an editor shows is made when the first edit is pending. */
export function reviewFeatures({ review, places, settings }: ReviewFeatureParts, log: Logger): Feature[] {
  const marks = new FirstPending(review, () => {
    const made = new DisposableStore();
    made.add(new GutterMarks(review));
    made.add(new EditLenses(review, settings));
    made.add(new EditDecorations(review));
    return made;
  });
  return [
    new BeforeDocuments(review, topic(log, 'review')),
    new ReviewContextKeys(review, places),
    new PendingTree(review),
    marks,
  ];
}
