import { View } from '@tarojs/components'
import type { TierEvent } from '../../../../shared/tiers/tiers.api'
import { Card } from '../../components/card'
import { EntryRow } from '../../components/entry-row'
import { LoadMore } from '../../components/load-more'
import { Skeleton } from '../../components/skeleton'
import { Empty, States } from '../../components/states'
import { showDay } from '../../dates'
import type { Pages } from '../../pages'
import { type Language, useText } from '../../text'
import { type TierWords, useTierText } from './words'

interface Page {
  items: TierEvent[]
  next: string | null
}

/** Every change of the tier, with its reason, newest first. */
export function History({ pages }: { readonly pages: Pages<Page> }) {
  const { text } = useText()
  const { words, language } = useTierText()
  return (
    <View id="tier-history">
      <View className="tier-page__title">{words.history}</View>
      <States of={pages} skeleton={<Skeleton shape="lines" count={2} />} isEmpty={({ items, next }) => items.length === 0 && next === null} empty={<Empty title={words.historyNone} hint={words.historyNoneHint} />}>
        {(first) => (
          <>
            <Card isFlush>
              {[...first.items, ...pages.later.flatMap(({ items }) => items)].map((event) => (
                <EntryRow key={event.number} id={`tier-event-${event.number}`} points={0} {...told(event, words, language)} />
              ))}
            </Card>
            {pages.hasMore && <LoadMore hasMore isLoading={pages.isLoadingMore} label={text.app.loadMore} endLabel={text.app.noMore} onTap={pages.loadMore} />}
          </>
        )}
      </States>
    </View>
  )
}

function told({ why, to, day, until, reason }: TierEvent, words: TierWords, language: Language) {
  return {
    title: words.whys[why](to.name[language]),
    when: showDay(day, language),
    notes: [...(until === 'never' ? [] : [words.until(showDay(until, language))]), ...(reason === null ? [] : [words.reason(reason)])],
  }
}
