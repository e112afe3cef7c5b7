import { dirname, join } from 'node:path/posix';
import type { ContextWorkspace } from './context-workspace.js';
import { textAt } from './gatherers.js';

const mostFiles = 12;
/** Of a large repository only so many are looked into for imports of the files at hand. */
const mostImporters = 400;

const script = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const python = /\.pyi?$/;
const scriptImports = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"](\.[^'"]+)['"]/g;
const pythonImports = /^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w.]+))/gm;

/** Files that the files at hand import, then files that import them. */
export async function neighboursOf(workspace: ContextWorkspace, focus: readonly string[]): Promise<string[]> {
  const all = await workspace.list();
  const known = new Set(all);
  const wanted = new Set(focus);
  const importsOf = async (path: string): Promise<string[]> => {
    if (!script.test(path) && !python.test(path)) return [];
    return importedBy(path, (await textAt(workspace, path)) ?? '', known);
  };
  const imported = (await Promise.all(focus.map(importsOf))).flat();
  const kinds = new Set(focus.map(kindOf));
  const candidates = all
    .filter((path) => !wanted.has(path) && kinds.has(kindOf(path)))
    .slice(0, mostImporters);
  const importing: string[] = [];
  for (const path of candidates) {
    if (importing.length >= mostFiles) break;
    if ((await importsOf(path)).some((each) => wanted.has(each))) importing.push(path);
  }
  return [...new Set([...imported, ...importing])].filter((path) => !wanted.has(path)).slice(0, mostFiles);
}

function kindOf(path: string): 'script' | 'python' | 'other' {
  if (script.test(path)) return 'script';
  return python.test(path) ? 'python' : 'other';
}

/** The files of the workspace that a source text imports by relative path, or by module name in Python. */
function importedBy(path: string, text: string, known: ReadonlySet<string>): string[] {
  const candidates = script.test(path)
    ? [...text.matchAll(scriptImports)].flatMap(([, target = '']) => scriptFiles(join(dirname(path), target)))
    : [...text.matchAll(pythonImports)].flatMap(([, from, whole]) => pythonFiles(path, from ?? whole ?? ''));
  return candidates.filter((each) => known.has(each));
}

/** `./a.js` may be written in `a.ts`, and `./a` may be a folder. */
function scriptFiles(target: string): string[] {
  const bare = target.replace(/\.[cm]?jsx?$/, '');
  const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
  return [target, ...endings.flatMap((ending) => [bare + ending, `${bare}/index${ending}`])];
}

function pythonFiles(path: string, module: string): string[] {
  const [, dots = '', name = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const steps = name.split('.').filter(Boolean).join('/');
  const up = '../'.repeat(Math.max(0, dots.length - 1));
  const bases = dots === '' ? ['.', 'src', dirname(path)] : [join(dirname(path), up)];
  return bases.flatMap((base) => {
    const file = join(base, steps);
    return [`${file}.py`, join(file, '__init__.py')];
  });
}
