import { stringify } from 'yaml';
import { cardFields } from './card-fields.js';

/** The text of a new card: its name, a goal to be written, and every other field as a comment to be used. */
export function cardTemplate(name: string): string {
  const others = Object.entries(cardFields).filter(([field]) => field !== 'name' && field !== 'goals');
  return [
    stringify({ name }).trim(),
    '',
    `# ${cardFields.goals.description}`,
    'goals:',
    '  - ',
    '',
    '# Take the # away in front of what you need.',
    ...others.flatMap(([, { description, example }]) => ['', `# ${description}`, `# ${example}`]),
    '',
  ].join('\n');
}
