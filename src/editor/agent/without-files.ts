/** What git printed of changes, without those of some files; one whose name cannot be read is left out as well. */
export function withoutFiles(diff: string, isLeftOut: (path: string) => boolean): string {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((part) => {
      const names = /^diff --git a\/(.*) b\/(.*)$/m.exec(part)?.slice(1);
      return names !== undefined && !names.some(isLeftOut);
    })
    .join('');
}
