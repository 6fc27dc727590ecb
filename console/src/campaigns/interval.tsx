interface Difference {
  readonly difference: number
  readonly low: number
  readonly high: number
}

const [WIDTH, HEIGHT, EDGE] = [600, 34, 8]

/** How far a chart has to reach to either side of zero to hold all intervals. */
export const reachOf = (all: readonly (Difference | null)[]): number => Math.max(1, ...all.flatMap((one) => (one === null ? [] : [Math.abs(one.low), Math.abs(one.high)])))

/** A 95 % interval beside zero: green where it lies above, red below, grey where it spans it. */
export function Interval({ of: { difference, low, high }, reach, label, ends }: { readonly of: Difference; readonly reach: number; readonly label: string; readonly ends: readonly [string, string] }) {
  const at = (value: number) => EDGE + ((value + reach) / (2 * reach)) * (WIDTH - 2 * EDGE)
  const colour = low > 0 ? 'var(--jade)' : high < 0 ? 'var(--cinnabar)' : 'var(--ink-faint)'
  return (
    <figure style={{ margin: '8px 0 0' }}>
      <svg className="interval" role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        <line x1={EDGE} x2={WIDTH - EDGE} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--line)" strokeWidth="2" />
        <line x1={at(0)} x2={at(0)} y1="2" y2={HEIGHT - 2} stroke="var(--ink)" strokeWidth="2" />
        <rect x={at(low)} y={HEIGHT / 2 - 6} width={Math.max(2, at(high) - at(low))} height="12" rx="3" fill={colour} opacity="0.35" />
        <rect x={at(difference) - 3} y={HEIGHT / 2 - 10} width="6" height="20" rx="3" fill={colour} />
      </svg>
      <figcaption className="row spread faint number"><span>{ends[0]}</span><span>0</span><span>{ends[1]}</span></figcaption>
    </figure>
  )
}
