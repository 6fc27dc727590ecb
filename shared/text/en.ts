import { app } from './app.en'
import { checkInPage } from './check-in.en'
import { clerk } from './clerk.en'
import { earn } from './earn.en'
import { exchange } from './exchange.en'
import { mall } from './mall.en'
import { memberCodePage } from './member-code.en'
import { profile } from './profile.en'
import type { Text } from './zh'

export const en: Text = { app, checkInPage, clerk, earn, exchange, mall, memberCodePage, profile }
