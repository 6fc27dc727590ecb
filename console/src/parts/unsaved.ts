import { App } from 'antd'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useText } from '../language'

/**
 * Asks before what is not saved yet is left behind: by a link, by the browser's way back, by closing the tab (where only the browser
 * itself may ask). Steps within the same path are no leaving.
 */
export function useUnsaved(isUnsaved: boolean): void {
  const text = useText()
  const navigate = useNavigate()
  const { modal } = App.useApp()
  const isAsking = useRef(false)
  useEffect(() => {
    if (!isUnsaved) return undefined
    const here = location.pathname
    let isLeaving = false
    const ask = (leave: () => void) => {
      if (isAsking.current) return
      isAsking.current = true
      const ended = () => void (isAsking.current = false)
      modal.confirm({ title: text.common.unsaved, content: text.common.unsavedWhat, okText: text.common.leave, cancelText: text.common.stay, okButtonProps: { danger: true, id: 'leave' }, afterClose: ended, onOk: () => ((isLeaving = true), leave()) })
    }
    const close = (event: BeforeUnloadEvent) => event.preventDefault()
    const press = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      if (link.origin !== location.origin || link.pathname === here) return
      event.preventDefault()
      event.stopPropagation()
      ask(() => void navigate(link.pathname + link.search))
    }
    const back = (event: PopStateEvent) => {
      if (isLeaving || location.pathname === here) return
      // The router has not heard of it yet: the way back is undone, and gone again once that is wished.
      event.stopImmediatePropagation()
      history.go(1)
      ask(() => history.go(-1))
    }
    addEventListener('beforeunload', close)
    addEventListener('popstate', back, true)
    document.addEventListener('click', press, true)
    return () => {
      removeEventListener('beforeunload', close)
      removeEventListener('popstate', back, true)
      document.removeEventListener('click', press, true)
    }
  }, [isUnsaved, modal, navigate, text])
}
