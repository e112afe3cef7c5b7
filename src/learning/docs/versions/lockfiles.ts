import * as z from 'zod';

type Named = [name: string, version: string];

const npmPackage = z.object({ version: z.string().optional() });
const npmLock = z.object({
  packages: z.record(z.string(), npmPackage).optional(),
  dependencies: z.record(z.string(), npmPackage).optional(),
});

/** package-lock.json of npm 5 and later: the packages at the top, not those inside others. */
export function npmVersions(text: string): Named[] {
  const { packages = {}, dependencies = {} } = npmLock.safeParse(json(text)).data ?? {};
  return [
    ...Object.entries(packages).map(([path, { version }]) =>
      named('npm', /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1], version),
    ),
    ...Object.entries(dependencies).map(([name, { version }]) => named('npm', name, version)),
  ].flat();
}

/** pnpm-lock.yaml of any version: `/react@18.2.0:`, `react@18.2.0(…):` or `/react/18.2.0:`. */
export function pnpmVersions(text: string): Named[] {
  return matches(text, /^\s+['"]?\/?((?:@[\w.-]+\/)?[\w.-]+)[@/](\d[\w.+-]*)[^\n]*:\s*$/gm, 'npm');
}

/** yarn.lock of yarn 1 and later: a line with ranges, then the version. */
export function yarnVersions(text: string): Named[] {
  return matches(text, /^"?((?:@[^@/"\s]+\/)?[^@"\s]+)@[^\n]*:\n\s+version:? "?(\d[^"\n]*)/gm, 'npm');
}

/** `[[package]]` with name and version, as poetry, uv, pdm and cargo write it. */
export function tomlVersions(text: string, registry: 'pypi' | 'cargo'): Named[] {
  return matches(text, /^\[\[package\]\]\s*\nname = "([^"\n]+)"\s*\nversion = "([^"\n]+)"/gm, registry);
}

/** Lines of requirements.txt that say one version. */
export function pipVersions(text: string): Named[] {
  return matches(text, /^([A-Za-z\d][\w.-]*)(?:\[[^\]\n]*\])?\s*==\s*(\d[\w.]*)/gm, 'pypi');
}

/** go.mod: Go itself and the modules. */
export function goVersions(text: string): Named[] {
  const language = /^go\s+(\d[\d.]*)/m.exec(text)?.[1];
  return [
    ...named('runtime', 'go', language),
    ...matches(text, /^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/\S+)\s+v(\d\S*)/gm, 'go'),
  ];
}

function matches(text: string, pattern: RegExp, registry: string): Named[] {
  return Array.from(text.matchAll(pattern)).flatMap(([, name, version]) => named(registry, name, version));
}

function named(registry: string, name: string | undefined, version: string | undefined): Named[] {
  if (name === undefined || version === undefined) return [];
  // To pip, Django and django are one.
  return [
    [`${registry}:${registry === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name}`, version],
  ];
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
