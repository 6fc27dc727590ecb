import { expiringMessages, tierMessages, voucherMessages, voucherStages } from '../../shared/messages/from-calendar'
import type { Programme } from '../../shared/earning/programme'
import type { Told } from '../../shared/messages/message'
import type { Moment } from '../../shared/points/decide'
import { tierWarning } from '../../shared/tiers/standing'
import { addDays } from '../../shared/time/day'
import { roster } from '../database/keys'
import { onRoster } from '../database/read'
import { tellCalendar } from '../messages/post'
import type { OpenAccount } from '../points/points.repository'
import type { Tools } from './jobs'

const AT_ONCE = 10
const LOOK_AHEAD_DAYS = Math.max(...voucherStages)

/** Tells members of what the calendar brings: points and vouchers that lapse soon, tiers that will fall. A run that was missed is made up for by the next. */
export async function tellMembers(tools: Tools): Promise<{ looked: number; told: number; failed: number }> {
  const done = { looked: 0, told: 0, failed: 0 }
  for (let shard = 0; shard < roster.shards; shard++) {
    let after: string | undefined
    do {
      const page = await onRoster(tools.database, shard, after)
      for (let from = 0; from < page.memberIds.length; from += AT_ONCE) {
        await Promise.all(page.memberIds.slice(from, from + AT_ONCE).map((memberId) => tellOne(tools, memberId, done)))
      }
      after = page.last
    } while (after !== undefined)
  }
  tools.log.info('told', done)
  return done
}

async function tellOne(tools: Tools, memberId: string, done: { looked: number; told: number; failed: number }): Promise<void> {
  done.looked += 1
  try {
    const { programme, moment } = await tools.programmes.now()
    const open = await tools.points.open(memberId, moment)
    if (open.isClosed) return
    const hasVouchers = open.vouchersDueOn !== undefined && open.vouchersDueOn <= addDays(moment.today, LOOK_AHEAD_DAYS)
    const vouchers = hasVouchers ? await tools.vouchers.ofMember(memberId, open.absorbed) : []
    done.told += await tellCalendar(tools, memberId, [...expiringMessages(open.now, moment), ...voucherMessages(vouchers, moment.now, moment), ...(await tierFalls(tools, open, programme, moment))])
  } catch (error) {
    done.failed += 1
    tools.log.error('telling failed', error, { memberId })
  }
}

/** The member's own item is read only where a tier can fall. */
async function tierFalls(tools: Tools, open: OpenAccount, programme: Programme, moment: Moment): Promise<readonly Told[]> {
  if (programme.tiers === undefined || open.now.tier === undefined || open.now.tier.until === 'never') return []
  const member = await tools.members.byId(open.memberId)
  if (member === undefined) return []
  const warning = tierWarning(open.now, programme.tiers, tools.persons.of(member, programme.timeZone).joinedOn, moment.today)
  return warning === undefined ? [] : tierMessages({ name: warning.tier.name, until: warning.by, missing: warning.missing }, moment)
}
