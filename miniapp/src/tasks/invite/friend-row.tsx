import type { ReplyOf } from '../../../../shared/api/endpoint'
import type { tasksApi } from '../../../../shared/earning/tasks.api'
import { ListRow } from '../../components/list-row'
import { Tag, type TagProps } from '../../components/tag'
import { showNumber, showShortDay } from '../../dates'
import { useTaskWords } from '../words'

type Friend = ReplyOf<typeof tasksApi.myInvitations>['items'][number]

const looks: Record<Friend['state'], NonNullable<TagProps['look']>> = { joined: 'quiet', purchased: 'gold', paid: 'jade', reversed: 'cinnabar' }

/** One invited friend, by a masked name, and what came of it. */
export function FriendRow({ friend: { nameMasked, joinedOn, state, points, usableFrom, reason } }: { readonly friend: Friend }) {
  const { words, language } = useTaskWords()
  const { invite } = words
  const isOnTheWay = state === 'purchased' && points > 0 && usableFrom !== null
  const detail = reason !== null ? invite.reasons[reason] : isOnTheWay ? invite.usableFrom(showShortDay(usableFrom, language)) : invite.states[state]
  const joined = joinedOn === null ? [] : [invite.joinedOn(showShortDay(joinedOn, language))]
  return (
    <ListRow
      title={nameMasked === '' ? invite.someone : nameMasked}
      detail={[...joined, detail].join(' · ')}
      trailing={points > 0 ? <Tag look={looks[state]} label={state === 'reversed' ? '0' : words.reward(showNumber(points))} /> : undefined}
    />
  )
}
