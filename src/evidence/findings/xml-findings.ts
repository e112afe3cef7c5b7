import type { RawFinding } from '../finding.js';
import { childrenNamed, type XmlElement } from '../read-xml.js';
import type { XmlParser } from '../report-parser.js';

function placeIn(
  file: XmlElement,
  item: XmlElement,
  column: string,
): Pick<RawFinding, 'path' | 'line' | 'column'> {
  const number = (name: string): number | null => {
    const value = item.attributes[name] ?? '';
    return /^\d{1,9}$/.test(value) ? Number(value) : null;
  };
  return {
    path: (file.attributes['name'] ?? '').replaceAll('\\', '/'),
    line: number('line'),
    column: number(column),
  };
}

/** Checkstyle's XML, which many linters write: the source of an error names the tool and the rule. */
export const checkstyle: XmlParser = {
  format: 'checkstyle',
  parse(root) {
    if (root.name !== 'checkstyle') return null;
    const findings = childrenNamed(root, 'file').flatMap((file) =>
      childrenNamed(file, 'error').flatMap((item): RawFinding[] => {
        const { severity = 'error', message = '', source = '' } = item.attributes;
        if (severity !== 'error' && severity !== 'warning') return [];
        const [, tool = 'checkstyle', rule = source] =
          /^(eslint|stylelint|shellcheck|detekt|ktlint)\.(?:rules\.)?(.*)$/i.exec(source) ?? [];
        return [{ tool: tool.toLowerCase(), ...placeIn(file, item, 'column'), rule, message, severity }];
      }),
    );
    return { format: this.format, findings };
  },
};

/** JSLint's XML, an ESLint format: severities are not told. */
export const jslint: XmlParser = {
  format: 'jslint',
  parse(root) {
    if (root.name !== 'jslint') return null;
    const findings = childrenNamed(root, 'file').flatMap((file) =>
      childrenNamed(file, 'issue').map((item): RawFinding => {
        const reason = item.attributes['reason'] ?? '';
        const [, message = reason, rule = ''] = /^(.*) \(([^()\s]+)\)$/.exec(reason) ?? [];
        return { tool: 'eslint', ...placeIn(file, item, 'char'), rule, message, severity: 'error' };
      }),
    );
    return { format: this.format, findings };
  },
};
