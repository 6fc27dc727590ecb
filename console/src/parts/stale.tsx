import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'

/** What the choice says, in the words of what was edited. */
export interface StaleWords {
  readonly title: string
  readonly about: string
  readonly field: string
  readonly theirs: string
  readonly mine: string
  readonly takeTheirs: string
  readonly keepMine: string
}

/** A field that differs: its name, what is there now, and what was typed. */
export type Differing = readonly [name: string, theirs: ReactNode, mine: ReactNode]

interface StaleProps {
  readonly words: StaleWords
  readonly width?: number
  /** No choice before what is there now has come. */
  readonly isKnown?: boolean
  readonly close: () => void
  readonly take: () => void
  readonly keep: () => void
  readonly children: ReactNode
}

/** Somebody else has saved meanwhile: shows where the two differ and lets the person choose. Nothing is overwritten unseen. */
export function StaleChoice({ words, width = 720, isKnown = true, close, take, keep, children }: StaleProps) {
  return (
    <Modal
      open
      width={width}
      title={words.title}
      onCancel={close}
      footer={[
        <Button key="theirs" disabled={!isKnown} onClick={take}>{words.takeTheirs}</Button>,
        <Button key="mine" type="primary" danger disabled={!isKnown} onClick={keep}>{words.keepMine}</Button>,
      ]}
    >
      <p className="soft">{words.about}</p>
      {children}
    </Modal>
  )
}

/** The fields that differ, side by side; `same` where there are none. */
export function Differences({ words, fields, same }: { readonly words: Pick<StaleWords, 'field' | 'theirs' | 'mine'>; readonly fields: readonly Differing[]; readonly same?: string }) {
  if (fields.length === 0 && same !== undefined) return <p>{same}</p>
  return (
    <table className="difference" id="difference">
      <thead><tr><th scope="col">{words.field}</th><th scope="col">{words.theirs}</th><th scope="col">{words.mine}</th></tr></thead>
      <tbody>{fields.map(([name, theirs, mine]) => <tr key={name}><th scope="row">{name}</th><td>{theirs}</td><td className="gold">{mine}</td></tr>)}</tbody>
    </table>
  )
}
