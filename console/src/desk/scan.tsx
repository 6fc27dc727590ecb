import { useQuery } from '@tanstack/react-query'
import { Button, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { deskApi } from '../../../shared/stores/desk.api'
import { ask } from '../door'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Qr } from '../parts/qr'
import { session } from '../session'

const POLL_MS = 1_500

/** A code for the phone of somebody who is signed in there; each is good once and for a minute. */
export function Scan() {
  const text = useText()
  const [number, renew] = useState(0)
  const begun = useQuery({ queryKey: ['scan', number], queryFn: () => ask(deskApi.beginScan, {}), staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false })
  const scan = begun.data
  const state = useQuery({
    queryKey: ['scan state', scan?.scanId],
    queryFn: () => (scan === undefined ? null : ask(deskApi.scanState, { scanId: scan.scanId, secret: scan.secret })),
    enabled: scan !== undefined,
    gcTime: 0,
    refetchInterval: ({ state: { data } }) => (data === undefined || data?.state === 'waiting' ? POLL_MS : false),
  })
  const token = state.data?.session?.token
  useEffect(() => {
    if (token !== undefined) session.begin(token)
  }, [token])
  if (scan === undefined) return begun.error === null ? <div className="scan"><Spin aria-label={text.desk.scanLabel} /></div> : <Failure of={begun.error} again={() => renew(number + 1)} />
  const isOld = state.data?.state === 'expired' || state.error !== null
  return (
    <div className="scan" aria-live="polite">
      <div className={isOld ? 'scan-old' : ''}>
        <Qr of={scan.code} label={text.desk.scanLabel} />
        {isOld && <Button type="primary" onClick={() => renew(number + 1)}>{text.desk.scanNew}</Button>}
      </div>
      <span className="soft">{isOld ? text.desk.scanOld : state.data?.state === 'confirmed' ? text.desk.scanDone : text.desk.scanHow}</span>
    </div>
  )
}
