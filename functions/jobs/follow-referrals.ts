import type { DynamoDBRecord } from 'aws-lambda'
import { keys } from '../database/keys'
import type { Tools } from './jobs'

/** A member who came by a link, and a friend's first purchase or its refund, are told to the inviter's side. Records may come twice, late and in any order. */
export async function followReferral(tools: Tools, record: DynamoDBRecord): Promise<void> {
  const { Keys, NewImage } = record.dynamodb ?? {}
  const [friendId, sk] = [Keys?.['pk']?.S ?? '', Keys?.['sk']?.S]
  const invitedBy = NewImage?.['invitedBy']?.S
  const inviterId = NewImage?.['inviterId']?.S
  if (record.eventName === 'INSERT' && sk === keys.member(friendId).sk && invitedBy !== undefined) await tools.referrals.joined(invitedBy, friendId)
  if (sk === keys.referral(friendId).sk && inviterId !== undefined) await tools.referrals.follow(inviterId, friendId)
}
