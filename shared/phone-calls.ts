import { campaignsApi } from './campaigns/campaigns.api'
import { earningApi } from './earning/earning.api'
import { tasksApi } from './earning/tasks.api'
import { mallApi } from './mall/mall.api'
import { membersApi } from './members/members.api'
import { messagesApi } from './messages/messages.api'
import { pointsApi } from './points/points.api'
import { scansApi } from './stores/scans.api'
import { storesApi } from './stores/stores.api'
import { tiersApi } from './tiers/tiers.api'
import { vouchersApi } from './vouchers/vouchers.api'

/** The features that phones ask about, in the main package or in one that is fetched later. */
export const phoneCalls = { ...membersApi, ...pointsApi, ...earningApi, ...mallApi, ...vouchersApi, ...storesApi, ...tiersApi, ...campaignsApi, ...tasksApi, ...messagesApi, ...scansApi }
