import { calls } from '../shared/calls'
import type { Part } from './app.module'
import { Launching } from './campaigns/launching'
import { ListsService } from './campaigns/lists.service'
import { MarketingController } from './campaigns/marketing.controller'
import { MarketingService } from './campaigns/marketing.service'
import { GrantsController } from './earning/grants.controller'
import { GrantsService } from './earning/grants.service'
import { ProgrammeDraftsRepository } from './earning/programme-drafts.repository'
import { ProgrammeController } from './earning/programme.controller'
import { ProgrammeService } from './earning/programme.service'
import { TrialsService } from './earning/trials.service'
import { Attention } from './insight/attention'
import { ChecksRepository } from './insight/checks.repository'
import { FiguresRepository } from './insight/figures.repository'
import { InsightController } from './insight/insight.controller'
import { InsightService } from './insight/insight.service'
import { PhotosService } from './mall/photos.service'
import { ShelfController } from './mall/shelf.controller'
import { ShelfService } from './mall/shelf.service'
import { StockMover } from './mall/stock-mover'
import { StockMovesRepository } from './mall/stock-moves.repository'
import { StockService } from './mall/stock.service'
import { MembersDeskController } from './members/members-desk.controller'
import { MembersDeskService } from './members/members-desk.service'
import { AdjustmentsRepository } from './points/adjustments.repository'
import { AdjustmentsService } from './points/adjustments.service'
import { PointsDeskController } from './points/points-desk.controller'
import { QueueService } from './risk/queue.service'
import { ReviewsService } from './risk/reviews.service'
import { RiskController } from './risk/risk.controller'
import { StandingsService } from './risk/standings.service'
import { SettingsController } from './settings/settings.controller'
import { SettingsService } from './settings/settings.service'
import { WechatSecretRepository } from './settings/wechat-secret.repository'
import { AccessService } from './stores/access.service'
import { AuditController } from './stores/audit.controller'
import { AuditService } from './stores/audit.service'
import { DeskDoor } from './stores/desk-door'
import { DeskController } from './stores/desk.controller'
import { DeskService } from './stores/desk.service'
import { ScansRepository } from './stores/scans.repository'
import { ScansService } from './stores/scans.service'
import { SetupRepository } from './stores/setup.repository'
import { StoresDeskController } from './stores/stores-desk.controller'
import { StoresDeskService } from './stores/stores-desk.service'
import { TriesRepository } from './stores/tries.repository'
import { MemberPagesService } from './tiers/member-pages.service'
import { TiersDeskController } from './tiers/tiers-desk.controller'
import { VouchersDeskController } from './vouchers/vouchers-desk.controller'
import { VouchersDeskService } from './vouchers/vouchers-desk.service'
import { docsPage, openApi } from './http/openapi'
import { Answer } from './http/request'
import { phones } from './phones'

const controllers = [ProgrammeController, RiskController, DeskController, AuditController, InsightController, ShelfController, StoresDeskController, MembersDeskController, MarketingController, GrantsController, TiersDeskController, VouchersDeskController, PointsDeskController, SettingsController]
const repositories = [ProgrammeDraftsRepository, ScansRepository, SetupRepository, TriesRepository, FiguresRepository, StockMovesRepository, AdjustmentsRepository, ChecksRepository, WechatSecretRepository]
const services = [MarketingService, ListsService, ProgrammeService, TrialsService, GrantsService, QueueService, ReviewsService, StandingsService, DeskService, ScansService, AccessService, AuditService, InsightService, ShelfService, StockService, StoresDeskService, MembersDeskService, AdjustmentsService, MemberPagesService, SettingsService, PhotosService, VouchersDeskService]
const helpers = [Launching, DeskDoor, Attention, StockMover]

/** All that can be asked: what desks ask for, on top of the phones' part. */
export const whole: Part = {
  calls,
  controllers: [...phones.controllers, ...controllers],
  providers: [...phones.providers, ...repositories, ...helpers, ...services],
  pages: {
    '/openapi.json': () => new Answer(200, openApi()),
    '/docs': () => new Answer(200, docsPage, { 'content-type': 'text/html; charset=utf-8' }),
  },
}
