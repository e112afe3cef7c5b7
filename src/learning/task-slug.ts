const longest = 60;

/** A short name for a task, made from its goal: `Fix the cart's total` becomes `fix-the-cart-s-total`. */
export function taskSlug(goal: string): string {
  const slug = goal
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'task' : slug;
}
