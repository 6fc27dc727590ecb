import { earningApi } from '../../shared/earning/earning.api'
import { mallApi } from '../../shared/mall/mall.api'
import { membersApi } from '../../shared/members/members.api'
import { pointsApi } from '../../shared/points/points.api'
import { messagesApi } from '../../shared/messages/messages.api'
import { storesApi } from '../../shared/stores/stores.api'
import { vouchersApi } from '../../shared/vouchers/vouchers.api'

/** The calls that phones make. What only staff at a desk call stays out of the package that newcomers wait for. */
export const calls = { ...membersApi, ...pointsApi, ...earningApi, ...mallApi, ...vouchersApi, ...storesApi, ...messagesApi }
