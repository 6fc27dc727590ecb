import { campaigns } from './campaigns.zh'
import { common } from './common.zh'
import { desk } from './desk.zh'
import { events } from './events.zh'
import { members } from './members.zh'
import { approvals, people } from './people.zh'
import { rules } from './rules.zh'
import { shell } from './shell.zh'
import { stores } from './stores.zh'
import { trials } from './trials.zh'

/** Every sentence of the console. */
export const zh = { common, shell, desk, campaigns, trials, events, rules, members, people, approvals, stores }
