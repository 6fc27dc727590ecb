import { Inject, Injectable } from '@nestjs/common'
import type { Campaign } from '../../shared/campaigns/campaign'
import { openFlash } from '../mall/open-flash'
import { StockRepository } from '../mall/stock.repository'
import { BudgetsRepository } from './budgets.repository'

/** What must be there before a campaign is launched. Each step is harmless when it is done again. */
@Injectable()
export class Launching {
  constructor(
    @Inject(BudgetsRepository) private readonly budgets: BudgetsRepository,
    @Inject(StockRepository) private readonly stock: StockRepository,
  ) {}

  /** Opens what many members will share. Nothing of it is used before the campaign's state says so. */
  async prepare(campaign: Campaign): Promise<void> {
    const { id, budget, budgetPoints, revision } = campaign
    if (budget !== undefined && budgetPoints !== undefined) await this.budgets.open(id, budgetPoints, budget.shards, revision)
    await openFlash(this.stock, campaign)
  }
}
