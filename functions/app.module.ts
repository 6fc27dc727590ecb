import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core'
import type { Endpoint } from '../shared/api/endpoint'
import { Clock } from './clock'
import { Database } from './database/client'
import { AuditInterceptor } from './http/audit.interceptor'
import { RefusalsFilter } from './http/refusals.filter'
import type { Answer } from './http/request'
import { SessionGuard } from './http/session.guard'
import { Log } from './log'
import { WECHAT } from './members/wechat.door'
import { SETTINGS, type Settings } from './settings.provider'
import { RESOLVE, type Resolve } from './webhooks/resolve'
import type { Wechat } from './wechat/wechat'

/** What the product stands on; tests and local runs bring their own. */
export interface Ground {
  readonly settings: Settings
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly wechat: Wechat
  /** How names become addresses, where it is not the system that says. */
  readonly resolve?: Resolve
}

/** What one function of the API answers: every call that its controllers are bound to stands in `calls`. */
export interface Part {
  readonly calls: Readonly<Record<string, Endpoint>>
  readonly controllers: readonly Type[]
  readonly providers: readonly Provider[]
  /** Pages for readers, by path. */
  readonly pages: Readonly<Record<string, () => Answer>>
}

/** The one wiring page. */
@Module({})
export class AppModule {
  static on(ground: Ground, { controllers, providers }: Part): DynamicModule {
    return {
      module: AppModule,
      controllers: [...controllers],
      providers: [
        { provide: SETTINGS, useValue: ground.settings },
        { provide: Database, useValue: ground.database },
        { provide: Clock, useValue: ground.clock },
        { provide: Log, useValue: ground.log },
        { provide: WECHAT, useValue: ground.wechat },
        { provide: RESOLVE, useValue: ground.resolve ?? null },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_FILTER, useClass: RefusalsFilter },
        RefusalsFilter,
        ...providers,
      ],
    }
  }
}
