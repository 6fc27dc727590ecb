import { View } from '@tarojs/components'
import { askedWho } from '../demo'
import { useObservable } from '../observable'
import { useText } from '../text'
import { ListRow } from './list-row'
import { Sheet } from './sheet'
import './demo-picker.scss'

/** Browser build only: who is holding the phone. */
export function DemoPicker() {
  const asked = useObservable(askedWho)
  const { text, language } = useText()
  return (
    <Sheet isOpen={asked !== undefined} title={text.app.demo.title}>
      <View>{text.app.demo.hint}</View>
      <View className="demo-picker">
        {asked?.people.map((person) => (
          <ListRow
            key={person.id}
            id={`demo-${person.id}`}
            title={person.nickname}
            detail={person.roleHint[language]}
            leading={
              <View className="demo-picker__portrait" style={{ background: person.avatarColour }}>
                {person.nickname.slice(0, 1)}
              </View>
            }
            onTap={() => asked.choose(person)}
          />
        ))}
        {asked && (
          <ListRow
            id="demo-newcomer"
            title={text.app.demo.newcomer}
            detail={text.app.demo.newcomerHint}
            leading={<View className="demo-picker__portrait demo-picker__portrait--new">+</View>}
            onTap={asked.chooseNewcomer}
          />
        )}
      </View>
    </Sheet>
  )
}
