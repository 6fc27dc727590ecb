import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import { type Award, award, type Question, type Wish } from '../../shared/earning/award'
import type { BudgetsTaken } from '../../shared/points/entry'
import { BudgetsRepository, type Flight, type Taken } from '../campaigns/budgets.repository'
import { LostRace } from '../database/write'
import type { OpenAccount } from '../points/points.repository'
import { Secrets } from '../secrets'

/** An award whose budgets are reserved. */
export interface Granted {
  readonly award: Award
  readonly budgets?: BudgetsTaken
}

/** Reserves what an award wants of budgets, lets the caller commit, and gives back what was not used. */
@Injectable()
export class Awards {
  constructor(
    @Inject(BudgetsRepository) private readonly budgets: Pick<BudgetsRepository, 'reserve' | 'release'>,
    @Inject(Secrets) private readonly secrets: Pick<Secrets, 'nonce'>,
  ) {}

  /**
   * Decides what an event earns, reserves its budgets and commits. When it is certain that nothing was written, the reservation
   * ends at once; with an unknown outcome it stays, for the stream or the sweeper.
   */
  async pay<T>(open: OpenAccount, question: Omit<Question, 'granted' | 'account'>, commitWith: (granted: Granted) => Promise<T>): Promise<T> {
    const attempt = `${open.memberId}.${this.secrets.nonce()}`
    const taken: Taken[] = []
    const paid = await this.takeAll({ ...question, account: open.now }, open, attempt, taken)
    const wanted = new Set(paid.wishes.filter(({ points }) => points > 0).map(({ budget }) => budget))
    const used = taken.filter(({ budget }) => wanted.has(budget))
    await this.budgets.release(taken.filter(({ budget }) => !wanted.has(budget)), attempt)
    try {
      return await commitWith({ award: paid, ...(used.length === 0 ? {} : { budgets: { attempt, from: used } }) })
    } catch (error) {
      const isCertain = error instanceof LostRace || (error instanceof Refusal && error.code !== 'unavailable' && error.code !== 'busy')
      if (isCertain) await this.budgets.release(used, attempt)
      throw error
    }
  }

  /** Asks budget after budget until the award wants none that was not asked; one that has run out makes way for the next of its group. */
  private async takeAll(question: Question, open: OpenAccount, attempt: string, taken: Taken[]): Promise<Award> {
    const granted: Record<string, number> = {}
    let paid = award(question)
    for (;;) {
      const wish = paid.wishes.find(({ budget }) => granted[budget] === undefined)
      if (wish === undefined) return paid
      const flight = { at: question.moment.now, memberId: open.memberId, version: open.stored.version }
      const from = await this.reserve(wish, shardsOf(question, wish.budget), attempt, flight, taken)
      granted[wish.budget] = from.reduce((sum, { points }) => sum + points, 0)
      taken.push(...from)
      paid = award({ ...question, granted })
    }
  }

  /** What was taken before goes back when one of several budgets is busy: nothing will be written. */
  private async reserve(wish: Wish, shards: number, attempt: string, flight: Omit<Flight, 'points'>, before: readonly Taken[]): Promise<readonly Taken[]> {
    try {
      return await this.budgets.reserve(wish.budget, shards, attempt, flight, wish.points, wish.atEnd)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'busy') await this.budgets.release(before, attempt)
      throw error
    }
  }
}

const shardsOf = (question: Question, budget: string): number => question.campaigns.find(({ id }) => id === budget)?.budget?.shards ?? 1
