import type { PersonalData } from '../members/personal-data'
import type { StoredWebhook } from './webhooks.repository'

/** With what a webhook is signed now: its secret, and for the time of a rotation's grace the one before. */
export function secretsOf(personalData: PersonalData, { id, secret, before }: Pick<StoredWebhook, 'id' | 'secret' | 'before'>, now: number): readonly string[] {
  const good = before !== undefined && now < before.until ? [secret, before.secret] : [secret]
  return good.map((sealed) => personalData.openText(id, sealed))
}
