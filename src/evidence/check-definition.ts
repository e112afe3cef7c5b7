/** Text files of a folder, by their path in it with forward slashes. */
export type ProjectFiles = ReadonlyMap<string, string>;

/** The scripts of package.json; empty where there are none or it cannot be read. */
export function scriptsIn(files: ProjectFiles): Readonly<Record<string, string>> {
  const scripts = manifestIn(files)['scripts'];
  if (!isRecord(scripts)) return {};
  return Object.fromEntries(
    Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** package.json; empty where there is none or it cannot be read. */
export function manifestIn(files: ProjectFiles): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(files.get('package.json') ?? '{}');
    return isRecord(manifest) ? manifest : {};
  } catch {
    return {};
  }
}

/** The targets of the Makefile with what each of them needs and does. */
export function targetsIn(files: ProjectFiles): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  let target: string | undefined;
  for (const line of (files.get('Makefile') ?? files.get('makefile') ?? '').split(/\r?\n/)) {
    const [, name, needs = ''] = /^([A-Za-z][\w.-]*)\s*:(?!=)(.*)$/.exec(line) ?? [];
    if (name !== undefined) targets.set((target = name), needs.trim());
    else if (target !== undefined && line.startsWith('\t'))
      targets.set(target, `${targets.get(target) ?? ''}\n${line.trim()}`);
  }
  return targets;
}

/**
 * What the project's files make of a command line: the scripts and targets that it starts, and those that they start. A
 * person who agreed to the command agreed to this; it is empty where the command speaks for itself.
 */
export function definitionOf(commandLine: string, files: ProjectFiles): string {
  const scripts = scriptsIn(files);
  const targets = targetsIn(files);
  const found = new Map<string, string>();
  const follow = (text: string): void => {
    for (const [name, body] of namedIn(text, scripts, targets)) {
      if (found.has(name)) continue;
      found.set(name, body);
      follow(body);
    }
  };
  follow(commandLine);
  return [...found].map(([name, body]) => `${name}: ${body}`).join('\n');
}

function namedIn(
  text: string,
  scripts: Readonly<Record<string, string>>,
  targets: ReadonlyMap<string, string>,
): [string, string][] {
  const words = text.split(/[^\w:.-]+/);
  const script = (name: string): [string, string][] =>
    [`pre${name}`, name, `post${name}`].flatMap((each) =>
      Object.hasOwn(scripts, each) ? [[each, scripts[each] ?? '']] : [],
    );
  const fromScripts = /\b(?:npm|pnpm|yarn|bun|node|npm-run-all|run-[sp])\b/.test(text)
    ? words.flatMap((word) => script(word === 't' ? 'test' : word))
    : [];
  const names = words.filter((word) => targets.has(word));
  // Without a name, make takes the first target.
  const wanted = /^\s*make\s*$/.test(text) ? [...targets.keys()].slice(0, 1) : names;
  const fromTargets = /\bmake\b/.test(text) || targets.has(words[0] ?? '') ? wanted : [];
  return [
    ...fromScripts,
    ...fromTargets.map((name): [string, string] => [`make ${name}`, targets.get(name) ?? '']),
  ];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
