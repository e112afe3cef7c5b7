import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const { contributes } = z
  .object({
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), enablement: z.string().optional() })),
      menus: z.object({ commandPalette: z.array(z.object({ command: z.string(), when: z.string() })) }),
      walkthroughs: z.array(
        z.object({
          steps: z.array(
            z.object({ media: z.object({ svg: z.string() }), completionEvents: z.array(z.string()) }),
          ),
        }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const texts = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync('package.nls.json', 'utf8')));

/** Context keys that can be true only where something was recorded. */
const laterKeys =
  /learningLoop\.(hasLedger|hasRuns|runOpen|hasPending|fileHasPending|canUndoReview|hasRejected)/;

describe('what a person sees before the first run', () => {
  it('is at most twelve commands', () => {
    const hidden = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));
    const shown = contributes.commands.filter(({ command, enablement = '' }) => {
      const when = hidden.get(command) ?? '';
      return when !== 'false' && !laterKeys.test(when) && !laterKeys.test(enablement);
    });
    expect(shown.length).toBeLessThanOrEqual(12);
    expect(shown.map(({ command }) => command)).toContain('learningLoop.startRun');
  });

  it('is a walkthrough of four steps with pictures in theme colours', () => {
    const steps = contributes.walkthroughs.flatMap((each) => each.steps);
    expect(steps).toHaveLength(4);
    for (const { media } of steps) {
      expect(existsSync(media.svg)).toBe(true);
      expect(readFileSync(media.svg, 'utf8')).toContain('var(--vscode-editor-background');
    }
    const commands = new Set(contributes.commands.map(({ command }) => command));
    const linked = Object.entries(texts)
      .filter(([key]) => key.startsWith('walkthrough.'))
      .flatMap(([, text]) =>
        [...text.matchAll(/\(command:(learningLoop\.\w+)\)/g)].map(([, id]) => id ?? ''),
      );
    expect(linked.length).toBeGreaterThanOrEqual(4);
    expect(linked.filter((id) => !commands.has(id))).toEqual([]);
  });
});
