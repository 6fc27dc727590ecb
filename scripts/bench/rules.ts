import { newId } from '../../shared/api/ids'
import { Campaign } from '../../shared/campaigns/campaign'
import { award, awardDraft } from '../../shared/earning/award'
import { Programme } from '../../shared/earning/programme'
import { type Life, mergeRehearsals, nothingRehearsed, rehearse, type Script } from '../../shared/earning/rehearse'
import type { OrderEvent } from '../../shared/events/event'
import { whenOf } from '../../shared/events/when'
import { emptyAccount } from '../../shared/points/account'
import { momentOf } from '../../shared/points/decide'
import type { Entry } from '../../shared/points/entry'
import { applyAll } from '../../shared/points/ledger'
import { programme as demo } from '../demo/shop'
import type { Measure } from './measure'

const RULES = 20
const CAMPAIGNS = 20
const EVENTS = 20_000
const MEMBERS = 60
const EVENTS_PER_MEMBER = 100
const DAY_MS = 86_400_000
const SECOND_MS = 1_000
const EVALUATIONS_MIN = 20_000
const REHEARSED_MIN = 5_000

/** How fast one core decides: payments under many rules and campaigns, and a rehearsal of months. */
export function measureRules(): Promise<readonly Measure[]> {
  const perSecond = evaluations()
  return Promise.resolve([
    { name: `rule evaluation with ${RULES} rules and ${CAMPAIGNS} campaigns: events per second`, value: perSecond, bar: EVALUATIONS_MIN, atLeast: true, unit: 'events/s' },
    { name: 'rule evaluation: times the bar', value: perSecond / EVALUATIONS_MIN, unit: 'times' },
    { name: 'rehearsal of a campaign: events per second', value: rehearsals(), bar: REHEARSED_MIN, atLeast: true, unit: 'events/s' },
  ])
}

/** What this process has used of a core, whatever else the machine does. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const start = Date.parse('2026-06-01T04:00:00Z')

/** Rules of many kinds, half of them about purchases. */
const manyRules = Programme.parse({
  ...demo,
  rules: [
    ...demo.rules,
    ...Array.from({ length: RULES - demo.rules.length }, (_, i) =>
      i % 2 === 0
        ? { id: `item-${i}`, kind: 'per_item', terms: { pointsPerItem: 1 + i, categories: [`category-${i}`] }, caps: { perDay: 500 } }
        : { id: `goal-${i}`, kind: 'first_purchase', terms: { points: i, minimumFen: 1_000_000 } },
    ),
  ],
})

/** Of each sort: for everyone, for some, at times, with caps, with a hold-out; all of them in their window. */
const manyCampaigns = Array.from({ length: CAMPAIGNS }, (_, i) =>
  Campaign.parse({
    id: newId('campaign', start + i, []), state: 'launched', revision: 2, name: { zh: `活动 ${i}`, en: `Campaign ${i}` }, description: { zh: '', en: '' },
    startsAt: '2026-01-01T00:00:00Z', endsAt: '2027-01-01T00:00:00Z',
    effect: i % 3 === 0 ? { type: 'bonus', points: 5 + i, minimumFen: 1_000 } : { type: 'multiplier', percent: 110 + i },
    stacking: { group: `group-${i % 4}`, mode: i % 4 === 0 ? 'all' : 'best' },
    ...(i % 4 === 1 ? { recurrence: { weekdays: [1, 2, 3, 4, 5], hours: [{ from: '08:00', to: '20:00' }] } } : {}),
    ...(i % 5 === 2 ? { audience: { type: 'and', of: [{ type: 'not', of: { type: 'list', list: 'staff' } }, { type: 'newcomer', days: 300 }] } } : {}),
    ...(i % 5 === 3 ? { caps: { perDay: 100, perMember: 10_000 } } : {}),
    ...(i % 10 === 4 ? { holdOutPercent: 20 } : {}),
  }),
)

const order = (i: number): OrderEvent => ({ type: 'order_paid', amountFen: 1_000 + ((i * 7_919) % 20_000), isFirst: i === 0, wasInvited: false, items: [{ product: 'a', category: `category-${i % 9}`, quantity: 1, amountFen: 1_000 }] })
const personOf = (i: number) => ({ memberId: newId('member', start + i, []), joinedOn: '2026-05-01', lists: [] })

function evaluations(): number {
  const person = personOf(1)
  const questions = Array.from({ length: EVENTS }, (_, i) => {
    const at = start + i * SECOND_MS
    return { programme: manyRules, campaigns: manyCampaigns, account: emptyAccount, person, event: order(i), when: whenOf(at, demo.timeZone), moment: momentOf(at, demo.timeZone) }
  })
  for (const question of questions.slice(0, EVENTS / 10)) award(question)
  const from = cpuMs()
  for (const question of questions) award(question)
  return Math.round((EVENTS * SECOND_MS) / (cpuMs() - from))
}

function rehearsals(): number {
  const lives = Array.from({ length: MEMBERS }, (_, i) => lifeOf(i))
  const script: Script = { from: start, to: start + 200 * DAY_MS, timeZone: demo.timeZone, programmeAt: () => manyRules, campaigns: manyCampaigns.slice(1), draft: { type: 'campaign', campaign: manyCampaigns[0] ?? Campaign.parse({}) } }
  const run = (some: readonly Life[]) => some.reduce((sum, life) => mergeRehearsals(sum, rehearse(script, life)), nothingRehearsed)
  run(lives.slice(0, MEMBERS / 10))
  const from = cpuMs()
  const { events } = run(lives)
  return Math.round((events * SECOND_MS) / (cpuMs() - from))
}

/** A member who buys on each of so many days. */
function lifeOf(number: number): Life {
  const person = personOf(number)
  let account = emptyAccount
  const entries: Entry[] = []
  for (let i = 0; i < EVENTS_PER_MEMBER; i++) {
    const at = start + i * DAY_MS
    const question = { programme: manyRules, campaigns: [], account, person, when: whenOf(at, demo.timeZone), moment: momentOf(at, demo.timeZone) }
    const event = order(i)
    const draft = awardDraft(account, award({ ...question, event }), question, { source: { kind: 'order', id: `pos/${number}-${i}` }, facts: { amountFen: event.amountFen } })
    const applied = applyAll(account, [draft])
    account = applied.account
    entries.push(...applied.entries)
  }
  return { person, entries, orders: new Map() }
}
