import type { EntryView } from '../../../../shared/points/points.api'
import { riskReasons } from '../../../../shared/risk/judge'
import { riskForMember as en } from '../../../../shared/text/risk.en'
import { riskForMember as zh } from '../../../../shared/text/risk.zh'
import type { EntryRowProps } from '../../components/entry-row'
import { showDay, showInstant, showMoney, showNumber, showShortDay } from '../../dates'
import type { Language, Text } from '../../text'

type Place = EntryView['lots'][number]['place']
type Words = Text['earn']['entry']
type Explained = Required<Pick<EntryRowProps, 'title' | 'when' | 'points' | 'notes'>> & Pick<EntryRowProps, 'tag'>

/** An entry in words: what it was for, which rule paid, which cap applied, and until when its points are good. */
export function explain(entry: EntryView, today: string, text: Text, language: Language): Explained {
  const words = text.earn.entry
  const about = { entry, words, language }
  const notes = [because(about).join(' · '), ...partsIn(about), ...capsIn(about), ...reviewIn(about), lotsIn(about).join(' · '), ...debtIn(about)].filter((note) => note !== '')
  return {
    title: titleOf(about),
    when: `${showInstant(Date.parse(entry.at), language)} · ${words.balanceAfter(showNumber(entry.available))}`,
    points: entry.points,
    notes,
    ...tagOf(about, today),
  }
}

interface About {
  readonly entry: EntryView
  readonly words: Words
  readonly language: Language
}

function titleOf({ entry, words, language }: About): string {
  const { type, source, facts } = entry
  const title = String(facts[language === 'en' ? 'titleEn' : 'title'] ?? '')
  switch (type) {
    case 'earn':
      return earnedBy({ entry, words, language })
    case 'exchange':
      return words.exchange(title)
    case 'make_up':
      return words.makeUp(showShortDay(source.id, language))
    case 'settle':
      return words.settle(showNumber(pointsInto(entry, 'available')))
    case 'expire':
      return words.expire
    case 'reverse':
      if (source.kind === 'referral') return words.referralBack
      return source.kind === 'review' ? words.withdrawn : words.reverse(showMoney(Number(facts['refundedFen'] ?? 0)))
    case 'refund':
      if (source.kind === 'hold') return words.cashOffBack
      return facts['why'] === 'expired' ? words.refundExpired(title) : words.refundCancelled(title)
    case 'adjust':
      return words.adjust
    case 'hold':
      return words.hold(showNumber(pointsInto(entry, 'held')))
    case 'release':
      return (facts['why'] === 'expired' ? words.releaseExpired : words.releaseCancelled)(showNumber(pointsOut(entry, 'held')))
    case 'cash_off':
      return words.cashOff(showMoney(Number(facts['offFen'] ?? 0)))
    case 'tier':
      return words.tier
    case 'approve':
      return words.approve
    case 'merge_out':
    case 'merge_in':
      return words.merge
  }
}

function earnedBy({ entry: { source, facts, day, paidBy }, words, language }: About): string {
  switch (source.kind) {
    case 'member':
      return words.signUp
    case 'check_in':
      if (facts['repaired'] !== undefined) return words.repair(showShortDay(source.id, language))
      return source.id === day ? words.checkIn : words.checkInOf(showShortDay(source.id, language))
    case 'share':
      return words.share
    case 'order':
      return words.order(showMoney(Number(facts['amountFen'] ?? 0)))
    case 'tier':
      return facts['why'] === 'birthday' ? words.birthdayGift : words.tierGift
    case 'event':
    case 'referral':
      return typeof facts['text'] === 'string' ? facts['text'] : (paidBy?.title[language] ?? words.earned)
    case 'voucher':
    case 'lot':
    case 'hold':
    case 'staff':
    case 'review':
      return words.earned
  }
}

/** The rule that paid, and what it looked at. */
function because({ entry: { type, paidBy, facts, source }, words, language }: About): readonly string[] {
  const streak = Number(facts['streak'] ?? 0)
  const bonus = Number(facts['bonus'] ?? 0)
  return [
    ...(streak === 0 ? [] : [bonus > 0 ? words.streakBonus(streak, showNumber(bonus)) : words.streak(streak)]),
    ...(paidBy === null ? [] : [words.byRule(paidBy.title[language], paidBy.version)]),
    ...(type === 'adjust' && typeof facts['text'] === 'string' ? [facts['text']] : []),
    ...(type === 'hold' ? [words.holdNote(showMoney(Number(facts['offFen'] ?? 0)))] : []),
    ...((source.kind === 'order' || source.kind === 'hold') && facts['orderNo'] !== undefined ? [words.orderNo(String(facts['orderNo']))] : []),
  ]
}

/** What an earn is made of, where it is more than its rule. */
function partsIn({ entry: { parts }, words, language }: About): readonly string[] {
  if (parts.length === 1 && parts[0]?.by === 'rule') return []
  return parts.map(({ by, name, points }) => words.part(name?.[language] ?? words.partOf[by], showNumber(points)))
}

function capsIn({ entry, words: { caps } }: About): readonly string[] {
  return entry.cappedBy.map(({ cap, cutPoints }) => {
    const sentence = cap === 'per_event' || cap === 'per_day' ? caps[cap] : caps.other
    return sentence(showNumber(cutPoints))
  })
}

/** Why points wait for a person, and whom to ask. */
function reviewIn({ entry: { type, source, review, reviewState }, words, language }: About): readonly string[] {
  if (type === 'reverse' && source.kind === 'review') return [words.askClerk]
  if (reviewState !== 'open') return []
  const why = language === 'zh' ? zh : en
  const reasons = riskReasons.filter((reason) => review.includes(reason)).map((reason) => why[reason])
  return [words.inReview(reasons.join(language === 'zh' ? '，' : ', ')), words.askClerk]
}

function tagOf({ entry, words }: About, today: string): Pick<Explained, 'tag'> {
  if (entry.reviewState === 'open') return { tag: { look: 'gold', label: words.inReviewTag } }
  if (entry.reviewState === 'reversed') return { tag: { look: 'quiet', label: words.withdrawnTag } }
  return isStillPending(entry, today) ? { tag: { look: 'gold', label: words.pendingTag } } : {}
}

/** Where points went, or were taken from, and until when they are good. */
function lotsIn({ entry, words, language }: About): readonly string[] {
  const day = (expiresOn: string) => showDay(expiresOn, language)
  const into = entry.lots.filter(({ points, place }) => points > 0 && place !== 'held')
  const from = entry.lots.filter(({ points, place }) => points < 0 && place === 'available')
  if (entry.type === 'expire') return from.map(({ expiresOn }) => words.lapsedOn(day(expiresOn)))
  if (entry.type === 'refund') return into.map(({ expiresOn }) => (expiresOn === 'never' ? words.backForever : words.backTo(day(expiresOn))))
  const soonest = from[0]?.expiresOn
  return [
    ...into.flatMap(({ usableFrom }) => (usableFrom === undefined ? [] : [words.usableFrom(day(usableFrom))])),
    ...into.map(({ expiresOn }) => (expiresOn === 'never' ? words.goodForever : words.goodUntil(day(expiresOn)))),
    ...(soonest === undefined || entry.type === 'reverse' ? [] : [takenFrom(soonest, from.length, words, day)]),
  ]
}

function takenFrom(soonest: string, count: number, words: Words, day: (expiresOn: string) => string): string {
  if (soonest === 'never') return words.tookForever
  return count === 1 ? words.tookFrom(day(soonest)) : words.tookFromMany(count, day(soonest))
}

function debtIn({ entry: { debt }, words }: About): readonly string[] {
  if (debt === 0) return []
  return [debt > 0 ? words.madeDebt(showNumber(debt)) : words.paidDebt(showNumber(-debt))]
}

const pointsOut = (entry: EntryView, place: Place): number => entry.lots.filter((lot) => lot.place === place && lot.points < 0).reduce((sum, { points }) => sum - points, 0)

function pointsInto(entry: EntryView, place: Place): number {
  const out = entry.lots.filter((lot) => lot.place !== place && lot.points < 0).reduce((sum, { points }) => sum - points, 0)
  return out > 0 ? out : entry.lots.filter((lot) => lot.place === place).reduce((sum, { points }) => sum + points, 0)
}

const isStillPending = (entry: EntryView, today: string): boolean =>
  entry.type === 'earn' && entry.lots.some(({ place, usableFrom }) => place === 'pending' && usableFrom !== undefined && usableFrom > today)
