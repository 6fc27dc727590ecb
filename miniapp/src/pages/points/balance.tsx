import { View } from '@tarojs/components'
import type { AccountView } from '../../../../shared/points/points.api'
import { Card } from '../../components/card'
import { PointsNumber } from '../../components/points-number'
import { showNumber, showShortDay } from '../../dates'
import { useText } from '../../text'

/** The points now: usable, on their way, in review, set aside and, where there are any, owed. */
export function Balance({ account }: { readonly account: AccountView }) {
  const { text, language } = useText()
  const words = text.earn.points
  const arriving = account.arriving.map(({ usableFrom, points }) => words.arrivingOn(showShortDay(usableFrom, language), showNumber(points)))
  const hints = [
    account.inReview > 0 ? words.inReviewHint : undefined,
    account.pending > account.inReview ? (arriving.length > 0 ? words.arriving(arriving.slice(0, datesMax).join(language === 'zh' ? '，' : ', ')) : words.pendingHint) : undefined,
    account.held > 0 ? words.heldHint : undefined,
    account.debt > 0 ? words.debtHint : undefined,
  ].filter((hint) => hint !== undefined)
  return (
    <Card look="night" id="account">
      <View className="balance">
        <View className="balance__label">{words.available}</View>
        <PointsNumber points={account.available} size="display" look="night" id="available" />
        <View className="balance__row">
          <Figure label={words.pending} points={account.pending - account.inReview} id="pending" />
          {account.inReview > 0 && <Figure label={words.inReview} points={account.inReview} id="in-review" />}
          <Figure label={words.held} points={account.held} id="held" />
          {account.debt > 0 && <Figure label={words.debt} points={account.debt} id="debt" />}
        </View>
        {hints.length > 0 && (
          <View className="balance__hints">
            {hints.map((hint) => (
              <View key={hint}>{hint}</View>
            ))}
          </View>
        )}
      </View>
    </Card>
  )
}

const datesMax = 3

function Figure({ label, points, id }: { readonly label: string; readonly points: number; readonly id: string }) {
  return (
    <View className="balance__figure">
      <View className="balance__label">{label}</View>
      <View className="balance__small">
        <PointsNumber points={points} size="body" look="night" id={id} />
      </View>
    </View>
  )
}
