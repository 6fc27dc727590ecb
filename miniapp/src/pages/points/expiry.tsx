import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AccountView } from '../../../../shared/points/points.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { classes } from '../../components/classes'
import { daysUntil, showDay, showNumber } from '../../dates'
import { openTab } from '../../open'
import { useText } from '../../text'

const lotsFirst = 3
const soonDays = 30

/** What expires when, soonest first: the order in which exchanges use it. */
export function Expiry({ account }: { readonly account: AccountView }) {
  const { text, language } = useText()
  const words = text.earn.points
  const [isWhole, setIsWhole] = useState(false)
  if (account.lots.length === 0) return null
  const shown = isWhole ? account.lots : account.lots.slice(0, lotsFirst)
  const isSoon = (expiresOn: string) => expiresOn !== 'never' && daysUntil(expiresOn, account.today) <= soonDays
  return (
    <Card id="lots">
      <View className="expiry__head">
        <View className="expiry__words">
          <View className="expiry__title">{words.expiryTitle}</View>
          <View className="expiry__hint">{words.expiryHint}</View>
        </View>
        <Button size="small" look="quiet" label={words.useThem} onTap={() => openTab('mall')} id="use-points" />
      </View>
      {shown.map(({ expiresOn, points }) => (
        <View key={expiresOn} className={classes('lot-row', isSoon(expiresOn) && 'lot-row--soon')}>
          <View className="lot-row__day">{expiresOn === 'never' ? words.never : words.expiresOn(showDay(expiresOn, language))}</View>
          {isSoon(expiresOn) && <View className="lot-row__left">{words.daysLeft(daysUntil(expiresOn, account.today))}</View>}
          <View className="lot-row__points">{showNumber(points)}</View>
        </View>
      ))}
      {account.lots.length > lotsFirst && (
        <View className="expiry__turn" id="all-lots" onClick={() => setIsWhole(!isWhole)}>{isWhole ? words.fewerLots : words.allLots(account.lots.length)}</View>
      )}
    </Card>
  )
}
