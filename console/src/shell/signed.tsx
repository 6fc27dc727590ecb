import { Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { deskApi } from '../../../shared/stores/desk.api'
import { useAsk } from '../asking'
import { keep } from '../format'
import { useText } from '../language'
import { Failure, Nothing } from '../parts/answer'
import { Frame } from './frame'
import { MeContext } from './me'
import { NotThere } from './not-there'
import { placesFor } from './places'

const pages = {
  '/': lazy(() => import('../today/today')),
  '/reports': lazy(() => import('../today/reports')),
  '/audit': lazy(() => import('../audit/audit')),
  '/settings': lazy(() => import('../settings/settings')),
  '/campaigns': lazy(() => import('../campaigns/list')),
  '/campaigns/new': lazy(() => import('../campaigns/wizard')),
  '/campaigns/:campaignId': lazy(() => import('../campaigns/campaign')),
  '/campaigns/:campaignId/edit': lazy(() => import('../campaigns/wizard')),
  '/calendar': lazy(() => import('../campaigns/calendar')),
  '/rules': lazy(() => import('../rules/rules')),
  '/rules/history': lazy(() => import('../rules/history')),
  '/tiers': lazy(() => import('../rules/tiers')),
  '/mall': lazy(() => import('../mall/list')),
  '/mall/new': lazy(() => import('../mall/editor')),
  '/mall/:rewardId': lazy(() => import('../mall/reward')),
  '/mall/:rewardId/edit': lazy(() => import('../mall/editor')),
  '/vouchers': lazy(() => import('../mall/vouchers')),
  '/members': lazy(() => import('../members/list')),
  '/members/:memberId': lazy(() => import('../members/member')),
  '/reviews': lazy(() => import('../members/reviews')),
  '/approvals': lazy(() => import('../approvals/approvals')),
  '/blocks': lazy(() => import('../members/blocks')),
  '/imports': lazy(() => import('../imports/list')),
  '/imports/new': lazy(() => import('../imports/new')),
  '/imports/:importId': lazy(() => import('../imports/import')),
  '/staff': lazy(() => import('../stores/staff')),
  '/staff/:staffId': lazy(() => import('../stores/clerk')),
  '/stores': lazy(() => import('../stores/stores')),
  '/keys': lazy(() => import('../connect/keys')),
  '/webhooks': lazy(() => import('../connect/webhooks')),
  '/webhooks/:webhookId': lazy(() => import('../connect/webhook')),
  '/profile': lazy(() => import('../desk/profile')),
}

/** Everything behind the sign-in. */
export function Signed() {
  const me = useAsk(deskApi.deskMe, {})
  const text = useText()
  if (me.data === undefined) {
    return <div className="whole">{me.error === null ? <Spin size="large" aria-label={text.common.product} /> : <Failure of={me.error} again={() => void me.refetch()} />}</div>
  }
  keep(me.data.programme)
  const open = placesFor(me.data.mayCall)
  const isOpen = (path: string) => path === '/profile' || open.some((place) => path === place.path || (place.path !== '/' && path.startsWith(`${place.path}/`)))
  return (
    <MeContext.Provider value={me.data}>
      <Frame places={open}>
        <Suspense fallback={<div className="coming" role="status" aria-busy="true" />}>
          <Routes>
            {!isOpen('/') && <Route path="/" element={open[0] === undefined ? <Nothing say={text.common.nothingMayCall} /> : <Navigate to={open[0].path} replace />} />}
            {Object.entries(pages).filter(([path]) => isOpen(path)).map(([path, Screen]) => <Route key={path} path={path} element={<Screen />} />)}
            <Route path="*" element={<NotThere />} />
          </Routes>
        </Suspense>
      </Frame>
    </MeContext.Provider>
  )
}
