import { having, type Attributes } from './elements.js';

/** A drawing's element. */
export function svg(tag: string, attributes: Attributes, ...children: readonly SVGElement[]): SVGElement {
  const made = having(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes);
  made.append(...children);
  return made;
}

/** A drawing beside which a text or a table says the same, so it is no news to a screen reader. */
export function drawing(
  className: string,
  width: number,
  height: number,
  ...children: readonly SVGElement[]
): SVGElement {
  return svg(
    'svg',
    {
      class: className,
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
      focusable: 'false',
    },
    ...children,
  );
}
