// A fresh copy of the sample workspace for F5: node test/run.mjs harness/copy-sample.ts
import { join } from 'node:path';
import { outFolder } from './paths.js';
import { runProgram } from './teardown.js';
import { copySampleWorkspaceTo } from './workspace.js';

runProgram(async () => {
  await copySampleWorkspaceTo(join(outFolder, 'corner-shop'));
  return 0;
});
