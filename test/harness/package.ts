// npm run package: dist/learning-loop.vsix, checked.
import { runProgram } from './teardown.js';
import { packageExtension } from './vsix.js';

runProgram(async () => {
  console.log(await packageExtension());
  return 0;
});
