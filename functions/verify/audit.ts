import type { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, type Item } from '../database/read'
import { stored } from '../database/stored'
import { type Chain, type Link, linkHash, rootOf } from '../stores/audit-chain'
import type { StoredDeed } from '../stores/audit.repository'
import { readPartition } from '../database/scan'
import { type Breach, told } from './breach'

/** A deed that ended so long before another that the chain already has was left out of it. */
const LEFT_OUT_MS = 15 * 60_000

const PARTITION = keys.deed('', '').pk

export const isAuditDay = (pk: string): boolean => pk.startsWith(PARTITION)

/** The audit trail of a day: numbers without a hole, every hash right, every deed in its place, and the chain where it says it stands. */
export async function auditBreaches(database: Database, pk: string, items: readonly Item[]): Promise<Breach[]> {
  const day = pk.slice(PARTITION.length)
  const item = await get(database, keys.chain(day))
  const chain = item && stored<Chain>(item)
  const seen = booksOf(items)
  // The chain may have moved on since these items were read; it never moves back.
  const { links, deeds } = chain !== undefined && seen.links.size < chain.number ? booksOf((await readPartition(database, pk)).items) : seen
  return [
    ...linkBreaches(day, chain, links, deeds),
    ...[...deeds.values()].flatMap((deed) => placeBreaches(deed, links)),
    ...leftOut(deeds),
    ...(await rootBreaches(database, chain)),
  ]
}

/** Where chains say they stand, of days of which perhaps nothing is left. */
export async function chainBreaches(database: Database, items: readonly Item[]): Promise<Breach[]> {
  const found = await Promise.all(items.map(async (item) => {
    const { day, number, hash } = stored<Chain>(item)
    return isAt(await get(database, keys.link(day, number)), hash) ? [] : [told((say) => say.auditHead(day, number))]
  }))
  return found.flat()
}

interface Books {
  readonly links: ReadonlyMap<number, Link>
  readonly deeds: ReadonlyMap<string, StoredDeed>
}

function booksOf(items: readonly Item[]): Books {
  const under = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix))
  const links = new Map(under(prefixes.link).map((item) => [Number(String(item['sk']).slice(prefixes.link.length)), stored<Link>(item)]))
  const deeds = new Map(under(prefixes.deed).map((item) => [String(item['sk']).slice(prefixes.deed.length), stored<StoredDeed>(item)]))
  return { links, deeds }
}

function linkBreaches(day: string, chain: Chain | undefined, links: Books['links'], deeds: Books['deeds']): Breach[] {
  const end = Math.max(0, ...links.keys())
  const breaches: Breach[] = []
  let previous = rootOf(chain ?? {})
  for (let number = 1; number <= end; number++) {
    const link = links.get(number)
    const deed = link && deeds.get(link.deed)
    if (link === undefined) breaches.push(told((say) => say.auditHole(day, number)))
    else if (deed === undefined) breaches.push(told((say) => say.auditDeedLost(day, number, link.deed)))
    else if (linkHash(number, previous, deed) !== link.hash) breaches.push(told((say) => say.auditAltered(day, number, link.deed)))
    // After a hole the next link is held against what it can only be held against: nothing.
    previous = link?.hash ?? ''
  }
  if (chain === undefined ? end > 0 : end > chain.number) breaches.push(told((say) => say.auditHead(day, end)))
  return breaches
}

/** A deed that says it is chained stands where it says. */
function placeBreaches({ day, name, link }: StoredDeed, links: Books['links']): Breach[] {
  return link === undefined || links.get(link)?.deed === name ? [] : [told((say) => say.auditPlace(day, link, name))]
}

/** What has ended waits for the stream, but not behind later deeds. */
function leftOut(deeds: Books['deeds']): Breach[] {
  const endOf = ({ endedAt }: StoredDeed): number => Date.parse(endedAt ?? '')
  const all = [...deeds.values()].filter(({ outcome }) => outcome !== undefined)
  const latest = Math.max(0, ...all.filter(({ link }) => link !== undefined).map(endOf))
  return all.filter((deed) => deed.link === undefined && endOf(deed) < latest - LEFT_OUT_MS).map(({ day, name }) => told((say) => say.auditLeftOut(day, name)))
}

/** What the first link hangs on is still as it was then. */
async function rootBreaches(database: Database, chain: Chain | undefined): Promise<Breach[]> {
  if (chain?.before === undefined) return []
  const { day, number, hash } = chain.before
  return isAt(await get(database, keys.link(day, number)), hash) ? [] : [told((say) => say.auditRoot(chain.day, day))]
}

const isAt = (item: Item | undefined, hash: string): boolean => item !== undefined && stored<Link>(item).hash === hash
