export interface McNemar {
  /** Samples that only the first run has right, and only the second. */
  readonly onlyA: number;
  readonly onlyB: number;
  /** Two-sided and exact: were both runs equally good, each of these samples would be a coin toss. */
  readonly p: number;
}

export function mcnemar(a: readonly boolean[], b: readonly boolean[]): McNemar {
  if (a.length !== b.length)
    throw new RangeError(`mcnemar: ${a.length} and ${b.length} verdicts, expected as many of each`);
  const onlyA = a.filter((right, i) => right && !b[i]).length;
  const onlyB = b.filter((right, i) => right && !a[i]).length;
  return { onlyA, onlyB, p: coinTosses(onlyA, onlyA + onlyB) };
}

/** How likely `heads` of `tosses` or anything rarer is with a fair coin. */
export function coinTosses(heads: number, tosses: number): number {
  const fewer = Math.min(heads, tosses - heads);
  if (2 * fewer === tosses) return 1;
  // In logarithms: 2^-20000 is no double.
  let term = -tosses * Math.LN2;
  let largest = term;
  const terms = [term];
  for (let i = 1; i <= fewer; i++) {
    term += Math.log((tosses - i + 1) / i);
    largest = Math.max(largest, term);
    terms.push(term);
  }
  const sum = terms.reduce((total, t) => total + Math.exp(t - largest), 0);
  return Math.min(1, 2 * sum * Math.exp(largest));
}
