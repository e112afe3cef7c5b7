import type { RawFinding, Severity } from '../finding.js';
import type { TextParser } from '../report-parser.js';

function finding(
  tool: string,
  rule: string,
  message: string,
  path = '',
  severity: Severity = 'error',
): RawFinding {
  return { tool, path, line: null, column: null, rule, message, severity };
}

/** dependency-cruiser: `error rule: from → to`. */
export const dependencyCruiserText: TextParser = {
  format: 'dependency-cruiser',
  parse(lines) {
    const summary = lines.flatMap(
      (line) => /dependency violations? \((\d+) errors?, \d+ warnings?\)/.exec(line)?.[1] ?? [],
    );
    if (summary.length === 0) return null;
    const findings = lines.flatMap((line) => {
      const [, level, rule = '', from = ''] = /^ {2}(error|warn) ([\w-]+): (\S.*)$/.exec(line) ?? [];
      if (level === undefined) return [];
      const path = from.split(' → ')[0]?.trim() ?? '';
      return [finding(this.format, rule, from.trim(), path, level === 'error' ? 'error' : 'warning')];
    });
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    return errors < Number(summary.at(-1)) ? { format: this.format } : { format: this.format, findings };
  },
};

/** ajv-cli: `data.json invalid`, then the errors as JavaScript. */
export const ajvText: TextParser = {
  format: 'ajv',
  parse(lines) {
    let path: string | null = null;
    let keyword = '';
    const findings: RawFinding[] = [];
    for (const line of lines) {
      path = /^(\S.*\.\w+) invalid$/.exec(line)?.[1] ?? path;
      if (path === null) continue;
      keyword = /^ +"?keyword"?: ['"](\w+)['"]/.exec(line)?.[1] ?? keyword;
      const [, message] = /^ +"?message"?: ['"](.*)['"],?$/.exec(line) ?? [];
      if (message !== undefined) findings.push(finding(this.format, keyword, message, path));
    }
    if (findings.length > 0) return { format: this.format, findings };
    return lines.some((line) => /^\S.*\.\w+ valid$/.test(line))
      ? { format: this.format, findings: [] }
      : null;
  },
};

/** check-jsonschema: `  data.json::$.age: 'old' is not of type 'integer'`. */
export const checkJsonschemaText: TextParser = {
  format: 'check-jsonschema',
  parse(lines) {
    if (lines.some((line) => /^ok -- validation done$/.test(line)))
      return { format: this.format, findings: [] };
    if (!lines.some((line) => /^Schema validation errors were encountered\.$/.test(line))) return null;
    const findings = lines.flatMap((line) => {
      const [, path, message] = /^ {2}(\S.*?)::(\$.*)$/.exec(line) ?? [];
      return message === undefined ? [] : [finding(this.format, '', message, path)];
    });
    return { format: this.format, findings };
  },
};

/** import-linter: a contract a line, `Layers BROKEN`. */
export const importLinterText: TextParser = {
  format: 'import-linter',
  parse(lines) {
    const [broken] = lines.flatMap((line) => /^Contracts: \d+ kept, (\d+) broken\.$/.exec(line)?.[1] ?? []);
    if (broken === undefined) return null;
    const findings = lines.flatMap((line) => {
      const [, contract] = /^(\S.*?) BROKEN(?: \[.*\])?$/.exec(line) ?? [];
      return contract === undefined ? [] : [finding(this.format, contract, 'broken contract')];
    });
    return findings.length < Number(broken) ? { format: this.format } : { format: this.format, findings };
  },
};
