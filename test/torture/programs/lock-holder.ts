// Takes and releases the lock until it is killed; ends with an error when somebody else alive is inside, too.
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { nodeLockEnvironment } from '../../../src/learning/sqlite/lock/environment.js';
import { FileLock } from '../../../src/learning/sqlite/lock/file-lock.js';

const [file = ''] = process.argv.slice(2);
const inside = `${file}-inside`;
const me = String(process.pid);
const environment = nodeLockEnvironment();
const lock = new FileLock(file, { isWriter: true });

for (let times = 1; ; times += 1) {
  if (!lock.acquire(20_000)) throw new Error('waited for 20 s');
  const before = whoIsInside();
  if (before !== '' && before !== me && isAlive(Number(before))) throw new Error(`${before} is inside, too`);
  writeFileSync(inside, me);
  const end = performance.now() + Math.random() * 0.6;
  while (performance.now() < end);
  if (whoIsInside() !== me) throw new Error('somebody came in');
  writeFileSync(inside, '');
  lock.release();
  if (times % 50 === 0) writeSync(1, 'held\n');
}

function whoIsInside(): string {
  try {
    return readFileSync(inside, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  // In this order, since one that has ended may be gone a moment later.
  return environment.process(pid)?.hasEnded !== true && !environment.isGone(pid);
}
