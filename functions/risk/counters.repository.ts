import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { Inject, Injectable } from '@nestjs/common'
import { Database } from '../database/client'
import { type Key, keys } from '../database/keys'
import { reached } from '../database/read'
import { stored } from '../database/stored'

/** Something counted: how often, and by which names, as long as there are few. */
interface Counter {
  readonly times: number
  readonly seen?: ReadonlySet<string>
}

/** Up to so many are told apart by name, so that a repeated call does not count; it keeps the item small. */
const NAMES_MAX = 200

/** Counts what many members share: by single-item writes, in items that forget themselves. */
@Injectable()
export class CountersRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Counts one more and says how many there are with it.
   * @param name the same for every repetition of one attempt, which counts once
   * @param ttl seconds since 1970 from which the counter may be forgotten
   */
  async count(kind: string, hash: string, window: string, name: string, ttl: number): Promise<number> {
    const key = keys.velocity(kind, hash, window)
    const before = await this.countNamed(key, name, ttl)
    if (typeof before === 'number') return before
    return before.seen?.has(name) === true ? before.times : this.countMore(key, ttl)
  }

  /** The number, or what stood in the way: the name is there already, or there are too many names. */
  private async countNamed(key: Key, name: string, ttl: number): Promise<number | Counter> {
    try {
      return await this.add(key, {
        UpdateExpression: 'ADD times :one, seen :names SET #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(pk) OR (NOT contains(seen, :name) AND size(seen) < :most)',
        ExpressionAttributeValues: { ':one': 1, ':names': new Set([name]), ':name': name, ':most': NAMES_MAX, ':ttl': ttl },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException && error.Item !== undefined) return stored<Counter & Record<string, unknown>>(unmarshall(error.Item))
      throw error
    }
  }

  private countMore(key: Key, ttl: number): Promise<number> {
    return this.add(key, { UpdateExpression: 'ADD times :one SET #ttl = :ttl', ExpressionAttributeValues: { ':one': 1, ':ttl': ttl } })
  }

  private async add(key: Key, update: Pick<ConstructorParameters<typeof UpdateCommand>[0], 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues' | 'ReturnValuesOnConditionCheckFailure'>): Promise<number> {
    const command = new UpdateCommand({ TableName: this.database.table, Key: key, ExpressionAttributeNames: { '#ttl': 'ttl' }, ReturnValues: 'UPDATED_NEW', ...update })
    const { Attributes } = await reached(() => this.database.documents.send(command))
    return Number(Attributes?.['times'] ?? 1)
  }
}
