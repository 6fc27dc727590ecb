import * as z from 'zod'
import type { Event, EventType } from '../../events/event'
import { Caps } from '../../points/caps'
import { type PointsWords, wordedBoth } from '../../api/points-words'
import { Expiry } from '../expiry'
import { anniversary } from './anniversary'
import { birthday } from './birthday'
import { challenge } from './challenge'
import { checkIn } from './check-in'
import { custom } from './custom'
import { firstPurchase } from './first-purchase'
import { manualGrant } from './manual-grant'
import { perAmount } from './per-amount'
import { perItem } from './per-item'
import { profileCompleted } from './profile-completed'
import { referral } from './referral'
import { review } from './review'
import { type Rule, type Sentences } from './rule'
import { shareOpened } from './share-opened'
import { signUp } from './sign-up'

/** Every kind of rule. Adding one is its file and its name here and just below. */
export const rules = [signUp, profileCompleted, checkIn, shareOpened, referral, perAmount, perItem, firstPurchase, review, birthday, anniversary, challenge, custom, manualGrant] as const

/** A rule of a programme: its kind with terms, and what is common to all kinds. */
const inSet = <Name extends string, Terms extends z.ZodType, Type extends EventType>(it: Rule<Name, Terms, Type>) =>
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/).describe('names the rule in entries and caps; stays the same from version to version'),
    kind: z.literal(it.name),
    terms: it.terms,
    caps: Caps.optional(),
    budgetPoints: z.number().int().min(1).max(1_000_000_000).optional().describe('the most it may pay to all members together'),
    expiry: Expiry.optional().describe('where it differs from the programme'),
    pendingDays: z.number().int().min(0).max(180).default(0).describe('days until the return window has closed'),
  })

export const ProgrammeRule = z.discriminatedUnion('kind', [
  inSet(signUp), inSet(profileCompleted), inSet(checkIn), inSet(shareOpened), inSet(referral), inSet(perAmount), inSet(perItem),
  inSet(firstPurchase), inSet(review), inSet(birthday), inSet(anniversary), inSet(challenge), inSet(custom), inSet(manualGrant),
])
export type ProgrammeRule = z.output<typeof ProgrammeRule>
export type RuleKind = ProgrammeRule['kind']

const byName: Readonly<Record<string, Untyped | undefined>> = Object.fromEntries(rules.map((it) => [it.name, untyped(it)]))

/** What a rule of the programme pays for an event, before its caps; 0 for events that are none of its own. */
export function payBy(rule: ProgrammeRule, event: Event): number {
  const it = byName[rule.kind]
  return it?.on.includes(event.type) === true ? it.pay(rule.terms, event) : 0
}

export const isExclusive = (kind: RuleKind): boolean => byName[kind]?.isExclusive === true

/** What a rule of the programme promises, as the programme calls its points. */
export const sentenceOf = (rule: ProgrammeRule, words?: PointsWords): Sentences => wordedBoth(byName[rule.kind]?.sentence(rule.terms) ?? { zh: '', en: '' }, words)

/** The title of a kind of rule; empty for a name that is none. */
export const titleOf = (kind: string, words?: PointsWords): Sentences => wordedBoth(byName[kind]?.title ?? { zh: '', en: '' }, words)

interface Untyped {
  readonly title: Sentences
  readonly on: readonly string[]
  readonly isExclusive?: true
  readonly pay: (terms: unknown, event: Event) => number
  readonly sentence: (terms: unknown) => Sentences
}

/** Guarantee: `ProgrammeRule` has checked that the terms are those of the kind, and `on` that the event is one of the rule's. */
function untyped(it: object): Untyped {
  return it as Untyped
}
