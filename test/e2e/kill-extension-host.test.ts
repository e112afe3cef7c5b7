import * as assert from 'node:assert/strict';
import { killExtensionHost } from '../torture/kill-extension-host.js';

describe('kill -9 of the extension host', function () {
  this.timeout(300_000);

  // A tenth of what `npm run torture` does.
  it('loses no acknowledged call, and the next one can open the ledger', async () => {
    const { failures, counts } = await killExtensionHost(3);
    assert.deepEqual(failures, []);
    assert.equal(counts['kills'], 3);
  });
});
