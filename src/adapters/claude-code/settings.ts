import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { unknown, type Unknown } from '../unknown.js';
import { withFirst, without, type Child } from '../json-edits.js';
import { editTools } from './edited-path.js';

/** The hooks that we need, each with the tools that it is about. */
const wantedHooks: readonly { readonly hook: string; readonly matcher?: string }[] = [
  { hook: 'SessionStart' },
  { hook: 'UserPromptSubmit' },
  { hook: 'PostToolUse', matcher: editTools },
  { hook: 'Stop' },
  { hook: 'SessionEnd' },
];

const ourArguments = 'hook --agent claude-code';

/**
 * What stands between an empty list or object of the person's and what we put into it, and nowhere else: so we know that it
 * was there before, and leave it.
 */
const ownSpace = ' ';

/** Claude Code goes on without a hook that takes longer. */
const timeoutS = 10;

export interface EditedSettings {
  readonly kind: 'edited';
  readonly text: string;
}

/**
 * The text of a settings.json of Claude Code in which its hooks call us. Every other byte stays, other hooks included, so
 * that `disconnected` gives the text back as it was. Connecting again replaces what was connected.
 * @param text null where there is no such file
 * @param program how a shell starts the command-line tool, quoted where it must be, e.g. `learning-loop`
 */
export function connected(text: string | null, program: string): EditedSettings | Unknown {
  const clean = disconnected(text ?? '{\n}\n');
  if (clean.kind === 'unknown') return clean;
  const eol = clean.text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^([ \t]+)\S/m.exec(clean.text)?.[1] ?? '  ';
  let edited = clean.text;
  for (const { hook, matcher } of [...wantedHooks].reverse()) {
    const root = readSettings(edited);
    if (root.kind === 'unknown') return root;
    const call = `{ "type": "command", "command": ${JSON.stringify(`${program} ${ourArguments}`)}, "timeout": ${timeoutS} }`;
    const group = `{ ${matcher === undefined ? '' : `"matcher": ${JSON.stringify(matcher)}, `}"hooks": [${call}] }`;
    const hooks = valueOf(root.node, 'hooks');
    const groups = hooks && valueOf(hooks, hook);
    if (hooks === undefined) {
      const property = `"hooks": {${eol}${indent}${indent}"${hook}": [${group}]${eol}${indent}}`;
      edited = withFirst(edited, root.node, property, eol + indent);
    } else if (groups === undefined) {
      edited = withFirst(edited, hooks, `"${hook}": [${group}]`, ownSpace);
    } else {
      edited = withFirst(edited, groups, group, ownSpace);
    }
  }
  return { kind: 'edited', text: edited };
}

/**
 * The text without our hooks: byte for byte as it was before, where nobody changed it since; else with all that was changed.
 * What is left of a file that we made is an empty object, which `isEmpty` tells.
 */
export function disconnected(text: string): EditedSettings | Unknown {
  let edited = text;
  for (;;) {
    const root = readSettings(edited);
    if (root.kind === 'unknown') return root;
    const ours = firstOfOurs(root.node, edited);
    if (ours === undefined) return { kind: 'edited', text: edited };
    edited = without(edited, ours);
  }
}

export function isConnected(text: string): boolean {
  const root = readSettings(text);
  return root.kind === 'settings' && firstOfOurs(root.node, text) !== undefined;
}

/** Whether settings say nothing at all. */
export function isEmpty(text: string): boolean {
  return /^\s*\{\s*\}\s*$/.test(text);
}

function readSettings(text: string): { readonly kind: 'settings'; readonly node: Node } | Unknown {
  const errors: ParseError[] = [];
  const node = parseTree(text, errors, { allowTrailingComma: true });
  const refuse = (offset: number, problem: string): Unknown =>
    unknown(
      `Line ${text.slice(0, offset).split('\n').length} of Claude Code's settings: ${problem}. The file was left as it is; mend it and try again.`,
    );
  const [first] = errors;
  if (first !== undefined) {
    const name = printParseErrorCode(first.error);
    return refuse(
      first.offset,
      name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    );
  }
  if (node?.type !== 'object') return refuse(0, 'this must be an object, { … }');
  const hooks = valueOf(node, 'hooks');
  if (hooks === undefined) return { kind: 'settings', node };
  if (hooks.type !== 'object') return refuse(hooks.offset, '"hooks" must be an object, { … }');
  for (const { hook } of wantedHooks) {
    const groups = valueOf(hooks, hook);
    if (groups !== undefined && groups.type !== 'array')
      return refuse(groups.offset, `"${hook}" must be a list, [ … ]`);
  }
  return { kind: 'settings', node };
}

/** What to take out next: a hook of ours, or the whole of what we put around it. */
function firstOfOurs(root: Node, text: string): Child | undefined {
  const hooks = property(root, 'hooks');
  const byHook = hooks && propertyValue(hooks);
  for (const hook of byHook?.children ?? []) {
    const groups = propertyValue(hook);
    for (const group of groups?.children ?? []) {
      const calls = group.type === 'object' ? valueOf(group, 'hooks') : undefined;
      const call = calls?.children?.find(isOurs);
      if (
        hooks === undefined ||
        byHook === undefined ||
        groups === undefined ||
        calls === undefined ||
        call === undefined
      )
        continue;
      if (calls.children?.every(isOurs) !== true) return { parent: calls, node: call };
      if (!wouldVanish(groups, text)) return { parent: groups, node: group };
      if (!wouldVanish(byHook, text)) return { parent: byHook, node: hook };
      return { parent: root, node: hooks };
    }
  }
  return undefined;
}

/** Whether a list or object is ours too, once its only child is taken out. */
function wouldVanish(parent: Node, text: string): boolean {
  const [child, ...others] = parent.children ?? [];
  return (
    child !== undefined && others.length === 0 && text.slice(parent.offset + 1, child.offset) !== ownSpace
  );
}

function isOurs(call: Node): boolean {
  const command: unknown = call.type === 'object' ? valueOf(call, 'command')?.value : undefined;
  return typeof command === 'string' && command.endsWith(` ${ourArguments}`);
}

/** Of a name that is there twice, programs take the last. */
function property(node: Node, name: string): Node | undefined {
  return node.children?.findLast((each) => each.children?.[0]?.value === name);
}

function propertyValue(node: Node): Node | undefined {
  return node.children?.[1];
}

function valueOf(node: Node, name: string): Node | undefined {
  const found = property(node, name);
  return found && propertyValue(found);
}
