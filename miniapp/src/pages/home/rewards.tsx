import { ScrollView, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Streak } from '../../../../shared/earning/earning.api'
import type { RewardCard as Card } from '../../../../shared/mall/mall.api'
import { Card as Sheet } from '../../components/card'
import { RewardCard } from '../../components/reward-card'
import { showNumber } from '../../dates'
import { openPage, openTab } from '../../open'
import { useText } from '../../text'
import { checkInsFor } from '../check-in/streak'

const shownMax = 6
const fewLeft = 20

/** What the member can have now, in a row that can be pushed sideways. */
export function CanHave({ cards }: { readonly cards: readonly Card[] }) {
  const { text, language } = useText()
  const words = text.earn.home
  return (
    <Section title={words.canHave} id="can-have">
      {cards.length === 0 ? (
        <Sheet look="wash">
          <View className="home-section__none">{words.canHaveNone}</View>
        </Sheet>
      ) : (
        <ScrollView className="can-have" scrollX enhanced showScrollbar={false}>
          <View className="can-have__row">
            {cards.slice(0, shownMax).map((card) => (
              <View key={card.id} className="can-have__one">
                <RewardCard
                  id={`reward-${card.id}`}
                  title={card.title[language]}
                  picture={card.picture}
                  pricePoints={card.pricePoints}
                  unit={text.app.pointsUnit}
                  hint={card.stockLeft <= fewLeft ? words.stockLeft(card.stockLeft) : undefined}
                  onTap={() => openPage('pages/reward', { rewardId: card.id })}
                />
              </View>
            ))}
          </View>
        </ScrollView>
      )}
    </Section>
  )
}

/** What is nearly within reach, with how far it still is. */
export function Nearly({ cards, available, streak }: { readonly cards: readonly Card[]; readonly available: number; readonly streak: Streak }) {
  const { text, language } = useText()
  const words = text.earn.home
  const missing = (points: number) => {
    const times = checkInsFor(points, streak)
    return times === undefined ? words.missing(showNumber(points)) : words.missingByCheckIn(showNumber(points), times)
  }
  if (cards.length === 0) return null
  return (
    <Section title={words.nearly} id="nearly">
      <View className="nearly">
        {cards.slice(0, shownMax).map((card) => (
          <RewardCard
            key={card.id}
            id={`reward-${card.id}`}
            title={card.title[language]}
            picture={card.picture}
            pricePoints={card.pricePoints}
            unit={text.app.pointsUnit}
            progress={available / card.pricePoints}
            hint={missing(card.missingPoints)}
            onTap={() => openPage('pages/reward', { rewardId: card.id })}
          />
        ))}
      </View>
    </Section>
  )
}

function Section({ title, id, children }: { readonly title: string; readonly id: string; readonly children: ReactNode }) {
  const { text } = useText()
  return (
    <View className="home-section" id={id}>
      <View className="home-section__head">
        <View className="home-section__title">{title}</View>
        <View className="home-section__more" onClick={() => openTab('mall')}>
          {text.earn.home.seeMall}
          <View className="check-in-card__arrow" />
        </View>
      </View>
      {children}
    </View>
  )
}
