import { emptyAccount } from '../../../shared/points/account'
import { about, accountWith, at, codeBy } from '../../support/tables'
import type { Law } from './law'

const decide = 'points/decide.ts'
const ledger = 'points/ledger.ts'
const today = at('2026-11-24')
const lots = accountWith({ available: { '2026-11-30': 30, '2026-12-31': 40, never: 50 } })

export const pointsLaws: readonly Law[] = [
  {
    law: 'the soonest-expiring points are spent first, and those that never expire last',
    check: ({ decide: { spend } }) => expect(spend(lots, 80, about, today).moves.map(({ lot }) => lot)).toEqual(['2026-11-30', '2026-12-31', 'never']),
    without: [
      { file: decide, rule: 'Object.keys(lots).sort()) rest', broken: 'Object.keys(lots).sort().reverse()) rest' },
      { file: decide, rule: 'moves: takeSoonestExpiring(account.lots.available, points)', broken: 'moves: [{ place: "available", lot: "never", points: -points }]' },
    ],
  },
  {
    law: 'nobody spends what is not there',
    check: ({ decide: { spend } }) => expect(codeBy(() => spend(lots, 121, about, today))).toBe('points_short'),
    without: [
      { file: decide, rule: 'if (account.available < points) throw', broken: 'if (false) throw' },
      { file: decide, rule: 'if (account.available < points) throw', broken: 'if (account.available + 1 < points) throw' },
    ],
  },
  {
    law: 'points that arrive pay debt first',
    check: ({ decide: { earn } }) => {
      const owing = accountWith({}, { debt: 4 })
      expect(earn(owing, [{ points: 10, expiresOn: 'never', usableFrom: today.today }], about, today)).toMatchObject({ debt: -4, moves: [{ points: 6 }] })
    },
    without: [{ file: decide, rule: 'const owed = Math.min(account.debt, points)', broken: 'const owed = 0' }],
  },
  {
    law: 'points given back pay debt first, and only once',
    check: ({ decide: { giveBack, release } }) => {
      const owing = accountWith({ held: { 'bill>2026-11-30': 30, 'bill>never': 30 } }, { debt: 40 })
      const spent = [{ place: 'available' as const, lot: '2026-11-30', points: -30 }, { place: 'available' as const, lot: 'never', points: -30 }]
      expect(giveBack(owing, spent, about, today)).toMatchObject({ debt: -40, moves: [{ lot: 'never', points: 20 }] })
      expect(release(owing, 'bill', about, today)).toMatchObject({ debt: -40 })
    },
    without: [
      { file: decide, rule: 'pay({ ...account, debt: account.debt + debt }, lot, points)', broken: 'pay(account, lot, points)' },
      { file: decide, rule: 'moves: [...out, ...back.moves], debt: back.debt', broken: 'moves: [...out, ...held.map(([lot, points]) => ({ place: "available", lot: splitKey(lot).expiresOn, points }))], debt: 0' },
    ],
  },
  {
    law: 'points are pending until their day, and not a day longer',
    check: ({ decide: { earn, due } }) => {
      expect(earn(emptyAccount, [{ points: 5, expiresOn: 'never', usableFrom: '2026-11-25' }], about, today).moves).toEqual([{ place: 'pending', lot: '2026-11-25>never', points: 5 }])
      const waiting = accountWith({ pending: { '2026-11-25>never': 5 } })
      expect([due(waiting, at('2026-11-24', '23:59:59.999')).length, due(waiting, at('2026-11-25', '00:00:00.000')).length]).toEqual([0, 1])
    },
    without: [
      { file: decide, rule: '=> usableFrom > moment.today\n', broken: '=> false\n' },
      { file: decide, rule: 'on <= moment.today)', broken: 'on < moment.today)' },
      { file: decide, rule: 'on <= moment.today)', broken: 'true)' },
    ],
  },
  {
    law: 'points are good through their last day and gone the next',
    check: ({ decide: { due } }) => {
      const types = (time: string, day: string) => due(lots, at(day, time)).map(({ type }) => type)
      expect(types('23:59:59.999', '2026-11-30')).toEqual([])
      expect(types('00:00:00.000', '2026-12-01')).toEqual(['expire'])
    },
    without: [
      { file: decide, rule: '.filter(({ on }) => on < moment.today)', broken: '.filter(({ on }) => on <= moment.today)' },
      { file: decide, rule: '.filter(({ on }) => on < moment.today)', broken: '.filter(() => false)' },
    ],
  },
  {
    law: 'points that became usable and lapsed unseen do both, in that order',
    check: ({ decide: { due } }) => {
      const waiting = accountWith({ pending: { '2026-11-25>2026-11-25': 5 } })
      expect(due(waiting, at('2026-12-01')).map(({ type }) => type)).toEqual(['settle', 'expire'])
    },
    without: [
      { file: decide, rule: '...arrivals.map(({ expiresOn }) => expiresOn)', broken: '' },
      { file: decide, rule: 'a.order - b.order', broken: 'b.order - a.order' },
    ],
  },
  {
    law: 'a refund takes pending points of its order first, then its own lot, then others, and the rest is owed',
    check: ({ decide: { reverse } }) => {
      const account = accountWith({ available: { '2026-11-30': 2, '2026-12-31': 2 }, pending: { '2026-12-01>2026-12-31': 2 } })
      expect(reverse(account, [{ points: 7, expiresOn: '2026-12-31', usableFrom: '2026-12-01' }], about, today)).toMatchObject({
        debt: 1,
        moves: [{ place: 'pending', points: -2 }, { lot: '2026-12-31', points: -2 }, { lot: '2026-11-30', points: -2 }],
      })
    },
    without: [
      { file: decide, rule: "points - takeFrom(account.lots.pending, 'pending', pendingKey(usableFrom, expiresOn), points, moves)", broken: 'points' },
      { file: decide, rule: "rest -= takeFrom(account.lots.available, 'available', expiresOn, rest, moves)\n", broken: '\n' },
      { file: decide, rule: 'moves: [...moves, ...takeSoonestExpiring(others, fromOthers)]', broken: 'moves' },
      { file: decide, rule: 'debt: rest - fromOthers }', broken: 'debt: 0 }' },
    ],
  },
  {
    law: 'a lot never falls below nothing, and points are whole',
    check: ({ ledger: { applyAll } }) => {
      const draft = { ...about, at: '', day: '2026-11-24', debt: 0 }
      const take = (points: number) => () => applyAll(lots, [{ ...draft, moves: [{ place: 'available', lot: 'never', points }] }])
      expect(take(-51)).toThrow(/would fall/)
      expect(take(-0.5)).toThrow(/whole/)
      expect(() => applyAll(emptyAccount, [{ ...draft, moves: [], debt: -1 }])).toThrow(/debt/)
    },
    without: [
      { file: ledger, rule: 'if (left < 0) throw', broken: 'if (false) throw' },
      { file: ledger, rule: 'if (!Number.isSafeInteger(points)) throw', broken: 'if (false) throw' },
      { file: ledger, rule: 'if (debt < 0) throw', broken: 'if (false) throw' },
    ],
  },
  {
    law: 'entries are numbered without a gap',
    check: ({ ledger: { applyAll } }) => {
      const draft = { ...about, at: '', day: '2026-11-24', debt: 0, moves: [] }
      expect(applyAll({ ...emptyAccount, version: 7 }, [draft, draft, draft]).entries.map(({ number }) => number)).toEqual([8, 9, 10])
    },
    without: [
      { file: ledger, rule: 'const number = current.version + 1', broken: 'const number = account.version + 1' },
      { file: ledger, rule: 'version: account.version + 1,', broken: 'version: account.version + 2,' },
    ],
  },
]
