import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../language'

/** A field that differs: its name, what is there now, and what was typed. */
export type Differing = readonly [name: string, theirs: ReactNode, mine: ReactNode]

/** Somebody else has saved meanwhile: shows where the two differ and lets the person choose. */
export function StaleChoice({ fields, close, take, keep }: { readonly fields: readonly Differing[]; readonly close: () => void; readonly take: () => void; readonly keep: () => void }) {
  const { connect: text } = useText()
  return (
    <Modal open width={640} title={text.staleTitle} onCancel={close} footer={[<Button key="take" onClick={take}>{text.takeTheirs}</Button>, <Button key="keep" type="primary" danger onClick={keep}>{text.keepMine}</Button>]}>
      <p className="soft">{text.staleAbout}</p>
      <table className="difference" id="difference">
        <thead><tr><th scope="col">{text.field}</th><th scope="col">{text.theirs}</th><th scope="col">{text.mine}</th></tr></thead>
        <tbody>{fields.map(([name, theirs, mine]) => <tr key={name}><th scope="row">{name}</th><td>{theirs}</td><td className="gold">{mine}</td></tr>)}</tbody>
      </table>
    </Modal>
  )
}
