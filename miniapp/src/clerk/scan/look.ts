import { useCallback, useEffect, useRef } from 'react'
import { Refusal } from '../../../../shared/api/refusal'
import { scanIdIn } from '../../../../shared/stores/scan-code'
import type { Store } from '../../../../shared/stores/stores.api'
import { type Look, vouchersApi } from '../../../../shared/vouchers/vouchers.api'
import { api } from '../../api'
import { sentenceFor } from '../../failures'
import { replacePage } from '../../open'
import { outbox, sendKept } from '../../outbox'
import { scan } from '../../scan'
import { memberSignedIn } from '../../session'
import { textNow } from '../words'
import { scannedMember } from '../scanned-member'
import { refusedBy, type Stage } from './stage'

type Show = (stage: Stage) => void

/** Looks a code up, one at a time: whatever a camera fires meanwhile is dropped. */
export function useLook(store: Store | undefined, show: Show): (code: string) => Promise<void> {
  const isBusy = useRef(false)
  const storeId = store?.id
  return useCallback(
    async (code: string) => {
      if (isBusy.current || storeId === undefined) return
      const scanId = scanIdIn(code)
      if (scanId !== undefined) {
        show({ type: 'desk', scanId, isUnsure: false })
        return
      }
      isBusy.current = true
      show({ type: 'looking' })
      try {
        if (!vouchersApi.look.input.shape.code.safeParse(code).success) throw new Refusal('code_unreadable')
        // What waits to be sent may be about this very code: it goes first.
        if (outbox.get().some((kept) => kept.refusal === undefined)) await sendKept(memberSignedIn())
        showLook(await api.look({ code, storeId }), show)
      } catch (failure) {
        show(refusedBy(failure) ?? { type: 'unanswered', sentence: sentenceFor(failure), code })
      } finally {
        isBusy.current = false
      }
    },
    [storeId, show],
  )
}

function showLook(look: Look, show: Show): void {
  if (look.type === 'member') {
    scannedMember.set(look)
    replacePage('clerk/purchase')
  } else if (look.refusal) {
    show({ type: 'refused', sentence: look.refusal[textNow().language], code: look.refusal.code, mayGoOn: true })
  } else {
    show({ type: 'voucher', look, isUnsure: false })
  }
}

/** Opens the camera, at once where `opensAtOnce`, and looks up what it reads; offers typing where there is none. */
export function useCamera(look: (code: string) => Promise<void>, show: Show, opensAtOnce: boolean): () => void {
  const isOpen = useRef(false)
  const open = useCallback(() => {
    if (isOpen.current) return
    isOpen.current = true
    show({ type: 'ready', isTyping: false })
    void scan()
      .then((result) => {
        if (result.type === 'read') void look(result.code)
        if (result.type === 'unavailable') show({ type: 'ready', isTyping: true, note: textNow().text.app.scan.noCamera })
      })
      .finally(() => {
        isOpen.current = false
      })
  }, [look, show])
  const atOnce = useRef(opensAtOnce)
  useEffect(() => {
    if (atOnce.current) open()
    atOnce.current = false
  }, [open])
  return open
}
