import { Refusal } from '../api/refusal'
import { isSame, sign } from '../api/signature'

const MAC_CHARS = 6

/** The share id in the path of a shared page: whose card it is, signed so that nobody makes up others. Needs no storage. */
export const shareIdOf = (secret: string, cardNo: string): string => cardNo + sign(secret, `share.${cardNo}`, MAC_CHARS)

/** The card number in a share id. Refuses with `share_unknown`. */
export function cardOfShare(secret: string, shareId: string): string {
  const cardNo = shareId.slice(0, -MAC_CHARS)
  if (!isSame(shareId, shareIdOf(secret, cardNo))) throw new Refusal('share_unknown')
  return cardNo
}
