import { readLiteral } from './read-literal.js';
import { readSections } from './read-sections.js';
import { readYaml } from './read-yaml.js';
import type { Setting } from './setting.js';

/** The settings of a file by what its name says of its form. */
export function readSettings(path: string, text: string | null): Setting[] {
  if (text === null) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(?:ya?ml)$/.test(name) || /^\.(?:taprc|mocharc\.ya?ml)$/.test(name)) return readYaml(text);
  if (/\.(?:toml|ini|cfg)$|^\.(?:flake8|pylintrc|coveragerc)$|^pylintrc$/.test(name))
    return readSections(text);
  if (/^\.eslintrc$|^\.[\w]+rc$/.test(name) && !text.trimStart().startsWith('{')) return readYaml(text);
  return readLiteral(text);
}
