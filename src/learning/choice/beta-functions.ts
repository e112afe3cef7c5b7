import jStat from 'jstat';

/** The natural logarithm of the Beta function. */
export function logBeta(alpha: number, beta: number): number {
  return jStat.betaln(alpha, beta);
}

/** The x below which a Beta distribution has the probability `p`. */
export function betaQuantile(p: number, alpha: number, beta: number): number {
  return jStat.beta.inv(p, alpha, beta);
}
