import { describe, expect, it } from 'vitest';
import {
  createIdentity,
  createIdentityId,
  parseIdentity,
} from '../../../../src/learning/sqlite/lock/identity.js';
import { nodeLockEnvironment } from '../../../../src/learning/sqlite/lock/environment.js';
import { pretendedIdentity } from './pretended-system.js';

describe('the identity in a lock file', () => {
  it('survives being written and read', () => {
    const environment = nodeLockEnvironment();
    const token = { fd: 3, device: 1n, inode: 2n ** 63n };
    const identity = createIdentity(environment, token, createIdentityId(environment), true);
    expect(parseIdentity(JSON.stringify(identity))).toEqual(identity);
  });

  it.each([
    ['nothing', ''],
    ['half of one', JSON.stringify(pretendedIdentity()).slice(0, 80)],
    ['a list', '[]'],
    ['null', 'null'],
    ['an id that leads elsewhere', JSON.stringify(pretendedIdentity({ id: '../../precious' }))],
    ['a whole group of processes', JSON.stringify(pretendedIdentity({ pid: -1 }))],
    ['process 0', JSON.stringify(pretendedIdentity({ pid: 0 }))],
    ['no token', JSON.stringify({ ...pretendedIdentity(), token: null })],
  ])('is not read from %s', (_, text) => {
    expect(parseIdentity(text)).toBeUndefined();
  });
});
