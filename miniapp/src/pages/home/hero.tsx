import { View } from '@tarojs/components'
import type { Home } from '../../../../shared/mall/mall.api'
import type { AccountView } from '../../../../shared/points/points.api'
import { now } from '../../clock'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { PointsNumber } from '../../components/points-number'
import { Tag } from '../../components/tag'
import { daysUntil, showNumber, showShortDay, showTime } from '../../dates'
import { openPage, openTab } from '../../open'
import { useText } from '../../text'

const soonDays = 30

/** Who it is, how many points, and what happens to them next. */
export function Hero({ profile, account, tier }: Pick<Home, 'profile' | 'account' | 'tier'>) {
  const { text, language } = useText()
  const words = text.earn.home
  return (
    <Card look="night" id="hero">
      <View className="hero">
        <View className="hero__hello">
          {greeting(words)(profile.nickname)}
          {tier !== null && (
            <View className="hero__tier" id="open-tier" onClick={() => openPage('pages/tier')}>
              {tier.name[language]}
              <View className="hero__arrow" />
            </View>
          )}
        </View>
        <View className="hero__points" id="open-points" onClick={() => openTab('points')}>
          <View className="hero__figure">
            <View className="hero__label">{words.balance}</View>
            <PointsNumber points={account.available} size="display" look="night" id="balance" />
          </View>
          <View className="hero__more">
            {words.openPoints}
            <View className="hero__arrow" />
          </View>
        </View>
        <Tidings account={account} />
        <View className="hero__actions">
          <Button isWide label={words.memberCode} onTap={() => openPage('pages/member-code')} id="open-member-code" />
          <Button isWide look="quiet" label={words.vouchers} onTap={() => openPage('pages/vouchers')} id="open-vouchers" />
        </View>
      </View>
    </Card>
  )
}

/** What expires soon, what is on its way, what is owed. */
function Tidings({ account }: { readonly account: AccountView }) {
  const { text, language } = useText()
  const words = text.earn.home
  const soonest = account.lots.find(({ expiresOn }) => expiresOn !== 'never')
  const daysLeft = soonest === undefined ? undefined : daysUntil(soonest.expiresOn, account.today)
  const arriving = account.arriving[0]
  const tidings = [
    soonest && daysLeft !== undefined && daysLeft <= soonDays ? words.expiring(showNumber(soonest.points), daysLeft) : undefined,
    arriving && words.arriving(showNumber(arriving.points), showShortDay(arriving.usableFrom, language)),
    account.debt > 0 ? words.owed(showNumber(account.debt)) : undefined,
  ].filter((line) => line !== undefined)
  if (tidings.length === 0) return null
  return (
    <View className="hero__tidings">
      {tidings.map((line) => (
        <View key={line} className="hero__tiding">
          <Tag look="night" label={line} />
        </View>
      ))}
    </View>
  )
}

function greeting(words: ReturnType<typeof useText>['text']['earn']['home']): (name: string) => string {
  const hour = Number(showTime(now()).slice(0, 2))
  if (hour >= 5 && hour < 12) return words.morning
  return hour >= 12 && hour < 18 ? words.afternoon : words.evening
}
