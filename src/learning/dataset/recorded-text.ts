/**
 * A recorded prompt or answer as a person would write it. A text stays as it is; of an object every field becomes a section,
 * files and diffs in fences; an answer of a single text needs no heading.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return plain(value);
  const sections = Object.entries(value).filter(([, content]: [string, unknown]) => !isEmpty(content));
  const [only] = sections;
  if (sections.length === 1 && only !== undefined && hasItsOwnForm(only[1])) return content(only[0], only[1]);
  return sections
    .map(([name, each]: [string, unknown]) => `# ${name}\n\n${content(name, each)}`)
    .join('\n\n');
}

/** Paths of the files that a recorded prompt or answer carries or changes. */
export function filesIn(value: unknown): string[] {
  if (typeof value === 'string')
    return Array.from(value.matchAll(/^\+\+\+ (?:b\/)?(\S+)$/gm), ([, path]) => path ?? '');
  if (isFile(value)) return [value.path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(filesIn);
}

interface File {
  readonly path: string;
  readonly content: string;
}

function content(name: string, value: unknown): string {
  if (name === 'diff' && typeof value === 'string') return fenced('diff', value);
  if (isFiles(value))
    return value.map((file) => `## ${file.path}\n\n${fenced('', file.content)}`).join('\n\n');
  return plain(value);
}

function hasItsOwnForm(value: unknown): boolean {
  return typeof value === 'string' || isFiles(value);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** With a fence longer than any inside. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/^`{3,}/gm), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

function isFiles(value: unknown): value is readonly File[] {
  return Array.isArray(value) && value.length > 0 && value.every(isFile);
}

function isFile(value: unknown): value is File {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    'content' in value &&
    typeof value.path === 'string' &&
    typeof value.content === 'string'
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
