import { titleOf } from '../../shared/earning/rules/list'
import type { Account } from '../../shared/points/account'
import { REVIEW_DAY, splitKey } from '../../shared/points/account'
import { lastDayOf, type Moment } from '../../shared/points/decide'
import type { Entry, Move } from '../../shared/points/entry'
import type { AccountView, EntryView } from '../../shared/points/points.api'
import { inReview } from '../../shared/risk/review'

/** What a member sees of an account that has been brought up to the moment. */
export function accountView(account: Account, moment: Moment): AccountView {
  const arriving = new Map<string, number>()
  for (const [lot, points] of Object.entries(account.lots.pending)) {
    const { first } = splitKey(lot)
    if (first === REVIEW_DAY) continue
    arriving.set(first, (arriving.get(first) ?? 0) + points)
  }
  return {
    available: account.available,
    pending: account.pending,
    inReview: inReview(account),
    held: account.held,
    debt: account.debt,
    today: moment.today,
    lots: Object.entries(account.lots.available).map(([lot, points]) => ({ expiresOn: lastDayOf(account, lot), points })).sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1)),
    arriving: [...arriving].sort(byKey).map(([usableFrom, points]) => ({ usableFrom, points })),
  }
}

/** What parts of entries are called, by kind and id: `campaign cmp_…`; and kinds of rules: `kind check_in`. */
export type PartNames = ReadonlyMap<string, { readonly zh: string; readonly en: string }>

/** @param decided what a person has decided of the entry, if any */
export function entryView(entry: Entry, names: PartNames = new Map(), decided?: Exclude<EntryView['reviewState'], 'open' | null>): EntryView {
  const { number, type, points, at, day, source, debt, available } = entry
  return {
    number, type, points, at, day, source, debt, available,
    lots: entry.moves.map(moveView),
    paidBy: entry.paidBy === undefined ? null : { ...entry.paidBy, title: names.get(`kind ${entry.paidBy.rule}`) ?? titleOf(entry.paidBy.rule) },
    parts: (entry.parts ?? []).map((part) => ({ ...part, name: names.get(`${part.by} ${part.id}`) ?? null })),
    cappedBy: [...(entry.cappedBy ?? [])],
    review: [...(entry.review ?? [])],
    reviewState: entry.review === undefined ? null : (decided ?? 'open'),
    facts: { ...entry.facts },
  }
}

function moveView({ place, lot, points }: Move): EntryView['lots'][number] {
  if (place === 'available') return { place, points, expiresOn: lot }
  const { first, expiresOn } = splitKey(lot)
  return place === 'pending' && first !== REVIEW_DAY ? { place, points, expiresOn, usableFrom: first } : { place, points, expiresOn }
}

const byKey = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1)
