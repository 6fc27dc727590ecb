import { Image, View } from '@tarojs/components'
import type { Home } from '../../../../shared/mall/mall.api'
import { Card } from '../../components/card'
import { PointsNumber } from '../../components/points-number'
import { showDay } from '../../dates'
import { openPage, openTab } from '../../open'
import { useText } from '../../text'
import { glyphAddress } from './glyphs'

/** The member card: who, of which tier, since when, how many points. */
export function MemberCard({ profile, account, tier }: Pick<Home, 'profile' | 'account' | 'tier'>) {
  const { text, language } = useText()
  const words = text.mall.me
  return (
    <Card look="night" id="member-card">
      <View className="member-card__top">
        <View className="member-card__who">
          <View className="member-card__kind">{tier === null ? words.card : tier.name[language]}</View>
          <View className="member-card__name" id="nickname">
            {profile.nickname === '' ? words.noName : profile.nickname}
          </View>
        </View>
        <View className="member-card__code" id="card-code" ariaLabel={words.code} onClick={() => openPage('pages/member-code')}>
          <Image className="member-card__code-glyph" src={glyphAddress('code', '#ecc677')} mode="aspectFit" />
          {words.code}
        </View>
      </View>
      <View className="member-card__bottom">
        <View className="member-card__points" id="card-points" onClick={() => openTab('points')}>
          <View className="member-card__label">{words.available}</View>
          <PointsNumber points={account.available} size="large" look="night" />
        </View>
        <View className="member-card__facts">
          <View className="member-card__number">{profile.cardNo}</View>
          <View className="member-card__label">{words.joined(showDay(profile.joinedOn, language))}</View>
        </View>
      </View>
    </Card>
  )
}
