import type { Programme } from '../../shared/earning/programme'
import type { Account } from '../../shared/points/account'
import type { Moment } from '../../shared/points/decide'
import type { Draft } from '../../shared/points/entry'
import { birthdayGift, mayHaveBirthday } from '../../shared/tiers/drafts'
import { roster } from '../database/keys'
import { onRoster } from '../database/read'
import { again, commit } from '../database/write'
import type { Tools } from './jobs'

const AT_ONCE = 10

/**
 * Writes down what the calendar has made due: pending points become available, lots and vouchers lapse, tiers change. Nothing relies on
 * it (reads and writes do the same for themselves); it brings the books and the stock of sleeping members up to date. And it gives the
 * birthday gifts of tiers.
 */
export async function settleAccounts(tools: Tools): Promise<{ looked: number; settled: number; failed: number }> {
  const done = { looked: 0, settled: 0, failed: 0 }
  for (let shard = 0; shard < roster.shards; shard++) {
    let after: string | undefined
    do {
      const page = await onRoster(tools.database, shard, after)
      for (let from = 0; from < page.memberIds.length; from += AT_ONCE) {
        await Promise.all(page.memberIds.slice(from, from + AT_ONCE).map((memberId) => settleOne(tools, memberId, done)))
      }
      after = page.last
    } while (after !== undefined)
  }
  tools.log.info('settled', done)
  return done
}

async function settleOne(tools: Tools, memberId: string, done: { looked: number; settled: number; failed: number }): Promise<void> {
  done.looked += 1
  try {
    const wrote = await again(async () => {
      const { programme, moment } = await tools.programmes.now()
      const open = await tools.points.open(memberId, moment)
      if (open.isClosed) return false
      const gifts = await birthdayGifts(tools, memberId, open.now, programme, moment)
      if (open.due.length === 0 && open.dueWrites.length === 0 && gifts.length === 0) return false
      await commit(tools.database, tools.points.book(open, gifts).writes)
      return true
    })
    if (wrote) done.settled += 1
  } catch (error) {
    done.failed += 1
    tools.log.error('settle failed', error, { memberId })
  }
}

async function birthdayGifts({ members, persons }: Tools, memberId: string, account: Account, { tiers, timeZone }: Programme, moment: Moment): Promise<readonly Draft[]> {
  if (!mayHaveBirthday(account, tiers, moment)) return []
  const member = await members.byId(memberId)
  const gift = member?.state === 'active' ? birthdayGift(account, tiers, persons.of(member, timeZone), moment) : undefined
  return gift === undefined ? [] : [gift]
}
