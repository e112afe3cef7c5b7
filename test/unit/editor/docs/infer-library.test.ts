import { describe, expect, it } from 'vitest';
import { inferLibrary } from '../../../../src/editor/docs/infer-library.js';
import type { KnownLibrary } from '../../../../src/learning/docs/catalogue.js';

const library = (...names: string[]): KnownLibrary => {
  return { name: names[0] ?? '', names, purpose: '', host: '', isUsed: false };
};
const libraries = [library('react', 'reactjs'), library('python', 'python3'), library('typescript', 'ts')];

describe('the library of a question', () => {
  it.each([
    ['react rules of hooks', null, null, 'react', 'rules of hooks'],
    ['ReactJS  hooks ', 'python', 'typescript', 'react', 'hooks'],
    ['rules of react', null, null, null, 'rules of react'],
    ['react', null, 'python', 'python', 'react'],
    ['gather', 'python', 'typescript', 'python', 'gather'],
    ['useState', null, 'typescriptreact', 'react', 'useState'],
    ['satisfies', null, 'typescript', 'typescript', 'satisfies'],
    ['anything', null, 'plaintext', null, 'anything'],
    ['  ', null, null, null, ''],
  ])('of %j, with %s chosen and in a file of %s, is %s', (text, chosen, languageId, name, words) => {
    const question = inferLibrary(text, libraries, chosen, languageId);
    expect([question.library?.name ?? null, question.words]).toEqual([name, words]);
  });
});
