import fc from 'fast-check'
import { type Account, emptyAccount } from '../../shared/points/account'
import { due, earn, giveBack, hold, type Moment, release, reverse, spend } from '../../shared/points/decide'
import type { Draft, Entry, Move } from '../../shared/points/entry'
import { applyAll, replay, total } from '../../shared/points/ledger'
import { addDays } from '../../shared/time/day'
import { about, at, codeBy, sumOf } from '../support/tables'
import { Model, type Spent } from './model'

const FIRST_DAY = '2028-02-20'
const NEVER_FREES = '9999-12-31T00:00:00.000Z'

/** One thing that happens to an account. Numbers beyond what is there are taken modulo what is. */
type Step =
  | { readonly type: 'earn'; readonly points: number; readonly goodDays: number | 'never'; readonly pendingDays: number }
  | { readonly type: 'spend' | 'hold'; readonly points: number }
  | { readonly type: 'giveBack' | 'release'; readonly which: number }
  | { readonly type: 'reverse'; readonly which: number; readonly points: number }
  | { readonly type: 'pass'; readonly days: number }

const small = fc.nat({ max: 12 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('earn' as const), points: small, goodDays: fc.oneof(fc.nat({ max: 10 }), fc.constant('never' as const)), pendingDays: fc.nat({ max: 5 }) }),
  fc.record({ type: fc.constantFrom('spend' as const, 'hold' as const), points: small }),
  fc.record({ type: fc.constantFrom('giveBack' as const, 'release' as const), which: small }),
  fc.record({ type: fc.constant('reverse' as const), which: small, points: small }),
  fc.record({ type: fc.constant('pass' as const), days: fc.nat({ max: 6 }) }),
)

/** The account and the model side by side, with what can still be given back, released or reversed. */
class Life {
  account: Account = emptyAccount
  readonly entries: Entry[] = []
  readonly model = new Model(FIRST_DAY)
  private moment: Moment = at(FIRST_DAY)
  private readonly spent: { moves: readonly Move[]; model: readonly Spent[] }[] = []
  private readonly earned: { left: number; expiresOn: string; usableFrom: string }[] = []
  private readonly holds: string[] = []

  live(it: Step): void {
    if (it.type === 'pass') this.moment = at(addDays(this.moment.today, it.days))
    this.book(...due(this.account, this.moment))
    this.model.passTo(this.moment.today)
    switch (it.type) {
      case 'pass':
        return
      case 'earn':
        return this.earn(it.points, it.goodDays, it.pendingDays)
      case 'spend':
      case 'hold':
        return this.take(it.type, it.points)
      case 'giveBack':
        return this.giveBack(it.which)
      case 'release':
        return this.release(it.which)
      case 'reverse':
        return this.reverse(it.which, it.points)
    }
  }

  private book(...drafts: readonly Draft[]): void {
    const { account, entries } = applyAll(this.account, drafts)
    this.account = account
    this.entries.push(...entries)
  }

  private earn(points: number, goodDays: number | 'never', pendingDays: number): void {
    const usableFrom = addDays(this.moment.today, pendingDays)
    const expiresOn = goodDays === 'never' ? 'never' : addDays(usableFrom, goodDays)
    this.book(earn(this.account, [{ points, expiresOn, usableFrom }], about, this.moment))
    this.model.earn(points, expiresOn, usableFrom)
    this.earned.push({ left: points, expiresOn, usableFrom })
  }

  private take(type: 'spend' | 'hold', wanted: number): void {
    if (wanted > this.account.available) {
      expect(codeBy(() => spend(this.account, wanted, about, this.moment))).toBe('points_short')
      return
    }
    if (type === 'spend') {
      const draft = spend(this.account, wanted, about, this.moment)
      this.book(draft)
      this.spent.push({ moves: draft.moves, model: this.model.spend(wanted) })
    } else {
      const id = `hold-${this.entries.length}`
      this.book(hold(this.account, id, wanted, NEVER_FREES, about, this.moment))
      this.model.hold(id, wanted)
      this.holds.push(id)
    }
  }

  private giveBack(which: number): void {
    const [one] = this.spent.splice(which % Math.max(1, this.spent.length), 1)
    if (one === undefined) return
    this.book(giveBack(this.account, one.moves, about, this.moment))
    this.model.giveBack(one.model)
  }

  private release(which: number): void {
    const [id] = this.holds.splice(which % Math.max(1, this.holds.length), 1)
    if (id === undefined) return
    this.book(release(this.account, id, about, this.moment))
    this.model.release(id)
  }

  private reverse(which: number, wanted: number): void {
    const one = this.earned[which % Math.max(1, this.earned.length)]
    if (one === undefined) return
    const points = Math.min(wanted, one.left)
    one.left -= points
    this.book(reverse(this.account, [{ points, expiresOn: one.expiresOn, usableFrom: one.usableFrom }], about, this.moment))
    this.model.reverse(points, one.expiresOn, one.usableFrom)
  }
}

const inOrder = (value: unknown): string => JSON.stringify(value, (_, it: unknown) => (typeof it === 'object' && it !== null && !Array.isArray(it) ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1))) : it))

/** After every step of every life the two sides of the law are the same. */
function always(law: (life: Life) => { readonly is: unknown; readonly shouldBe: unknown }, runs = 200): void {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const life = new Life()
      for (const one of steps) {
        life.live(one)
        const { is, shouldBe } = law(life)
        // Jest's own comparison is slow, and there are many steps.
        if (inOrder(is) !== inOrder(shouldBe)) expect(is).toEqual(shouldBe)
      }
    }),
    { numRuns: runs },
  )
}

describe('whatever happens to an account, always', () => {
  test('the entries add up to what is available, pending and held, less what is owed', () => {
    always(({ account, entries }) => ({ is: sumOf(entries), shouldBe: account.available + account.pending + account.held - account.debt }))
  })

  test('the lots add up to what is available, pending and held', () => {
    always(({ account: { lots, available, pending, held } }) => ({ is: [total(lots.available), total(lots.pending), total(lots.held)], shouldBe: [available, pending, held] }))
  })

  test('nothing is negative, nothing is broken, and no empty lot is kept', () => {
    always(({ account: { lots, debt } }) => {
      const bad = Object.values(lots).flatMap((lot) => Object.entries(lot)).filter(([, points]) => !Number.isSafeInteger(points) || points <= 0)
      return { is: { bad, debt: Object.is(debt, Math.abs(debt)) }, shouldBe: { bad: [], debt: true } }
    })
  })

  test('nobody owes points and has points', () => {
    always(({ account }) => ({ is: Math.min(account.debt, account.available), shouldBe: 0 }))
  })

  test('replaying the entries gives the account, byte for byte', () => {
    always(({ account, entries }) => ({ is: inOrder(replay(entries)), shouldBe: inOrder(account) }), 100)
  })

  test('entries are numbered without a gap, and say the balance after them', () => {
    always(({ account, entries }) => ({
      is: [entries.map(({ number }) => number), account.version, account.available],
      shouldBe: [entries.map((_, i) => i + 1), entries.length, entries.at(-1)?.available ?? 0],
    }))
  })

  test('the account is what single points moved one by one would be', () => {
    always(({ account: { lots, debt }, model }) => ({ is: { lots, debt }, shouldBe: { lots: { available: model.lots('available'), pending: model.lots('pending'), held: model.lots('held') }, debt: model.debt } }), 500)
  })

  test('what was due is not due again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat({ max: 30 }), (steps, days) => {
        const life = new Life()
        for (const one of steps) life.live(one)
        const later = at(addDays(FIRST_DAY, 300 + days))
        const settled = applyAll(life.account, due(life.account, later)).account
        expect(due(settled, later)).toEqual([])
        expect(settled.pending).toBe(0)
        expect(Object.keys(settled.lots.available).every((lot) => lot >= later.today)).toBe(true)
      }),
    )
  })

  test('it does not matter on how many of the days somebody looked', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.array(fc.nat({ max: 20 }), { maxLength: 5 }), (steps, looks) => {
        const life = new Life()
        for (const one of steps) life.live(one)
        const end = addDays(FIRST_DAY, 250)
        const looked = looks.map((days) => addDays(end, -days)).sort().reduce((account, day) => applyAll(account, due(account, at(day))).account, life.account)
        const { version: _a, ...often } = applyAll(looked, due(looked, at(end))).account
        const { version: _b, ...once } = applyAll(life.account, due(life.account, at(end))).account
        expect(often).toEqual(once)
      }),
    )
  })
})
