const WIDTH = 168
const HEIGHT = 36
const GAP = 3
const LEAST = 2

/** The last days as bars for what happened, as a line for what there was; today is the dark one. */
export function Spark({ values, isLevel, label }: { readonly values: readonly number[]; readonly isLevel: boolean; readonly label: string }) {
  const most = Math.max(1, ...values)
  const least = isLevel ? Math.min(...values) : Math.min(0, ...values)
  const heightOf = (value: number) => (most === least ? HEIGHT / 2 : ((value - least) / (most - least)) * (HEIGHT - 2 * LEAST))
  const step = WIDTH / values.length
  const points = values.map((value, i) => `${(i + 0.5) * step},${HEIGHT - LEAST - heightOf(value)}`)
  return (
    <svg className="spark" role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
      {isLevel ? (
        <>
          <polygon className="spark-area" points={`${step / 2},${HEIGHT} ${points.join(' ')} ${WIDTH - step / 2},${HEIGHT}`} />
          <polyline className="spark-line" points={points.join(' ')} vectorEffect="non-scaling-stroke" />
        </>
      ) : (
        values.map((value, i) => <rect key={i} className={i === values.length - 1 ? 'spark-now' : 'spark-bar'} x={i * step + GAP / 2} width={step - GAP} y={HEIGHT - LEAST - Math.max(0, heightOf(value))} height={LEAST + Math.max(0, heightOf(value))} rx={1.5} />)
      )}
    </svg>
  )
}
