import { Inject, Injectable } from '@nestjs/common'
import { Programme } from '../../shared/earning/programme'
import { type Moment, momentOf } from '../../shared/points/decide'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get } from '../database/read'
import { Remembered } from '../database/remembered'
import { commit } from '../database/write'

/** New terms reach every function within this time. */
const REMEMBERED_MS = 30_000

/** The terms of the programme in force. */
@Injectable()
export class ProgrammeRepository {
  private readonly programme: Remembered<Programme>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.programme = new Remembered(clock, REMEMBERED_MS, () => this.read())
  }

  /** The terms, and the moment in their time zone that a decision is made at. */
  async now(): Promise<{ programme: Programme; moment: Moment }> {
    const programme = await this.programme.get()
    return { programme, moment: momentOf(this.clock.now(), programme.timeZone) }
  }

  async put(programme: Programme): Promise<void> {
    await commit(this.database, [{ type: 'put', item: { ...keys.programme(), ...programme } }])
    this.programme.forget()
  }

  private async read(): Promise<Programme> {
    const item = await get(this.database, keys.programme())
    if (item === undefined) throw new Error('the programme has no terms yet: run `npm run seed`, or put them with the owner’s tools')
    const { pk: _pk, sk: _sk, ...terms } = item
    return Programme.parse(terms)
  }
}
