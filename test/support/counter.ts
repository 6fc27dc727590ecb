import { encode } from 'uqr'
import type { Page } from 'playwright-core'
import { type ApiClient, freshId } from '../../scripts/support/in-process'
import { memberCode, voucherCode } from '../../shared/vouchers/code'
import type { Stack } from './stack'

/** A member with points to spend, as they stand at the counter. */
export interface Customer {
  readonly api: ApiClient
  readonly cardNo: string
  /** The QR code on their phone now. */
  showMemberCode(): Promise<string>
  exchange(title: string): Promise<HeldVoucher>
}

export interface HeldVoucher {
  readonly id: Awaited<ReturnType<ApiClient['exchange']>>['voucher']['id']
  readonly typed: string
  /** The QR code on the member's phone, now or some milliseconds ago. */
  show(agoMs?: number): string
}

const spentFen = 100_000

export async function newCustomer(stack: Stack, nickname: string): Promise<Customer> {
  const api = await stack.member(stack.newcomer(nickname).id)
  const { id: memberId, cardNo } = await api.updateMe({ nickname })
  // The second store pays at once, without waiting for a return window.
  await stack.till.reportOrderPaid({ orderNo: freshId('order'), member: { memberId }, amountFen: spentFen, storeId: storeAt(stack, 1).id })
  return {
    api,
    cardNo,
    showMemberCode: async () => memberCode((await api.memberCode({})).key, cardNo, stack.now()),
    exchange: async (title) => {
      const reward = stack.rewards.find((one) => one.reward.title.zh === title)?.reward
      if (!reward) throw new Error(`the shop has no ${title}`)
      const { voucher } = await api.exchange({ id: freshId('voucher'), rewardId: reward.id, pricePoints: reward.pricePoints })
      const { code } = voucher
      if (!code) throw new Error('a fresh voucher has a code')
      return { id: voucher.id, typed: code.typed, show: (agoMs = 0) => voucherCode(code.key, code.cardNo, code.handle, stack.now() - agoMs) }
    },
  }
}

/** An invitation by the owner, for the store at an index. */
export async function invite(stack: Stack, name: string, store: number): Promise<string> {
  const owner = await stack.member('zhao-min')
  return (await owner.inviteClerk({ name, storeIds: [storeAt(stack, store).id] })).invitation
}

/** Somebody who has accepted the owner's invitation. Gives the person to put into a phone. */
export async function newClerk(stack: Stack, name: string, store = 0): Promise<{ readonly personId: string; readonly api: ApiClient }> {
  const personId = stack.newcomer(name).id
  const api = await stack.member(personId)
  await api.acceptInvitation({ invitation: await invite(stack, name, store) })
  return { personId, api }
}

export async function removeClerk(stack: Stack, name: string): Promise<void> {
  const owner = await stack.member('zhao-min')
  const clerk = (await owner.listStaff({})).items.find((one) => one.name === name)
  if (clerk) await owner.removeClerk({ staffId: clerk.id })
}

export function storeAt(stack: Stack, index: number): Stack['stores'][number] {
  const store = stack.stores[index]
  if (!store) throw new Error(`the shop has no store ${index}`)
  return store
}

/** Puts a QR code before the camera of a page, and keeps it there. */
export async function holdUp(page: Page, code: string): Promise<void> {
  const modules = encode(code, { ecc: 'M', border: 4 }).data
  await page.evaluate((rows) => {
    const side = 480
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = side
    const draw = () => {
      const pen = canvas.getContext('2d')
      if (!pen) return
      const module = side / rows.length
      for (const [y, row] of rows.entries()) {
        for (const [x, isDark] of row.entries()) {
          pen.fillStyle = isDark ? '#000' : '#fff'
          pen.fillRect(x * module, y * module, module + 1, module + 1)
        }
      }
    }
    setInterval(draw, 100)
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10))
  }, modules)
}
