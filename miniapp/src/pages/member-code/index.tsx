import { View } from '@tarojs/components'
import { membersApi } from '../../../../shared/members/members.api'
import { memberCodePage as en } from '../../../../shared/text/member-code.en'
import { memberCodePage as zh } from '../../../../shared/text/member-code.zh'
import { CODE_STEP_MS, memberCode } from '../../../../shared/vouchers/code'
import { Countdown, useStep } from '../../components/countdown'
import { QrCode } from '../../components/qr-code'
import { Screen } from '../../components/screen'
import { Skeleton } from '../../components/skeleton'
import { States } from '../../components/states'
import { useLoad } from '../../load'
import { useSentences } from '../../text'
import { useBrightScreen } from '../voucher/bright-screen'
import './index.scss'

const both = { zh, en }
const useWords = (): typeof zh => useSentences(both).words

export default function MemberCodePage() {
  const words = useWords()
  const load = useLoad(membersApi.memberCode, {})
  return (
    <Screen title={words.title} look="night">
      <View className="member-code">
        <States of={load} skeleton={<Skeleton shape="hero" count={1} />}>
          {({ cardNo, key }) => <MemberCode cardNo={cardNo} codeKey={key} />}
        </States>
      </View>
    </Screen>
  )
}

function MemberCode({ cardNo, codeKey }: { readonly cardNo: string; readonly codeKey: string }) {
  const words = useWords()
  const { step, startedAgoMs } = useStep(CODE_STEP_MS)
  useBrightScreen()
  return (
    <>
      <View className="member-code__hint">{words.hint}</View>
      <View className="member-code__plate">
        <QrCode content={memberCode(codeKey, cardNo, step * CODE_STEP_MS)} id="member-qr" />
        <View className="member-code__changes">
          <Countdown periodMs={CODE_STEP_MS} step={step} startedAgoMs={startedAgoMs} />
          <View className="member-code__changing">{words.changes}</View>
        </View>
      </View>
      <View className="member-code__card">
        {words.cardNo}
        <View className="member-code__number" id="card-no">
          {cardNo}
        </View>
      </View>
    </>
  )
}
