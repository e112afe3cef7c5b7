import type { DesignCard } from '../cards/design-card.js';

const mostFiles = 12;

/** The files that a card names, by path or by name. */
export function namedFiles(card: DesignCard, all: readonly string[]): string[] {
  const words = new Set(
    [card.name, ...card.goals, ...card.acceptance, ...card.constraints, ...card.allowedPaths]
      .flatMap((text) => text.split(/[\s`'"()<>,;]+/))
      .map((word) => word.replace(/^\.\//, '').replace(/[.:!?]+$/, '')),
  );
  return all
    .filter((path) => words.has(path) || words.has(path.slice(path.lastIndexOf('/') + 1)))
    .slice(0, mostFiles);
}

/**
 * The files that a task is about: those that its card names, then open ones.
 * @param open the one in front first
 * @param all every file of the workspace
 */
export function focusFiles(
  named: readonly string[],
  open: readonly string[],
  all: readonly string[],
): string[] {
  const known = new Set(all);
  return [...new Set([...named, ...open.filter((path) => known.has(path))])].slice(0, mostFiles);
}
