// npm run test:host [-- --minimum] [-- --grep TITLE]: the tests inside VS Code's extension host.
import { parseArgs } from 'node:util';
import { currentVersion, minimumVersion } from './code-server.js';
import { buildExtension } from './extension.js';
import { runHostTests } from './host-tests.js';
import { runProgram } from './teardown.js';
import { closingLine, exitStatus } from './test-counts.js';

runProgram(async () => {
  const { values } = parseArgs({
    options: { minimum: { type: 'boolean', default: false }, grep: { type: 'string' } },
  });
  await buildExtension();
  const counts = await runHostTests(values.minimum ? minimumVersion : currentVersion, { grep: values.grep });
  console.log(closingLine(counts));
  return exitStatus(counts);
});
