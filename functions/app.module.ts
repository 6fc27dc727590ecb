import { type DynamicModule, Module } from '@nestjs/common'
import { APP_FILTER, APP_GUARD } from '@nestjs/core'
import { BudgetsRepository } from './campaigns/budgets.repository'
import { CampaignsRepository } from './campaigns/campaigns.repository'
import { Clock } from './clock'
import { Database } from './database/client'
import { Awards } from './earning/awards'
import { CheckInService } from './earning/check-in.service'
import { EarningController } from './earning/earning.controller'
import { OrderBook } from './earning/order-book'
import { OrdersRepository } from './earning/orders.repository'
import { OrdersService } from './earning/orders.service'
import { ProgrammeRepository } from './earning/programme.repository'
import { Questions } from './earning/questions'
import { ShareService } from './earning/share.service'
import { SharesRepository } from './earning/shares.repository'
import { RateLimit } from './http/rate-limit'
import { RefusalsFilter } from './http/refusals.filter'
import { SessionGuard } from './http/session.guard'
import { Log } from './log'
import { FlashService } from './mall/flash.service'
import { MallController } from './mall/mall.controller'
import { MallRepository } from './mall/mall.repository'
import { MallService } from './mall/mall.service'
import { Offers } from './mall/offers'
import { RemindersRepository } from './mall/reminders.repository'
import { StockRepository } from './mall/stock.repository'
import { MembersController } from './members/members.controller'
import { MembersRepository } from './members/members.repository'
import { MembersService } from './members/members.service'
import { PersonalData } from './members/personal-data'
import { Persons } from './members/persons'
import { Sessions } from './members/sessions'
import { SignInService } from './members/sign-in.service'
import { WECHAT, WechatDoor } from './members/wechat.door'
import { PointsController } from './points/points.controller'
import { PointsRepository } from './points/points.repository'
import { PointsService } from './points/points.service'
import { Secrets } from './secrets'
import { SETTINGS, type Settings } from './settings.provider'
import { StaffRepository } from './stores/staff.repository'
import { StoresController } from './stores/stores.controller'
import { StoresRepository } from './stores/stores.repository'
import { StoresService } from './stores/stores.service'
import { Tickets } from './stores/tickets'
import { TillsRepository } from './stores/tills.repository'
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

const controllers = [MembersController, PointsController, EarningController, MallController, VouchersController, StoresController]
const repositories = [MembersRepository, PointsRepository, OrdersRepository, SharesRepository, CampaignsRepository, BudgetsRepository, ProgrammeRepository, MallRepository, StockRepository, RemindersRepository, VouchersRepository, StoresRepository, StaffRepository, TillsRepository]
const services = [SignInService, MembersService, PointsService, CheckInService, ShareService, OrdersService, MallService, FlashService, ExchangeService, VouchersService, ClerkService, StoresService]
const helpers = [Secrets, Sessions, PersonalData, Persons, Questions, Awards, WechatDoor, Tickets, OrderBook, Offers, Reservations, VoucherViews, RateLimit]

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
        { provide: APP_FILTER, useClass: RefusalsFilter },
        RefusalsFilter,
        ...repositories,
        ...helpers,
        ...services,
      ],
    }
  }
}
