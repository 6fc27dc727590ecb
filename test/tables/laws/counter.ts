import { codeKey, handleOf, memberCode, readCode, typedCode, voucherCode } from '../../../shared/vouchers/code'
import { accountWith, at, codeBy, memberId, rewardWith, storeId, voucherId } from '../../support/tables'
import type { Law } from './law'

const exchanges = 'vouchers/exchange.ts'
const codes = 'vouchers/code.ts'
const today = at('2026-11-24')
const account = accountWith({ available: { '2026-11-30': 50, never: 150 } })
const names = { id: voucherId(1), memberId, reservation: { shard: 0, attempt: 'a' }, cardNo: 'C4RDN0' }

const secret = 'a secret of the server'
const handle = handleOf(voucherId(1))
const key = codeKey(secret, `C4RDN0${handle}`)
const stepStart = Math.floor(today.now / 30_000) * 30_000

export const counterLaws: readonly Law[] = [
  {
    law: 'a reward is exchanged within its window only',
    check: ({ exchanges: { checkExchange } }) => {
      const asked = (window: object) => codeBy(() => checkExchange(rewardWith(window), account, 80, today))
      expect([{ opensAt: '2026-11-24T02:00:00.001Z' }, { opensAt: '2026-11-24T02:00:00.000Z' }, { closesAt: '2026-11-24T02:00:00.000Z' }].map(asked)).toEqual(['reward_not_open', undefined, 'reward_closed'])
    },
    without: [
      { file: exchanges, rule: 'moment.now < Date.parse(reward.opensAt)', broken: 'false' },
      { file: exchanges, rule: 'moment.now < Date.parse(reward.opensAt)', broken: 'moment.now <= Date.parse(reward.opensAt)' },
      { file: exchanges, rule: 'moment.now >= Date.parse(reward.closesAt)', broken: 'false' },
      { file: exchanges, rule: 'moment.now >= Date.parse(reward.closesAt)', broken: 'moment.now > Date.parse(reward.closesAt)' },
    ],
  },
  {
    law: 'nobody pays a price the page did not show',
    check: ({ exchanges: { checkExchange } }) => expect([79, 80, 81].map((shown) => codeBy(() => checkExchange(rewardWith(), account, shown, today)))).toEqual(['price_changed', undefined, 'price_changed']),
    without: [
      { file: exchanges, rule: 'if (price.pricePoints !== pricePoints) throw', broken: 'if (false) throw' },
      { file: exchanges, rule: 'if (price.pricePoints !== pricePoints) throw', broken: 'if (price.pricePoints > pricePoints) throw' },
    ],
  },
  {
    law: 'nobody exchanges past the limit',
    check: ({ exchanges: { checkExchange, exchange }, ledger: { applyAll } }) => {
      const reward = rewardWith({ limitPerMember: 1 })
      const after = applyAll(account, [exchange(reward, account, names, today).draft]).account
      expect(codeBy(() => checkExchange(reward, after, 80, today))).toBe('member_limit_reached')
    },
    without: [
      { file: exchanges, rule: 'exchangedTimes(account, reward, price) >= limit', broken: 'exchangedTimes(account, reward, price) > limit' },
      { file: exchanges, rule: "{ tallies: [{ key: tallyKey(reward.id, stockOf), period: 'ever', points: pricePoints, times: 1 }] }", broken: '{}' },
    ],
  },
  {
    law: 'nobody exchanges more points than there are',
    check: ({ exchanges: { checkExchange } }) => expect(codeBy(() => checkExchange(rewardWith({ pricePoints: 201 }), account, 201, today))).toBe('points_short'),
    without: [{ file: exchanges, rule: 'account.available < price.pricePoints', broken: 'false' }],
  },
  {
    law: 'a cancelled voucher gives its points back where they came from and no longer counts, a lapsed one does',
    check: ({ exchanges: { exchange, exchangedTimes, refundVoucher }, ledger: { applyAll } }) => {
      const reward = rewardWith({ limitPerMember: 1 })
      const { draft, voucher } = exchange(reward, account, names, today)
      const after = applyAll(account, [draft]).account
      const back = (why: 'cancelled' | 'expired') => applyAll(after, [refundVoucher(after, voucher, why, 'op', today)]).account
      expect(back('cancelled').lots).toEqual(account.lots)
      expect([exchangedTimes(back('cancelled'), reward), exchangedTimes(back('expired'), reward)]).toEqual([0, 1])
    },
    without: [
      { file: exchanges, rule: 'return giveBack(account, voucher.spent, {', broken: 'return giveBack(account, voucher.spent.slice(1), {' },
      { file: exchanges, rule: "const counts = why === 'cancelled' && voucher.isLimited", broken: 'const counts = false' },
      { file: exchanges, rule: "const counts = why === 'cancelled' && voucher.isLimited", broken: 'const counts = voucher.isLimited' },
    ],
  },
  {
    law: 'a code on a screen is good for its own thirty seconds and a step to either side',
    check: ({ codes: { checkCode } }) => {
      const scanned = readCode(voucherCode(key, 'C4RDN0', handle, stepStart))
      expect([-30_001, -30_000, 59_999, 60_000].map((late) => codeBy(() => checkCode(secret, scanned, stepStart + late)))).toEqual(['code_outdated', undefined, undefined, 'code_outdated'])
    },
    without: [
      { file: codes, rule: 'const STEPS_TOLERATED = 1', broken: 'const STEPS_TOLERATED = 2' },
      { file: codes, rule: 'const STEPS_TOLERATED = 1', broken: 'const STEPS_TOLERATED = 0' },
      { file: codes, rule: 'Math.abs(Math.floor(now / CODE_STEP_MS) - scanned.step)', broken: '(Math.floor(now / CODE_STEP_MS) - scanned.step)' },
      { file: codes, rule: 'export const CODE_STEP_MS = 30_000', broken: 'export const CODE_STEP_MS = 60_000' },
    ],
  },
  {
    law: 'a code is refused unless this shop signed every part of it',
    check: ({ codes: { checkCode } }) => {
      const forged = [
        voucherCode(codeKey('another', `C4RDN0${handle}`), 'C4RDN0', handle, today.now),
        voucherCode(key, 'C4RDN0', '000000', today.now),
        memberCode(key, 'C4RDN0', today.now),
        voucherCode(key, 'C4RDN0', handle, today.now - 300_000).replace(/\.[0-9a-z]+\.(?=[^.]+$)/, `.${Math.floor(today.now / 30_000).toString(36)}.`),
        typedCode('another', 'C4RDN0', handle),
      ]
      expect(forged.map((text) => codeBy(() => checkCode(secret, readCode(text), today.now)))).toEqual(forged.map(() => 'code_unreadable'))
    },
    without: [
      { file: codes, rule: 'if (!isSame(scanned.signature, signatureOf(secret, scanned))) throw', broken: 'if (false) throw' },
      { file: 'api/signature.ts', rule: 'return difference === 0', broken: 'return true' },
    ],
  },
  {
    law: 'a share id is good only as this shop made it',
    check: ({ shareIds: { cardOfShare, shareIdOf } }) => expect(codeBy(() => cardOfShare(secret, shareIdOf('another', 'C4RDN0')))).toBe('share_unknown'),
    without: [{ file: 'earning/share-id.ts', rule: 'if (!isSame(shareId, shareIdOf(secret, cardNo))) throw', broken: 'if (false) throw' }],
  },
  {
    law: 'a voucher is redeemed in its stores, until its time is over, and not once it has ended',
    check: ({ exchanges: { exchange }, redeeming: { redeemRefusal }, vouchers: { stateAt } }) => {
      const { voucher } = exchange(rewardWith({ stores: [storeId(1)] }), account, names, today)
      expect([1, 2].map((store) => redeemRefusal(voucher, storeId(store), [], today)?.code)).toEqual([undefined, 'voucher_other_store'])
      const end = Date.parse(voucher.expiresAt)
      expect([stateAt(voucher, end - 1), stateAt(voucher, end)]).toEqual(['issued', 'expired'])
      expect(redeemRefusal({ ...voucher, state: 'cancelled' }, storeId(1), [], { ...today, now: end })?.code).toBe('voucher_cancelled')
    },
    without: [
      { file: 'vouchers/redeem.ts', rule: 'voucher.stores.length === 0 || voucher.stores.includes(storeId)', broken: 'true' },
      { file: 'vouchers/voucher.ts', rule: "now >= Date.parse(voucher.expiresAt) ? 'expired'", broken: "now > Date.parse(voucher.expiresAt) ? 'expired'" },
      { file: 'vouchers/voucher.ts', rule: "voucher.state === 'issued' && now", broken: 'now' },
    ],
  },
]
