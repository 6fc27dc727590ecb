import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { useText } from '../language'
import { keyDeed } from '../parts/keys'
import type { Place } from './places'

const CHORD_MS = 1_200
const chords: Readonly<Record<string, Place['key']>> = { d: 'today', p: 'reports', a: 'audit', c: 'campaigns', r: 'rules', t: 'tiers', m: 'members', v: 'reviews', y: 'approvals', s: 'staff' }

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role="dialog"]') !== null)

/** One-handed ways to the screens that are open to the person, and what keys do on the screen itself. */
export function Keys({ places }: { readonly places: readonly Place[] }) {
  const text = useText()
  const navigate = useNavigate()
  const [isOpen, open] = useState(false)
  useEffect(() => {
    let wentAt = 0
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const isSecond = event.timeStamp - wentAt < CHORD_MS
      const wanted = isSecond ? chords[event.key] : { '/': 'members' as const, n: 'campaigns' as const }[event.key]
      const place = places.find(({ key }) => key === wanted)
      wentAt = event.key === 'g' ? event.timeStamp : 0
      if (event.key === '?') open(true)
      if (place === undefined && !isSecond && keyDeed(event.key)?.() === true) event.preventDefault()
      if (place === undefined) return
      event.preventDefault()
      void navigate(event.key === 'n' ? '/campaigns/new' : place.path)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [navigate, places])
  return (
    <Modal open={isOpen} title={text.shell.keysTitle} footer={null} onCancel={() => open(false)} width={600}>
      <KeyList of={text.shell.keyList} />
      <h3 className="keys-head">{text.shell.listKeysTitle}</h3>
      <KeyList of={text.shell.listKeyList} />
    </Modal>
  )
}

function KeyList({ of }: { readonly of: readonly (readonly [key: string, what: string])[] }) {
  return <dl className="keys">{of.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl>
}
