import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A documentation that Debian packages, and where it would be on the web. */
export interface PackagedDocs {
  readonly name: string;
  readonly folder: string;
  readonly baseUrl: string;
}

const packages = [
  ['python3.11-doc', 'usr/share/doc/python3.11/html', 'https://docs.python.org/3/'],
  ['python-django-doc', 'usr/share/doc/python-django-doc/html', 'https://docs.djangoproject.com/en/stable/'],
  ['nodejs-doc', 'usr/share/doc/nodejs/api', 'https://nodejs.org/api/'],
  ['postgresql-doc-15', 'usr/share/doc/postgresql-doc-15/html', 'https://www.postgresql.org/docs/current/'],
] as const;

/** Downloads and unpacks the packages once; they are kept in test/.out and never committed. Needs apt. */
export function fetchDebianDocs(say: (line: string) => void): PackagedDocs[] {
  const corpus = resolve('test/.out/docs-corpus');
  return packages.map(([name, path, baseUrl]) => {
    const folder = join(corpus, name);
    if (!existsSync(folder)) {
      say(`fetching ${name} …`);
      unpack(name, folder);
    }
    return { name, folder: join(folder, path), baseUrl };
  });
}

function unpack(name: string, folder: string): void {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  execFileSync('apt-get', ['download', '--quiet', name], {
    cwd: partial,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [file = ''] = readdirSync(partial);
  execFileSync('dpkg', ['--extract', join(partial, file), partial]);
  renameSync(partial, folder);
}

/** Every HTML file below a folder, by its path from there. */
export function htmlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .sort();
}
