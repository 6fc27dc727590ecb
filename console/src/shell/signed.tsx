import { Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { deskApi } from '../../../shared/stores/desk.api'
import { useAsk } from '../asking'
import { useText } from '../language'
import { Failure, Nothing } from '../parts/answer'
import { Frame } from './frame'
import { MeContext } from './me'
import { NotThere } from './not-there'
import { placesFor } from './places'

const pages = {
  '/campaigns': lazy(() => import('../campaigns/list')),
  '/campaigns/new': lazy(() => import('../campaigns/wizard')),
  '/campaigns/:campaignId': lazy(() => import('../campaigns/campaign')),
  '/campaigns/:campaignId/edit': lazy(() => import('../campaigns/wizard')),
  '/calendar': lazy(() => import('../campaigns/calendar')),
  '/rules': lazy(() => import('../rules/rules')),
  '/rules/history': lazy(() => import('../rules/history')),
  '/tiers': lazy(() => import('../rules/tiers')),
  '/members': lazy(() => import('../members/find')),
  '/members/:memberId': lazy(() => import('../members/member')),
  '/reviews': lazy(() => import('../members/reviews')),
  '/approvals': lazy(() => import('../approvals/approvals')),
  '/blocks': lazy(() => import('../members/blocks')),
  '/staff': lazy(() => import('../stores/staff')),
  '/stores': lazy(() => import('../stores/stores')),
  '/profile': lazy(() => import('../desk/profile')),
}

/** Everything behind the sign-in. */
export function Signed() {
  const me = useAsk(deskApi.deskMe, {})
  const text = useText()
  if (me.data === undefined) {
    return <div className="whole">{me.error === null ? <Spin size="large" aria-label={text.common.product} /> : <Failure of={me.error} again={() => void me.refetch()} />}</div>
  }
  const open = placesFor(me.data.mayCall)
  const isOpen = (path: string) => path === '/profile' || open.some((place) => path === place.path || path.startsWith(`${place.path}/`))
  return (
    <MeContext.Provider value={me.data}>
      <Frame places={open}>
        <Suspense fallback={<div className="coming" role="status" aria-busy="true" />}>
          <Routes>
            <Route path="/" element={open[0] === undefined ? <Nothing say={text.common.nothingMayCall} /> : <Navigate to={open[0].path} replace />} />
            {Object.entries(pages).filter(([path]) => isOpen(path)).map(([path, Screen]) => <Route key={path} path={path} element={<Screen />} />)}
            <Route path="*" element={<NotThere />} />
          </Routes>
        </Suspense>
      </Frame>
    </MeContext.Provider>
  )
}
