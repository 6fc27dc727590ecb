import type { DynamoDBRecord } from 'aws-lambda'
import { keys, prefixes } from '../database/keys'
import { type Subject, subjectName } from '../insight/figures.repository'
import type { Tools } from './jobs'

/** Whom records ask to be counted, each once, with the first record that does. */
export function countedIn(records: readonly DynamoDBRecord[]): readonly { readonly subject: Subject; readonly sequence: string }[] {
  const found = new Map<string, { subject: Subject; sequence: string }>()
  for (const record of records) {
    const subject = subjectIn(record)
    if (subject !== undefined && !found.has(subjectName(subject))) found.set(subjectName(subject), { subject, sequence: record.dynamodb?.SequenceNumber ?? '' })
  }
  return [...found.values()]
}

/** The figures follow new entries, members who join or are erased, and redeemed vouchers. Records may come twice, late and in any order: they only say whom to look at. */
export const followFigures = ({ figureBook }: Tools, subjects: readonly Subject[]): Promise<void> => figureBook.count(subjects)

function subjectIn({ eventName, dynamodb }: DynamoDBRecord): Subject | undefined {
  const [memberId, sk] = [dynamodb?.Keys?.['pk']?.S ?? '', dynamodb?.Keys?.['sk']?.S ?? '']
  const image = dynamodb?.NewImage
  const isNew = eventName === 'INSERT' && (sk.startsWith(prefixes.entry) || sk === keys.member(memberId).sk)
  const isErased = sk === keys.account(memberId).sk && image?.['closed']?.BOOL === true
  if (isNew || isErased) return { memberId }
  return sk.startsWith(prefixes.voucher) && image?.['state']?.S === 'redeemed' ? { memberId, handle: sk.slice(prefixes.voucher.length) } : undefined
}
