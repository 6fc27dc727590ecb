import type { _Record, AttributeValue as StreamValue } from '@aws-sdk/client-dynamodb-streams'
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'

/** A stream record as Lambda hands it to a function: binary in base64, times in seconds. */
export function lambdaRecord(record: _Record, streamArn: string): DynamoDBRecord {
  const { ApproximateCreationDateTime: createdAt, Keys, NewImage, OldImage, SequenceNumber, SizeBytes, StreamViewType } = record.dynamodb ?? {}
  return {
    eventID: record.eventID ?? '',
    eventName: record.eventName ?? 'MODIFY',
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: record.awsRegion ?? 'local',
    eventSourceARN: streamArn,
    ...(record.userIdentity === undefined ? {} : { userIdentity: { type: record.userIdentity.Type, principalId: record.userIdentity.PrincipalId } }),
    dynamodb: {
      ...(createdAt === undefined ? {} : { ApproximateCreationDateTime: Math.floor(createdAt.getTime() / 1000) }),
      ...image('Keys', Keys),
      ...image('NewImage', NewImage),
      ...image('OldImage', OldImage),
      SequenceNumber: SequenceNumber ?? '',
      SizeBytes: SizeBytes ?? 0,
      StreamViewType: StreamViewType ?? 'NEW_AND_OLD_IMAGES',
    },
  }
}

type Item = Record<string, AttributeValue>

function image<Name extends string>(name: Name, item: Record<string, StreamValue> | undefined): Partial<Record<Name, Item>> {
  const images: Partial<Record<string, Item>> = {}
  if (item !== undefined) images[name] = itemOf(item)
  return images
}

function itemOf(item: Record<string, StreamValue>): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueOf(value)]))
}

function valueOf(value: StreamValue): AttributeValue {
  if (value.B !== undefined) return { B: base64(value.B) }
  if (value.BS !== undefined) return { BS: value.BS.map(base64) }
  if (value.L !== undefined) return { L: value.L.map(valueOf) }
  if (value.M !== undefined) return { M: itemOf(value.M) }
  if (value.S !== undefined) return { S: value.S }
  if (value.N !== undefined) return { N: value.N }
  if (value.SS !== undefined) return { SS: value.SS }
  if (value.NS !== undefined) return { NS: value.NS }
  if (value.BOOL !== undefined) return { BOOL: value.BOOL }
  return { NULL: true }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
