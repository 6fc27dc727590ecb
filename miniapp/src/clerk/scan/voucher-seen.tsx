import { View } from '@tarojs/components'
import { Card } from '../../components/card'
import { classes } from '../../components/classes'
import { RewardPicture } from '../../components/reward-picture'
import { lastGoodDay, showDay } from '../../dates'
import { useText } from '../words'
import { Line, MemberLines } from '../parts/member-lines'
import type { VoucherLook } from './stage'
import './voucher-seen.scss'

export interface VoucherSeenProps {
  readonly look: VoucherLook
  readonly note: string
  /** An earlier confirmation may or may not have arrived. */
  readonly isUnsure: boolean
}

/** A voucher that can be redeemed: what to hand over, and to whom. */
export function VoucherSeen({ look, note, isUnsure }: VoucherSeenProps) {
  const { text, language } = useText()
  return (
    <View className="voucher-seen" id="voucher-seen">
      <Card isFlush>
        <RewardPicture name={look.picture} />
        <View className="voucher-seen__words">
          <View className="voucher-seen__title">{look.title[language]}</View>
          <MemberLines member={look.member} />
          <Line name={text.clerk.scanning.validUntil} value={showDay(lastGoodDay(Date.parse(look.expiresAt)), language)} />
        </View>
      </Card>
      <View className={classes('voucher-seen__note', isUnsure && 'voucher-seen__note--unsure')}>{note}</View>
    </View>
  )
}
