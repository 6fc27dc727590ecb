import type { Database } from '../database/client'
import { keys } from '../database/keys'
import { getAll, type Item } from '../database/read'
import { memberOf } from '../members/members.repository'
import type { Entry } from '../../shared/points/entry'
import { booksOf, type MemberBooks } from './partition'
import { readPartition } from '../database/scan'
import { type Breach, told } from './breach'

/** What members who were merged went on as: the entries there that are about them, and the account that is theirs in the end. */
export interface Lineage {
  readonly inherited: MemberBooks['entries']
  readonly lastAccount: Item | undefined
  readonly breaches: readonly Breach[]
}

/** Entries about what lies with a member: their own, and those booked for whom they went on as; without those about others who were merged into them. */
export const concerning = ({ entries, inherited }: MemberBooks): readonly Entry[] =>
  [...entries.filter(({ entry }) => entry.of === undefined), ...inherited].map(({ entry }) => entry)

/** Follows a member who was merged to whom they are now. Anybody else is their own. */
export async function lineageOf(database: Database, books: MemberBooks): Promise<Lineage> {
  const { memberId, member } = books
  const inherited: MemberBooks['entries'][number][] = []
  let [account, into] = [books.accountItem, member?.merged?.into]
  const breaches = into === undefined ? [] : outBreaches(books)
  const seen = new Set([memberId])
  let isFirst = true
  while (into !== undefined && !seen.has(into)) {
    const next: string = into
    seen.add(next)
    const heir = booksOf(await readPartition(database, next))
    inherited.push(...heir.entries.filter(({ entry }) => entry.of === memberId))
    if (isFirst) breaches.push(...arrivalBreaches(books, heir))
    if (!(absorbedIn(heir.accountItem).includes(memberId))) breaches.push(told((say) => say.mergeUnlisted(memberId, next)))
    account = heir.accountItem
    into = heir.member?.merged?.into
    isFirst = false
  }
  return { inherited, lastAccount: account, breaches: [...breaches, ...(await absorbedBreaches(database, books))] }
}

export const absorbedIn = (account: Item | undefined): readonly string[] => {
  const absorbed: unknown = account?.['absorbed']
  return Array.isArray(absorbed) ? absorbed.map(String) : []
}

/** Who was merged has nothing left. */
function outBreaches({ memberId, member, account, accountItem }: MemberBooks): Breach[] {
  const left = account === undefined ? 0 : account.available + account.pending + account.held + account.debt
  return [
    ...(left === 0 ? [] : [told((say) => say.mergeLeft(memberId, left))]),
    ...(accountItem?.['mergedInto'] === member?.merged?.into ? [] : [told((say) => say.mergeInto(memberId, String(accountItem?.['mergedInto']), String(member?.merged?.into)))]),
  ]
}

/** What left one member arrived at the other, all of it and once. */
function arrivalBreaches({ memberId, member, entries }: MemberBooks, heir: MemberBooks): Breach[] {
  const id = member?.merged?.operationId
  const of = (books: MemberBooks['entries'], type: Entry['type']) => books.map(({ entry }) => entry).filter((entry) => entry.type === type && entry.operationId === id)
  const [out, arrived] = [of(entries, 'merge_out'), of(heir.entries, 'merge_in')]
  const sum = (list: readonly Entry[]) => list.reduce((points, entry) => points + entry.points, 0)
  const isMatched = out.length === 1 && arrived.length === 1 && sum(out) + sum(arrived) === 0
  return isMatched ? [] : [told((say) => say.mergeUnmatched(memberId, heir.memberId, -sum(out), sum(arrived)))]
}

/** Nothing arrives from, or is about, a member who was not merged into this one. */
async function absorbedBreaches(database: Database, { memberId, accountItem, entries }: MemberBooks): Promise<Breach[]> {
  const absorbed = absorbedIn(accountItem)
  const named = entries.flatMap(({ entry }) => [...(entry.of === undefined ? [] : [entry.of]), ...(entry.type === 'merge_in' ? [entry.source.id] : [])])
  const foreign = [...new Set(named)].filter((one) => !absorbed.includes(one)).map((one) => told((say) => say.mergeForeign(memberId, one)))
  const found = await getAll(database, absorbed.map(keys.member))
  const living = absorbed.filter((_, place) => found[place] === undefined || memberOf(found[place]).merged === undefined)
  return [...foreign, ...living.map((one) => told((say) => say.mergeForeign(memberId, one)))]
}
