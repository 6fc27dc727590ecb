import { campaignsApi } from './campaigns/campaigns.api'
import { marketingApi } from './campaigns/marketing.api'
import { earningApi } from './earning/earning.api'
import { holdsApi } from './earning/holds.api'
import { programmeApi } from './earning/programme.api'
import { trialsApi } from './earning/trials.api'
import { eventsApi } from './earning/events.api'
import { tasksApi } from './earning/tasks.api'
import { mallApi } from './mall/mall.api'
import { membersApi } from './members/members.api'
import { messagesApi } from './messages/messages.api'
import { pointsApi } from './points/points.api'
import { riskApi } from './risk/risk.api'
import { storesApi } from './stores/stores.api'
import { tiersApi } from './tiers/tiers.api'
import { vouchersApi } from './vouchers/vouchers.api'

/** Every API call of the product by name. */
export const calls = { ...membersApi, ...pointsApi, ...earningApi, ...mallApi, ...vouchersApi, ...storesApi, ...holdsApi, ...tiersApi, ...campaignsApi, ...marketingApi, ...programmeApi, ...trialsApi, ...eventsApi, ...tasksApi, ...riskApi, ...messagesApi }
