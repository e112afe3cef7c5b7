import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const terms = /\b(arms?|bandits?|propensit(y|ies)|posteriors?|priors?|regrets?)\b/i;

/** Sources whose texts people see. */
const shown = ['webview', 'src/editor', 'src/engine/panel', 'src/shared'];

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

/** Texts of more than one word in a source: what has one is a name in code. */
function textsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (/\S\s+\S/.test(node.text)) texts.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

describe('what people read', () => {
  it('has none of the terms of the field in it', () => {
    const found = shown
      .flatMap(sourcesIn)
      .flatMap((file) => textsIn(file).map((text) => ({ file, text })))
      .filter(({ text }) => terms.test(text));
    expect(found).toEqual([]);
  });

  it('has none in the titles and descriptions of commands, settings and views', () => {
    const texts = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync('package.nls.json', 'utf8')));
    expect(Object.entries(texts).filter(([, text]) => terms.test(text))).toEqual([]);
  });

  it('is looked through: a text with a term would be found', () => {
    expect(textsIn('src/editor/panel/panel-notice.ts').some((text) => text.includes('Restricted Mode'))).toBe(
      true,
    );
    expect(terms.test('The best arm so far')).toBe(true);
  });
});
