import { View } from '@tarojs/components'
import { useRemindWords } from '../remind-words'
import { useSubscribing } from '../subscribe'
import { toast } from '../toast'
import { Button } from './button'

/** A quiet offer at a fitting moment; it goes once it was answered, and is not there where it cannot help. */
export function RemindMe({ of: kind }: { readonly of: 'voucher_expiring' | 'points_expiring' }) {
  const words = useRemindWords()
  const subscribing = useSubscribing([kind])
  if (!subscribing.canAsk) return null
  const ask = async () => {
    if (await subscribing.ask()) toast(words.allowed)
  }
  return (
    <View>
      <Button isWide look="quiet" label={words[kind]} onTap={() => void ask()} id="remind-me" />
    </View>
  )
}
