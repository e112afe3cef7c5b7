import { parseArgs } from 'node:util';
import { scrubJson, scrubText } from '../../src/learning/dataset/scrub.js';
import { cleanLines } from './scrub/clean-lines.js';
import { lineWith, owner, planted, type Planted } from './scrub/planted.js';

const barAlteredShare = 0.01;
const shown = 20;

/** Scrubs training lines with planted secrets, and ordinary lines of published packages. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  const say = values.json ? console.error : console.log;
  const all = planted();
  const kinds = new Set(all.map(({ kind }) => kind)).size;
  const missed = all.filter((each, index) => survives(each, index));
  say(
    `${all.length} secrets and personal details of ${kinds} kinds: ${all.length - missed.length} scrubbed completely`,
  );
  for (const { kind, text } of missed.slice(0, shown)) say(`  left in (${kind}): ${text.slice(0, 120)}`);

  const lines = cleanLines();
  const after = scrubText(lines.join('\n'), owner).text.split('\n');
  const altered = lines.filter((line, index) => line !== after[index]);
  const share = altered.length / lines.length;
  say(
    `${lines.length} clean lines: ${altered.length} altered, ${(share * 100).toFixed(2)} % (bar: at most ${barAlteredShare * 100} %)`,
  );
  for (const line of altered.slice(0, shown)) say(`  altered: ${line.trim().slice(0, 120)}`);

  const isMet = missed.length === 0 && after.length === lines.length && share <= barAlteredShare;
  if (values.json)
    console.log(
      JSON.stringify(
        {
          planted: all.length,
          kinds,
          missed: missed.length,
          clean: lines.length,
          altered: altered.length,
          isMet,
        },
        null,
        2,
      ),
    );
  return Promise.resolve(isMet ? 0 : 1);
}

function survives({ text, secrets }: Planted, index: number): boolean {
  const scrubbed = JSON.stringify(JSON.parse(scrubJson(lineWith(text, index), owner).text));
  return secrets.some((secret) =>
    scrubbed.toLowerCase().includes(JSON.stringify(secret).slice(1, -1).toLowerCase()),
  );
}
