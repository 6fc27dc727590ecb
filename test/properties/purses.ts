import type { Award, Question, Wish } from '../../shared/earning/award'
import type { BudgetsTaken } from '../../shared/points/entry'
import type { Shop } from '../support/mutations'
import type { Plot } from './promises'

/** What all members share of a campaign or rule, as one number. */
interface Purse {
  readonly initial: number
  left: number
}

/** An award, and what it used of which budgets. */
export interface Decided {
  readonly award: Award
  readonly more: { readonly budgets?: BudgetsTaken }
}

/** The budgets of a shop once more, as simply as they can be said, and payments that ask them. */
export class Purses {
  readonly all = new Map<string, Purse>()
  private attempts = 0

  constructor(
    { campaigns, programme }: Plot,
    private readonly awards: Pick<Shop['awards'], 'award' | 'budgetOfRule'>,
  ) {
    for (const { id, budget } of campaigns) if (budget?.points !== undefined) this.all.set(id, { initial: budget.points, left: budget.points })
    for (const { id, budgetPoints } of programme.rules) if (budgetPoints !== undefined) this.all.set(awards.budgetOfRule(id), { initial: budgetPoints, left: budgetPoints })
  }

  /** Decides several payments that ask the same budgets in turn; what a payment was granted and does not use goes back. */
  decide(questions: readonly Question[]): readonly Decided[] {
    const dialogues = questions.map((question) => ({ asking: this.asking(question), taken: new Map<string, number>() }))
    const awards = new Map<number, Award>()
    const answers = new Map<number, number>()
    while (awards.size < questions.length) {
      for (const [i, { asking, taken }] of dialogues.entries()) {
        if (awards.has(i)) continue
        const said = asking.next(answers.get(i) ?? 0)
        if (said.done === true) awards.set(i, said.value)
        else answers.set(i, this.grant(said.value, taken))
      }
    }
    return dialogues.flatMap(({ taken }, i) => {
      const award = awards.get(i)
      return award === undefined ? [] : [{ award, more: this.used(award, taken) }]
    })
  }

  /** Asks for one budget after the other, until the award wants none that was not asked. */
  private *asking(question: Question): Generator<Wish, Award, number> {
    const granted: Record<string, number> = {}
    for (;;) {
      const award = this.awards.award({ ...question, granted })
      const wish = award.wishes.find(({ budget }) => granted[budget] === undefined)
      if (wish === undefined) return award
      granted[wish.budget] = yield wish
    }
  }

  private grant({ budget, points, atEnd }: Wish, taken: Map<string, number>): number {
    const purse = this.all.get(budget)
    if (purse === undefined) return 0
    const granted = points <= purse.left ? points : atEnd === 'rest' ? purse.left : 0
    purse.left -= granted
    taken.set(budget, granted)
    return granted
  }

  private used(award: Award, taken: ReadonlyMap<string, number>): Decided['more'] {
    const wanted = new Set(award.wishes.filter(({ points }) => points > 0).map(({ budget }) => budget))
    for (const [budget, points] of taken) {
      const purse = this.all.get(budget)
      if (purse !== undefined && !wanted.has(budget)) purse.left += points
    }
    const from = [...taken].filter(([budget, points]) => points > 0 && wanted.has(budget)).map(([budget, points]) => ({ budget, shard: 0, points }))
    this.attempts += 1
    return from.length === 0 ? {} : { budgets: { attempt: `a-${this.attempts}`, from } }
  }
}
