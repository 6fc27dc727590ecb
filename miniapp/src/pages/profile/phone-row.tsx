import { View } from '@tarojs/components'
import type { Profile } from '../../../../shared/members/members.api'
import { Button } from '../../components/button'
import { api } from '../../api'
import { demoPhoneCode } from '../../demo'
import { useDeed } from '../../deed'
import { useText } from '../../profile-text'
import { toast } from '../../toast'

const isBrowser = process.env.TARO_ENV === 'h5'

export interface PhoneRowProps {
  readonly phoneMasked: string | null
  readonly onLinked: (profile: Profile) => void
}

/** WeChat's own button gives a code for the number; the number itself never passes through this phone's code. */
export function PhoneRow({ phoneMasked, onLinked }: PhoneRowProps) {
  const words = useText().text.profile.profile
  const deed = useDeed('operation', async (code: string | undefined) => api.linkPhone({ code: code ?? (await demoPhoneCode()) }))
  const link = async (code?: string) => {
    const profile = await deed.run(code)
    if (profile) onLinked(profile)
  }
  const label = phoneMasked === null ? words.link : words.relink
  return (
    <View className="phone-row" id="phone-row">
      <View className="phone-row__words">
        <View className="phone-row__title">
          {words.phone}
          {phoneMasked !== null && (
            <View className="phone-row__number" id="phone-masked">
              {phoneMasked}
            </View>
          )}
        </View>
        <View className="phone-row__hint">{words.phoneHint}</View>
      </View>
      {isBrowser ? (
        <Button size="small" look="quiet" label={label} isRunning={deed.isRunning} onTap={() => void link()} id="link-phone" />
      ) : (
        <Button
          size="small"
          look="quiet"
          label={label}
          isRunning={deed.isRunning}
          id="link-phone"
          host={{
            openType: 'getPhoneNumber',
            onGetPhoneNumber: (event) => {
              const { code } = event.detail
              if (code) void link(code)
              else toast(words.phoneDeclined)
            },
          }}
        />
      )}
    </View>
  )
}
