/** Shorter ones are not worth another copy. */
const leastLength = 4096;

/**
 * A text that may be long, to be bound where the SQL says `CAST(? AS TEXT)`: sql.js takes bytes over at once, but a string
 * character by character through an array of numbers, 40 times slower for a megabyte and all of it garbage.
 */
export function longText<T extends string | null>(text: T): T | Uint8Array {
  return text === null || text.length < leastLength ? text : Buffer.from(text);
}
