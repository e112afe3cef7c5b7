import * as z from 'zod';

/** The task, as several tools take it. */
export const taskInput = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .describe('What is to be done, as the person put it.');

export const filesInput = z
  .array(z.string().min(1).max(500).refine(isInside, 'Give paths from the root of the repository.'))
  .max(200)
  .optional()
  .describe('Paths that it is about, from the root of the repository, as far as you know.');

/** No path may lead out of the repository: texts of a run's files may be kept. */
function isInside(path: string): boolean {
  return !/^(?:\/|[A-Za-z]:)|\\|(?:^|\/)\.\.(?:\/|$)/.test(path);
}
