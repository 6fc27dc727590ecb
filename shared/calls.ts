import { marketingApi } from './campaigns/marketing.api'
import { eventsApi } from './earning/events.api'
import { holdsApi } from './earning/holds.api'
import { programmeApi } from './earning/programme.api'
import { trialsApi } from './earning/trials.api'
import { phoneCalls } from './phone-calls'
import { riskApi } from './risk/risk.api'
import { memberPagesApi } from './tiers/member-pages.api'
import { auditApi } from './stores/audit.api'
import { deskApi } from './stores/desk.api'

/** Every API call of the product by name. */
export const calls = { ...phoneCalls, ...holdsApi, ...marketingApi, ...programmeApi, ...trialsApi, ...eventsApi, ...riskApi, ...deskApi, ...auditApi, ...memberPagesApi }
