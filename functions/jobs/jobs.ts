import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import type { Ground } from '../app.module'
import { BudgetsRepository } from '../campaigns/budgets.repository'
import { CampaignsRepository } from '../campaigns/campaigns.repository'
import { Awards } from '../earning/awards'
import { EventBook } from '../earning/event-book'
import { ProgrammeRepository } from '../earning/programme.repository'
import { Questions } from '../earning/questions'
import { ReferralBook } from '../earning/referral-book'
import { ReferralsRepository } from '../earning/referrals.repository'
import type { ImportWorker } from '../imports/import-worker'
import type { ImportsRepository } from '../imports/imports.repository'
import { FigureBook } from '../insight/figure-book'
import { FiguresRepository } from '../insight/figures.repository'
import { MallRepository } from '../mall/mall.repository'
import { StockMover } from '../mall/stock-mover'
import { StockMovesRepository } from '../mall/stock-moves.repository'
import { StockRepository } from '../mall/stock.repository'
import { MembersRepository } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { Persons } from '../members/persons'
import { MessagesRepository } from '../messages/messages.repository'
import { PointsRepository } from '../points/points.repository'
import { Secrets } from '../secrets'
import { ReviewsRepository } from '../risk/reviews.repository'
import { SettingsRepository } from '../settings/settings.repository'
import { AuditRepository } from '../stores/audit.repository'
import { StaffRepository } from '../stores/staff.repository'
import { Reservations } from '../vouchers/reservations'
import { VouchersRepository } from '../vouchers/vouchers.repository'
import { DeliveriesRepository } from '../webhooks/deliveries.repository'
import { WebhooksRepository } from '../webhooks/webhooks.repository'
import { deliver } from './deliver'
import { follow } from './follow'
import { wakeImports } from './follow-imports'
import { importTools } from './import-tools'
import { payOccasions } from './occasions'
import { tellMembers } from './messages'
import { settleAccounts } from './settle'
import { sweep } from './sweep'
import { sweepAudit } from './sweep-audit'
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
  readonly mover: StockMover
  readonly reservations: Reservations
  readonly campaigns: CampaignsRepository
  readonly budgets: BudgetsRepository
  readonly programmes: ProgrammeRepository
  readonly members: MembersRepository
  readonly persons: Persons
  readonly events: EventBook
  readonly referrals: ReferralBook
  readonly reviews: ReviewsRepository
  readonly vouchers: VouchersRepository
  readonly messages: MessagesRepository
  readonly audit: AuditRepository
  readonly staff: StaffRepository
  readonly figureBook: FigureBook
  readonly webhooks: WebhooksRepository
  readonly deliveries: DeliveriesRepository
  readonly templates: SettingsRepository
  readonly imports: ImportsRepository
  readonly importWorker: ImportWorker
}

export function createJobs(ground: Ground): Jobs {
  const { database, clock } = ground
  const stock = new StockRepository(database)
  const secrets = new Secrets(ground.settings, clock)
  const programmes = new ProgrammeRepository(database, clock)
  const points = new PointsRepository(database, programmes)
  const campaigns = new CampaignsRepository(database, clock)
  const budgets = new BudgetsRepository(database)
  const persons = new Persons(new PersonalData(ground.settings))
  const vouchers = new VouchersRepository(database)
  const events = new EventBook(database, points, new Questions(programmes, campaigns, persons), new Awards(budgets, secrets))
  const tools: Tools = {
    ...ground,
    ...importTools(ground, { programmes, points, campaigns, budgets, secrets }),
    stock,
    points,
    programmes,
    campaigns,
    budgets,
    persons,
    events,
    vouchers,
    messages: new MessagesRepository(database),
    audit: new AuditRepository(database, clock, secrets),
    staff: new StaffRepository(database),
    figureBook: new FigureBook(database, points, programmes, new FiguresRepository(database)),
    templates: new SettingsRepository(database, clock, ground.settings),
    members: new MembersRepository(database),
    webhooks: new WebhooksRepository(database),
    deliveries: new DeliveriesRepository(database),
    referrals: new ReferralBook({ database, points, programmes, events, referrals: new ReferralsRepository(database) }),
    mall: new MallRepository(database, clock),
    reviews: new ReviewsRepository(database),
    mover: new StockMover(database, stock, new StockMovesRepository(database), clock),
    reservations: new Reservations(database, stock, vouchers),
  }
  return {
    follow: (event) => follow(tools, event),
    run: (job) => {
      if (job === 'sweep') return sweep(tools)
      if (job === 'budgets') return sweepBudgets(tools)
      if (job === 'settle') return settleAccounts(tools)
      if (job === 'audit') return sweepAudit(tools)
      if (job === 'occasions') return payOccasions(tools)
      if (job === 'messages') return tellMembers(tools)
      if (job === 'deliver') return deliver(tools)
      if (job === 'imports') return wakeImports(tools)
      throw new Error(`there is no job named ${job}`)
    },
  }
}
