import { marketingApi } from '../../shared/campaigns/marketing.api'
import { eventsApi } from '../../shared/earning/events.api'
import { approvalsApi } from '../../shared/earning/approvals.api'
import { membersDeskApi } from '../../shared/earning/members-desk.api'
import { mergeApi } from '../../shared/earning/merge.api'
import { programmeApi } from '../../shared/earning/programme.api'
import { trialsApi } from '../../shared/earning/trials.api'
import { messagesDeskApi } from '../../shared/messages/messages-desk.api'
import { insightApi } from '../../shared/insight/insight.api'
import { shelfApi } from '../../shared/mall/shelf.api'
import { riskApi } from '../../shared/risk/risk.api'
import { settingsApi } from '../../shared/settings/settings.api'
import { auditApi } from '../../shared/stores/audit.api'
import { apiKeysApi } from '../../shared/stores/api-keys.api'
import { memberListApi } from '../../shared/earning/member-list.api'
import { importsApi } from '../../shared/imports/imports.api'
import { deskApi } from '../../shared/stores/desk.api'
import { storesDeskApi } from '../../shared/stores/stores-desk.api'
import { storesApi } from '../../shared/stores/stores.api'
import { tiersApi } from '../../shared/tiers/tiers.api'
import { webhooksApi } from '../../shared/webhooks/webhooks.api'
import { vouchersDeskApi } from '../../shared/vouchers/vouchers-desk.api'

/** What a desk asks for. */
export const calls = {
  ...deskApi,
  ...storesApi,
  ...marketingApi,
  ...programmeApi,
  ...trialsApi,
  ...riskApi,
  ...membersDeskApi,
  ...mergeApi,
  ...approvalsApi,
  ...messagesDeskApi,
  ...apiKeysApi,
  ...webhooksApi,
  ...memberListApi,
  ...importsApi,
  ...shelfApi,
  ...storesDeskApi,
  ...vouchersDeskApi,
  ...insightApi,
  ...auditApi,
  ...settingsApi,
  grantPoints: eventsApi.grantPoints,
  giveTier: tiersApi.giveTier,
  liftTier: tiersApi.liftTier,
}
export type CallName = keyof typeof calls
