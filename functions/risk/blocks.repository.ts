import { Inject, Injectable } from '@nestjs/common'
import type { BlockKind } from '../../shared/risk/risk.api'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { getAll, range } from '../database/read'
import { stored } from '../database/stored'
import { commit, type Write } from '../database/write'

/** Someone or something that may not join. `hash` is keyed: nobody can read from it whom it means. */
export interface Block {
  readonly kind: BlockKind
  readonly hash: string
  readonly reason: string
  /** The staff who blocked, and when. */
  readonly by: string
  readonly at: string
}

export type Blockable = Pick<Block, 'kind' | 'hash'>

@Injectable()
export class BlocksRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async some(those: readonly Blockable[]): Promise<boolean> {
    const items = await getAll(this.database, those.map(({ kind, hash }) => keys.block(kind, hash)))
    return items.some((item) => item !== undefined)
  }

  async known(those: readonly Blockable[]): Promise<readonly (Block | undefined)[]> {
    return (await getAll(this.database, those.map(({ kind, hash }) => keys.block(kind, hash)))).map((item) => item && stored<Block>(item))
  }

  /** Blocks one; what is blocked already stays as it is. */
  async add(block: Block): Promise<void> {
    await commit(this.database, [{ type: 'put', item: { ...keys.block(block.kind, block.hash), ...block }, condition: 'attribute_not_exists(pk)' }])
  }

  remove({ kind, hash }: Blockable): Write {
    return { type: 'delete', key: keys.block(kind, hash) }
  }

  /** A page, and where the next one begins. */
  async page(after: string | undefined, limit: number): Promise<{ blocks: readonly Block[]; last: string | undefined }> {
    const { pk } = keys.block('', '')
    const { items, last } = await range(this.database, { pk, beginsWith: prefixes.block, after, limit })
    return { blocks: items.map((item) => stored<Block>(item)), last }
  }
}
