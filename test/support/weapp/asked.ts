import type { Phone } from './launch'
import { listOf, sleep, textOf } from './values'

/** The templates that WeChat was asked for, a list for each question. */
export const askedFor = ({ journal }: Phone): readonly (readonly string[])[] =>
  journal.calls.filter(({ name }) => name === 'requestSubscribeMessage').map(({ options }) => listOf(options['tmplIds']).map(textOf))

const drawnMs = 100

/** Until the page has heard, and drawn, what WeChat can be asked for. */
export async function knowsTemplates(phone: Phone): Promise<void> {
  await phone.until(() => phone.journal.requests.some(({ url, status }) => url.endsWith('/me/messaging') && status === 200), 'the page never asked what WeChat may send')
  await sleep(drawnMs)
}
