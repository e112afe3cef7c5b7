import { drawing, svg } from './svg.js';

const [width, height] = [100, 10];

/** A mean and what it likely is, each 0 to 1, on a line from 0 to 1. */
export function interval(mean: number | null, low: number, high: number): SVGElement {
  const at = (share: number): string => String(share * width);
  const band = svg('rect', {
    class: 'band',
    x: at(low),
    y: '2',
    width: at(Math.max(0.01, high - low)),
    height: '6',
  });
  const track = svg('rect', { class: 'track', x: '0', y: '4.5', width: at(1), height: '1' });
  const tick =
    mean === null
      ? []
      : [
          svg('rect', {
            class: 'tick',
            x: at(Math.min(0.985, Math.max(0, mean - 0.0075))),
            y: '0',
            width: '1.5',
            height: String(height),
          }),
        ];
  return drawing('interval', width, height, track, band, ...tick);
}
