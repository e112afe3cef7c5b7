import { element, having } from './elements.js';
import { drawing, svg } from './svg.js';

interface ChartPoint {
  /** Null leaves a gap. */
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface ChartOptions {
  /** What the chart shows, for people who do not see it; the numbers stand in a table below it. */
  readonly title: string;
  readonly kind: 'line' | 'bars';
  readonly points: readonly ChartPoint[];
  /** The value at the top. */
  readonly top: number;
  readonly format: (value: number) => string;
  /** Words below the first and the last point. */
  readonly ends: readonly [string, string];
  /** Points at which something changed, with what. */
  readonly marks?: readonly { readonly index: number; readonly label: string }[];
}

const [width, height] = [600, 120];

/** A small chart over time. */
export function chart({ title, kind, points, top, format, ends, marks = [] }: ChartOptions): HTMLElement {
  const step = width / Math.max(1, points.length);
  const x = (index: number): number => (index + 0.5) * step;
  const y = (value: number): number => height - (Math.min(value, top) / (top === 0 ? 1 : top)) * height;
  const shapes = kind === 'bars' ? bars(points, step, y) : lines(points, x, y);
  const ticks = marks.map(({ index }) =>
    svg('line', { class: 'mark', x1: String(x(index)), x2: String(x(index)), y1: '0', y2: String(height) }),
  );
  const grid = [0, 0.5, 1].map((share) =>
    svg('line', {
      class: 'grid',
      x1: '0',
      x2: String(width),
      y1: String(share * height),
      y2: String(share * height),
    }),
  );
  return element(
    'figure',
    'chart',
    element('figcaption', '', title),
    having(
      element(
        'div',
        'axis',
        element('span', '', format(top)),
        element('span', '', format(top / 2)),
        element('span', '', format(0)),
      ),
      { 'aria-hidden': 'true' },
    ),
    element('div', 'plot', drawing('', width, height, ...grid, ...ticks, ...shapes)),
    having(element('div', 'ends', element('span', '', ends[0]), element('span', '', ends[1])), {
      'aria-hidden': 'true',
    }),
  );
}

function bars(points: readonly ChartPoint[], step: number, y: (value: number) => number): SVGElement[] {
  return points.flatMap(({ value }, index) => {
    if (value === null) return [];
    const barTop = y(value);
    const x = index * step + step * 0.15;
    return [
      svg('rect', {
        class: 'bar',
        x: String(x),
        y: String(barTop),
        width: String(step * 0.7),
        height: String(height - barTop),
      }),
    ];
  });
}

function lines(
  points: readonly ChartPoint[],
  x: (index: number) => number,
  y: (value: number) => number,
): SVGElement[] {
  const known = points.flatMap(({ value, low, high }, index) =>
    value === null ? [] : [{ value, low: low ?? value, high: high ?? value, x: x(index) }],
  );
  const path = (values: readonly (readonly [number, number])[]): string =>
    values.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ');
  const upper = known.map((each) => [each.x, y(each.high)] as const);
  const lower = known.map((each) => [each.x, y(each.low)] as const).reverse();
  return [
    svg('polygon', { class: 'range', points: path([...upper, ...lower]) }),
    svg('polyline', { class: 'line', points: path(known.map((each) => [each.x, y(each.value)] as const)) }),
    ...known.map((each) =>
      svg('ellipse', { class: 'dot', cx: String(each.x), cy: String(y(each.value)), rx: '3', ry: '3' }),
    ),
  ];
}
