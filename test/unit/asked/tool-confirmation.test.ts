import { describe, expect, it } from 'vitest';
import { confirmationOf, doesWrite } from '../../../src/editor/asked/tool-confirmation.js';
import { askedTools } from '../../../src/learning/asked/asked-tools.js';

describe('a person is asked', () => {
  it.each(askedTools)('before $name only if it changes the ledger', ({ name, isReadOnly }) => {
    expect(doesWrite(name)).toBe(!isReadOnly);
    expect(confirmationOf(name, {}).confirmationMessages === undefined).toBe(isReadOnly);
  });

  it('before a suggestion is remembered', () => {
    expect(confirmationOf('suggest', { task: 'Add a discount' })).toEqual({
      invocationMessage: 'Asking how similar tasks came out',
      confirmationMessages: {
        title: 'Suggest how to do this task?',
        message: 'Learning Loop remembers what it suggests, so that the outcome can be credited.',
      },
    });
  });

  it('before a site is asked', () => {
    expect(confirmationOf('look_up_docs', { query: 'hooks', library: 'react', ask_site: true })).toEqual({
      invocationMessage: 'Looking up documentation',
      confirmationMessages: {
        title: 'Ask an official documentation site?',
        message: 'Looks up `hooks` for `react`. Only sites of the known list are asked.',
      },
    });
    const ofAny = confirmationOf('look_up_docs', { query: 'hooks', ask_site: true });
    expect(ofAny.confirmationMessages?.message).toBe(
      'Looks up `hooks`. Only sites of the known list are asked.',
    );
  });

  it('with what the agent tells, none of it as Markdown', () => {
    const { confirmationMessages } = confirmationOf('record_outcome', {
      ...{ task: 'x` [press](command:evil) `y\n# z', agent: 'A', verdict: 'kept' },
      ...{ prompt: 'p', context_set: 'c', tokens: 7 },
      checks: [{ command: 'npm test', exit_code: 0 }],
    });
    expect(confirmationMessages?.title).toBe('Record how this task came out?');
    expect(confirmationMessages?.message).toBe(
      [
        'The agent tells, and the next suggestion counts it:',
        '',
        '- task: `x [press](command:evil) y # z`',
        ...['- agent: `A`', '- prompt: `p`', '- context set: `c`', '- verdict: `kept`', '- tokens: `7`'],
        ...['- check: `{"command":"npm test","exit_code":0}`'],
      ].join('\n'),
    );
  });
});
