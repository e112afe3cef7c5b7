import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AllowList } from '../../../src/learning/docs/allow-list.js';
import { knownSites } from '../../../src/learning/docs/known-sites.js';
import { pinAddress } from '../../../src/learning/docs/versions/pin-address.js';
import { workspaceVersions } from '../../../src/learning/docs/versions/workspace-versions.js';

describe('the versions that a workspace uses', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'versions-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it.each([
    [
      'package-lock.json',
      '{"packages":{"":{},"node_modules/react":{"version":"18.3.1"},"node_modules/x/node_modules/react":{"version":"17.0.0"}}}',
      'npm:react',
      '18.3.1',
    ],
    [
      'package-lock.json',
      '{"dependencies":{"@angular/core":{"version":"17.1.0"}}}',
      'npm:@angular/core',
      '17.1.0',
    ],
    ['pnpm-lock.yaml', 'packages:\n\n  react@18.2.0:\n    resolution: {}\n', 'npm:react', '18.2.0'],
    [
      'pnpm-lock.yaml',
      'packages:\n  /@angular/core@17.0.1(rxjs@7.8.0):\n    dev: true\n',
      'npm:@angular/core',
      '17.0.1',
    ],
    ['pnpm-lock.yaml', 'packages:\n  /react/17.0.2:\n    dev: true\n', 'npm:react', '17.0.2'],
    ['yarn.lock', 'react@^18.0.0, react@^18.2.0:\n  version "18.2.0"\n', 'npm:react', '18.2.0'],
    ['yarn.lock', '"@angular/core@npm:^17.0.0":\n  version: 17.0.3\n', 'npm:@angular/core', '17.0.3'],
    [
      'requirements.txt',
      '# pins\nDjango[argon2] == 4.2.7 ; python_version > "3"\nflask>=2\n',
      'pypi:django',
      '4.2.7',
    ],
    ['poetry.lock', '[[package]]\nname = "Flask"\nversion = "3.0.0"\n', 'pypi:flask', '3.0.0'],
    ['uv.lock', 'version = 1\n\n[[package]]\nname = "pytest"\nversion = "8.1.1"\n', 'pypi:pytest', '8.1.1'],
    ['Cargo.lock', '[[package]]\nname = "tokio"\nversion = "1.35.0"\n', 'cargo:tokio', '1.35.0'],
    [
      'go.mod',
      'module a.b/c\n\ngo 1.21.3\n\nrequire (\n\tgithub.com/x/y v1.2.3\n)\n',
      'runtime:go',
      '1.21.3',
    ],
    ['go.mod', 'require github.com/x/y v1.2.3 // indirect\n', 'go:github.com/x/y', '1.2.3'],
    ['.nvmrc', 'v20.11.0\n', 'runtime:node', '20.11.0'],
    ['.python-version', '3.11\n', 'runtime:python', '3.11'],
  ])('are told by %s: %j', (file, text, name, version) => {
    writeFileSync(join(root, file), text);
    expect(workspaceVersions(root).get(name)).toBe(version);
  });

  it.each(['', '{', '[]', '{"packages":5}', '{"packages":{"node_modules/react":{"version":5}}}', '\u0000'])(
    'are not told by a lockfile that holds %j',
    (text) => {
      for (const file of [
        'package-lock.json',
        'yarn.lock',
        'pnpm-lock.yaml',
        'poetry.lock',
        'go.mod',
        '.nvmrc',
      ])
        writeFileSync(join(root, file), text);
      expect(workspaceVersions(root).size).toBe(0);
    },
  );

  it('are not read through a link, a pipe or from a folder', () => {
    writeFileSync(join(root, 'elsewhere'), '20.0.0');
    symlinkSync(join(root, 'elsewhere'), join(root, '.nvmrc'));
    execFileSync('mkfifo', [join(root, 'go.mod')]);
    symlinkSync(root, join(root, 'yarn.lock'));
    expect(workspaceVersions(root).size).toBe(0);
  });
});

describe('a page of the version in use', () => {
  const list = new AllowList();
  it.each([
    [
      'python',
      'runtime:python',
      '3.11.4',
      'library/json.html',
      'https://docs.python.org/3.11/library/json.html',
      '3.11',
    ],
    ['django', 'pypi:django', '4.2.7', 'topics/', 'https://docs.djangoproject.com/en/4.2/topics/', '4.2'],
    ['node', 'runtime:node', '20', 'fs.html', 'https://nodejs.org/docs/latest-v20.x/api/fs.html', '20'],
    ['react', 'npm:react', '18.3.1', 'learn', 'https://18.react.dev/learn', '18'],
    ['next', 'npm:next', '14.2.0-canary.1', 'app', 'https://nextjs.org/docs/14/app', '14'],
  ])('of %s', (library, name, version, page, url, shown) => {
    const site = list.siteOfLibrary(library)!;
    expect(pinAddress(`${site.versions!.current}${page}`, site, new Map([[name, version]]))).toEqual({
      url,
      version: shown,
    });
  });

  it.each([
    ['react', 'npm:react', '19.0.0'],
    ['python', 'runtime:python', '3'],
    ['python', 'runtime:python', '3.x'],
    ['python', 'npm:react', '18.0.0'],
    ['vue', 'npm:vue', '3.4.0'],
  ])('of %s is the newest for %s %s', (library, name, version) => {
    const site = list.siteOfLibrary(library)!;
    expect(
      pinAddress(`${site.versions?.current ?? site.start}x`, site, new Map([[name, version]])),
    ).toBeUndefined();
  });

  it('lies on a listed host, whatever a lockfile says', () => {
    for (const site of knownSites) {
      for (const version of [
        '1.2.3',
        '18.3.1',
        '@evil.example/',
        '1.@evil.example/.x',
        '../../x',
        '9'.repeat(300),
      ]) {
        const used = new Map((site.versions?.packages ?? []).map((name) => [name, version]));
        const pinned = pinAddress(`${site.versions?.current ?? site.start}page`, site, used);
        if (pinned !== undefined) expect(list.check(pinned.url).href).toBe(pinned.url);
      }
    }
  });
});
