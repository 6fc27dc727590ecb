import * as z from 'zod'
import { eventTypes } from '../events/event'
import { CashOffTerms } from '../points/cash-off'
import { RiskTerms } from '../risk/terms'
import { PointsWords } from '../api/points-words'
import { TierTerms } from '../tiers/terms'
import { Instant } from '../time/day'
import { Expiry } from './expiry'
import type { CheckInTerms } from './rules/check-in'
import { ProgrammeRule, type RuleKind } from './rules/list'

const RULES_MAX = 50
const CUSTOM_EVENTS_MAX = 30

const CustomEvent = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  title: z.strictObject({ zh: z.string().min(1).max(20), en: z.string().min(1).max(40) }),
})

/** What a marketer drafts: everything the programme promises, as data. */
export const ProgrammeTerms = z.strictObject({
  name: z.string().min(1).max(40),
  /** What members read for points, where it is not the usual word. */
  pointsWords: PointsWords.optional(),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone').default('Asia/Shanghai'),
  noticeVersion: z.string().min(1).max(20),
  /** Where a rule does not say otherwise. */
  expiry: Expiry,
  /** Points with expiry `active` are good to the end of the day so many months after the last of these events. */
  inactivity: z.strictObject({ months: z.number().int().min(1).max(60), events: z.array(z.enum(eventTypes)).min(1) }).default({ months: 12, events: ['order_paid'] }),
  rules: z.array(ProgrammeRule).max(RULES_MAX).refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'each rule has an id of its own'),
  /** What 100 points cost the shop, in fen: for budgets in money and for reports. */
  costFenPer100Points: z.number().int().min(1).max(1_000_000).default(100),
  tiers: TierTerms.optional(),
  cashOff: CashOffTerms.optional(),
  /** Kinds of events that the shop reports beside those the programme knows. */
  customEvents: z.array(CustomEvent).max(CUSTOM_EVENTS_MAX).default([]),
  /** The most that staff may correct of one member's points in a day, up and down together, without approval. */
  adjustMostPoints: z.number().int().min(0).max(1_000_000).default(1_000),
  risk: RiskTerms.prefault({}),
  orderMaxAgeDays: z.number().int().min(1).max(36_500).describe('events older than this are refused'),
})
export type ProgrammeTerms = z.output<typeof ProgrammeTerms>

/** The terms as published. A version never changes; one is in force at a time, and entries keep the version that paid them. */
export const Programme = ProgrammeTerms.extend({
  version: z.number().int().min(1),
  /** From when it is in force; the first version always was. */
  publishedAt: Instant.optional(),
  /** The version that was published again. */
  copyOf: z.number().int().min(1).optional(),
})
export type Programme = z.output<typeof Programme>

/** What of the terms is the owner's alone to settle, in the settings: nobody drafts it, and going back to an earlier version leaves it. */
export type Owned = Pick<ProgrammeTerms, 'noticeVersion' | 'pointsWords'>

/** Terms with what the owner has settled. */
export function withOwned({ pointsWords: _before, ...terms }: ProgrammeTerms, { noticeVersion, pointsWords }: Owned): ProgrammeTerms {
  return { ...terms, noticeVersion, ...(pointsWords === undefined ? {} : { pointsWords }) }
}

type RuleOf<Kind extends RuleKind> = Extract<ProgrammeRule, { kind: Kind }>

/** The rules of a kind, in the order of the programme. */
export function rulesOf<Kind extends RuleKind>(programme: ProgrammeTerms, kind: Kind): readonly RuleOf<Kind>[] {
  return programme.rules.filter((rule): rule is RuleOf<Kind> => rule.kind === kind)
}

const noCheckIns: CheckInTerms = { points: 0, steps: [] }

/** The terms of checking in; without such a rule it pays nothing. */
export const checkInTerms = (programme: ProgrammeTerms): CheckInTerms => rulesOf(programme, 'check_in')[0]?.terms ?? noCheckIns

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
