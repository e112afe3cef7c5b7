import type { Content } from '../../review/content.js';

/** Fields of package.json that only describe; every other may decide what is run or installed. */
const descriptive = new Set([
  'name',
  'displayName',
  'version',
  'description',
  'keywords',
  'author',
  'contributors',
  'license',
  'homepage',
  'repository',
  'bugs',
  'funding',
  'private',
]);

/** Why a change of a package.json needs a yes; null where it only changes how the package is described. */
export function manifestReason(before: Content, after: Content): string | null {
  if (after === null) return 'It says which commands the scripts run, and would be gone.';
  const [old, now] = [before === null ? {} : fieldsOf(before), fieldsOf(after)];
  if (old === null || now === null) return 'It says which commands the scripts run, and cannot be read.';
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
    .filter((field) => !descriptive.has(field));
  if (changed.length === 0) return null;
  if (changed.includes('scripts')) return 'It says which commands the scripts run.';
  return `It decides what is installed, built and run: ${changed.slice(0, 5).join(', ')}.`;
}

function fieldsOf(content: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const text = Buffer.from(content).toString('utf8');
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
