import { type DynamicModule, Module } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core'
import { ApprovalViews } from './approvals/approval.views'
import { ApprovalsController } from './approvals/approvals.controller'
import { ApprovalsRepository } from './approvals/approvals.repository'
import { ApprovalsService } from './approvals/approvals.service'
import { BudgetsRepository } from './campaigns/budgets.repository'
import { CampaignTurns } from './campaigns/campaign-turns'
import { CampaignViews } from './campaigns/campaign.views'
import { CampaignsController } from './campaigns/campaigns.controller'
import { CampaignsRepository } from './campaigns/campaigns.repository'
import { CampaignsService } from './campaigns/campaigns.service'
import { Launching } from './campaigns/launching'
import { ListsService } from './campaigns/lists.service'
import { MarketingService } from './campaigns/marketing.service'
import { Showcase } from './campaigns/showcase'
import { Clock } from './clock'
import { Database } from './database/client'
import { Awards } from './earning/awards'
import { CheckInService } from './earning/check-in.service'
import { EarningController } from './earning/earning.controller'
import { Lives } from './earning/lives'
import { EventBook } from './earning/event-book'
import { EventsController } from './earning/events.controller'
import { EventsRepository } from './earning/events.repository'
import { EventsService } from './earning/events.service'
import { GrantBook } from './earning/grant-book'
import { GrantsService } from './earning/grants.service'
import { InvitationsService } from './earning/invitations.service'
import { OrderBook } from './earning/order-book'
import { OrdersRepository } from './earning/orders.repository'
import { OrdersService } from './earning/orders.service'
import { ProgrammeController } from './earning/programme.controller'
import { ProgrammeDraftsRepository } from './earning/programme-drafts.repository'
import { ProgrammeRepository } from './earning/programme.repository'
import { ProgrammeService } from './earning/programme.service'
import { Questions } from './earning/questions'
import { Referrals } from './earning/referrals'
import { ReferralsRepository } from './earning/referrals.repository'
import { ShareService } from './earning/share.service'
import { SharesRepository } from './earning/shares.repository'
import { HoldsController } from './holds/holds.controller'
import { HoldsRepository } from './holds/holds.repository'
import { HoldsService } from './holds/holds.service'
import { TrialsService } from './earning/trials.service'
import { TasksController } from './earning/tasks.controller'
import { TasksService } from './earning/tasks.service'
import { AuditInterceptor } from './http/audit.interceptor'
import { RateLimit } from './http/rate-limit'
import { RefusalsFilter } from './http/refusals.filter'
import { SessionGuard } from './http/session.guard'
import { Attention } from './insight/attention'
import { FiguresRepository } from './insight/figures.repository'
import { InsightController } from './insight/insight.controller'
import { InsightService } from './insight/insight.service'
import { Log } from './log'
import { FlashService } from './mall/flash.service'
import { MallController } from './mall/mall.controller'
import { MallRepository } from './mall/mall.repository'
import { MallService } from './mall/mall.service'
import { Offers } from './mall/offers'
import { RemindersRepository } from './mall/reminders.repository'
import { ShelfController } from './mall/shelf.controller'
import { ShelfService } from './mall/shelf.service'
import { StockMover } from './mall/stock-mover'
import { StockMovesRepository } from './mall/stock-moves.repository'
import { StockRepository } from './mall/stock.repository'
import { StockService } from './mall/stock.service'
import { MembersDeskController } from './members/members-desk.controller'
import { MembersDeskService } from './members/members-desk.service'
import { MergesService } from './members/merges.service'
import { MemberCards } from './members/member-cards'
import { MembersController } from './members/members.controller'
import { MembersRepository } from './members/members.repository'
import { MembersService } from './members/members.service'
import { NamedMembers } from './members/named-members'
import { PersonalData } from './members/personal-data'
import { Persons } from './members/persons'
import { Sessions } from './members/sessions'
import { SignInService } from './members/sign-in.service'
import { WECHAT, WechatDoor } from './members/wechat.door'
import { MessagesController } from './messages/messages.controller'
import { MessagesRepository } from './messages/messages.repository'
import { MessagesService } from './messages/messages.service'
import { AdjustmentBook } from './points/adjustment-book'
import { AdjustmentsRepository } from './points/adjustments.repository'
import { AdjustmentsService } from './points/adjustments.service'
import { PointsController } from './points/points.controller'
import { PointsRepository } from './points/points.repository'
import { PointsService } from './points/points.service'
import { BlocksRepository } from './risk/blocks.repository'
import { CountersRepository } from './risk/counters.repository'
import { Guard } from './risk/guard'
import { QueueService } from './risk/queue.service'
import { RefusedRepository } from './risk/refused.repository'
import { ReviewsRepository } from './risk/reviews.repository'
import { ReviewsService } from './risk/reviews.service'
import { RiskController } from './risk/risk.controller'
import { StandingsService } from './risk/standings.service'
import { Secrets } from './secrets'
import { SETTINGS, type Settings } from './settings.provider'
import { AccessRepository } from './stores/access.repository'
import { AccessService } from './stores/access.service'
import { AuditController } from './stores/audit.controller'
import { AuditRepository } from './stores/audit.repository'
import { AuditService } from './stores/audit.service'
import { DeskDoor } from './stores/desk-door'
import { DeskSessionsRepository } from './stores/desk-sessions.repository'
import { DeskController } from './stores/desk.controller'
import { DeskService } from './stores/desk.service'
import { ScansRepository } from './stores/scans.repository'
import { ScansService } from './stores/scans.service'
import { SetupRepository } from './stores/setup.repository'
import { StaffRepository } from './stores/staff.repository'
import { StaffViews } from './stores/staff.views'
import { StoresDeskController } from './stores/stores-desk.controller'
import { StoresDeskService } from './stores/stores-desk.service'
import { StoresController } from './stores/stores.controller'
import { StoresRepository } from './stores/stores.repository'
import { StoresService } from './stores/stores.service'
import { Tickets } from './stores/tickets'
import { TillsRepository } from './stores/tills.repository'
import { TriesRepository } from './stores/tries.repository'
import { TierDeeds } from './tiers/tier-deeds.repository'
import { MemberPagesService } from './tiers/member-pages.service'
import { TiersController } from './tiers/tiers.controller'
import { TiersService } from './tiers/tiers.service'
import { ClerkService } from './vouchers/clerk.service'
import { ExchangeService } from './vouchers/exchange.service'
import { Reservations } from './vouchers/reservations'
import { VoucherViews } from './vouchers/voucher.views'
import { VouchersController } from './vouchers/vouchers.controller'
import { VouchersRepository } from './vouchers/vouchers.repository'
import { VouchersService } from './vouchers/vouchers.service'
import type { Wechat } from './wechat/wechat'

/** What the product stands on; tests and local runs bring their own. */
export interface Ground {
  readonly settings: Settings
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly wechat: Wechat
}

const controllers = [MembersController, PointsController, EarningController, MallController, VouchersController, StoresController, HoldsController, TiersController, CampaignsController, ProgrammeController, EventsController, TasksController, RiskController, MessagesController, DeskController, AuditController, InsightController, ShelfController, StoresDeskController, MembersDeskController, ApprovalsController]
const repositories = [MembersRepository, PointsRepository, OrdersRepository, SharesRepository, CampaignsRepository, BudgetsRepository, ProgrammeRepository, MallRepository, StockRepository, VouchersRepository, StoresRepository, StaffRepository, TillsRepository, HoldsRepository, TierDeeds, ProgrammeDraftsRepository, EventsRepository, ReferralsRepository, BlocksRepository, CountersRepository, RefusedRepository, ReviewsRepository, MessagesRepository, RemindersRepository, AccessRepository, DeskSessionsRepository, TriesRepository, ScansRepository, SetupRepository, AuditRepository, FiguresRepository, StockMovesRepository, AdjustmentsRepository, ApprovalsRepository]
const services = [SignInService, MembersService, PointsService, CheckInService, ShareService, OrdersService, MallService, ExchangeService, VouchersService, ClerkService, StoresService, HoldsService, TiersService, CampaignsService, MarketingService, ListsService, ProgrammeService, TrialsService, EventsService, GrantsService, TasksService, InvitationsService, QueueService, ReviewsService, StandingsService, MessagesService, FlashService, DeskService, ScansService, AccessService, AuditService, InsightService, ShelfService, StockService, StoresDeskService, MembersDeskService, AdjustmentsService, MemberPagesService, MergesService, ApprovalsService]
const helpers = [Secrets, Sessions, PersonalData, Persons, Questions, Awards, WechatDoor, Tickets, OrderBook, Reservations, VoucherViews, RateLimit, NamedMembers, CampaignViews, Launching, Showcase, Lives, EventBook, Referrals, Guard, Offers, StaffViews, DeskDoor, Attention, StockMover, MemberCards, ApprovalViews, AdjustmentBook, GrantBook, CampaignTurns]

/** The one wiring page. */
@Module({})
export class AppModule {
  static on(ground: Ground): DynamicModule {
    return {
      module: AppModule,
      controllers,
      providers: [
        { provide: SETTINGS, useValue: ground.settings },
        { provide: Database, useValue: ground.database },
        { provide: Clock, useValue: ground.clock },
        { provide: Log, useValue: ground.log },
        { provide: WECHAT, useValue: ground.wechat },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_FILTER, useClass: RefusalsFilter },
        RefusalsFilter,
        ...repositories,
        ...helpers,
        ...services,
      ],
    }
  }
}
