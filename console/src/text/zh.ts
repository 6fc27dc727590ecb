import { audit } from './audit.zh'
import { campaigns } from './campaigns.zh'
import { common } from './common.zh'
import { connect } from './connect.zh'
import { desk } from './desk.zh'
import { events } from './events.zh'
import { exports } from './exports.zh'
import { mall, vouchers } from './mall.zh'
import { members } from './members.zh'
import { approvals, people } from './people.zh'
import { rules } from './rules.zh'
import { settings } from './settings.zh'
import { shell } from './shell.zh'
import { stores } from './stores.zh'
import { today } from './today.zh'
import { trials } from './trials.zh'

/** Every sentence of the console. */
export const zh = { common, shell, desk, campaigns, trials, events, exports, rules, members, people, approvals, stores, mall, vouchers, today, audit, settings, connect }
