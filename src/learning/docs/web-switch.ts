/** Whether the value of a card's `web` turns documentation on: true, or a word for it, with or without a comment behind it. */
export function isWebOn(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^\s*(?:on|true|yes)\s*(?:#.*)?$/is.test(value);
}
