import { earningApi } from './earning/earning.api'
import { mallApi } from './mall/mall.api'
import { membersApi } from './members/members.api'
import { messagesApi } from './messages/messages.api'
import { pointsApi } from './points/points.api'
import { storesApi } from './stores/stores.api'
import { vouchersApi } from './vouchers/vouchers.api'

/** Every API call of the product by name. */
export const calls = { ...membersApi, ...pointsApi, ...earningApi, ...mallApi, ...vouchersApi, ...storesApi, ...messagesApi }
