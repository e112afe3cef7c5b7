import { percentage, type RawReport } from '../parsed-report.js';
import { childrenNamed, countAttribute, descendants, type XmlElement } from '../read-xml.js';
import type { XmlParser } from '../report-parser.js';

function report(format: string, coveragePct: number | undefined): RawReport {
  return coveragePct === undefined ? { format } : { format, coveragePct };
}

/** Cobertura: the counts of lines, else their rate, of which the root's is the whole project's. */
export const cobertura: XmlParser = {
  format: 'cobertura',
  parse(root) {
    if (root.name !== 'coverage' || root.attributes['line-rate'] === undefined) return null;
    const valid = countAttribute(root, 'lines-valid');
    const covered = countAttribute(root, 'lines-covered');
    if (valid !== undefined && covered !== undefined && valid > 0)
      return report(this.format, percentage(covered, valid));
    const rate = Number(root.attributes['line-rate']);
    const hasLines = descendants(root, 'line').length > 0;
    return report(this.format, hasLines && rate >= 0 ? percentage(rate, 1) : undefined);
  },
};

/** Clover, whose statements stand for lines. */
export const clover: XmlParser = {
  format: 'clover',
  parse(root) {
    if (root.name !== 'coverage') return null;
    const metrics = childrenNamed(root, 'project').flatMap((project) => childrenNamed(project, 'metrics'));
    const sum = (name: string): number =>
      metrics.reduce((total, each) => total + (countAttribute(each, name) ?? 0), 0);
    return metrics.length === 0
      ? null
      : report(this.format, percentage(sum('coveredstatements'), sum('statements')));
  },
};

/** JaCoCo: the counter of lines at the root, else the sum of its groups' and packages'. */
export const jacoco: XmlParser = {
  format: 'jacoco',
  parse(root) {
    if (root.name !== 'report' || descendants(root, 'counter').length === 0) return null;
    const counters = lineCounters(root);
    const sum = (name: string): number =>
      counters.reduce((total, each) => total + (countAttribute(each, name) ?? 0), 0);
    return report(this.format, percentage(sum('covered'), sum('covered') + sum('missed')));
  },
};

function lineCounters(element: XmlElement): XmlElement[] {
  const own = childrenNamed(element, 'counter').filter((counter) => counter.attributes['type'] === 'LINE');
  return own.length > 0 ? own : childrenNamed(element, 'group', 'package').flatMap(lineCounters);
}
