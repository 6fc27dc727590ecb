import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Key } from '../../functions/database/keys'
import type { Item } from '../../functions/database/read'
import type { Shop } from './story'

/** Changes an item behind the product's back, as no code of ours would. */
export async function tamper({ database: { documents, table } }: Shop, key: Key, change: (item: Item) => Item | undefined): Promise<void> {
  const { Item = {} } = await documents.send(new GetCommand({ TableName: table, Key: { pk: key.pk, sk: key.sk }, ConsistentRead: true }))
  const changed = change(Item)
  if (changed !== undefined) await documents.send(new PutCommand({ TableName: table, Item: changed }))
}

/** All items of a partition whose sort key begins so. */
export async function itemsUnder({ database: { documents, table } }: Shop, pk: string, prefix: string): Promise<readonly Item[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({ TableName: table, ConsistentRead: true, KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)', ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix } }),
  )
  return Items
}
