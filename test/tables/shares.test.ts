import { openShare, type ShareOpened, shareOutcomes } from '../../shared/earning/share'
import { cardOfShare, shareIdOf } from '../../shared/earning/share-id'
import { type Account, emptyAccount } from '../../shared/points/account'
import { at, booked, codeBy, programmeWith, questionOf, standing } from '../support/tables'

const programme = programmeWith()
const today = at('2026-11-24')
const honest: ShareOpened = { sharer: { id: 'a', devices: ['phone-a'], phoneHash: 'a' }, friend: { id: 'b', devices: ['phone-b'], phoneHash: 'b' }, friendBroughtSharer: false }

const opened = (account: Account, change: Partial<ShareOpened> = {}, moment = today) => openShare({ ...honest, ...change }, 'op', questionOf(account, programme, moment))

describe('an opened share', () => {
  test('pays the sharer, for this friend', () => {
    const { outcome, drafts } = opened(emptyAccount)
    expect(outcome).toBe('paid')
    expect(drafts).toMatchObject([{ type: 'earn', source: { kind: 'share', id: 'b' }, paidBy: { rule: 'share_opened', version: 3 }, tallies: [{ period: '2026-11-24', points: 10, times: 1 }] }])
    expect(standing(booked(emptyAccount, ...drafts))).toEqual({ available: { '2027-11-30': 10 } })
  })

  test.each([
    ['one’s own link', { friend: honest.sharer }, 'own_link'],
    ['a friend on the same device', { friend: { ...honest.friend, devices: ['phone-b', 'phone-a'] } }, 'same_device'],
    ['a friend with the same phone number', { friend: { ...honest.friend, phoneHash: 'a' } }, 'same_phone'],
    ['a friend whose link brought the sharer', { friendBroughtSharer: true }, 'circle'],
  ])('%s pays nothing and says why', (_, change, outcome) => {
    expect(opened(emptyAccount, change)).toEqual({ outcome, drafts: [] })
  })

  test('two people without a phone number are not the same', () => {
    const change = { sharer: { id: 'a', devices: [] }, friend: { id: 'b', devices: [] } }
    expect(opened(emptyAccount, change).outcome).toBe('paid')
  })

  test('the day’s cap cuts what would pass it, then pays nothing, and starts again tomorrow', () => {
    const pay = (account: Account): Account => booked(account, ...opened(account).drafts)
    const two = pay(pay(emptyAccount))
    expect(opened(two).drafts).toMatchObject([{ cappedBy: [{ cap: 'per_day', by: 'share', cutPoints: 5 }], moves: [{ points: 5 }] }])
    const full = pay(two)
    expect(full.available).toBe(25)
    expect(opened(full)).toEqual({ outcome: 'daily_cap', drafts: [] })
    expect(opened(full, {}, at('2026-11-24', '23:59:59.999')).outcome).toBe('daily_cap')
    expect(opened(full, {}, at('2026-11-25', '00:00:00.000')).outcome).toBe('paid')
  })

  test('every outcome but that of the guard was seen here', () => {
    expect(shareOutcomes).toEqual(['paid', 'own_link', 'same_device', 'same_phone', 'circle', 'daily_cap', 'refused'])
  })
})

describe('a share id', () => {
  const secret = 'a secret of the server'
  const id = shareIdOf(secret, 'C4RDN0')

  test('names the card it was made for', () => {
    expect(cardOfShare(secret, id)).toBe('C4RDN0')
  })

  test('says nothing else and is short enough for a path', () => {
    expect(id).toMatch(/^C4RDN0[0-9A-HJKMNP-TV-Z]{6}$/)
  })

  test.each([
    ['of another shop', shareIdOf('another secret', 'C4RDN0')],
    ['for another card', `C4RDN1${id.slice(6)}`],
    ['changed in its last letter', `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`],
    ['cut short', id.slice(0, -1)],
    ['with more behind it', `${id}0`],
    ['without a card', ''],
    ['in small letters', id.toLowerCase()],
  ])('%s is unknown', (_, other) => {
    expect(codeBy(() => cardOfShare(secret, other))).toBe('share_unknown')
  })
})
