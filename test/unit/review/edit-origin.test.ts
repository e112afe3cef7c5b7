import { describe, expect, it } from 'vitest';
import {
  originInDocument,
  originOnDisk,
  type DiskEdit,
  type DocumentEdit,
} from '../../../src/review/edit-origin.js';

const background: DocumentEdit = { isOwn: false, isUndoOrRedo: false, isSaving: false, isAtCursor: false };

describe('originInDocument', () => {
  it.each<[string, Partial<DocumentEdit>, ReturnType<typeof originInDocument>]>([
    ['a letter at a cursor', { isAtCursor: true }, 'typed'],
    ['undo', { isUndoOrRedo: true, isAtCursor: true }, 'history'],
    ['undo of another editor', { isUndoOrRedo: true }, 'history'],
    ['a formatter while saving', { isSaving: true }, 'formatter'],
    ['an edit where no cursor is', {}, 'agent'],
    ['our own edit', { isOwn: true }, 'own'],
  ])('%s', (_, facts, origin) => {
    expect(originInDocument({ ...background, ...facts })).toBe(origin);
  });
});

const script: DiskEdit = {
  isSaved: false,
  isSettings: false,
  isByPackageManager: false,
  git: null,
  isAsCommitted: false,
  isCarriedOver: false,
  isPutAway: false,
  hasOpenRun: false,
};

describe('originOnDisk', () => {
  it.each<[string, Partial<DiskEdit>, ReturnType<typeof originOnDisk>]>([
    ['a write of a script', {}, 'agent'],
    ['a save', { isSaved: true }, 'typed'],
    ['a change of a setting', { isSettings: true }, 'typed'],
    ['settings in the middle of a run', { isSettings: true, hasOpenRun: true }, 'agent'],
    ['git checkout', { git: 'other', isAsCommitted: true }, 'git'],
    ['git stash pop', { git: 'files' }, 'stash'],
    ['a file with conflicts in a merge', { git: 'files' }, 'stash'],
    ['edits that a pull carries to another commit', { git: 'other', isCarriedOver: true }, 'git'],
    ['edits that come back at the end of a pull', { git: 'other', isPutAway: true }, 'stash'],
    ['a write after a stash', { isPutAway: true }, 'agent'],
    ['git restore', { git: 'other', isAsCommitted: true, hasOpenRun: true }, 'git'],
    ['a write just before git add', { git: 'other' }, 'agent'],
    ['an agent that commits at once', { git: 'commit', isAsCommitted: true, hasOpenRun: true }, 'agent'],
    ['a hook that formats what is committed', { git: 'commit', isAsCommitted: true }, 'git'],
    ['a lock file', { isByPackageManager: true }, 'packageManager'],
  ])('%s', (_, facts, origin) => {
    expect(originOnDisk({ ...script, ...facts })).toBe(origin);
  });
});
