import { Refusal } from '../../shared/api/refusal'
import { dayOf } from '../../shared/time/day'
import type { Say } from '../local/steps'
import { type ApiClient, clientOf, freshId } from '../support/in-process'
import { demoPeople } from '../wechat/people'
import type { Demo } from './fill'
import { programme, rewards, storeId } from './shop'

const DAY_MS = 86_400_000
const DAYS = 32

/** What a member of the demo does on a day, counted back from today. */
interface Habit {
  readonly person: string
  readonly birthday: string
  /** By whose link they came. */
  readonly invitedBy?: string
  readonly checksIn: (daysAgo: number) => boolean
  readonly spendsFen: (daysAgo: number) => number
}

const habits: readonly Habit[] = [
  { person: 'lin-xiaoman', birthday: '1996-05-18', checksIn: (ago) => ago <= 12 && ago !== 4, spendsFen: (ago) => (ago % 5 === 2 ? 6_800 + ago * 130 : 0) },
  { person: 'chen-yizhou', birthday: '1989-11-02', invitedBy: 'lin-xiaoman', checksIn: (ago) => ago === 9 || ago === 8, spendsFen: (ago) => (ago % 11 === 3 ? 3_200 : 0) },
  { person: 'zhou-yining', birthday: '2001-02-28', checksIn: () => false, spendsFen: () => 0 },
]

/** Opens the shop a month ago and lets its members live through the days until yesterday. */
export async function liveThroughPast(demo: Demo, open: () => Promise<void>, say: Say): Promise<void> {
  const today = dayOf(Date.now(), programme.timeZone)
  for (let ago = DAYS; ago >= 1; ago--) {
    demo.clock.turnTo(Date.now() - ago * DAY_MS)
    if (ago === DAYS) await open()
    for (const habit of habits) await liveOneDay(demo, habit, ago)
    say(`${dayOf(demo.clock.now(), programme.timeZone)} → ${today}`)
  }
  demo.clock.turnTo(Date.now())
}

/** Signs a person of the stand-in in, as the mini-program does. */
export async function signIn(demo: Demo, person: string, shareId?: string) {
  const input = { code: demo.wechat.phone.loginCode(person) ?? '', deviceId: `demo-phone-${person}`, consent: { noticeVersion: programme.noticeVersion }, ...(shareId === undefined ? {} : { shareId }) }
  return clientOf(demo.api).signIn(input)
}

async function liveOneDay(demo: Demo, habit: Habit, ago: number): Promise<void> {
  if (ago === DAYS) return introduce(demo, habit)
  const amountFen = habit.spendsFen(ago)
  if (!habit.checksIn(ago) && amountFen === 0 && ago !== 1) return
  const { tokens, profile } = await signIn(demo, habit.person)
  const member = clientOf(demo.api, tokens.token)
  const day = dayOf(demo.clock.now(), programme.timeZone)
  if (habit.checksIn(ago)) await member.checkIn({ id: freshId('operation'), day }).catch(ifDoneBefore)
  if (amountFen > 0) {
    const order = { orderNo: `D${day.replaceAll('-', '')}-${profile.cardNo}`, member: { memberId: profile.id }, amountFen, storeId: storeId(1 + (ago % 2)) }
    await clientOf(demo.api, demo.tillKey).reportOrderPaid(order)
  }
  if (ago === 1 && habit.person === 'lin-xiaoman') await exchangeOne(member)
}

async function introduce(demo: Demo, { person, birthday, invitedBy }: Habit): Promise<void> {
  const { tokens } = await signIn(demo, person, invitedBy === undefined ? undefined : await shareIdOf(demo, invitedBy))
  const nickname = demoPeople.find(({ id }) => id === person)?.nickname ?? person
  const member = clientOf(demo.api, tokens.token)
  await member.updateMe({ nickname, birthday })
  const code = demo.wechat.phone.phoneCode(person)
  if (code !== undefined) await member.linkPhone({ code })
}

async function shareIdOf(demo: Demo, person: string): Promise<string> {
  const { tokens } = await signIn(demo, person)
  return (await clientOf(demo.api, tokens.token).myShare({})).shareId
}

async function exchangeOne(member: ApiClient): Promise<void> {
  const [coffee] = rewards(Date.now())
  if (coffee !== undefined) await member.exchange({ id: freshId('voucher'), rewardId: coffee.reward.id, pricePoints: coffee.reward.pricePoints })
}

/** A seed that was interrupted begins again and meets the days it has already lived. */
function ifDoneBefore(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'already_checked_in')) throw error
}
