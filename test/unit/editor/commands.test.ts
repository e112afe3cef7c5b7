import { describe, expect, it } from 'vitest';
import { ActionableError } from '../../../src/editor/actionable-error.js';
import {
  commandNames,
  registerCommands,
  type CommandHandler,
  type CommandHandlers,
} from '../../../src/editor/commands.js';
import { EngineError } from '../../../src/engine/engine-error.js';
import { UserError } from '../../../src/learning/user-error.js';
import { silentLog } from './silent-log.js';

interface Bench {
  readonly registered: Map<string, CommandHandler>;
  readonly shown: { message: string; buttons: string[] }[];
  readonly executed: string[];
  readonly logged: (string | Error)[];
  readonly dispose: () => void;
}

const nothing = (): void => undefined;
const idle = Object.fromEntries(commandNames.map((name) => [name, nothing])) as unknown as CommandHandlers;

/** All commands do nothing but `finishRun`, which is `handler`; every error's first button is pressed. */
function bench(handler: CommandHandler): Bench {
  const registered = new Map<string, CommandHandler>();
  const shown: Bench['shown'] = [];
  const executed: string[] = [];
  const logged: Bench['logged'] = [];
  const commands = registerCommands(
    { ...idle, finishRun: handler },
    {
      registerCommand: (id, each) => {
        registered.set(id, each);
        return { dispose: () => void registered.delete(id) };
      },
      executeCommand: (id) => Promise.resolve(executed.push(id)),
      showError: (message, ...buttons) => {
        shown.push({ message, buttons });
        return Promise.resolve(buttons[0]);
      },
    },
    { ...silentLog, error: (message) => void logged.push(message) },
  );
  return {
    registered,
    shown,
    executed,
    logged,
    dispose: () => {
      commands.dispose();
    },
  };
}

const finish = 'learningLoop.finishRun';

function canceled(): Error {
  const error = new Error('Canceled');
  error.name = 'Canceled';
  return error;
}

async function fail(error: Error): Promise<Bench> {
  const made = bench(() => {
    throw error;
  });
  await made.registered.get(finish)?.(undefined);
  await Promise.resolve();
  return made;
}

describe('registerCommands', () => {
  it('registers every command and takes them back', () => {
    const { registered, dispose } = bench(() => undefined);
    expect([...registered.keys()]).toHaveLength(commandNames.length);
    dispose();
    expect(registered.size).toBe(0);
  });

  it('passes the argument on and the answer back', async () => {
    const { registered } = bench((argument) => Promise.resolve([argument]));
    expect(await registered.get(finish)?.('x')).toEqual(['x']);
  });

  it('is silent about a cancelled command', async () => {
    const { shown, logged } = await fail(canceled());
    expect({ shown, logged }).toEqual({ shown: [], logged: [] });
  });

  const forPeople: Error[] = [new UserError('No folder.'), new EngineError('Disk full.', 'full', 'stack')];

  it.each(forPeople)('shows %s as it is and does not log it', async (error) => {
    const { shown, logged } = await fail(error);
    expect(shown).toEqual([{ message: error.message, buttons: [] }]);
    expect(logged).toEqual([]);
  });

  it('offers the way out of an error that has one', async () => {
    const { shown, executed } = await fail(
      new ActionableError('Still open.', [{ title: 'Finish', command: 'a.b' }]),
    );
    expect(shown[0]?.buttons).toEqual(['Finish']);
    expect(executed).toEqual(['a.b']);
  });

  it('logs what nobody expected and offers the log', async () => {
    const error = new TypeError('x is undefined');
    const { shown, executed, logged } = await fail(error);
    expect(logged).toEqual([error]);
    expect(shown[0]?.message).not.toContain('undefined');
    expect(executed).toEqual(['learningLoop.showLog']);
  });

  it('logs where the engine failed unexpectedly', async () => {
    const { shown, logged } = await fail(new EngineError('x is undefined', 'unexpected', 'at engine.cjs:1'));
    expect(logged).toEqual(['at engine.cjs:1']);
    expect(shown[0]?.message).not.toContain('undefined');
  });

  it('throws on to code that called with an argument', async () => {
    const { registered } = bench(() => {
      throw new UserError('No folder.');
    });
    await expect(registered.get(finish)?.('x')).rejects.toThrow('No folder.');
    await expect(registered.get(finish)?.({ goal: 'x' })).rejects.toThrow('No folder.');
  });

  it('throws nothing on to a menu, which would show it a second time', async () => {
    const { registered, shown } = bench(() => {
      throw new UserError('No folder.');
    });
    await registered.get(finish)?.(new URL('file:///cart.ts'), { groupId: 1 });
    expect(shown).toHaveLength(1);
  });

  it('passes on all that a menu gives', async () => {
    const { registered } = bench((...args) => args);
    expect(await registered.get(finish)?.('x', ['y'], 2)).toEqual(['x', ['y'], 2]);
  });
});
