/** The time of day of a moment (UTC, ISO 8601) where this computer is, `14:03`; empty for what is no moment. */
export function localTime(at: string): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return '';
  return [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
