import type { DynamoDBRecord } from 'aws-lambda'
import { campaignHappening, entryHappening, erasedHappening, type Happening, joinedHappening, voucherHappening } from '../../shared/webhooks/happenings'
import { instant } from '../../shared/points/decide'
import { campaignOf } from '../campaigns/campaigns.repository'
import { keys, prefixes } from '../database/keys'
import type { Item } from '../database/read'
import { memberOf } from '../members/members.repository'
import { entryOf } from '../points/points.repository'
import { isVoid, voucherOf } from '../vouchers/voucher.items'

/** A record as its two images. */
export interface Images {
  readonly before: Item | undefined
  readonly after: Item | undefined
}

/** What a record tells webhooks. Its images are opened only where its keys say that it may tell something. */
export function happeningIn(record: DynamoDBRecord, open: () => Images): Happening | undefined {
  const [pk, sk] = [record.dynamodb?.Keys?.['pk']?.S ?? '', record.dynamodb?.Keys?.['sk']?.S ?? '']
  const isNew = record.eventName === 'INSERT'
  // What has no time of its own is told by that of its record, which is the same however often it comes.
  const at = instant(Math.floor((record.dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000))
  if (sk.startsWith(prefixes.entry) && isNew) return ofEntry(pk, open())
  if (sk.startsWith(prefixes.voucher)) return ofVoucher(open())
  if (sk === keys.member(pk).sk && isNew) return ofMember(pk, open())
  if (sk === keys.account(pk).sk && record.dynamodb?.NewImage?.['closed']?.BOOL === true && record.dynamodb.OldImage?.['closed']?.BOOL !== true && record.dynamodb.NewImage['mergedInto'] === undefined) return erasedHappening(pk, at)
  return sk.startsWith(prefixes.campaign) && pk === keys.campaign('').pk ? ofCampaign(open(), at) : undefined
}

const ofEntry = (memberId: string, { after }: Images): Happening | undefined => after && entryHappening(memberId, entryOf(after))

const ofMember = (memberId: string, { after }: Images): Happening | undefined => after && joinedHappening(memberId, memberOf(after).joinedAt)

function ofVoucher({ before, after }: Images): Happening | undefined {
  if (after === undefined || isVoid(after)) return undefined
  return voucherHappening(before && voucherOf(before), voucherOf(after))
}

const ofCampaign = ({ before, after }: Images, at: string): Happening | undefined => after && campaignHappening(before && campaignOf(before), campaignOf(after), at)
