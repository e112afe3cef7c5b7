/** SQLite's own text form of a moment in UTC, `YYYY-MM-DD HH:MM:SS`, as `CURRENT_TIMESTAMP` writes it. */
export function toSqlUtc(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

/** The same to the millisecond, for the companion tables: runs are often short. SQLite's date functions read both. */
export function toSqlUtcMs(moment: Date): string {
  return moment.toISOString().slice(0, 23).replace('T', ' ');
}

/** The moment behind a stored UTC time, as ISO 8601; SQLite's form carries no zone and would be read as local time. */
export function fromSqlUtc(stored: string): string {
  return new Date(`${stored.replace(' ', 'T')}Z`).toISOString();
}
