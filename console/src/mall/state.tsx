import { Progress } from 'antd'
import { STOCK_LOW_PERCENT, STOCK_LOW_UNITS } from '../../../shared/insight/insight.api'
import type { ShelfReward } from '../../../shared/mall/shelf.api'
import { useFormat } from '../format'
import { useText } from '../language'

const looks = { draft: 'draft', open: 'running', closed: 'paused', withdrawn: 'ended' } as const

/** Where a reward stands, and what members see of it where that is not the same. */
export function ShelfTag({ of: { reward, availability } }: { readonly of: Pick<ShelfReward, 'reward' | 'availability'> }) {
  const text = useText()
  const isPlain = availability === null || reward.shelf !== 'open' || availability === 'open'
  return <span className={`stage stage-${isPlain ? looks[reward.shelf] : 'scheduled'}`}>{isPlain ? text.mall.states[reward.shelf] : text.mall.seen[availability]}</span>
}

/** What is left of a stock, as a bar and in numbers. */
export function StockBar({ of: { initial, moved, available } }: { readonly of: ShelfReward['stock'] }) {
  const text = useText()
  const format = useFormat()
  const all = Math.max(initial + moved, available)
  const percent = all === 0 ? 0 : Math.round((available * 100) / all)
  const isLow = available <= STOCK_LOW_UNITS || percent < STOCK_LOW_PERCENT
  return (
    <div className="budget">
      <Progress percent={percent} showInfo={false} size="small" status={isLow ? 'exception' : 'normal'} aria-label={text.mall.stockLeft} />
      <span className={isLow ? 'bad number' : 'faint number'}>{text.mall.of(format.number(available), format.number(all))}</span>
    </div>
  )
}
