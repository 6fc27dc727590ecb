import { Inject, Injectable } from '@nestjs/common'
import { Programme } from '../../shared/earning/programme'
import { type Moment, momentOf } from '../../shared/points/decide'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { keys } from '../database/keys'
import { get, type Item } from '../database/read'
import { Remembered } from '../database/remembered'
import { commit, create, type Write } from '../database/write'

/** New terms reach every function within this time; they are in force no sooner. */
export const REMEMBERED_MS = 10_000

/** The terms of the programme in force. */
@Injectable()
export class ProgrammeRepository {
  private readonly programme: Remembered<Programme>
  private readonly versions = new Map<number, Programme>()

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.programme = new Remembered(clock, REMEMBERED_MS, () => this.read())
  }

  /** The terms in force, and the moment in their time zone that a decision is made at. */
  async now(): Promise<{ programme: Programme; moment: Moment }> {
    const now = this.clock.now()
    const programme = await this.at(now)
    return { programme, moment: momentOf(now, programme.timeZone) }
  }

  /** What was published last, in force or about to be, as it is this moment. */
  latest(): Promise<Programme> {
    return this.read()
  }

  /** The terms that were in force at an instant: a change never reaches into the past. */
  async at(instant: number): Promise<Programme> {
    let programme = await this.programme.get()
    while (programme.publishedAt !== undefined && instant < Date.parse(programme.publishedAt)) {
      const before = await this.version(programme.version - 1)
      if (before === undefined) return programme
      programme = before
    }
    return programme
  }

  /** A published version; it never changes, so it is read once. */
  async version(version: number): Promise<Programme | undefined> {
    const known = this.versions.get(version)
    if (known !== undefined) return known
    const item = await get(this.database, keys.programmeVersion(version))
    const programme = item && programmeOf(item)
    if (programme !== undefined) this.versions.set(version, programme)
    return programme
  }

  /** Puts terms in force and into the history. */
  publish(programme: Programme): readonly Write[] {
    return [
      { type: 'put', item: { ...keys.programme(), ...programme }, condition: 'attribute_not_exists(pk) OR version < :version', values: { ':version': programme.version } },
      create({ ...keys.programmeVersion(programme.version), ...programme }),
    ]
  }

  /** The first terms of a new shop; replaces those of the same version. */
  async put(programme: Programme): Promise<void> {
    await commit(this.database, [
      { type: 'put', item: { ...keys.programme(), ...programme } },
      { type: 'put', item: { ...keys.programmeVersion(programme.version), ...programme } },
    ])
    this.forget()
  }

  forget(): void {
    this.programme.forget()
    this.versions.clear()
  }

  private async read(): Promise<Programme> {
    const item = await get(this.database, keys.programme())
    if (item === undefined) throw new Error('the programme has no terms yet: run `npm run seed`, or put them with the owner’s tools')
    return programmeOf(item)
  }
}

function programmeOf(item: Item): Programme {
  const { pk: _pk, sk: _sk, ...terms } = item
  return Programme.parse(terms)
}
