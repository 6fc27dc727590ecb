import { Form, Input, type InputRef, Modal } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { Deed } from '../asking'
import { useText } from '../language'
import { Failure } from './answer'

interface ConfirmProps {
  readonly title: string
  /** What will happen, said before it does. */
  readonly what: ReactNode
  readonly yes: string
  readonly isDanger?: boolean
  /** Enter says yes: for what is opened by a key. */
  readonly isYesNext?: boolean
  /** Asks for a note of at most so many characters, which is kept with the deed. */
  readonly note?: { readonly label: string; readonly charsMax: number; readonly hint?: string }
  readonly deed: Deed<string>
  readonly close: () => void
  readonly done?: () => void
  readonly children?: ReactNode
}

/** Says what is going to happen and does it on one more press. */
export function Confirm({ title, what, yes, isDanger = false, isYesNext = false, note, deed, close, done, children }: ConfirmProps) {
  const text = useText()
  const [said, say] = useState('')
  const field = useRef<InputRef>(null)
  const isMissing = note !== undefined && said.trim() === ''
  const go = async () => {
    if (isMissing) return field.current?.focus()
    if (await deed.run(said.trim())) {
      close()
      done?.()
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={yes}
      cancelText={text.common.cancel}
      okButtonProps={{ danger: isDanger, disabled: isMissing, id: 'confirm-yes', autoFocus: isYesNext }}
      confirmLoading={deed.isBusy}
      onOk={() => void go()}
      onCancel={() => (deed.clear(), close())}
    >
      <div className="confirm-what">{what}</div>
      {children}
      {note !== undefined && (
        <Form layout="vertical">
          <Form.Item label={note.label} required extra={note.hint} htmlFor="confirm-note">
            <Input id="confirm-note" ref={field} autoFocus value={said} maxLength={note.charsMax} showCount onChange={({ target }) => say(target.value)} onPressEnter={() => void go()} />
          </Form.Item>
        </Form>
      )}
      <Failure of={deed.failure} />
    </Modal>
  )
}
