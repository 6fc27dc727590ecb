import { app } from './app.zh'
import { checkInPage } from './check-in.zh'
import { clerk } from './clerk.zh'
import { earn } from './earn.zh'
import { exchange } from './exchange.zh'
import { mall } from './mall.zh'
import { memberCodePage } from './member-code.zh'
import { profile } from './profile.zh'

/** Every sentence people read, by feature. A sentence with something to fill in is a function. */
export const zh = { app, checkInPage, clerk, earn, exchange, mall, memberCodePage, profile }

/** What another language must say as well: the same keys, the same things filled in. */
export type Text = typeof zh
