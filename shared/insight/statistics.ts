/** What is known of a number that each of several members has: how many they are, its sum and the sum of its squares. Whole numbers. */
export interface Sample {
  readonly count: number
  readonly sum: bigint
  readonly squares: bigint
}

/** The difference of two means, and the interval that holds the true one in 95 of 100 such comparisons; `null` where a side has fewer than two members. */
export interface Comparison {
  readonly difference: number
  readonly low: number
  readonly high: number
}

export const mean = ({ count, sum }: Sample): number => (count === 0 ? 0 : Number(sum) / count)

/** Sample variance (n − 1), from sums that are exact. */
export function variance({ count, sum, squares }: Sample): number {
  const n = BigInt(count)
  return count < 2 ? 0 : Number(n * squares - sum * sum) / (count * (count - 1))
}

/**
 * Welch's comparison of two means, which may differ in size and spread: a − b ± t × √(s²a/na + s²b/nb), degrees of freedom by Satterthwaite.
 * (B. L. Welch, Biometrika 34, 1947.)
 */
export function compare(a: Sample, b: Sample): Comparison | null {
  if (a.count < 2 || b.count < 2) return null
  const difference = mean(a) - mean(b)
  const [ofA, ofB] = [variance(a) / a.count, variance(b) / b.count]
  if (ofA + ofB === 0) return { difference, low: difference, high: difference }
  const freedom = (ofA + ofB) ** 2 / (ofA ** 2 / (a.count - 1) + ofB ** 2 / (b.count - 1))
  const reach = studentQuantile(freedom) * Math.sqrt(ofA + ofB)
  return { difference, low: difference - reach, high: difference + reach }
}

const CONFIDENCE = 0.95
/** The 0.975 quantile of the normal distribution. */
const NORMAL = 1.959963984540054
const LARGE = 50
const SLICES = 400
const HALVINGS = 44

/**
 * How many standard errors hold 95 % of Student's distribution around its middle.
 * @param freedom degrees of freedom, at least 1
 */
export function studentQuantile(freedom: number): number {
  if (freedom > LARGE) return nearNormal(freedom)
  const whole = cosines(freedom, Math.PI / 2)
  let [low, high] = [0, Math.PI / 2]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (cosines(freedom, middle) / whole < CONFIDENCE) low = middle
    else high = middle
  }
  return Math.tan(low) * Math.sqrt(freedom)
}

/** ∫ cos^(freedom − 1) from 0 to an angle, by Simpson's rule: with t = √freedom × tan(angle), the share of Student's distribution within ±t but for a constant. */
function cosines(freedom: number, angle: number): number {
  const step = angle / SLICES
  let sum = 0
  for (let i = 0; i <= SLICES; i++) sum += (i === 0 || i === SLICES ? 1 : i % 2 === 1 ? 4 : 2) * Math.max(0, Math.cos(i * step)) ** (freedom - 1)
  return (sum * step) / 3
}

/** The first terms of the expansion around the normal distribution: exact to six places for more than 50 degrees. */
function nearNormal(freedom: number): number {
  const z = NORMAL
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
}

/** Whether `part` of `count` members fell to a share of chance as one would expect, within three standard deviations. */
export const isPlausible = (part: number, count: number, share: number): boolean => Math.abs(part - count * share) <= 3 * Math.sqrt(count * share * (1 - share))
