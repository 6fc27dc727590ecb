import { campaigns } from './campaigns.en'
import { common } from './common.en'
import { desk } from './desk.en'
import { events } from './events.en'
import { members } from './members.en'
import { approvals, people } from './people.en'
import { rules } from './rules.en'
import { shell } from './shell.en'
import { stores } from './stores.en'
import { trials } from './trials.en'
import type { zh } from './zh'

export const en: typeof zh = { common, shell, desk, campaigns, trials, events, rules, members, people, approvals, stores }
