import { app } from './app.zh'
import { clerk } from './clerk.zh'
import { earn } from './earn.zh'
import { mall } from './mall.zh'

/** Every sentence people read, by feature. A sentence with something to fill in is a function. */
export const zh = { app, clerk, earn, mall }

/** What another language must say as well: the same keys, the same things filled in. */
export type Text = typeof zh
