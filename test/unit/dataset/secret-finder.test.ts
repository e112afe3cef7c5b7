import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { describe, expect, it } from 'vitest';
import { SecretFinder } from '../../../src/learning/dataset/secret-finder.js';
import { secretSamples } from './secret-samples.js';

const finder = new SecretFinder();
const kindsIn = (text: string): string[] => finder.find(text).map(({ kind }) => kind);
const ruleNames = rules
  .map((rule) => rule.meta.id.replace('@secretlint/secretlint-rule-', ''))
  .filter((name) => name !== 'filter-comments');

describe('SecretFinder', () => {
  it.each(ruleNames)('drives the rule %s of secretlint without waiting', (rule) => {
    const sample = secretSamples.find((each) => each.rule === rule);
    expect(sample && kindsIn(sample.text)).toContain(rule);
  });

  it.each(secretSamples)('covers the whole secret in $text', ({ text, secret }) => {
    const at = text.indexOf(secret);
    const covering = finder.find(text).filter(({ start, end }) => start <= at && at + secret.length <= end);
    expect(covering).toHaveLength(1);
  });

  it('joins what overlaps and keeps the order', () => {
    const key = secretSamples.find(({ rule }) => rule === 'github')!.text;
    const found = finder.find(`${key} and password: "${key}"`);
    expect(found).toHaveLength(2);
    expect(found[0]!.end).toBeLessThanOrEqual(found[1]!.start);
  });

  it('does not let a text switch it off', () => {
    const key = secretSamples.find(({ rule }) => rule === 'github')!.text;
    expect(kindsIn(`// secretlint-disable\n${key}`)).toEqual(['github']);
  });

  it.each([
    'const token = input.slice(start, end);',
    'password: string;',
    '<input type="password" name="login" />',
    'if (secret === undefined) throw new Error("no secret");',
    "password: '${DB_PASSWORD}'",
    'The header is Bearer followed by an opaque value.',
    'const pem = "-----BEGIN PRIVATE KEY-----";',
    'TOKEN=$GITHUB_TOKEN',
  ])('leaves %s alone', (line) => {
    expect(kindsIn(line)).toEqual([]);
  });
});
