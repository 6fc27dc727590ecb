import { View } from '@tarojs/components'
import { useState } from 'react'
import { CODE_STEP_MS, voucherCode } from '../../../../shared/vouchers/code'
import type { VoucherDetail } from '../../../../shared/vouchers/vouchers.api'
import { Countdown, useStep } from '../../components/countdown'
import { QrCode } from '../../components/qr-code'
import { useText } from '../../exchange-text'
import { useBrightScreen } from './bright-screen'

type Code = NonNullable<VoucherDetail['code']>

/** The code that the phone draws by itself, anew every half minute, and the one to read out when a camera is broken. */
export function CodePanel({ code }: { readonly code: Code }) {
  const words = useText().text.exchange.voucher
  const { step, startedAgoMs } = useStep(CODE_STEP_MS)
  useBrightScreen()
  return (
    <View className="code-panel">
      <View className="code-panel__show" id="voucher-state">
        {words.show}
      </View>
      <QrCode content={voucherCode(code.key, code.cardNo, code.handle, step * CODE_STEP_MS)} id="voucher-qr" />
      <View className="code-panel__changes">
        <Countdown periodMs={CODE_STEP_MS} step={step} startedAgoMs={startedAgoMs} />
        <View className="code-panel__hint">{words.changes}</View>
      </View>
      <TypedCode typed={code.typed} />
    </View>
  )
}

function TypedCode({ typed }: { readonly typed: string }) {
  const words = useText().text.exchange.voucher
  const [isShown, setIsShown] = useState(false)
  return (
    <>
      <View className="code-panel__reveal" id="reveal-typed" onClick={() => setIsShown(!isShown)}>
        {isShown ? words.hideTyped : words.cannotScan}
      </View>
      {isShown && (
        <View className="code-panel__typed">
          <View className="code-panel__groups" id="typed-code">
            {groupsOfFour(typed).map((group, place) => (
              <View className="code-panel__group" key={place}>
                {group}
              </View>
            ))}
          </View>
          <View className="code-panel__hint">{words.typedHint}</View>
        </View>
      )}
    </>
  )
}

const groupsOfFour = (typed: string): readonly string[] => typed.match(/.{1,4}/g) ?? []
