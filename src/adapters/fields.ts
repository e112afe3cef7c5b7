/** An object of somebody else's JSON. Its form may change with any version of theirs, so every field is asked for on its own. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

/** The object under a name, empty when there is none. */
export function fieldsIn(fields: Fields, name: string): Fields {
  return fieldsOf(fields[name]) ?? {};
}

/** A list of whatever there is; empty for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of the list under a name. */
export function listIn(fields: Fields, name: string): Fields[] {
  return listOf(fields[name]).filter(isFields);
}

/** The text under a name; undefined when there is none or it is empty. */
export function textIn(fields: Fields, name: string): string | undefined {
  const text = fields[name];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The number of 0 or more under a name. */
export function amountIn(fields: Fields, name: string): number | undefined {
  const amount = fields[name];
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}

/** The moment under a name, as UTC in ISO 8601. */
export function timeIn(fields: Fields, name: string): string | undefined {
  const text = textIn(fields, name);
  return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();
}

/** The object that a line of JSON is; undefined when it is none, as the last line of a file that is being written. */
export function parseFields(line: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
