import { voucherKey } from '../vouchers/voucher.items'
import type { Entry } from '../../shared/points/entry'
import { lastDayBefore } from '../../shared/time/day'
import type { Voucher } from '../../shared/vouchers/voucher'
import { concerning } from './lineage'
import type { HeldVoucher, MemberBooks } from './partition'
import { type Breach, told } from './breach'

/** Law 6 for one member: each voucher has its one exchange entry and the other way round, ends once, and gave back what its terms say. */
export function voucherBreaches(books: MemberBooks, timeZone: string | undefined): Breach[] {
  const { memberId, vouchers } = books
  const entries = concerning(books).filter(({ source }) => source.kind === 'voucher')
  const ids = new Set<string>(vouchers.map(({ voucher }) => voucher.id))
  const orphans = entries.filter(({ source }) => !ids.has(source.id))
  return [
    ...orphans.filter(({ type }) => type === 'exchange').map(({ number, source }) => told((say) => say.exchangeWithout(memberId, number, source.id))),
    ...orphans.filter(({ type }) => type === 'refund').map(({ number, source }) => told((say) => say.refundWithout(memberId, number, source.id))),
    ...vouchers.flatMap((held) => {
      const mine = entries.filter(({ source }) => source.id === held.voucher.id)
      return [...placeBreaches(memberId, held), ...paymentBreaches(memberId, held.voucher, mine), ...stateBreaches(held), ...refundBreaches(held.voucher, mine)]
    }),
    ...dueDayBreaches(books, timeZone),
  ]
}

function placeBreaches(memberId: string, { sk, voucher }: HeldVoucher): Breach[] {
  const key = voucherKey(voucher)
  return key.pk === memberId && key.sk === sk ? [] : [told((say) => say.voucherPlace(voucher.id, `${memberId} ${sk}`))]
}

function paymentBreaches(memberId: string, voucher: Voucher, entries: readonly Entry[]): Breach[] {
  const payments = entries.filter(({ type }) => type === 'exchange')
  const [payment, ...more] = payments
  if (payment === undefined) return [told((say) => say.voucherUnpaid(voucher.id, memberId))]
  if (more.length > 0) return [told((say) => say.voucherPaidTwice(voucher.id, memberId, payments.length))]
  return payment.points === -voucher.pricePoints ? [] : [told((say) => say.voucherPrice(voucher.id, voucher.pricePoints, -payment.points))]
}

function stateBreaches({ voucher, owesStock }: HeldVoucher): Breach[] {
  const { id, state, redeemed, expiresAt, stores } = voucher
  const faults: Breach[] = []
  if (state === 'redeemed') {
    if (redeemed === undefined) faults.push(told((say) => say.redeemedButUnsaid))
    else if (redeemed.at >= expiresAt) faults.push(told((say) => say.redeemedLate))
    else if (stores.length > 0 && !stores.includes(redeemed.storeId)) faults.push(told((say) => say.redeemedElsewhere))
  } else if (redeemed !== undefined) faults.push(told((say) => say.redeemedToo))
  if (owesStock && (state === 'issued' || state === 'redeemed')) faults.push(told((say) => say.owesStock))
  return faults.map((what) => told((say, of) => say.voucherState(id, state, of(what))))
}

function refundBreaches({ id, state, refundOnExpiry, pricePoints }: Voucher, entries: readonly Entry[]): Breach[] {
  const refunds = entries.filter(({ type }) => type === 'refund')
  const wanted = state === 'cancelled' || (state === 'expired' && refundOnExpiry) ? 1 : 0
  if (refunds.length !== wanted) return [told((say) => say.voucherRefund(id, state, wanted, refunds.length))]
  return refunds.filter(({ points }) => points !== pricePoints).map(({ points }) => told((say) => say.refundPoints(id, pricePoints, points)))
}

/** The account must look for lapsed vouchers in time, or a sleeping voucher would never lapse. */
function dueDayBreaches({ memberId, accountItem, vouchers }: MemberBooks, timeZone: string | undefined): Breach[] {
  const [soonest] = vouchers.filter(({ voucher }) => voucher.state === 'issued').map(({ voucher }) => voucher.expiresAt).sort()
  if (soonest === undefined || timeZone === undefined || accountItem === undefined || accountItem['closed'] === true) return []
  const wanted = lastDayBefore(Date.parse(soonest), timeZone)
  const has = accountItem['vouchersDueOn']
  return typeof has === 'string' && has <= wanted ? [] : [told((say) => say.dueDay(memberId, String(has), wanted))]
}
