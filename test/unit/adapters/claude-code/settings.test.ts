import fc from 'fast-check';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import {
  connected,
  disconnected,
  isConnected,
  isEmpty,
} from '../../../../src/adapters/claude-code/settings.js';
import type { Unknown } from '../../../../src/adapters/unknown.js';

const program = '"/opt/node" "/opt/learning loop/cli.cjs"';

function textOf(result: { readonly kind: 'edited'; readonly text: string } | Unknown): string {
  if (result.kind === 'unknown') throw new Error(result.message);
  return result.text;
}

interface Settings {
  hooks: Record<string, { matcher?: string; hooks: { command: string }[] }[]>;
}

function calls(text: string, hook: string): string[] {
  const settings = parse(text) as Settings;
  return (settings.hooks[hook] ?? []).flatMap((group) => group.hooks.map(({ command }) => command));
}

const hookNames = ['SessionStart', 'UserPromptSubmit', 'PostToolUse', 'Stop', 'SessionEnd'];
const ours = `${program} hook --agent claude-code`;

const group = fc.record({
  matcher: fc.constantFrom('Bash', 'Edit|Write', ''),
  hooks: fc.array(fc.record({ type: fc.constant('command'), command: fc.constantFrom('make', 'npm test') })),
});
const settings = fc.record(
  {
    model: fc.string(),
    permissions: fc.jsonValue({ maxDepth: 2 }),
    hooks: fc.dictionary(fc.constantFrom(...hookNames, 'PreToolUse'), fc.array(group, { maxLength: 3 })),
    env: fc.dictionary(fc.string(), fc.string()),
  },
  { requiredKeys: [] },
);
const spaced = fc.constantFrom('', ' ', '\n', '\r\n\t', ' // a note\n', '/* , */ ');
/** Settings as anybody may have laid them out, comments included. */
const settingsText = fc
  .tuple(settings, fc.constantFrom(0, 1, 2, 4, '\t'), fc.infiniteStream(spaced))
  .map(([value, space, spaces]) =>
    JSON.stringify(value, null, space).replace(
      /("(?:[^"\\]|\\.)*")|[{}[\],]/g,
      (token: string, text: string | undefined) =>
        text ?? `${spaces.next().value ?? ''}${token}${spaces.next().value ?? ''}`,
    ),
  );

describe('connecting Claude Code', () => {
  it('adds its five hooks to settings that there are none of yet', () => {
    const text = textOf(connected(null, program));
    expect(hookNames.map((name) => calls(text, name))).toEqual(hookNames.map(() => [ours]));
    expect((parse(text) as Settings).hooks['PostToolUse']?.[0]?.matcher).toBe(
      'Edit|MultiEdit|Write|NotebookEdit',
    );
    expect(text.split('\n')[1]).toBe('  "hooks": {');
    expect(isEmpty(textOf(disconnected(text)))).toBe(true);
  });

  it('keeps other hooks, comments and layout', () => {
    const before =
      '{\n    // mine\n    "hooks": {\n        "Stop": [{ "hooks": [{ "type": "command", "command": "make" }] }]\n    }\n}\n';
    const text = textOf(connected(before, program));
    expect(calls(text, 'Stop')).toEqual([ours, 'make']);
    expect(text).toContain('\n    // mine\n');
    expect(textOf(disconnected(text))).toBe(before);
  });

  it('gives any settings back byte for byte when it is disconnected', () => {
    fc.assert(
      fc.property(settingsText, (before) => {
        const text = textOf(connected(before, program));
        for (const name of hookNames) expect(calls(text, name)[0]).toBe(ours);
        expect(isConnected(text)).toBe(true);
        expect(textOf(disconnected(text))).toBe(before);
      }),
      { numRuns: 100 },
    );
  });

  it('takes only its own hooks out of settings that the person changed since', () => {
    fc.assert(
      fc.property(settings, fc.constantFrom(0, 2, '\t'), fc.boolean(), (value, space, isFirst) => {
        const text = textOf(connected(JSON.stringify(value, null, space), program));
        const own = { matcher: 'Bash', hooks: [{ type: 'command', command: 'mine' }] };
        const changed = applyEdits(
          text,
          modify(text, ['hooks', 'Stop', isFirst ? 0 : -1], own, {
            isArrayInsertion: true,
          }),
        );
        const after = textOf(disconnected(changed));
        expect(isConnected(after)).toBe(false);
        const stops = (value.hooks ?? {})['Stop'] ?? [];
        expect(JSON.parse(after)).toEqual({
          ...(JSON.parse(JSON.stringify(value)) as object),
          hooks: { ...value.hooks, Stop: isFirst ? [own, ...stops] : [...stops, own] },
        });
      }),
      { numRuns: 100 },
    );
  });

  it('leaves nothing behind when the settings were written anew by Claude Code', () => {
    const text = textOf(connected('{ "model": "opus" }', program));
    const rewritten = JSON.stringify(parse(text), null, 2);
    expect(parse(textOf(disconnected(rewritten)))).toEqual({ model: 'opus' });
  });

  it('replaces what was connected before, also from another place', () => {
    const once = textOf(connected('{}', program));
    expect(textOf(connected(once, program))).toBe(once);
    expect(calls(textOf(connected(once, 'learning-loop')), 'Stop')).toEqual([
      'learning-loop hook --agent claude-code',
    ]);
  });

  it.each([
    ['{\n  "model": "opus"\n  "env": {}\n}', 'Line 3'],
    ['', 'Line 1'],
    ['[]', "Line 1 of Claude Code's settings: this must be an object"],
    ['{\n "hooks": []}', 'Line 2 of Claude Code\'s settings: "hooks" must be an object'],
    ['{ "hooks": {\n\n "Stop": {}}}', 'Line 3 of Claude Code\'s settings: "Stop" must be a list'],
  ])('refuses %j and says where', (text, where) => {
    const result = connected(text, program);
    expect(result.kind === 'unknown' && result.message).toContain(where);
    expect(disconnected(text)).toEqual(result);
  });
});
