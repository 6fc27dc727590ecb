import { app } from './app.en'
import { clerk } from './clerk.en'
import { earn } from './earn.en'
import { exchange } from './exchange.en'
import { mall } from './mall.en'
import { profile } from './profile.en'
import type { Text } from './zh'

export const en: Text = { app, clerk, earn, exchange, mall, profile }
