import type { DesignCard } from '../cards/design-card.js';

/** What a card asks for, as Markdown. */
export function taskText(card: DesignCard): string {
  return [
    `# Task: ${card.name}`,
    list('Goals', card.goals),
    list('It is done when', card.acceptance),
    list('Constraints', card.constraints),
    list('Only these files may be edited', card.allowedPaths),
    list('These commands must succeed afterwards', card.checks),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `## ${title}\n\n${items.map((item) => `- ${item.replace(/\s*\n\s*/g, ' ')}`).join('\n')}`;
}
