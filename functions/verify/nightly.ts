import { isCheckDue, isCheckLate } from '../../shared/insight/checking'
import { instant } from '../../shared/points/decide'
import type { Ground } from '../app.module'
import { Check, type Checked } from './check'
import { lastCheckOf } from './last-check'
import { type Run, RunsRepository } from './runs.repository'

/** A run stops so long before its function is ended: time enough for a large partition, and to keep what it knows. */
const RESERVE_MS = 120_000

export interface Night {
  /** Not due; in another run's hand; stopped to go on; taken over meanwhile by another; or done. */
  readonly outcome: 'rests' | 'held' | 'stopped' | 'overtaken' | 'checked'
  readonly breaches?: number
}

/** The check that a shop's books get each night, by whoever comes next: a run does as much of it as it has time for. */
export class NightlyCheck {
  private readonly runs: RunsRepository

  constructor(private readonly ground: Pick<Ground, 'database' | 'clock' | 'log'>) {
    this.runs = new RunsRepository(ground.database)
  }

  /** @param timeLeftMs how much time this run still has */
  async run(timeLeftMs: () => number): Promise<Night> {
    const { database, clock } = this.ground
    const standing = await this.runs.standing()
    const now = clock.now()
    if (standing.run === undefined && !isCheckDue(standing.last?.at, now, standing.timeZone)) return { outcome: 'rests' }
    const run = await this.runs.take(standing, now, now + timeLeftMs())
    if (run === undefined) return { outcome: 'held' }
    const kept = await this.runs.kept(run)
    const check = kept === undefined ? await Check.begin(database) : Check.resume(database, kept)
    const checked = await check.goOn({ mayGoOn: () => timeLeftMs() > RESERVE_MS })
    return checked === undefined ? this.stop(run, check) : this.end(run, checked)
  }

  private async stop(run: Run, check: Check): Promise<Night> {
    const now = this.ground.clock.now()
    const isKept = await this.runs.stop(run, await check.state(), now)
    if (isCheckLate(run.begunAt, now)) this.ground.log.error('books not checked in time', undefined, { begunAt: run.begunAt })
    return { outcome: isKept ? 'stopped' : 'overtaken' }
  }

  private async end(run: Run, checked: Checked): Promise<Night> {
    const { log, clock } = this.ground
    const check = lastCheckOf(checked, instant(clock.now()))
    if (!(await this.runs.end(run, check))) return { outcome: 'overtaken' }
    const { breaches, members, entries, moving } = check
    log.info('books checked', { breaches, members, entries, moving, uncounted: checked.uncounted, begunAt: run.begunAt })
    if (breaches > 0) log.error('books do not balance', undefined, { breaches })
    return { outcome: 'checked', breaches }
  }
}
