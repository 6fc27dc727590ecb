import { type Occasion, occasionId, occasionsOn, occasionTally, termsOf, unpaid } from '../../shared/earning/occasions'
import { type Moment } from '../../shared/points/decide'
import { roster } from '../database/keys'
import { onRoster } from '../database/read'
import { again } from '../database/write'
import type { Member } from '../members/members.repository'
import type { Tools } from './jobs'

const AT_ONCE = 10
const READ_AT_ONCE = 50

interface Done {
  looked: number
  paid: number
  failed: number
}

/** Brings birthday presents and those of anniversaries. Runs several times a day; each is paid once a year, and some days late where a run was missed. */
export async function payOccasions(tools: Tools): Promise<Done> {
  const done = { looked: 0, paid: 0, failed: 0 }
  const { programme } = await tools.programmes.now()
  if (!programme.rules.some(({ kind }) => kind === 'birthday' || kind === 'anniversary')) return done
  for (let shard = 0; shard < roster.shards; shard++) {
    let after: string | undefined
    do {
      const page = await onRoster(tools.database, shard, after)
      for (let from = 0; from < page.memberIds.length; from += READ_AT_ONCE) await payPage(tools, page.memberIds.slice(from, from + READ_AT_ONCE), done)
      after = page.last
    } while (after !== undefined)
  }
  tools.log.info('occasions paid', { ...done })
  return done
}

async function payPage(tools: Tools, memberIds: readonly string[], done: Done): Promise<void> {
  const members = (await tools.members.several(memberIds)).filter((member) => member?.state === 'active')
  done.looked += members.length
  for (let from = 0; from < members.length; from += AT_ONCE) {
    await Promise.all(members.slice(from, from + AT_ONCE).map((member) => (member === undefined ? undefined : payMember(tools, member, done))))
  }
}

async function payMember(tools: Tools, member: Member, done: Done): Promise<void> {
  try {
    const { programme, moment } = await tools.programmes.now()
    for (const occasion of occasionsOn(programme, tools.persons.of(member, programme.timeZone), moment.today)) {
      if (await payOne(tools, member, occasion, moment)) done.paid += 1
    }
  } catch (error) {
    done.failed += 1
    tools.log.error('occasion failed', error, { memberId: member.id })
  }
}

/** The counter of the year is written with the points, on the account that was read here: that is its fence. */
const payOne = (tools: Tools, member: Member, occasion: Occasion, moment: Moment): Promise<boolean> =>
  again(async () => {
    const open = await tools.points.open(member.id, moment)
    if (open.isClosed || unpaid([occasion], open.now.tallies).length === 0) return false
    const happening = {
      event: occasion.event,
      at: moment.now,
      source: { kind: 'event' as const, id: occasionId(occasion) },
      operationId: occasionId(occasion),
      facts: { day: occasion.day },
      tallies: [occasionTally(occasion)],
      terms: (programme: Parameters<typeof termsOf>[0]) => termsOf(programme, occasion),
    }
    await tools.events.book(member, open, happening, moment, () => [])
    return true
  })
