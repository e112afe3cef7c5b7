import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './paths.js';

const inputsSchema = z.record(z.string(), z.array(z.string()));
/** Packages of long ago list their licences. */
const licences = z.union([
  z.object({ license: z.string() }),
  z
    .object({ licenses: z.array(z.object({ type: z.string() })).nonempty() })
    .transform(({ licenses }) => ({ license: licenses.map(({ type }) => type).join(' or ') })),
]);
const packageSchema = z
  .object({
    name: z.string(),
    version: z.string(),
    author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
  })
  .and(licences);

/** The licences of all packages that esbuild put into a bundle, read from dist/inputs.json. Throws where one has none. */
export function thirdPartyNotices(): string {
  const inputs = inputsSchema.parse(
    JSON.parse(readFileSync(join(projectRoot, 'dist', 'inputs.json'), 'utf8')),
  );
  const folders = new Set(Object.values(inputs).flat().map(packageFolder));
  folders.delete(undefined);
  const notices = [...folders].flatMap((folder) => (folder === undefined ? [] : [noticeOf(folder)]));
  const introduction = 'Learning Loop contains the following packages, each under its own licence.';
  return [introduction, ...[...new Set(notices)].sort()].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

/** The package that a bundled file belongs to, nested ones included; undefined for the project's own. */
function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function noticeOf(folder: string): string {
  const path = join(projectRoot, folder);
  const manifest = packageSchema.parse(JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')));
  const { name, version, license } = manifest;
  const files = readdirSync(path).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(path, file), 'utf8').trim());
  if (texts.length === 0) texts.push(standardText(manifest));
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

const iscText = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;

/** The text of the licence for a package that only names it. */
function standardText({ name, license, author }: z.infer<typeof packageSchema>): string {
  if (author === undefined) throw new Error(`${name} comes without a licence text and an author`);
  const copyright = `Copyright (c) ${typeof author === 'string' ? author : author.name}`;
  if (license === 'ISC') return `${copyright}\n\n${iscText}`;
  if (license !== 'MIT') throw new Error(`${name} comes without a licence text`);
  const ours = readFileSync(join(projectRoot, 'LICENSE'), 'utf8').trim();
  return ours.replace(/^Copyright .*$/m, copyright);
}
