declare module 'jstat' {
  const jStat: {
    /** The Beta distribution. */
    readonly beta: {
      /** Quantile: the x below which lies the probability `p`. */
      inv(p: number, alpha: number, beta: number): number;
    };
    /** The natural logarithm of the Beta function. */
    betaln(x: number, y: number): number;
  };
  export = jStat;
}
