const fewest = 50;
const others = 500;

/**
 * What can honestly be said of training on so many examples; no promise is in it. The one published result of this size that
 * is checked by tests is SWE-Gym's (arXiv 2412.21139): 491 attempts, and a model of 32 billion parameters trained as a whole.
 */
export function readinessInWords(examples: number): string {
  const has = `${examples} ${examples === 1 ? 'example' : 'examples'}`;
  const known = `The smallest published success on coding tasks used 491 checked ones, with a larger model trained as a whole`;
  if (examples < fewest) return `${has}: too few to learn from. ${known}.`;
  if (examples < others)
    return `${has}: enough for an experiment. ${known}; what a LoRA makes of yours, only your own runs will tell.`;
  return `${has}: as many as others needed to see an effect. Whether yours is better, the standings will tell.`;
}
