import { Inject, Injectable } from '@nestjs/common'
import type { SortOrder } from '../../shared/api/page'
import type { StaffId } from '../../shared/api/ids'
import { Programme, ProgrammeTerms } from '../../shared/earning/programme'
import { Database } from '../database/client'
import { keys, prefixes } from '../database/keys'
import { get, range } from '../database/read'
import { stored } from '../database/stored'
import type { Write } from '../database/write'

/** The one draft of the terms; its revision is compared with every change. */
export interface ProgrammeDraft {
  readonly revision: number
  readonly terms: ProgrammeTerms
  readonly editedAt: string
  readonly editedBy: StaffId
  readonly publishedAs?: number
}

/** The draft of the programme and the history of its versions. */
@Injectable()
export class ProgrammeDraftsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async draft(): Promise<ProgrammeDraft | undefined> {
    const item = await get(this.database, keys.programmeDraft())
    if (item === undefined) return undefined
    const draft = stored<ProgrammeDraft>(item)
    const { revision, editedAt, editedBy, publishedAs } = draft
    return { revision, editedAt, editedBy, terms: ProgrammeTerms.parse(draft.terms), ...(publishedAs === undefined ? {} : { publishedAs }) }
  }

  save(draft: ProgrammeDraft, before: ProgrammeDraft | undefined): Write {
    const item = { ...keys.programmeDraft(), ...draft }
    return before === undefined ? { type: 'put', item, condition: 'attribute_not_exists(pk)' } : { type: 'put', item, condition: 'revision = :before', values: { ':before': before.revision } }
  }

  /** Behind the version `behind`. */
  async versions(order: SortOrder, behind: number | undefined, limit: number): Promise<{ programmes: readonly Programme[]; isLast: boolean }> {
    const after = behind === undefined ? undefined : keys.programmeVersion(behind).sk
    const { items, last } = await range(this.database, { pk: keys.programme().pk, beginsWith: prefixes.version, after, limit, newestFirst: order === 'newest' })
    return {
      programmes: items.map((item) => {
        const { pk: _pk, sk: _sk, ...terms } = item
        return Programme.parse(terms)
      }),
      isLast: last === undefined,
    }
  }
}
