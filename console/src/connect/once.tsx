import { Alert, Button, Modal, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../language'

/** A secret that is shown this once: only the button closes it. None where the same was asked before. */
export function Once({ title, secret, say, gone, close, children }: { readonly title: string; readonly secret: string | null; readonly say: string; readonly gone: string; readonly close: () => void; readonly children?: ReactNode }) {
  const text = useText()
  return (
    <Modal open width={640} title={title} closable={false} keyboard={false} mask={{ closable: false }} footer={<Button id="once-done" type="primary" onClick={close}>{secret === null ? text.common.close : text.connect.copied}</Button>}>
      <Alert type="warning" showIcon title={secret === null ? gone : say} style={{ marginBottom: 16 }} />
      {secret !== null && <Typography.Paragraph className="secret" code copyable={{ text: secret, tooltips: [text.common.copy, text.common.copied] }}><span id="secret">{secret}</span></Typography.Paragraph>}
      {secret !== null && children}
    </Modal>
  )
}
