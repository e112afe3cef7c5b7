/** What an adapter cannot make sense of: another format, a version whose form has changed, or something broken. */
export interface Unknown {
  readonly kind: 'unknown';
  /** For a person: what it is, and what to do where something can be done. */
  readonly message: string;
}

export function unknown(message: string): Unknown {
  return { kind: 'unknown', message };
}

export function isUnknown(value: object): value is Unknown {
  return 'kind' in value && value.kind === 'unknown';
}
