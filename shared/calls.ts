import { marketingApi } from './campaigns/marketing.api'
import { eventsApi } from './earning/events.api'
import { holdsApi } from './earning/holds.api'
import { membersDeskApi } from './earning/members-desk.api'
import { programmeApi } from './earning/programme.api'
import { trialsApi } from './earning/trials.api'
import { insightApi } from './insight/insight.api'
import { shelfApi } from './mall/shelf.api'
import { phoneCalls } from './phone-calls'
import { riskApi } from './risk/risk.api'
import { memberPagesApi } from './tiers/member-pages.api'
import { settingsApi } from './settings/settings.api'
import { auditApi } from './stores/audit.api'
import { deskApi } from './stores/desk.api'
import { storesDeskApi } from './stores/stores-desk.api'
import { vouchersDeskApi } from './vouchers/vouchers-desk.api'

/** Every API call of the product by name. */
export const calls = { ...phoneCalls, ...holdsApi, ...marketingApi, ...programmeApi, ...trialsApi, ...eventsApi, ...riskApi, ...deskApi, ...auditApi, ...insightApi, ...shelfApi, ...storesDeskApi, ...membersDeskApi, ...vouchersDeskApi, ...memberPagesApi, ...settingsApi }
