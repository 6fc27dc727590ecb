import { View } from '@tarojs/components'
import { stateAt, type VoucherState } from '../../../../shared/vouchers/voucher'
import type { VoucherView } from '../../../../shared/vouchers/vouchers.api'
import { classes } from '../../components/classes'
import { RewardPicture } from '../../components/reward-picture'
import { Tag, type TagProps } from '../../components/tag'
import { now } from '../../clock'
import { businessDayOf, daysUntil, lastGoodDay, showDay, showInstant } from '../../dates'
import { openPage } from '../../open'
import { type Language, useText } from '../../exchange-text'

const soonDays = 7

type Words = ReturnType<typeof useText>['text']['exchange']['vouchers']

/** A voucher in the wallet: what it is, until when, where. */
export function VoucherRow({ voucher }: { readonly voucher: VoucherView }) {
  const { text, language } = useText()
  const words = text.exchange.vouchers
  const state = stateAt(voucher, now())
  const tag = useTag(voucher)
  const firstStore = voucher.stores[0]
  return (
    <View className={classes('voucher-row', state !== 'issued' && 'voucher-row--ended')} id={`voucher-${voucher.id}`} onClick={() => openPage('pages/voucher', { voucherId: voucher.id })}>
      <View className="voucher-row__stub">
        <RewardPicture name={voucher.picture} size="small" isFaded={state !== 'issued'} />
      </View>
      <View className="voucher-row__words">
        <View className="voucher-row__title">{voucher.title[language]}</View>
        <View className="voucher-row__line">{lineOf(voucher, state, words, language)}</View>
        {state === 'issued' && firstStore && <View className="voucher-row__line">{words.stores(firstStore.name, voucher.stores.length)}</View>}
      </View>
      {tag && (
        <View className="voucher-row__tag">
          <Tag {...tag} />
        </View>
      )}
    </View>
  )
}

function lineOf(voucher: VoucherView, state: VoucherState, words: Words, language: Language): string {
  const { redeemed, exchangedAt, expiresAt } = voucher
  if (redeemed !== null) return words.redeemed(showInstant(Date.parse(redeemed.at), language), redeemed.storeName)
  if (state === 'cancelled') return words.exchanged(showInstant(Date.parse(exchangedAt), language))
  return words.until(showDay(lastGoodDay(Date.parse(expiresAt)), language))
}

function useTag(voucher: VoucherView): TagProps | undefined {
  const { voucher: page, vouchers: words } = useText().text.exchange
  const state = stateAt(voucher, now())
  if (state !== 'issued') return { look: state === 'redeemed' ? 'jade' : 'quiet', label: page.states[state] }
  const left = daysUntil(lastGoodDay(Date.parse(voucher.expiresAt)), businessDayOf(now()))
  if (left > soonDays) return undefined
  return left <= 0 ? { look: 'cinnabar', label: words.lastDay } : { look: left <= 2 ? 'cinnabar' : 'gold', label: words.daysLeft(left) }
}
