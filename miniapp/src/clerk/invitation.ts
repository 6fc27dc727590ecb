import { storesApi } from '../../../shared/stores/stores.api'
import { addressOf } from '../open'

const Invitation = storesApi.acceptInvitation.input.shape.invitation

/** What the QR code of an invitation says: a link in a browser, the page's address in WeChat. */
export function linkFor(invitation: string): string {
  const address = addressOf('clerk/join', { invitation })
  return process.env.TARO_ENV === 'h5' ? `${window.location.origin}${window.location.pathname}#${address}` : address
}

/** The invitation in something scanned, pasted or opened: a link, a page's address, or the invitation alone. */
export function invitationIn(text: string): string | undefined {
  const inLink = /[?&]invitation=([^&\s#]+)/.exec(text)?.[1]
  const found = decoded(inLink ?? text.trim())
  return Invitation.safeParse(found).success && !/\s/.test(found ?? '') ? found : undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
