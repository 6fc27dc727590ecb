import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import type { Ground } from '../app.module'
import { BudgetsRepository } from '../campaigns/budgets.repository'
import { CampaignsRepository } from '../campaigns/campaigns.repository'
import { ProgrammeRepository } from '../earning/programme.repository'
import { MallRepository } from '../mall/mall.repository'
import { StockRepository } from '../mall/stock.repository'
import { MessagesRepository } from '../messages/messages.repository'
import { PointsRepository } from '../points/points.repository'
import { Reservations } from '../vouchers/reservations'
import { VouchersRepository } from '../vouchers/vouchers.repository'
import { deliver } from './deliver'
import { follow } from './follow'
import { tellMembers } from './messages'
import { settleAccounts } from './settle'
import { sweep } from './sweep'
import { sweepBudgets } from './sweep-budgets'

export interface Jobs {
  /** What follows from writes: clears reservations, brings stock back. Reports the records to be sent again. */
  follow(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse>
  /** Runs a job by name. Throws on an unknown one, so that a wrong schedule is seen. */
  run(job: string): Promise<object>
}

/** What the jobs work with. Plain objects without Nest: a job's cold start is paid at every schedule. */
export interface Tools extends Ground {
  readonly points: PointsRepository
  readonly mall: MallRepository
  readonly stock: StockRepository
  readonly reservations: Reservations
  readonly campaigns: CampaignsRepository
  readonly budgets: BudgetsRepository
  readonly programmes: ProgrammeRepository
  readonly vouchers: VouchersRepository
  readonly messages: MessagesRepository
}

export function createJobs(ground: Ground): Jobs {
  const { database, clock } = ground
  const stock = new StockRepository(database)
  const vouchers = new VouchersRepository(database)
  const tools: Tools = {
    ...ground,
    stock,
    vouchers,
    messages: new MessagesRepository(database),
    points: new PointsRepository(database),
    mall: new MallRepository(database, clock),
    programmes: new ProgrammeRepository(database, clock),
    campaigns: new CampaignsRepository(database, clock),
    budgets: new BudgetsRepository(database),
    reservations: new Reservations(database, stock, vouchers),
  }
  return {
    follow: (event) => follow(tools, event),
    run: (job) => {
      if (job === 'sweep') return sweep(tools)
      if (job === 'budgets') return sweepBudgets(tools)
      if (job === 'settle') return settleAccounts(tools)
      if (job === 'messages') return tellMembers(tools)
      if (job === 'deliver') return deliver(tools)
      throw new Error(`there is no job named ${job}`)
    },
  }
}
