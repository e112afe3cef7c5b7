/** An error whose message is fit to show to a person: it says what happened and what to do. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}
