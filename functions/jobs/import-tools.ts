import type { Ground } from '../app.module'
import type { BudgetsRepository } from '../campaigns/budgets.repository'
import type { CampaignsRepository } from '../campaigns/campaigns.repository'
import { Awards } from '../earning/awards'
import { OrderBook } from '../earning/order-book'
import { OrdersRepository } from '../earning/orders.repository'
import type { ProgrammeRepository } from '../earning/programme.repository'
import { Questions } from '../earning/questions'
import { Referrals } from '../earning/referrals'
import { ReferralsRepository } from '../earning/referrals.repository'
import { SharesRepository } from '../earning/shares.repository'
import { Checking } from '../imports/checking'
import { ImportWorker } from '../imports/import-worker'
import { ImportsRepository } from '../imports/imports.repository'
import { RowBook } from '../imports/row-book'
import { RowUndo } from '../imports/row-undo'
import { Whose } from '../imports/whose'
import { CustomersService } from '../members/customers.service'
import { MembersRepository } from '../members/members.repository'
import { PersonalData } from '../members/personal-data'
import { Persons } from '../members/persons'
import { MessagesRepository } from '../messages/messages.repository'
import { AdjustmentsRepository } from '../points/adjustments.repository'
import type { PointsRepository } from '../points/points.repository'
import { BlocksRepository } from '../risk/blocks.repository'
import type { Secrets } from '../secrets'
import { StoresRepository } from '../stores/stores.repository'

interface Known {
  readonly programmes: ProgrammeRepository
  readonly points: PointsRepository
  readonly campaigns: CampaignsRepository
  readonly budgets: BudgetsRepository
  readonly secrets: Secrets
}

/** What imports are worked on with. A shop's own past is not doubted. */
export function importTools({ settings, database, clock, log }: Ground, { programmes, points, campaigns, budgets, secrets }: Known): { imports: ImportsRepository; importWorker: ImportWorker } {
  const members = new MembersRepository(database)
  const personalData = new PersonalData(settings)
  const orders = new OrdersRepository()
  const blocks = new BlocksRepository(database)
  const imports = new ImportsRepository(database, personalData)
  const whose = new Whose(database, personalData)
  const questions = new Questions(programmes, campaigns, new Persons(personalData))
  const referrals = new Referrals(members, new SharesRepository(database), new ReferralsRepository(database))
  const orderBook = new OrderBook(database, points, orders, programmes, questions, new Awards(budgets, secrets), referrals, { doubtsOfOrder: () => Promise.resolve([]) })
  const rowTools = {
    database, programmes, members, points, orders, orderBook, blocks, personalData, secrets, whose,
    adjustments: new AdjustmentsRepository(database),
    customers: new CustomersService(database, members, points, programmes, secrets),
    messages: new MessagesRepository(database),
  }
  const checking = new Checking(database, programmes, new StoresRepository(database, clock), orders, blocks, whose)
  return { imports, importWorker: new ImportWorker({ clock, log, imports, programmes, checking, book: new RowBook(rowTools), undo: new RowUndo(rowTools) }) }
}
