import { Inject, Injectable } from '@nestjs/common'
import { pictureNames } from '../../shared/mall/reward'
import type { Moment } from '../../shared/points/decide'
import { codeKey, handleOf, typedCode } from '../../shared/vouchers/code'
import { stateAt, type Voucher } from '../../shared/vouchers/voucher'
import type { VoucherDetail, VoucherView } from '../../shared/vouchers/vouchers.api'
import { Secrets } from '../secrets'
import { StoresRepository } from '../stores/stores.repository'

/** What a member sees of a voucher. */
@Injectable()
export class VoucherViews {
  constructor(
    @Inject(StoresRepository) private readonly stores: StoresRepository,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  async view(voucher: Voucher, moment: Moment): Promise<VoucherView> {
    const { id, rewardId, title, pricePoints, exchangedAt, expiresAt, refundOnExpiry, redeemed } = voucher
    return {
      id, rewardId, title, pricePoints, exchangedAt, expiresAt, refundOnExpiry,
      picture: pictureOf(voucher),
      state: stateAt(voucher, moment.now),
      stores: [...(await this.stores.named(voucher.stores))],
      redeemed: redeemed === undefined ? null : { at: redeemed.at, storeName: redeemed.storeName },
    }
  }

  /** With the key for the changing code while the voucher is usable. */
  async detail(voucher: Voucher, moment: Moment): Promise<VoucherDetail> {
    const view = await this.view(voucher, moment)
    if (view.state !== 'issued') return { ...view, code: null }
    const { cardNo } = voucher
    const handle = handleOf(voucher.id)
    const { codeKey: secret } = this.secrets
    return { ...view, code: { cardNo, handle, key: codeKey(secret, cardNo + handle), typed: typedCode(secret, cardNo, handle) } }
  }
}

/** A picture that was taken out of the list since is shown as a gift. */
export const pictureOf = (voucher: Voucher): (typeof pictureNames)[number] => pictureNames.find((name) => name === voucher.picture) ?? 'gift'
