import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { CheckInMonth } from '../../../../shared/earning/earning.api'
import type { RewardCard as Card } from '../../../../shared/mall/mall.api'
import { Button } from '../../components/button'
import { Card as Paper } from '../../components/card'
import { RewardCard } from '../../components/reward-card'
import { RewardPicture } from '../../components/reward-picture'
import { fullPriceOf, showNumber } from '../../dates'
import { openPage, openTab } from '../../open'
import { useText } from '../../text'
import { checkInsFor } from '../check-in/streak'

const shownMax = 6
const fewLeft = 20

/** What the member can have now, in a row that can be pushed sideways. */
export function CanHave({ cards }: { readonly cards: readonly Card[] }) {
  const { text, language } = useText()
  const words = text.earn.home
  const only = cards.length === 1 ? cards[0] : undefined
  return (
    <Section title={words.canHave} id="can-have">
      {only !== undefined ? (
        <OnlyOne card={only} />
      ) : cards.length === 0 ? (
        <Paper look="wash">
          <View className="home-section__none">{words.canHaveNone}</View>
        </Paper>
      ) : (
        <View className="can-have">
          <View className="can-have__row">
            {cards.slice(0, shownMax).map((card) => (
              <View key={card.id} className="can-have__one">
                <RewardCard
                  id={`reward-${card.id}`}
                  title={card.title[language]}
                  picture={card.picture}
                  photo={card.photo}
                  pricePoints={card.pricePoints}
                  fullPrice={fullPriceOf(card)}
                  unit={text.app.pointsUnit}
                  hint={card.stockLeft <= fewLeft ? words.stockLeft(card.stockLeft) : undefined}
                  onTap={() => openPage('pages/reward', { rewardId: card.id })}
                />
              </View>
            ))}
          </View>
        </View>
      )}
    </Section>
  )
}

/** A single reward takes the whole width. */
function OnlyOne({ card }: { readonly card: Card }) {
  const { text, language } = useText()
  const open = () => openPage('pages/reward', { rewardId: card.id })
  return (
    <Paper onTap={open} id={`reward-${card.id}`}>
      <View className="only-one">
        <RewardPicture name={card.picture} photo={card.photo} size="small" />
        <View className="only-one__words">
          <View className="only-one__title">{card.title[language]}</View>
          <View className="only-one__price">{text.app.points(showNumber(card.pricePoints))}</View>
        </View>
        <Button size="small" label={text.earn.home.have} />
      </View>
    </Paper>
  )
}

/** What is nearly within reach, with how far it still is. */
export function Nearly({ cards, available, checkIn }: { readonly cards: readonly Card[]; readonly available: number; readonly checkIn: CheckInMonth }) {
  const { text, language } = useText()
  const words = text.earn.home
  const missing = (points: number) => {
    const times = checkInsFor(points, checkIn)
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
            photo={card.photo}
            pricePoints={card.pricePoints}
            fullPrice={fullPriceOf(card)}
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
