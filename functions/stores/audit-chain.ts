import { createHash } from 'node:crypto'
import type { BusinessDay } from '../../shared/time/day'
import type { Database } from '../database/client'
import { deeds, keys } from '../database/keys'
import { get, getAll } from '../database/read'
import { stored } from '../database/stored'
import { again, commit, create, type Write } from '../database/write'
import type { AuditRepository, StoredDeed } from './audit.repository'

/** Where the chain of a day stands. Its first link hangs on the chain of an earlier day as it stood then. */
export interface Chain {
  readonly day: BusinessDay
  readonly number: number
  readonly hash: string
  readonly before?: { readonly day: BusinessDay; readonly number: number; readonly hash: string }
}

/** One link: the deed of that number, and the hash of it and of the link before. */
export interface Link {
  readonly number: number
  readonly deed: string
  readonly hash: string
}

/** Three writes a deed, and a transaction takes a hundred. */
const DEEDS_PER_COMMIT = 30

/** What the first link of a day hangs on. */
export const rootOf = ({ before }: Pick<Chain, 'before'>): string => (before === undefined ? '' : `${before.day}#${before.number}#${before.hash}`)

/** SHA-256 over a deed, its number and the hash before, in hexadecimal. What a deed has not, its change, is left out. */
export function linkHash(number: number, previous: string, deed: StoredDeed): string {
  const { day, name, at, staffId, call, target = null, input, requestId = null, outcome = null, endedAt = null, change } = deed
  return createHash('sha256').update(JSON.stringify([number, previous, day, name, at, staffId, call, target, input, requestId, outcome, endedAt, ...(change === undefined ? [] : [change])])).digest('hex')
}

/**
 * Chains deeds that have ended, by the table's stream: nobody waits for it, and no deed touches what others share. Deeds that come twice, late or in
 * any order have one link each.
 */
export async function chainDeeds(database: Database, audit: AuditRepository, day: BusinessDay, names: readonly string[]): Promise<Chain | undefined> {
  let chain: Chain | undefined
  for (let from = 0; from < names.length; from += DEEDS_PER_COMMIT) {
    const some = names.slice(from, from + DEEDS_PER_COMMIT)
    chain = (await again(() => chainSome(database, audit, day, some))) ?? chain
  }
  return chain
}

async function chainSome(database: Database, audit: AuditRepository, day: BusinessDay, names: readonly string[]): Promise<Chain | undefined> {
  const [chainItem, ...items] = await getAll(database, [keys.chain(day), ...names.map((name) => keys.deed(day, name))])
  const ended = items.flatMap((item) => (item === undefined ? [] : [stored<StoredDeed>(item)])).filter(({ outcome, link }) => outcome !== undefined && link === undefined)
  if (ended.length === 0) return undefined
  const known = chainItem && stored<Chain>(chainItem)
  const start = known ?? (await newChain(database, audit, day))
  const links: Link[] = []
  for (const deed of ended) {
    const last = links.at(-1)
    const number = (last?.number ?? start.number) + 1
    links.push({ number, deed: deed.name, hash: linkHash(number, last?.hash ?? start.hash, deed) })
  }
  const next = { ...start, number: start.number + links.length, hash: links.at(-1)?.hash ?? start.hash }
  await commit(database, [moved(known, next), ...links.flatMap((link, place) => linkWrites(day, link, ended[place]?.target))])
  return next
}

function moved(before: Chain | undefined, next: Chain): Write {
  const item = { ...keys.chain(next.day), ...next }
  return before === undefined ? create(item) : { type: 'put', item, condition: '#number = :number', names: { '#number': 'number' }, values: { ':number': before.number } }
}

/** The link is found by what the deed was about. */
function linkWrites(day: BusinessDay, link: Link, target: string | undefined): readonly Write[] {
  const place: Write = { type: 'update', key: keys.deed(day, link.deed), set: 'SET #link = :number', condition: 'attribute_exists(outcome) AND attribute_not_exists(#link)', names: { '#link': 'link' }, values: { ':number': link.number } }
  const about = target === undefined ? {} : { deedsOf: deeds.about(target), deedsAt: link.deed }
  return [create({ ...keys.link(day, link.number), ...link, ...about }), place]
}

/** The chain of a day that has none yet, hung on the latest earlier one. */
async function newChain(database: Database, audit: AuditRepository, day: BusinessDay): Promise<Chain> {
  const earlier = await audit.dayBefore(day)
  const item = earlier === undefined ? undefined : await get(database, keys.chain(earlier))
  const chain = item && stored<Chain>(item)
  const before = chain && { day: chain.day, number: chain.number, hash: chain.hash }
  const start = { day, number: 0, ...(before === undefined ? {} : { before }) }
  return { ...start, hash: rootOf(start) }
}
