import { campaigns } from './campaigns.en'
import { common } from './common.en'
import { desk } from './desk.en'
import { events } from './events.en'
import { exports } from './exports.en'
import { mall, vouchers } from './mall.en'
import { members } from './members.en'
import { rules } from './rules.en'
import { shell } from './shell.en'
import { stores } from './stores.en'
import { trials } from './trials.en'
import type { zh } from './zh'

export const en: typeof zh = { common, shell, desk, campaigns, trials, events, exports, rules, members, stores, mall, vouchers }
