import type { Entry } from '../../shared/points/entry'
import type { Standing } from '../../shared/tiers/standing'
import { type Tier, tierOf, type TierTerms } from '../../shared/tiers/terms'
import { changeReasons, type TierName } from '../../shared/tiers/name'
import type { TierEvent, TierStanding } from '../../shared/tiers/tiers.api'
import type { BusinessDay } from '../../shared/time/day'
import { windowOf } from '../../shared/tiers/window'

export function tierStanding({ tier, since, until, isManual, growth, next, keep, falls }: Standing, terms: TierTerms, joinedOn: BusinessDay, today: BusinessDay): TierStanding {
  return {
    today, since, until, isManual, growth, keep,
    tier: nameOf(tier),
    window: { ...windowOf(terms, joinedOn, today) },
    next: next && { tier: nameOf(next.tier), min: next.tier.min, missing: next.missing, by: next.by },
    falls: falls && { on: falls.on, to: nameOf(falls.to), missing: falls.missing },
    levels: [...terms.levels],
    terms: termsView(terms),
  }
}

function termsView({ measure, window, upgrade, validMonths, downgrade, graceDays }: TierTerms): TierStanding['terms'] {
  return {
    measure: measure.type,
    fenPerGrowth: measure.type === 'money' ? measure.fenPerGrowth : null,
    window: window.type,
    windowMonths: window.type === 'rolling' ? window.months : null,
    upgrade, validMonths, downgrade, graceDays,
  }
}

/** A change of the tier; undefined for any other entry. */
export function tierEvent({ number, at, day, tier, facts = {} }: Entry, terms: TierTerms): TierEvent | undefined {
  const why = changeReasons.find((one) => one === facts['why'])
  if (tier === undefined || why === undefined) return undefined
  const { reason } = facts
  return { number, at, day, from: tierName(terms, String(facts['from'])), to: tierName(terms, tier.id), until: tier.until, why, reason: typeof reason === 'string' ? reason : null }
}

/** A tier that is no longer in the terms goes by its id. */
export function tierName({ levels }: TierTerms, id: string): TierName {
  const level = levels.find((one) => one.id === id)
  return level === undefined ? { id, name: { zh: id, en: id } } : nameOf(level)
}

/** The name of the tier a member holds, or null in a programme without tiers. */
export function tierHeld(terms: TierTerms | undefined, id: string | undefined): TierName | null {
  const tier = tierOf(terms, id)
  return tier === undefined ? null : nameOf(tier)
}

const nameOf = ({ id, name }: Tier): TierName => ({ id, name })
