/** One line of the bench: what was measured, beside the bar it has to hold. */
export interface Measure {
  readonly name: string
  readonly value: number
  /** The most (or, where `atLeast`, the least) it may be; none where a figure is only told. */
  readonly bar?: number
  readonly atLeast?: boolean
  readonly unit: string
}

export const holds = ({ value, bar, atLeast = false }: Measure): boolean => bar === undefined || (atLeast ? value >= bar : value <= bar)

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Two digits are all that such figures can bear. */
export const rounded = (value: number): number => (Number.isInteger(value) ? value : Math.round(value * 100) / 100)
