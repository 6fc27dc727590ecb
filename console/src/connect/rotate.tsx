import { Form, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { Deed } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'

export const graces = [0, 1, 24, 168] as const

/** Asks for how long the old one works on, and rotates. */
export function Rotate({ title, what, deed, close }: { readonly title: string; readonly what: string; readonly deed: Deed<number>; readonly close: () => void }) {
  const text = useText()
  const [hours, choose] = useState<number>(24)
  return (
    <Modal open title={title} okText={text.connect.rotate} cancelText={text.common.cancel} confirmLoading={deed.isBusy} okButtonProps={{ id: 'rotate-yes' }} onOk={() => void deed.run(hours)} onCancel={close}>
      <p className="soft">{what}</p>
      <Form layout="vertical">
        <Form.Item label={text.connect.grace}>
          <Radio.Group value={hours} onChange={({ target }) => choose(Number(target.value))} options={graces.map((value) => ({ value, label: text.connect.graces[value] }))} />
        </Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}
