import { UserError } from '../learning/user-error.js';

/** A button beside an error: a command that helps. */
export interface ErrorAction {
  readonly title: string;
  readonly command: string;
}

/** A `UserError` with a way out. */
export class ActionableError extends UserError {
  override readonly name = 'ActionableError';
  readonly actions: readonly ErrorAction[];

  constructor(message: string, actions: readonly ErrorAction[]) {
    super(message);
    this.actions = actions;
  }
}
