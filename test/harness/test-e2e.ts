// npm run test:e2e [-- --grep TITLE]: a browser works with the packaged extension.
import { parseArgs } from 'node:util';
import { runE2eTests } from './e2e-tests.js';
import { runProgram } from './teardown.js';
import { closingLine, exitStatus } from './test-counts.js';
import { packageExtension } from './vsix.js';

runProgram(async () => {
  const { values } = parseArgs({ options: { grep: { type: 'string' } } });
  console.log(await packageExtension());
  const counts = await runE2eTests({ grep: values.grep });
  console.log(closingLine(counts));
  return exitStatus(counts);
});
