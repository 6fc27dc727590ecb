import { View } from '@tarojs/components'
import { ListRow } from '../../components/list-row'
import { Sheet } from '../../components/sheet'
import { chooseLanguage, chosenLanguage, languages, useText } from '../../text'

/** Chinese, English, or as the phone is set. */
export function LanguageSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const words = useText().text.app.language
  const chosen = chosenLanguage()
  return (
    <Sheet isOpen={isOpen} title={words.title} onClose={onClose}>
      <View className="language-sheet">
        {([undefined, ...languages] as const).map((one) => (
          <ListRow
            key={one ?? 'system'}
            id={`language-${one ?? 'system'}`}
            title={words[one ?? 'system']}
            trailing={one === chosen ? <View className="language-sheet__chosen" /> : undefined}
            onTap={() => {
              chooseLanguage(one)
              onClose()
            }}
          />
        ))}
      </View>
    </Sheet>
  )
}
